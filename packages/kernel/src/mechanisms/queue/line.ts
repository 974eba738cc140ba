// The line: one slot's tickets in order of arrival, with a pointer to the first that is not paid. Derived from the table, so it follows undo and restore.
import { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { ticketTable } from "./tables.js";

export class Line {
  /** rows in order of arrival */
  private readonly rows: number[] = [];
  private readonly ofHolder: RowsBy;
  private readonly ofOrder: RowsBy;
  private head = 0;
  private stale = false;
  private voids = 0;
  /** tickets before the head whose promise stands (not wholly refunded) */
  private paid = 0;

  constructor(
    private readonly tickets: Table<typeof ticketTable.columns>,
    slot: number,
  ) {
    const { slot: slotOf, holder, order } = tickets.cells;
    const mine = (row: number): boolean => slotOf.get(row) === slot;
    this.ofHolder = new RowsBy(tickets, (row) => (mine(row) ? holder.get(row) : undefined));
    this.ofOrder = new RowsBy(tickets, (row) => (mine(row) ? order.get(row) : undefined));
    tickets.follow({
      added: (row) => {
        if (!mine(row)) return;
        this.rows.push(row);
        if (tickets.cells.amount.get(row) === 0) this.voids += 1;
      },
      removed: (row) => {
        if (!mine(row)) return;
        this.rows.pop();
        this.rewind();
      },
      restored: (row) => {
        if (mine(row)) this.rewind();
      },
    });
  }

  /** The first ticket that is not paid, or −1; paid and refunded ones before it are passed for good. */
  first(): number {
    this.catchUp();
    const { left, amount } = this.tickets.cells;
    for (; this.head < this.rows.length; this.head++) {
      const row = this.rows[this.head] ?? -1;
      if (left.get(row) > 0) return row;
      if (amount.get(row) > 0) this.paid += 1;
    }
    return -1;
  }

  /** Number of the first unpaid ticket among those whose promise stands, 1 for the first. */
  firstNumber(): number {
    this.first();
    return this.paid + 1;
  }

  /** Unpaid tickets from the head on. */
  *unpaid(): Generator<number> {
    this.first();
    for (let at = this.head; at < this.rows.length; at++) {
      const row = this.rows[at] ?? -1;
      if (this.tickets.cells.left.get(row) > 0) yield row;
    }
  }

  /** The same with the number of each among those whose promise stands, 1 for the first that ever came. */
  *numbered(): Generator<{ row: number; number: number }> {
    let number = this.firstNumber();
    const { amount, left } = this.tickets.cells;
    for (let at = this.head; at < this.rows.length; at++) {
      const row = this.rows[at] ?? -1;
      if (left.get(row) > 0) yield { row, number };
      if (amount.get(row) > 0) number += 1;
    }
  }

  /** Tickets whose promise stands; `but`: those of this holder not counted. */
  standing(but?: number): number {
    this.catchUp();
    const { amount } = this.tickets.cells;
    const count = (rows: readonly number[]): number =>
      rows.reduce((sum, row) => sum + (amount.get(row) > 0 ? 1 : 0), 0);
    return this.rows.length - this.voids - (but === undefined ? 0 : count(this.ofHolder.get(but)));
  }

  of(holder: number): readonly number[] {
    return this.ofHolder.get(holder);
  }

  ticketOf(order: number): number | undefined {
    return this.ofOrder.first(order);
  }

  /** A ticket before the head may be open again (or its promise gone): look from the start. Rare: refunds and undo. */
  rewind(): void {
    this.stale = true;
  }

  private catchUp(): void {
    if (!this.stale) return;
    this.stale = false;
    this.head = 0;
    this.paid = 0;
    this.voids = this.rows.filter((row) => this.tickets.cells.amount.get(row) === 0).length;
  }
}
