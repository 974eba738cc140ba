// A look-up of a table's rows by a key that never changes: kept in memory, follows rows that come and go.
import type { Follower } from "./store.js";

interface Followed {
  follow(follower: Follower): void;
}

export class RowsBy<K> {
  private readonly rows = new Map<K, number[]>();

  /** `keyOf`: the key of a row; undefined leaves it out. */
  constructor(table: Followed, keyOf: (row: number) => K | undefined) {
    table.follow({
      added: (row) => {
        const key = keyOf(row);
        if (key === undefined) return;
        const list = this.rows.get(key);
        if (list) list.push(row);
        else this.rows.set(key, [row]);
      },
      removed: (row) => {
        const key = keyOf(row);
        if (key === undefined) return;
        const list = this.rows.get(key);
        list?.pop();
        if (list?.length === 0) this.rows.delete(key);
      },
    });
  }

  /** Rows of a key, oldest first. */
  get(key: K): readonly number[] {
    return this.rows.get(key) ?? [];
  }
}
