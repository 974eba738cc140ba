// The blocks of the page in their order: opened to be filled in, moved by buttons or dragged by their handle, dropped.
import type { HomeBlock } from "@perennial/api";
import type { DragEvent, ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shared/ui/icons.js";
import { Round } from "../ui/round.js";
import { BlockForm } from "./block-form.js";
import { KINDS, nameOf } from "./kinds.js";
import type { Layout } from "./use-layout.js";

export function BlockList({
  layout,
  faults,
  open,
  onOpen,
}: {
  layout: Layout;
  faults: ReadonlySet<string>;
  /** the block whose form is shown */
  open: string;
  onOpen: (id: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const { blocks } = layout.page;
  const end = (): void => {
    setDragged(undefined);
    setOver(undefined);
  };
  const drop = (event: DragEvent, at: number): void => {
    event.preventDefault();
    if (dragged !== undefined) layout.move(dragged, at);
    end();
  };
  return (
    <ol className="space-y-2" aria-label={t("front.blocks")}>
      {blocks.map((block, at) => (
        // Where the handle may be let go; the buttons do the same by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <li
          key={block.id}
          data-block={block.kind}
          onDragOver={(event) => {
            if (dragged === undefined) return;
            event.preventDefault();
            setOver(at);
          }}
          onDrop={(event) => drop(event, at)}
          className={`rounded-card border bg-paper ${over === at && dragged !== at ? "border-leaf" : "border-line"} ${dragged === at ? "opacity-50" : ""}`}
        >
          <Head
            block={block}
            at={at}
            last={blocks.length - 1}
            isOpen={open === block.id}
            isFaulty={[...faults].some((place) => place.startsWith(`blocks.${at}.`))}
            layout={layout}
            onOpen={onOpen}
            onDrag={setDragged}
            onDragEnd={end}
          />
          {open === block.id && (
            <div className="border-t border-line p-3 sm:p-4">
              <BlockForm
                block={block}
                fault={(place) =>
                  [...faults].some(
                    (each) => each === `blocks.${at}.${place}` || each.startsWith(`blocks.${at}.${place}.`),
                  )
                    ? t("front.wrong")
                    : undefined
                }
                onChange={(next, field) =>
                  // A picture may have come since this form was drawn.
                  layout.change(
                    block.id,
                    (now) => (now.kind === "banner" && next.kind === "banner" ? { ...next, photo: now.photo } : next),
                    field,
                  )
                }
                onPhoto={(photo) =>
                  layout.change(block.id, (now) => (now.kind === "banner" ? { ...now, photo } : now), "photo")
                }
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function Head({
  block,
  at,
  last,
  isOpen,
  isFaulty,
  layout,
  onOpen,
  onDrag,
  onDragEnd,
}: {
  block: HomeBlock;
  at: number;
  last: number;
  isOpen: boolean;
  isFaulty: boolean;
  layout: Layout;
  onOpen: (id: string) => void;
  onDrag: (at: number) => void;
  onDragEnd: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const icon = KINDS.find(({ kind }) => kind === block.kind)?.icon ?? "menu";
  const what = `${t(`front.kind.${block.kind}`)} ${nameOf(block)}`.trim();
  return (
    <div className="flex items-center">
      {/* For the mouse; the buttons do the same by keyboard and finger. */}
      <span
        draggable
        aria-hidden="true"
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", block.id);
          onDrag(at);
        }}
        onDragEnd={onDragEnd}
        className="hidden size-11 shrink-0 cursor-grab items-center justify-center text-ink-3 hover:text-ink sm:flex"
      >
        <Icon name="menu" size={18} />
      </span>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onOpen(isOpen ? "" : block.id)}
        className="flex min-h-12 min-w-0 flex-1 items-center gap-3 pl-3 text-left text-14 hover:text-leaf sm:pl-0"
      >
        <span className="shrink-0 text-leaf">
          <Icon name={icon} size={18} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{t(`front.kind.${block.kind}`)}</span>
          {nameOf(block) !== "" && <span className="block truncate text-12 text-ink-2">{nameOf(block)}</span>}
        </span>
        {isFaulty && (
          <span className="text-clay">
            <Icon name="warning" size={18} />
            <span className="sr-only">{t("front.wrong")}</span>
          </span>
        )}
      </button>
      <Round icon="up" label={t("front.up", { what })} isOff={at === 0} onClick={() => layout.move(at, at - 1)} />
      <Round
        icon="down"
        label={t("front.down", { what })}
        isOff={at === last}
        onClick={() => layout.move(at, at + 1)}
      />
      <Round icon="bin" label={t("front.drop", { what })} onClick={() => layout.drop(at)} />
    </div>
  );
}
