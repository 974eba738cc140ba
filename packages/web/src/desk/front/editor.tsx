// Laying out: blocks are added, filled in and put in order; each change is kept by itself, seen on the phone beside it, and can be taken back.
import type { HomeDesk, HomePage } from "@perennial/api";
import { MOST_BLOCKS } from "@perennial/api/schemas";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { KeyboardEvent, ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice } from "../../shared/ui/states.js";
import { Card } from "../../shared/ui/surfaces.js";
import { deskOf, homeDeskQuery } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { BlockList } from "./block-list.js";
import { blockOf, KINDS } from "./kinds.js";
import { Preview } from "./preview.js";
import type { Keeping } from "./use-keeping.js";
import { useKeeping } from "./use-keeping.js";
import type { Layout } from "./use-layout.js";
import { useLayout } from "./use-layout.js";

export function Editor({ desk, begin }: { desk: HomeDesk; begin: HomePage }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const layout = useLayout(begin);
  const [opened] = useState(begin);
  const keeping = useKeeping(id, layout.page, desk, opened);
  const [open, setOpen] = useState("");
  const [face, setFace] = useState<"lay" | "look">("lay");
  const step = (event: KeyboardEvent): void => {
    // In a field the browser's own undo takes back what was typed.
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || isField(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) layout.redo();
    else layout.undo();
  };
  return (
    // The keys are a short cut to the two buttons.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={step}>
      <Bar layout={layout} keeping={keeping} desk={desk} face={face} onFace={setFace} />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_375px]">
        <Card label={t("front.blocks")} className={face === "look" ? "max-xl:hidden" : ""}>
          {layout.page.blocks.length === 0 ? (
            <Notice icon="home" title={t("front.empty")}>
              {t("front.emptyBody")}
            </Notice>
          ) : (
            <BlockList layout={layout} faults={keeping.faults} open={open} onOpen={setOpen} />
          )}
          <Adding
            isFull={layout.page.blocks.length >= MOST_BLOCKS}
            onAdd={(kind) => {
              const block = blockOf(kind);
              layout.add(block);
              setOpen(block.id);
            }}
          />
        </Card>
        <div className={face === "lay" ? "max-xl:hidden xl:sticky xl:top-20" : "xl:sticky xl:top-20"}>
          <Preview page={layout.page} />
        </div>
      </div>
    </div>
  );
}

const isField = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

function Adding({
  isFull,
  onAdd,
}: {
  isFull: boolean;
  onAdd: (kind: (typeof KINDS)[number]["kind"]) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <section aria-label={t("front.add")} className="mt-4 border-t border-line pt-4">
      <h2 className="mb-2 text-14 font-medium">{t("front.add")}</h2>
      <div className="flex flex-wrap gap-2">
        {KINDS.map(({ kind, icon }) => (
          <Button key={kind} disabled={isFull} onClick={() => onAdd(kind)}>
            <Icon name={icon} size={18} />
            {t(`front.kind.${kind}`)}
          </Button>
        ))}
      </div>
      {isFull && <p className="mt-2 text-12 text-ink-2">{t("front.full", { most: MOST_BLOCKS })}</p>}
    </section>
  );
}

function Bar({
  layout,
  keeping,
  desk,
  face,
  onFace,
}: {
  layout: Layout;
  keeping: Keeping;
  desk: HomeDesk;
  face: "lay" | "look";
  onFace: (face: "lay" | "look") => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: async () => deskOf(id).dropHome(),
    onSuccess: (answer) => {
      queries.setQueryData(homeDeskQuery(id).queryKey, answer);
      layout.load(answer.published.page ?? layout.page);
    },
  });
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Button aria-label={t("front.undo")} className="px-3" disabled={!layout.canUndo} onClick={layout.undo}>
        <Icon name="undo" size={18} />
      </Button>
      <Button aria-label={t("front.redo")} className="px-3" disabled={!layout.canRedo} onClick={layout.redo}>
        <Icon name="redo" size={18} />
      </Button>
      <Button
        className="xl:hidden"
        aria-pressed={face === "look"}
        onClick={() => onFace(face === "lay" ? "look" : "lay")}
      >
        {face === "lay" ? t("front.preview") : t("front.edit")}
      </Button>
      <p
        aria-live="polite"
        data-keeping={keeping.state}
        className={`min-w-0 flex-1 text-14 max-sm:order-last max-sm:basis-full ${keeping.state === "kept" || keeping.state === "keeping" ? "text-ink-2" : "text-clay"}`}
      >
        {desk.draft === null && keeping.state === "kept" ? t("front.state.same") : t(`front.state.${keeping.state}`)}
      </p>
      {desk.draft !== null && (
        <Button disabled={discard.isPending} onClick={() => discard.mutate()}>
          {t("front.discard")}
        </Button>
      )}
      <Publish keeping={keeping} />
      {keeping.state === "failed" && <ErrorNote error={keeping.error} />}
    </div>
  );
}

function Publish({ keeping }: { keeping: Keeping }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const { revision, state } = keeping;
  const publish = useMutation({
    mutationFn: async () => deskOf(id).publishHome(revision ?? 0, note),
    onSuccess: async (answer) => {
      queries.setQueryData(homeDeskQuery(id).queryKey, answer);
      await queries.invalidateQueries({ queryKey: [id, "home"] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button kind="primary" disabled={revision === null || state !== "kept"} onClick={() => setOpen(true)}>
        {t("front.publish")}
      </Button>
      <Dialog title={t("front.publish")} open={isOpen} onClose={() => setOpen(false)}>
        <p className="mb-4 text-14 text-ink-2">{t("front.publishLead")}</p>
        <Field
          label={t("front.note")}
          hint={t("front.noteHint")}
          value={note}
          maxLength={200}
          onChange={({ target }) => setNote(target.value)}
        />
        <div className="mt-4 space-y-3">
          <ErrorNote error={publish.error} />
          <Button kind="primary" className="w-full" disabled={publish.isPending} onClick={() => publish.mutate()}>
            {t("front.publishNow")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
