// queue — first come, first paid back (工会排队, 公排, 进三补一).
import { PLATFORM, poolAccount, walletOf } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import { CASH } from "../../ledger/ledger.js";
import { fraction, portion } from "../../number/fraction.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Instance } from "../../plan/instance.js";
import { matchesTags } from "../../plan/instance.js";
import { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { Place } from "../shared/ahead.js";
import type { Behaviour, Claim, LinePlace } from "../mechanism.js";
import { defineMechanism } from "../mechanism.js";
import { bounds } from "./bounds.js";
import { Line } from "./line.js";
import type { Queue, Rates } from "./parameters.js";
import { faults, schema } from "./parameters.js";
import { othersOf, placesOf } from "./places.js";
import { accelerationTable, ticketTable } from "./tables.js";
import { told } from "./told.js";
import { words } from "./words.js";

class Tickets implements Behaviour {
  private readonly pool: number;
  private readonly tickets: Table<typeof ticketTable.columns>;
  private readonly accelerations: Table<typeof accelerationTable.columns>;
  private readonly line: Line;
  private readonly byOrder: RowsBy;

  constructor(
    private readonly params: Queue,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    this.pool = world.pool(params.pool);
    this.tickets = world.store.table(ticketTable);
    this.accelerations = world.store.table(accelerationTable);
    this.line = new Line(this.tickets, self.slot);
    const { slot, order } = this.accelerations.cells;
    this.byOrder = new RowsBy(this.accelerations, (row) => (slot.get(row) === self.slot ? order.get(row) : undefined));
  }

  onOrder(order: Order): void {
    this.accelerate(order);
    this.enter(order);
  }

  /** Once locked for its days a ticket is paid in full; the first that the pool can't pay stops the line. */
  *onClose(day: Day): Generator<void> {
    for (const row of this.line.unpaid()) {
      const lock = this.lockOf(row);
      if (lock === undefined || this.tickets.cells.day.get(row) + lock > day) continue;
      if (!this.payWhole(row, "paid.lock")) return;
      yield;
    }
  }

  afterEvent(): void {
    for (let row = this.line.first(); row !== -1; row = this.line.first()) {
      const advance = this.rulesOf(row).advance;
      if (advance === undefined || !this.hasAdvanced(row, advance)) return;
      if (!this.payWhole(row, "paid.advance")) return;
    }
  }

  /** The ticket shrinks first, what was paid on it beyond that is owed; what this order paid on others' tickets is put back. */
  onRefund(order: Order, step: RefundStep): void {
    const { amount, left, taken, owed } = this.tickets.cells;
    const row = this.line.ticketOf(order.row);
    if (row !== undefined) {
      const promised = amount.get(row);
      const due = step.due(promised, taken.get(row));
      const shrink = Math.min(due, left.get(row));
      left.set(row, left.get(row) - shrink);
      taken.set(row, taken.get(row) + due);
      owed.set(row, owed.get(row) + due - shrink);
      if (step.whole) amount.set(row, 0);
      this.line.rewind();
      const figures = { order: order.id, amount: due, missing: due - shrink };
      this.world.rewards.owe(order.buyer, CASH, due - shrink, this.why("refund.owed", figures));
    }
    this.putBack(order, step);
  }

  /** The programme closes: in order of arrival, as far as the pool reaches. */
  payClaims(): void {
    for (const row of this.line.unpaid()) {
      const amount = Math.min(this.tickets.cells.left.get(row), this.world.ledger.pool(this.pool));
      if (amount === 0) return;
      this.pay(row, amount, "paid.closing", {});
    }
  }

  owes(): Claim[] {
    let promised = 0n;
    for (const row of this.line.unpaid()) promised += BigInt(this.tickets.cells.left.get(row));
    return [{ promised, pool: this.pool }];
  }

  places(holder: number): Place[] {
    return placesOf(holder, this.tickets, this.line, this.pool, (row) => this.rulesOf(row));
  }

  front(most: number): LinePlace[] {
    const { holder, order, left } = this.tickets.cells;
    const places: LinePlace[] = [];
    for (const row of this.line.unpaid()) {
      if (places.length === most) break;
      places.push({ holder: holder.get(row), order: order.get(row), place: places.length + 1, left: left.get(row) });
    }
    return places;
  }

  /** The referrer's oldest open tickets get a share of the gross at once, as far as the pool reaches. */
  private accelerate(order: Order): void {
    const rate = rateFor(this.params.accelerate, order);
    const referrer = this.world.holders.referrer(order.buyer);
    if (rate === undefined || referrer < 1) return;
    let due = Math.min(portion(order.gross, fraction(rate)), this.world.ledger.pool(this.pool));
    for (const row of this.line.of(referrer)) {
      if (due === 0) return;
      const paid = Math.min(due, this.tickets.cells.left.get(row));
      if (paid === 0) continue;
      due -= paid;
      this.accelerations.append({ slot: this.self.slot, order: order.row, ticket: row, amount: paid, taken: 0 });
      this.pay(row, paid, "accelerated", { base: order.gross, rate, order: order.id });
    }
  }

  private enter(order: Order): void {
    const rate = rateFor(this.params.ticket, order);
    const base = this.qualified(order);
    if (rate === undefined || base === 0 || this.world.closing) return;
    const amount = portion(base, fraction(rate));
    if (amount === 0) return;
    const { slot, version } = this.self;
    this.tickets.append({
      slot,
      version,
      holder: order.buyer,
      order: order.row,
      day: this.world.today,
      amount,
      left: amount,
      taken: 0,
      owed: 0,
    });
  }

  /** What the ticket is reckoned on: the order's gross, or (by member) all that was spent, once; 0: it makes none. */
  private qualified(order: Order): number {
    const { qualify } = this.params;
    if (qualify === undefined) return order.gross;
    const least = this.world.planAmount(typeof qualify === "string" ? qualify : qualify.amount, CASH);
    if (typeof qualify === "string") return order.gross >= least ? order.gross : 0;
    const spent = this.world.holders.table.cells.spend.get(order.buyer);
    const before = this.line.of(order.buyer).some((row) => this.tickets.cells.amount.get(row) > 0);
    return spent >= least && !before ? spent : 0;
  }

  private hasAdvanced(row: number, advance: number): boolean {
    const needed = advance * this.line.firstNumber();
    const distinct = this.rulesOf(row).distinct ?? false;
    return othersOf(this.line, this.tickets.cells.holder.get(row), distinct) >= needed;
  }

  private payWhole(row: number, rule: string): boolean {
    const left = this.tickets.cells.left.get(row);
    if (this.world.ledger.pool(this.pool) < left) return false;
    this.pay(row, left, rule, {});
    return true;
  }

  private pay(row: number, amount: number, rule: string, figures: Figures): void {
    const { left, holder } = this.tickets.cells;
    left.set(row, left.get(row) - amount);
    this.world.rewards.pay(
      holder.get(row),
      CASH,
      amount,
      poolAccount(this.pool),
      this.why(rule, { ...figures, amount, left: left.get(row) }),
    );
  }

  /** Accelerations by a refunded order go back into their tickets as far as the receivers' cash allows; the rest is owed. */
  private putBack(order: Order, step: RefundStep): void {
    const { ticket, amount, taken } = this.accelerations.cells;
    for (const row of this.byOrder.get(order.row)) {
      const due = step.due(amount.get(row), taken.get(row));
      taken.set(row, taken.get(row) + due);
      if (due > 0) this.takeBack(ticket.get(row), due, order);
      this.line.rewind();
    }
  }

  /** What a refund of the ticket's own order has asked back of it already is not asked for twice: that debt ends, and the ticket gets the rest. */
  private takeBack(ticket: number, due: number, order: Order): void {
    const { ledger, rewards } = this.world;
    const { left, holder, owed } = this.tickets.cells;
    const receiver = holder.get(ticket);
    const twice = Math.min(due, owed.get(ticket));
    owed.set(ticket, owed.get(ticket) - twice);
    const forgiven = Math.min(twice, ledger.owed(receiver, CASH));
    rewards.forgive(receiver, CASH, forgiven, this.why("refund.forgiven", { order: order.id, amount: forgiven }));
    const asked = due - (twice - forgiven);
    const back = Math.min(asked, ledger.free(receiver, CASH));
    const figures = { order: order.id, amount: back, missing: asked - back };
    ledger.take(receiver, CASH, back, poolAccount(this.pool), this.why("refund.back", figures));
    left.set(ticket, left.get(ticket) + Math.min(back, due - twice));
    rewards.owe(receiver, CASH, asked - back, this.why("refund.owed", figures));
    // What had paid the debt off meanwhile went to the platform; it goes on to the pool as far as it is there.
    const repaid = Math.min(due - asked, ledger.free(PLATFORM, CASH));
    const why = this.why("refund.back", { ...figures, amount: repaid });
    ledger.post(walletOf(PLATFORM), poolAccount(this.pool), CASH, repaid, why);
  }

  /** The rules under which a ticket began. */
  private rulesOf(row: number): Queue {
    const version = this.tickets.cells.version.get(row);
    return version === this.self.version ? this.params : schema.parse(this.world.paramsOf(this.self.slot, version));
  }

  private lockOf(row: number): number | undefined {
    return this.rulesOf(row).lockDays;
  }

  private why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}

/** The first rate that fits the order's tags. */
function rateFor(rates: Rates | undefined, order: Order): string | undefined {
  if (rates === undefined || typeof rates === "string") return rates;
  return rates.find((line) => matchesTags(line, order.tags))?.rate;
}

export const mechanism = defineMechanism<Queue>({
  kind: "queue",
  title: { zh: "排队补贴", en: "Queue" },
  schema,
  tables: [ticketTable, accelerationTable],
  words,
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Tickets(params, world, self),
});
