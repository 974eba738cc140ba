// Grids of money between two cuts of time: coloured, with the table behind them.
import type { Block, HeatBlock } from "./blocks.js";
import { behind } from "./blocks.js";
import type { Both, Figures } from "./format.js";

export interface GridRow {
  label: string;
  values: readonly number[];
}

/** `values`: cash minor units, one for each column. */
export function moneyGrid(
  corner: HeatBlock["corner"],
  columns: readonly string[],
  rows: readonly GridRow[],
  money: Figures,
): Block[] {
  const tell: HeatBlock["tell"] = (row, column, value) => `${row} → ${column}: ${money.exact(value, "en")}`;
  return [{ kind: "heat", corner, columns, rows, tell }, gridTable(corner.rows, columns, rows, money)];
}

function gridTable(corner: Both, columns: readonly string[], rows: readonly GridRow[], money: Figures): Block {
  const plain = (value: number): string => (value === 0 ? "–" : money.exact(value, "en"));
  return behind<GridRow>(
    [
      { title: corner, cell: ({ label }) => label, isText: true },
      ...columns.map((column, index) => ({
        title: { zh: column, en: column },
        cell: ({ values }: GridRow) => plain(values[index] ?? 0),
      })),
    ],
    rows,
  );
}
