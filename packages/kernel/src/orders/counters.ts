// Counters: how much a mechanism has done for one holder or for all, in one day or ever.
import type { Store, Table, TableDeclaration } from "../store/store.js";

export const counterTable = {
  name: "counter",
  columns: {
    slot: "ref",
    /** what is counted, when a mechanism counts several things */ what: "text",
    /** −1: all holders */ holder: "ref",
    /** −1: ever */ day: "ref",
    amount: "int",
  },
} as const satisfies TableDeclaration;

/** All holders, or all days. */
export const ALL = -1;

export class Counters {
  private readonly table: Table<typeof counterTable.columns>;
  private readonly rows = new Map<string, number>();

  constructor(store: Store) {
    this.table = store.table(counterTable);
    const { slot, what, holder, day } = this.table.cells;
    const key = (row: number): string => keyOf(slot.get(row), what.get(row), holder.get(row), day.get(row));
    this.table.follow({
      added: (row) => void this.rows.set(key(row), row),
      removed: (row) => void this.rows.delete(key(row)),
    });
  }

  get(slot: number, what: string, holder: number, day: number): number {
    const row = this.rows.get(keyOf(slot, what, holder, day));
    return row === undefined ? 0 : this.table.cells.amount.get(row);
  }

  add(slot: number, what: string, holder: number, day: number, amount: number): void {
    const row =
      this.rows.get(keyOf(slot, what, holder, day)) ?? this.table.append({ slot, what, holder, day, amount: 0 });
    this.table.cells.amount.set(row, this.table.cells.amount.get(row) + amount);
  }
}

const keyOf = (slot: number, what: string, holder: number, day: number): string => `${slot} ${holder} ${day} ${what}`;
