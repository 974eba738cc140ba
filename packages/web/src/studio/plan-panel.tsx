// The plan itself: the form on one side, on the other the JSON or what follows. On a phone one after the other, by tabs.
import type { Gate } from "@perennial/checks";
import * as Tabs from "@radix-ui/react-tabs";
import type { ReactElement } from "react";
import { lazy, memo, Suspense, useCallback, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Bone } from "../shared/ui/states.js";
import type { Change, Desk } from "./document/history.js";
import { parsed } from "./document/history.js";
import type { Checked } from "./follow/use-checked.js";
import { Follow } from "./follow/follow.js";
import { PlanForm } from "./form/sections.js";
import type { JsonEditorHandle } from "./json/editor.js";
import { reveal } from "./reveal.js";
import { useWide } from "./use-wide.js";

const TAB =
  "min-h-9 rounded-control px-3 text-14 text-ink-2 hover:text-ink data-[state=active]:bg-leaf-soft data-[state=active]:font-medium data-[state=active]:text-leaf";

const JsonEditor = lazy(async () => ({ default: (await import("./json/editor.js")).JsonEditor }));

type Side = "form" | "json" | "follow";

/** Drawn again only when the plan or what follows from it changes: a run tells of its progress many times a second. */
export const PlanPanel = memo(function PlanPanel({
  desk,
  change,
  checked,
  gate,
}: {
  desk: Desk;
  change: (change: Change) => void;
  checked: Checked;
  gate: Gate | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const isWide = useWide();
  const [side, setSide] = useState<Side>("form");
  const form = useRef<HTMLElement>(null);
  const formId = useId();
  const editor = useRef<JsonEditorHandle>(null);
  const { sheet } = desk;
  const isBroken = parsed(sheet.text) === undefined;
  const onType = useCallback((text: string) => change({ type: "type", text, moment: performance.now() }), [change]);
  const goTo = (path: string): void => {
    editor.current?.goTo(path);
    if (!isWide) setSide("form");
    // The form of a phone is drawn once its tab is.
    requestAnimationFrame(() => {
      if (form.current) void reveal(form.current, path);
    });
  };

  // On a wide page the form stands beside, so that of the tabs only the other two are left to choose from.
  const shown = isWide && side === "form" ? "json" : side;
  return (
    <Tabs.Root
      value={shown}
      onValueChange={(next) => setSide(next === "json" || next === "follow" ? next : "form")}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
    >
      <div className="min-w-0 lg:sticky lg:top-18 lg:order-2 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto">
        <Tabs.List aria-label={t("studio.sides")} className="mb-3 flex gap-1 p-1">
          {!isWide && (
            <Tabs.Trigger value="form" className={TAB} aria-controls={formId}>
              {t("studio.side.form")}
            </Tabs.Trigger>
          )}
          <Tabs.Trigger value="json" className={TAB}>
            JSON
          </Tabs.Trigger>
          <Tabs.Trigger value="follow" className={TAB}>
            {t("studio.side.follow")}
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="json" tabIndex={-1} className="h-[70vh] lg:h-[calc(100dvh-9rem)]">
          <Suspense fallback={<Bone className="h-full w-full" />}>
            <JsonEditor
              ref={editor}
              text={sheet.text}
              faults={checked.faults}
              label={t("studio.json.label")}
              brokenWords={t("studio.json.broken")}
              onType={onType}
              onUndo={() => change({ type: "undo" })}
              onRedo={() => change({ type: "redo" })}
            />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="follow" tabIndex={-1}>
          <Follow checked={checked} gate={gate} goTo={goTo} />
        </Tabs.Content>
      </div>
      <section
        ref={form}
        id={formId}
        role={isWide ? undefined : "tabpanel"}
        data-pane="form"
        aria-label={t("studio.side.form")}
        className={`min-w-0 lg:order-1 ${!isWide && side !== "form" ? "hidden" : ""}`}
      >
        {isBroken && (
          <p role="alert" className="mb-3 rounded-control bg-clay-soft p-3 text-14 text-clay">
            {t("studio.json.behind")}
          </p>
        )}
        <PlanForm value={sheet.value} faults={checked.faults} sound={checked.sound} change={change} />
      </section>
    </Tabs.Root>
  );
});
