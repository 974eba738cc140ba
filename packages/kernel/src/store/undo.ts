// Undo: what every write since the last commit has overwritten, so that it can be undone. Parallel lists that are used again and
// again, since most of them are thrown away after a few writes. Of a long step only what each cell held first is kept.
import type { Column } from "./column.js";
import { RowBits } from "./row-set.js";

/** What rows are appended to, and whoever must hear that undo has put a row back. */
export interface Tracked {
  removeLast(): void;
  restored(row: number): void;
}

/** Lists that have grown longer than this are not kept for the next step. */
const MOST_KEPT = 1_000_000;

export class Undo {
  private length = 0;
  private tables: Tracked[] = [];
  /** absent: the row was appended */
  private columns: (Column | undefined)[] = [];
  private rows = new Int32Array(64);
  private numbers = new Float64Array(64);
  private others: (string | bigint | undefined)[] = [];
  /** in a long step: the cells that are in the lists */
  private known: Map<Column, RowBits> | undefined;

  number(table: Tracked, column: Column, row: number, old: number): void {
    if (this.known && this.isKnown(this.known, column, row)) return;
    const at = this.step(table, column, row);
    this.numbers[at] = old;
    this.others[at] = undefined;
  }

  other(table: Tracked, column: Column, row: number, old: string | bigint): void {
    if (this.known && this.isKnown(this.known, column, row)) return;
    this.others[this.step(table, column, row)] = old;
  }

  appended(table: Tracked): void {
    this.step(table, undefined, -1);
  }

  /** A point to go back to. */
  mark(): number {
    return this.length;
  }

  /** The step that began at the mark is a long one: no other begins within it before `endLong`. */
  beginLong(mark: number): void {
    const known = (this.known = new Map<Column, RowBits>());
    for (let at = mark; at < this.length; at++) {
      const column = this.columns[at];
      if (column) this.isKnown(known, column, this.rows[at] ?? 0);
    }
  }

  endLong(): void {
    this.known = undefined;
  }

  /** Puts everything back as it was at the mark. */
  rollback(mark: number): void {
    while (this.length > mark) {
      const at = --this.length;
      const table = this.tables[at];
      const column = this.columns[at];
      if (!table) return;
      if (!column) table.removeLast();
      else {
        const row = this.rows[at] ?? 0;
        column.put(row, this.others[at] ?? this.numbers[at] ?? 0);
        table.restored(row);
      }
    }
  }

  /** Makes what happened so far final. */
  forget(): void {
    this.length = 0;
    if (this.rows.length <= MOST_KEPT) return;
    this.tables = [];
    this.columns = [];
    this.others = [];
    this.rows = new Int32Array(64);
    this.numbers = new Float64Array(64);
  }

  /** Whether the cell is in the lists; from now on it is. */
  private isKnown(known: Map<Column, RowBits>, column: Column, row: number): boolean {
    let rows = known.get(column);
    if (!rows) known.set(column, (rows = new RowBits()));
    return !rows.add(row);
  }

  private step(table: Tracked, column: Column | undefined, row: number): number {
    const at = this.length;
    if (at >= this.rows.length) this.grow();
    this.length = at + 1;
    this.tables[at] = table;
    this.columns[at] = column;
    this.rows[at] = row;
    return at;
  }

  private grow(): void {
    const rows = new Int32Array(this.rows.length * 2);
    rows.set(this.rows);
    this.rows = rows;
    const numbers = new Float64Array(rows.length);
    numbers.set(this.numbers);
    this.numbers = numbers;
  }
}
