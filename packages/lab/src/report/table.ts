// Tables: the figures behind a chart, folded away, and the coloured grids.
import type { Both } from "./format.js";
import { both, escape } from "./format.js";

export interface Column<Row> {
  title: Both;
  cell: (row: Row) => Both | string;
  /** texts stand left, figures right */
  isText?: boolean;
}

/** The table behind a chart, folded. */
export function behind<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return `<details><summary>${both({ zh: "看表格", en: "See the table" })}</summary><div class="scroll">${table(columns, rows)}</div></details>`;
}

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = columns.map(
    ({ title, isText }) => `<th scope="col"${isText ? ' class="text"' : ""}>${both(title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = columns.map(({ cell, isText }) => {
      const value = cell(row);
      return `<td${isText ? ' class="text"' : ""}>${typeof value === "string" ? escape(value) : both(value)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

export interface HeatMap {
  corner: Both;
  columns: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
  /** what a cell says when pointed at */
  tell: (row: string, column: string, value: number) => string;
}

/** A grid of cells, the more the darker (by square root, so that small sums are seen beside large ones); 0 is empty. */
export function heatMap({ corner, columns, rows, tell }: HeatMap): string {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values));
  const body = rows.map(({ label, values }) => {
    const cells = values.map((value, index) => {
      const depth = value === 0 ? 0 : Math.max(6, Math.round(Math.sqrt(value / most) * 100));
      return `<td style="--d:${depth}%" title="${escape(tell(label, columns[index] ?? "", value))}"></td>`;
    });
    return `<tr><th scope="row">${escape(label)}</th>${cells.join("")}</tr>`;
  });
  const head = `<tr class="wide">${heatHead(corner, columns, 6)}</tr><tr class="narrow">${heatHead(corner, columns, 3)}</tr>`;
  return `<table class="heat"><thead>${head}</thead><tbody>${body.join("")}</tbody></table>`;
}

/** At most so many labels, each over as many columns as it needs room for. */
function heatHead(corner: Both, columns: readonly string[], most: number): string {
  const step = Math.max(1, Math.ceil(columns.length / most));
  const labels = columns.flatMap((column, index) => {
    if (index % step !== 0) return [];
    const span = Math.min(step, columns.length - index);
    return [`<th scope="col" colspan="${span}">${span === step ? escape(column) : ""}</th>`];
  });
  return `<th class="corner">${both(corner)}</th>${labels.join("")}`;
}

export interface Bar {
  label: Both;
  /** 0 to 100 */
  percent: number;
  value: Both;
  tone: "leaf" | "clay" | "amber" | "ink";
}

/** Horizontal bars with their labels beside them. */
export function bars(list: readonly Bar[]): string {
  const rows = list.map(
    ({ label, percent, value, tone }) =>
      `<li><span class="name">${both(label)}</span><span class="track">${percent > 0 ? `<span class="fill ${tone}" style="width:${Math.min(100, percent)}%"></span>` : ""}</span><span class="figure">${both(value)}</span></li>`,
  );
  return `<ul class="bars">${rows.join("")}</ul>`;
}
