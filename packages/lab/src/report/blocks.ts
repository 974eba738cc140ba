// What a report is made of before it is laid out: cards of findings, charts, grids and tables, all texts plain and in both languages.
import type { Severity } from "@perennial/checks";
import type { EChartsCoreOption } from "echarts/core";
import type { Both, Sheet } from "./format.js";

/** leaf: paid or funded; amber: promised, always hatched; clay: lost or owed; ink: neither */
export type Tone = "leaf" | "amber" | "clay" | "ink";

/** A text that shows a figure; `figure` is its place in the report's data, e.g. `stress[1].bands.paid.p50`. */
export interface Shown extends Both {
  figure?: string;
}

export interface Report {
  title: Both;
  /** a line under the title */
  about: Both;
  hero: Hero;
  cards: Card[];
}

/** The answer to the one question of the report. */
export interface Hero {
  value: Shown;
  tone: Tone;
  text: Both;
  tiles: Tile[];
}

export interface Tile {
  value: Shown;
  tone: Tone;
  /** percent of a promise that is funded: never shown without it */
  funded?: number;
  text: Both;
}

export interface Card {
  title: Both;
  /** left out where what follows is itself the finding */
  finding?: Both;
  blocks: Block[];
  note?: Both;
}

export interface ChartBlock {
  kind: "chart";
  title: Both;
  draw: (sheet: Sheet) => EChartsCoreOption;
  /** shown above it where one card has several */
  caption?: Both;
}

export interface TableBlock {
  kind: "table";
  /** folded away on a screen */
  isFolded: boolean;
  columns: { title: Both; isText: boolean }[];
  rows: (Shown | string)[][];
}

export interface HeatBlock {
  kind: "heat";
  corner: { rows: Both; columns: Both };
  columns: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
  /** what a cell says when pointed at */
  tell: (row: string, column: string, value: number) => string;
}

export interface Bar {
  label: Both;
  /** 0 to 100 */
  percent: number;
  value: Shown;
  tone: Tone;
}

export interface Limit {
  text: Both;
  value: Shown;
  /** of it, in percent, and as a sentence: what was measured */
  measured: { percent: number; text: Shown } | undefined;
  formula: string;
}

/** A rule that is touched: what it is, where, the words quoted, and what would change that. */
export interface Touched {
  severity: Severity;
  rule: string;
  places: Both[];
  lines: { name: Both; text: Both; isQuote?: boolean }[];
}

export type Block =
  | ChartBlock
  | TableBlock
  | HeatBlock
  | { kind: "key"; items: { tone: Tone; text: Both }[] }
  | { kind: "bars"; list: Bar[] }
  | { kind: "limits"; list: Limit[] }
  | { kind: "touched"; list: Touched[] }
  | { kind: "sentences"; list: Both[]; isNumbered: boolean }
  | { kind: "facts"; rows: Fact[] };

export interface Fact {
  term: Both;
  value?: Both;
  code?: string;
}

export interface Column<Row> {
  title: Both;
  cell: (row: Row, index: number) => Shown | string;
  /** texts stand left, figures right */
  isText?: boolean;
}

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): TableBlock {
  return {
    kind: "table",
    isFolded: false,
    columns: columns.map(({ title, isText = false }) => ({ title, isText })),
    rows: rows.map((row, index) => columns.map(({ cell }) => cell(row, index))),
  };
}

/** The table behind a chart. */
export const behind = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): TableBlock => ({
  ...table(columns, rows),
  isFolded: true,
});

export const chart = (title: Both, draw: ChartBlock["draw"], caption?: Both): ChartBlock => ({
  kind: "chart",
  title,
  draw,
  ...(caption && { caption }),
});

export function card(title: Both, finding: Both | undefined, blocks: Block[], note?: Both): Card {
  return { title, ...(finding && { finding }), blocks, ...(note && { note }) };
}
