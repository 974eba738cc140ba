// What all lots together release at each close, kept as sums by day: a lot that comes, changes or goes moves a few of them, and a close
// reads one. So a close costs the same whatever the number of lots, and each lot is booked when somebody asks for its holder.
import { RowsBy } from "../../store/rows.js";
import type { Store, Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { Course } from "./course.js";
import { courseOf, whole } from "./course.js";
import { scheduleDayTable, scheduleTable } from "./table.js";

export class Schedule {
  private readonly states: Table<typeof scheduleTable.columns>;
  private readonly days: Table<typeof scheduleDayTable.columns>;
  private readonly ofSlot: RowsBy;
  private readonly ofDay: RowsBy;

  constructor(
    store: Store,
    private readonly slot: number,
  ) {
    this.states = store.table(scheduleTable);
    this.days = store.table(scheduleDayTable);
    const { slot: stateSlot } = this.states.cells;
    const { slot: daySlot, day } = this.days.cells;
    this.ofSlot = new RowsBy(this.states, (row) => (stateSlot.get(row) === slot ? slot : undefined));
    this.ofDay = new RowsBy(this.days, (row) => (daySlot.get(row) === slot ? day.get(row) : undefined));
  }

  /** The last close that it has counted; undefined: it has not begun. */
  get last(): Day | undefined {
    return this.row === undefined ? undefined : this.states.cells.last.get(this.row);
  }

  /** Counted at closes and not yet booked. */
  get unbooked(): number {
    return this.row === undefined ? 0 : this.states.cells.unbooked.get(this.row);
  }

  /** What its lots can still release in all. */
  get promised(): number {
    return this.row === undefined ? 0 : this.states.cells.promised.get(this.row);
  }

  /** Begins (again) without any lot, as if the close of `last` had been the last one; what was counted must be booked before. */
  begin(last: Day): void {
    const none = { last, rate: 0, unbooked: 0, promised: 0 };
    if (this.row === undefined) this.states.append({ slot: this.slot, ...none });
    else
      for (const [name, value] of Object.entries(none))
        this.states.cells[name as keyof typeof none].set(this.row, value);
    const { slot, rate, once } = this.days.cells;
    for (let row = 0; row < this.days.length; row++) {
      if (slot.get(row) !== this.slot) continue;
      rate.set(row, 0);
      once.set(row, 0);
    }
  }

  /** A lot takes part from the close after `through` on; `by` −1: it no longer does, as it stood. `through`: never before the last close. */
  count(course: Course, through: Day, by: 1 | -1): void {
    const row = this.need();
    const { last, rate, promised } = this.states.cells;
    const { full, rest } = courseOf(course);
    promised.set(row, promised.get(row) + by * whole(course.left, course.grain));
    const end = through + full + 1;
    if (full > 0) {
      if (through === last.get(row)) rate.set(row, rate.get(row) + by * course.step);
      else this.add("rate", through + 1, by * course.step);
      this.add("rate", end, -by * course.step);
    }
    this.add("once", end, by * rest);
  }

  /** What the next close releases from all lots together. */
  get next(): number {
    const row = this.need();
    const { last, rate } = this.states.cells;
    return rate.get(row) + this.at("once", last.get(row) + 1);
  }

  /** The next close has happened. */
  close(): void {
    const row = this.need();
    const { last, rate, unbooked, promised } = this.states.cells;
    const sum = this.next;
    last.set(row, last.get(row) + 1);
    rate.set(row, rate.get(row) + this.at("rate", last.get(row) + 1));
    unbooked.set(row, unbooked.get(row) + sum);
    promised.set(row, promised.get(row) - sum);
  }

  /** So much of what was counted has been booked. */
  booked(amount: number): void {
    const { unbooked } = this.states.cells;
    unbooked.set(this.need(), this.unbooked - amount);
  }

  private at(column: "rate" | "once", day: Day): number {
    const row = this.ofDay.first(day);
    return row === undefined ? 0 : this.days.cells[column].get(row);
  }

  private add(column: "rate" | "once", day: Day, by: number): void {
    if (by === 0) return;
    const row = this.ofDay.first(day) ?? this.days.append({ slot: this.slot, day, rate: 0, once: 0 });
    const cells = this.days.cells[column];
    cells.set(row, cells.get(row) + by);
  }

  private get row(): number | undefined {
    return this.ofSlot.first(this.slot);
  }

  private need(): number {
    const { row } = this;
    if (row === undefined) throw new Error("release: the schedule has not begun");
    return row;
  }
}
