// Tables and coloured grids on paper.
import type { HeatBlock, Language, Shown, TableBlock } from "@perennial/lab/report";
import { depthOf } from "@perennial/lab/report";
import type { Content, CustomTableLayout, TableCell } from "pdfmake/interfaces.js";
import { ink, mixed, WIDTH } from "./ink.js";

const RULES: CustomTableLayout = {
  hLineWidth: (line, { table: { body } }) => (line === 0 || line === body.length ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => ink("line"),
  paddingLeft: (column) => (column === 0 ? 0 : 7),
  paddingRight: () => 0,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};
const SEAMS: CustomTableLayout = {
  hLineWidth: () => 0.7,
  vLineWidth: () => 0.7,
  hLineColor: () => ink("paper"),
  vLineColor: () => ink("paper"),
  paddingTop: () => 0,
  paddingBottom: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
};

/** What is folded away on a screen is printed where it is small; the data have all of it. */
const MOST = { rows: 13, columns: 8 };

export function tablePaper({ isFolded, columns, rows }: TableBlock, language: Language): Content[] {
  if (isFolded && (rows.length > MOST.rows || columns.length > MOST.columns)) return [];
  const alignment = (column: number): "left" | "right" => (columns[column]?.isText ? "left" : "right");
  const head = columns.map(({ title }, index): TableCell => ({
    text: title[language],
    color: ink("ink-2"),
    alignment: alignment(index),
  }));
  const text = (value: Shown | string): string => (typeof value === "string" ? value : value[language]);
  const body = rows.map((row) =>
    row.map((value, index): TableCell => ({ text: text(value), alignment: alignment(index) })),
  );
  return [
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: columns.map(({ isText }) => (isText ? "*" : "auto")),
        body: [head, ...body],
      },
      layout: RULES,
      fontSize: 7.5,
      margin: [0, 6, 0, 2],
    },
  ];
}

const LABEL = 44;

/** A grid of cells, the more the darker. */
export function heatPaper({ corner, columns, rows }: HeatBlock, language: Language): Content {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values));
  const step = Math.max(1, Math.ceil(columns.length / 7));
  const width = (WIDTH - LABEL - columns.length) / Math.max(1, columns.length);
  const head: TableCell[] = columns.map((label, index) =>
    index % step === 0 ? { text: label, colSpan: Math.min(step, columns.length - index) } : {},
  );
  const cells = rows.map(({ label, values }): TableCell[] => [
    { text: label },
    ...values.map((value): TableCell => ({ text: " ", fillColor: mixed(depthOf(value, most), "leaf", "paper-2") })),
  ]);
  const title = { text: `${corner.rows[language]} ↓  ${corner.columns[language]} →`, color: ink("ink-2"), fontSize: 7 };
  return {
    stack: [
      { ...title, margin: [0, 4, 0, 4] },
      {
        table: { widths: [LABEL, ...columns.map(() => width)], heights: 15, body: [[{ text: "" }, ...head], ...cells] },
        layout: SEAMS,
        fontSize: 7,
        color: ink("ink-2"),
      },
    ],
    unbreakable: true,
  };
}
