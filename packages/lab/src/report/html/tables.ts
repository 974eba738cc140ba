// Tables, folded or open, and the coloured grids.
import type { HeatBlock, TableBlock } from "../blocks.js";
import type { Both } from "../format.js";
import { both, cell, escape } from "./text.js";

export function tableHtml(block: TableBlock): string {
  // What scrolls sideways must be reached by the keyboard too.
  const scroll = `<div class="scroll" tabindex="0" role="region" aria-label="表格 / Table">${bare(block)}</div>`;
  if (!block.isFolded) return scroll;
  return `<details><summary>${both({ zh: "看表格", en: "See the table" })}</summary>${scroll}</details>`;
}

function bare({ columns, rows }: TableBlock): string {
  const side = (column: number): string => (columns[column]?.isText ? ' class="text"' : "");
  const head = columns.map(({ title }, index) => `<th scope="col"${side(index)}>${both(title)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((value, index) => `<td${side(index)}>${cell(value)}</td>`).join("")}</tr>`,
  );
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** How strong a cell is, in percent: by square root, so that small sums are seen beside large ones; 0 is empty. */
export function depthOf(value: number, most: number): number {
  return value === 0 ? 0 : Math.max(6, Math.round(Math.sqrt(value / most) * 100));
}

/** A grid of cells, the more the darker. */
export function heatHtml({ corner, columns, rows, tell }: HeatBlock): string {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values));
  const body = rows.map(({ label, values }) => {
    const cells = values.map(
      (value, index) =>
        `<td style="--d:${depthOf(value, most)}%" title="${escape(tell(label, columns[index] ?? "", value))}"></td>`,
    );
    return `<tr><th scope="row">${escape(label)}</th>${cells.join("")}</tr>`;
  });
  const head = `<tr class="wide">${heatHead(corner, columns, 6)}</tr><tr class="narrow">${heatHead(corner, columns, 3)}</tr>`;
  return `<table class="heat"><thead>${head}</thead><tbody>${body.join("")}</tbody></table>`;
}

/** At most so many labels, each over as many columns as it needs room for. */
function heatHead(
  { rows, columns: across }: Record<"rows" | "columns", Both>,
  columns: readonly string[],
  most: number,
) {
  const step = Math.max(1, Math.ceil(columns.length / most));
  const labels = columns.flatMap((column, index) => {
    if (index % step !== 0) return [];
    const span = Math.min(step, columns.length - index);
    return [`<th scope="col" colspan="${span}">${span === step ? escape(column) : ""}</th>`];
  });
  return `<th class="corner">${both({ zh: `${rows.zh} ↓`, en: `${rows.en} ↓` })}<br>${both({ zh: `${across.zh} →`, en: `${across.en} →` })}</th>${labels.join("")}`;
}
