// A look-up of a table's rows by a key that never changes: kept in memory, follows rows that come and go. Rows of a key are a list through
// typed arrays: a map with a list for each key would cost a hundred bytes.
import type { Followed } from "./index-of.js";
import { IndexOf } from "./index-of.js";
import { IntPages, roomFor } from "./pages.js";

export class RowsBy {
  /** the oldest row of each key */
  private readonly oldest: IndexOf<number>;
  /** of the oldest row of a key: the youngest; of any row: the one before it with the same key. Row + 1, 0: none */
  private readonly youngest = new IntPages();
  private readonly before = new IntPages();
  private room = 0;

  /** `keyOf`: the key of a row; undefined leaves it out. */
  constructor(table: Followed, keyOf: (row: number) => number | undefined) {
    this.oldest = new IndexOf(keyOf);
    table.follow({
      added: (row) => {
        const key = keyOf(row);
        if (key !== undefined) this.add(key, row);
      },
      removed: (row) => {
        const key = keyOf(row);
        if (key !== undefined) this.remove(key, row);
      },
    });
  }

  /** Rows of a key, oldest first. */
  get(key: number): readonly number[] {
    const first = this.oldest.get(key);
    if (first === undefined) return [];
    const rows: number[] = [];
    for (let row = this.youngest.get(first); row !== 0; row = this.before.get(row - 1)) rows.push(row - 1);
    return rows.length > 1 ? rows.reverse() : rows;
  }

  /** The oldest row of a key. */
  first(key: number): number | undefined {
    return this.oldest.get(key);
  }

  private add(key: number, row: number): void {
    if (row >= this.room) {
      this.room = roomFor(row + 1, this.room);
      this.before.reserve(this.room);
      this.youngest.reserve(this.room);
    }
    const first = this.oldest.get(key);
    this.before.put(row, first === undefined ? 0 : this.youngest.get(first));
    this.youngest.put(first ?? row, row + 1);
    if (first === undefined) this.oldest.set(key, row);
  }

  private remove(key: number, row: number): void {
    const first = this.oldest.get(key);
    if (first === row) this.oldest.delete(key);
    else if (first !== undefined) this.youngest.put(first, this.before.get(row));
  }
}
