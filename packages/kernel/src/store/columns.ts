// Rows in transit, a list a column: what a redo holds and what a load reads. Rows one after the other and cells that are all alike,
// as most of a batch's are, are written once.
import type { Column } from "./column.js";

/** One cell: wide integers travel as text. */
export type Cell = number | string;

/** Rows of one table. `rows`: their numbers, or the first of `count` in a row; `cells`: for each column a list, or the cell of all rows. */
export interface Columns {
  readonly count: number;
  readonly rows: readonly number[] | number;
  readonly cells: readonly (readonly Cell[] | Cell)[];
}

/** The given rows of a table. */
export function gather(columns: readonly Column[], rows: readonly number[]): Columns {
  const first = rows[0] ?? 0;
  const inTurn = rows.every((row, index) => row === first + index);
  return {
    count: rows.length,
    rows: inTurn ? first : rows,
    cells: columns.map((column) => alike(cellsOf(column, rows))),
  };
}

function cellsOf(column: Column, rows: readonly number[]): Cell[] {
  const cells: Cell[] = [];
  for (const row of rows) {
    const value = column.get(row);
    cells.push(typeof value === "bigint" ? value.toString() : value);
  }
  return cells;
}

function alike(cells: Cell[]): Cell[] | Cell {
  const [first] = cells;
  return first !== undefined && cells.every((cell) => cell === first) ? first : cells;
}

export const rowAt = ({ rows }: Columns, index: number): number =>
  typeof rows === "number" ? rows + index : (rows[index] ?? -1);

/** The cells of one column, one a row. */
export function cellsAt({ cells, count }: Columns, column: number): readonly Cell[] {
  const held = cells[column] ?? 0;
  return typeof held === "object" ? held : Array.from({ length: count }, () => held);
}
