// Rounds at work: lots of points, the trigger, the vouchers due, the inviter, the bonus, and refunds.
import { ISSUANCE, TREASURY } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import { CASH } from "../../ledger/ledger.js";
import { fraction, portion, rescale } from "../../number/fraction.js";
import { mulDivFloor } from "../../number/integer.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Instance } from "../../plan/instance.js";
import { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { RoundsSoFar } from "../shared/ahead.js";
import type { Behaviour, Claim } from "../mechanism.js";
import { dayAfter, grownFrom, hasGrown } from "./calendar.js";
import { Entitlements } from "./entitlements.js";
import type { RoundsPlan } from "./parameters.js";
import { bookedTable, roundsLotTable, roundTable, stateTable } from "./tables.js";

const NONE = -1;

export class Rounds implements Behaviour {
  private readonly points: number;
  private readonly voucher: number;
  private readonly states: Table<typeof stateTable.columns>;
  private readonly rounds: Table<typeof roundTable.columns>;
  private readonly lots: Table<typeof roundsLotTable.columns>;
  private readonly booked: Table<typeof bookedTable.columns>;
  private readonly ofHolder: RowsBy;
  private readonly ofInviter: RowsBy;
  private readonly ofLot: RowsBy;
  private readonly bookedOf: RowsBy;
  private readonly due: Entitlements;

  constructor(
    private readonly params: RoundsPlan,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    const { store, ledger } = world;
    this.points = world.asset(params.points);
    this.voucher = world.asset(params.voucher);
    this.states = store.table(stateTable);
    this.rounds = store.table(roundTable);
    this.lots = store.table(roundsLotTable);
    this.booked = store.table(bookedTable);
    const { slot, holder, inviter, lot } = this.lots.cells;
    const mine = (row: number): boolean => slot.get(row) === self.slot;
    this.ofHolder = new RowsBy(this.lots, (row) => (mine(row) ? holder.get(row) : undefined));
    this.ofInviter = new RowsBy(this.lots, (row) =>
      mine(row) && inviter.get(row) !== NONE ? inviter.get(row) : undefined,
    );
    this.ofLot = new RowsBy(this.lots, (row) => (mine(row) ? lot.get(row) : undefined));
    const booked = this.booked.cells;
    this.bookedOf = new RowsBy(this.booked, (row) =>
      booked.slot.get(row) === self.slot ? booked.holder.get(row) : undefined,
    );
    this.due = new Entitlements(params, world, self, this.lots, this.rounds);
    ledger.bookFirst(this.voucher, (who) => this.book(who));
  }

  /** Margin × mint points to the buyer and to the merchant, each as a lot. */
  onOrder(order: Order): void {
    const rate = this.params.mint ?? "1";
    const amount = portion(
      order.margin,
      rescale(fraction(rate), this.world.scale(CASH), this.world.scale(this.points)),
    );
    this.open(order.buyer, amount, order, "lot", { base: order.margin, rate, order: order.id });
    if (order.merchant !== -1)
      this.open(order.merchant, amount, order, "lot", { base: order.margin, rate, order: order.id });
  }

  onClose(day: Day): void {
    if (this.world.closing) return;
    const state = this.state();
    const { last, base, due } = this.states.cells;
    const existing = this.world.ledger.supply(this.points);
    if (last.get(state) === NONE) {
      if (existing > 0) this.remember(state, day, existing);
      return;
    }
    if (due.get(state) === day) return this.issue(state, day, existing);
    const { trigger } = this.params;
    const next: Day[] = due.get(state) === NONE ? [] : [due.get(state)];
    if (hasGrown(base.get(state), existing, fraction(trigger.growth)))
      next.push(dayAfter(day, trigger.workdays ?? false));
    if (day - last.get(state) >= trigger.days) next.push(day + 1);
    if (next.length) due.set(state, Math.min(...next));
  }

  /** The lots shrink; vouchers already given for that part come back, the inviter's too. */
  onRefund(order: Order, step: RefundStep): void {
    const { rewards, ledger } = this.world;
    const { slot, lot: lotOf } = rewards.rewards.cells;
    for (const reward of rewards.ofOrder(order.row)) {
      if (slot.get(reward) !== this.self.slot) continue;
      const lot = lotOf.get(reward);
      const due = rewards.due(reward, step);
      const again = rewards.oweAgain(reward, step, due, order);
      const row = this.ofLot.first(lot);
      if (row === undefined) continue;
      const { holder, inviter, points } = this.lots.cells;
      this.book(holder.get(row));
      if (inviter.get(row) !== NONE) this.book(inviter.get(row));
      const burnt = Math.min(due - again, ledger.lots.table.cells.left.get(lot));
      const why = this.why("refund", { order: order.id, amount: burnt });
      ledger.takeFromLot(lot, burnt, ledger.source(this.points), why);
      rewards.oweMissing(holder.get(row), this.points, due - again - burnt, order);
      points.set(row, points.get(row) - due);
      this.comeBack(row, "received", "returned", holder.get(row), order, step);
      if (inviter.get(row) !== NONE) this.comeBack(row, "invited", "uninvited", inviter.get(row), order, step);
    }
  }

  pending(holder: number, asset: number): number {
    const round = this.count();
    if (asset !== this.voucher || this.isBooked(holder, round)) return 0;
    const own = this.ofHolder.get(holder).reduce((sum, row) => sum + this.due.own(row, round), 0);
    return this.ofInviter.get(holder).reduce((sum, row) => sum + this.due.invited(row, round), own);
  }

  unbooked(asset: number): number {
    if (asset !== this.voucher) return 0;
    const round = this.count();
    let sum = 0;
    const { slot, holder, inviter } = this.lots.cells;
    for (let row = 0; row < this.lots.length; row++) {
      if (slot.get(row) !== this.self.slot) continue;
      if (!this.isBooked(holder.get(row), round)) sum += this.due.own(row, round);
      if (!this.isBooked(inviter.get(row), round)) sum += this.due.invited(row, round);
    }
    return sum;
  }

  /** Whether a holder has had everything up to a round; what a refund took back after that waits for the next. */
  private isBooked(holder: number, round: number): boolean {
    const known = this.bookedOf.first(holder);
    return known !== undefined && this.booked.cells.round.get(known) === round;
  }

  /** Vouchers still to come, at their worth in orders; backed by the pool that pays merchants for them, if one does. */
  owes(): Claim[] {
    const settle = this.world.plan.assets[this.params.voucher]?.spend?.settle;
    const pool = typeof settle === "object" ? this.world.pool(settle.pool) : undefined;
    let promised = 0n;
    for (let row = 0; row < this.lots.length; row++) {
      if (this.lots.cells.slot.get(row) === this.self.slot) promised += this.due.stillToCome(row);
    }
    const [voucherScale, cashScale] = [this.world.scale(this.voucher), this.world.scale(CASH)];
    return [{ promised: (promised * 10n ** BigInt(cashScale)) / 10n ** BigInt(voucherScale), pool }];
  }

  roundsSoFar(holder: number): RoundsSoFar {
    const state = this.findState();
    const round = this.count();
    const { slot, number, day, n, d } = this.rounds.cells;
    const { last, base, due } = this.states.cells;
    const rounds: RoundsSoFar["rounds"] = [];
    for (let row = 0; row < this.rounds.length; row++)
      if (slot.get(row) === this.self.slot)
        rounds.push({ number: number.get(row), day: day.get(row), n: n.get(row), d: d.get(row) });
    const begun = state !== NONE && last.get(state) !== NONE;
    const mine = { points: 0, received: 0, most: 0, next: 0 };
    for (const row of this.ofHolder.get(holder)) {
      const own = this.lots.cells.received.get(row) + this.due.own(row, round);
      mine.points += this.lots.cells.points.get(row);
      mine.received += own;
      mine.most += this.due.most(row);
      mine.next += this.due.own(row, round + 1) - this.due.own(row, round);
    }
    return {
      points: this.points,
      voucher: this.voucher,
      rounds,
      existing: this.world.ledger.supply(this.points),
      target: begun ? grownFrom(base.get(state), fraction(this.params.trigger.growth)) : 0,
      ...(begun && {
        latest: due.get(state) === NONE ? last.get(state) + this.params.trigger.days + 1 : due.get(state),
      }),
      mine,
    };
  }

  private open(holder: number, amount: number, order: Order | undefined, rule: string, figures: Figures): void {
    const given = this.world.rewards.give({
      by: this.self,
      order,
      holder,
      asset: this.points,
      amount,
      rule,
      figures,
      lot: "locked",
      own: true,
    });
    if (given.lot === -1) return;
    const merchant = this.params.inviter !== undefined && this.world.holders.merchantRow(holder) !== undefined;
    const inviter = merchant ? this.world.holders.referrer(holder) : NONE;
    this.lots.append({
      slot: this.self.slot,
      version: this.self.version,
      lot: given.lot,
      holder,
      inviter,
      points: given.amount,
      born: this.count(),
      received: 0,
      returned: 0,
      invited: 0,
      uninvited: 0,
    });
  }

  private issue(state: number, day: Day, existing: number): void {
    const { rounds, base } = this.states.cells;
    const number = rounds.get(state) + 1;
    rounds.set(state, number);
    const grown = existing > base.get(state) && base.get(state) > 0;
    this.rounds.append({ slot: this.self.slot, number, day, n: grown ? existing : 1, d: grown ? base.get(state) : 1 });
    if (this.params.bonus?.round === number) this.giveBonus(number, this.params.bonus.rate, existing);
    this.remember(state, day, this.world.ledger.supply(this.points));
  }

  private remember(state: number, day: Day, existing: number): void {
    const { last, base, due } = this.states.cells;
    last.set(state, day);
    base.set(state, existing);
    due.set(state, NONE);
  }

  /** For each earlier round: rate × points in existence as new points, shared by the lots that began before it and after the one before it. */
  private giveBonus(number: number, rate: string, existing: number): void {
    const cohorts = new Map<number, number[]>();
    const { born, slot, points, holder } = this.lots.cells;
    for (let row = 0; row < this.lots.length; row++) {
      if (slot.get(row) !== this.self.slot || points.get(row) === 0 || this.due.isFull(row, number)) continue;
      cohorts.set(born.get(row), [...(cohorts.get(born.get(row)) ?? []), row]);
    }
    const sum = portion(existing, fraction(rate));
    for (let earlier = 1; earlier < number; earlier++) {
      const cohort = cohorts.get(earlier - 1) ?? [];
      const total = cohort.reduce((all, row) => all + points.get(row), 0);
      for (const row of cohort) {
        const share = mulDivFloor(sum, points.get(row), total);
        this.open(holder.get(row), share, undefined, "bonus", { round: number, earlier, amount: share });
      }
    }
  }

  /** Books the vouchers that a holder's lots, and the lots of merchants it brought, have earned up to the last round. */
  private book(holder: number): void {
    const round = this.count();
    const known = this.bookedOf.first(holder);
    if (known === undefined ? round === 0 : this.booked.cells.round.get(known) === round) return;
    const lots = this.ofHolder.get(holder);
    const brought = this.ofInviter.get(holder);
    if (lots.length + brought.length === 0) return;
    const row = known ?? this.booked.append({ slot: this.self.slot, holder, round: 0 });
    this.booked.cells.round.set(row, round);
    this.issueTo(holder, lots, "received", round);
    this.issueTo(holder, brought, "invited", round);
  }

  private issueTo(holder: number, lots: readonly number[], column: "received" | "invited", round: number): void {
    const { ledger, rewards } = this.world;
    const cells = this.lots.cells[column];
    let amount = 0;
    for (const row of lots) {
      const due = column === "received" ? this.due.own(row, round) : this.due.invited(row, round);
      const stocked = ledger.capped(this.voucher) ? Math.min(due, ledger.treasury(this.voucher) - amount) : due;
      cells.set(row, cells.get(row) + stocked);
      amount += stocked;
    }
    const source = ledger.capped(this.voucher) ? TREASURY : ISSUANCE;
    if (amount > 0)
      rewards.pay(
        holder,
        this.voucher,
        amount,
        source,
        this.why(column === "received" ? "issued" : "invited", { round, amount }),
      );
  }

  private comeBack(
    row: number,
    given: "received" | "invited",
    back: "returned" | "uninvited",
    holder: number,
    order: Order,
    step: RefundStep,
  ): void {
    const [has, had] = [this.lots.cells[given], this.lots.cells[back]];
    const due = step.due(has.get(row) + had.get(row), had.get(row));
    has.set(row, has.get(row) - due);
    had.set(row, had.get(row) + due);
    const why = this.why("refund.vouchers", { order: order.id, amount: due });
    this.world.rewards.takeBack(holder, this.voucher, due, -1, this.world.ledger.source(this.voucher), why);
  }

  private count(): number {
    const state = this.findState();
    return state === NONE ? 0 : this.states.cells.rounds.get(state);
  }

  private state(): number {
    const found = this.findState();
    return found !== NONE
      ? found
      : this.states.append({ slot: this.self.slot, rounds: 0, last: NONE, base: 0, due: NONE });
  }

  private findState(): number {
    for (let row = 0; row < this.states.length; row++)
      if (this.states.cells.slot.get(row) === this.self.slot) return row;
    return NONE;
  }

  private why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}
