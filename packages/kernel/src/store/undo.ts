// Undo: what every write since the last commit has overwritten, so that it can be undone. Parallel lists that are used again and
// again, since most of them are thrown away after a few writes.
import type { Column } from "./column.js";

/** What rows are appended to, and whoever must hear that undo has put a row back. */
export interface Tracked {
  removeLast(): void;
  restored(row: number): void;
}

export class Undo {
  private length = 0;
  private readonly tables: Tracked[] = [];
  /** absent: the row was appended */
  private readonly columns: (Column | undefined)[] = [];
  private rows = new Int32Array(64);
  private numbers = new Float64Array(64);
  private readonly others: (string | bigint | undefined)[] = [];

  number(table: Tracked, column: Column, row: number, old: number): void {
    const at = this.step(table, column, row);
    this.numbers[at] = old;
    this.others[at] = undefined;
  }

  other(table: Tracked, column: Column, row: number, old: string | bigint): void {
    this.others[this.step(table, column, row)] = old;
  }

  appended(table: Tracked): void {
    this.step(table, undefined, -1);
  }

  /** A point to go back to. */
  mark(): number {
    return this.length;
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
