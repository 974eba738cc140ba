// Tables in transit as they come: row by row, as a checkpoint of an earlier version or a dump has them, or in columns.
import type { Columns } from "./columns.js";
import { cellsAt, rowAt } from "./columns.js";

/** One row in transit: the row number, then its cells in the order of the declaration (wide integers as text). */
export type RowImage = readonly (number | string)[];

/** The numbers of the rows of a table in transit. */
export function rowsOf(image: readonly RowImage[] | Columns): number[] {
  return "count" in image
    ? Array.from({ length: image.count }, (_, index) => rowAt(image, index))
    : image.map(([row]) => Number(row));
}

/** The cells of one column of a table in transit, with the number of their row; in the order of the rows. */
export function cellsIn(
  image: readonly RowImage[] | Columns | undefined,
  column: number,
): [row: number, cell: number | string][] {
  if (!image) return [];
  const rows = rowsOf(image);
  const cells = "count" in image ? cellsAt(image, column) : image.map((row) => row[column + 1] ?? 0);
  return rows.map((row, index): [number, number | string] => [row, cells[index] ?? 0]).toSorted((a, b) => a[0] - b[0]);
}
