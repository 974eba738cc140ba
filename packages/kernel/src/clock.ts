// The programme's clock: the day that is open, the first day, how many entries there are, and whether it is closing for good.
// Time comes in with the events; nothing here looks at a real clock.
import type { Store, Table, TableDeclaration } from "./store/store.js";
import type { Day } from "./time/calendar.js";

const clockTable = {
  name: "clock",
  columns: {
    /** the day that is open */ open: "ref",
    /** the first day */ start: "ref",
    /** entries so far */ seq: "int",
    /** 1: closing for good */ closing: "ref",
  },
} as const satisfies TableDeclaration;

/** The day before any event has come. */
export const NOT_YET = -2_000_000_000;

export class Clock {
  private readonly table: Table<typeof clockTable.columns>;

  constructor(private readonly store: Store) {
    this.table = store.table(clockTable);
  }

  /** Sets it up. `start`: the plan's first day, when it has one. */
  begin(start: Day | undefined): void {
    this.table.append({ open: NOT_YET, start: start ?? NOT_YET, seq: 0, closing: 0 });
  }

  /** Opens the first day: that of the plan, or this one when it is earlier or the plan has none. */
  openFirst(day: Day): void {
    const { open, start } = this.table.cells;
    if (start.get(0) === NOT_YET) start.set(0, day);
    open.set(0, Math.min(day, start.get(0)));
    this.store.commit();
  }

  get today(): Day {
    return this.table.cells.open.get(0);
  }
  set today(day: Day) {
    this.table.cells.open.set(0, day);
  }

  get start(): Day {
    return this.table.cells.start.get(0);
  }

  get seq(): number {
    return this.table.cells.seq.get(0);
  }

  /** The number of the next entry; from now on it is taken. */
  nextSeq(): number {
    const seq = this.seq + 1;
    this.table.cells.seq.set(0, seq);
    return seq;
  }

  get closing(): boolean {
    return this.table.cells.closing.get(0) === 1;
  }
  closeForGood(): void {
    this.table.cells.closing.set(0, 1);
  }
}
