// A sum over the cells of a state row, kept beside them: whoever changes a cell by hand, or a disk that does, is found when the row is
// loaded. 32 bits, each step reversible, so that one changed number always shows; it is no signature.
import type { ColumnKind } from "@perennial/kernel";

type Cell = number | string;

/** The sum of a row with this number, before any cell. */
export const firstSum = (row: number): number => mixed(0x81_1c_9d_c5, row);

/** The sum with one more cell. */
export function withCell(sum: number, kind: ColumnKind, cell: Cell): number {
  if (kind === "ref") return mixed(sum, Number(cell));
  if (kind === "int") return mixed(mixed(sum, Number(cell) | 0), Math.floor(Number(cell) / 2 ** 32));
  const text = String(cell);
  let next = mixed(sum, text.length);
  for (let at = 0; at < text.length; at++) next = Math.imul(next ^ text.charCodeAt(at), 0x01_00_01_93);
  return next;
}

/** The sum of a row image: its number, then its cells. */
export function sumOfRow(kinds: readonly ColumnKind[], [row, ...cells]: readonly Cell[]): number {
  let sum = firstSum(Number(row));
  for (const [index, kind] of kinds.entries()) sum = withCell(sum, kind, cells[index] ?? 0);
  return sum;
}

function mixed(sum: number, word: number): number {
  const product = Math.imul(sum ^ word, 0x9e_37_79_b1);
  return product ^ (product >>> 15);
}
