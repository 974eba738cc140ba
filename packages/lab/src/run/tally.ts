// What a run counts: who spent, who was paid, by which mechanism, and whose money it was. Fed with every entry as it is made.
import type { Day, Entry, Posting, Programme } from "@perennial/kernel";
import { CASH, kindOf, ownerOf, PLATFORM } from "@perennial/kernel";
import type { Buckets } from "../backtest/buckets.js";
import { Mixture } from "../backtest/mixture.js";

/** One day; amounts in cash minor units. */
export interface RunDay {
  day: Day;
  joined: number;
  orders: number;
  gross: number;
  paid: number;
  /** balances of all pools together, after the close */
  pools: number;
  /** by id of the mechanism */
  paidBy: Record<string, number>;
}

/** What pays for an asset that a buyer tenders is paid to that buyer, under this name. */
export const REDEEMED = "redeemed";
/** Holders between two pauses. */
const BREATH = 8192;
/** Kinds that move a holder's own cash. */
const OWN_CASH = new Set(["withdraw", "market", "transfer"]);

export class RunTally {
  /** by holder; a cohort of −1: not a member */
  readonly cohort: number[] = [];
  readonly spent: number[] = [];
  readonly paid: number[] = [];
  /** of it, by mechanisms that pay what the plan promises, and by redeeming */
  readonly kept: number[] = [];
  readonly days: RunDay[] = [];
  readonly orders: number[] = [];
  /** by pool */
  readonly inflow: number[] = [];
  readonly outflow: number[] = [];
  readonly capital: number[] = [];
  /** by mechanism and receiver's cohort */
  readonly paidBy = new Map<string, number[]>();
  /** by cohort of the payer × cohort of the receiver; the last of each: nobody's order, and who is no member */
  readonly flow: number[][];
  private readonly mixtures = new Map<number, Mixture>();
  private readonly kinds = new Map<number, { id: string; kind: string }>();
  private readonly others: number;
  private buyer = -1;
  private today: RunDay;
  /** cohort of who joins today */
  private month = 0;

  constructor(
    private readonly programme: Programme,
    readonly months: Buckets,
    firstDay: Day,
    /** ids of the mechanisms that pay what the plan promises */
    private readonly payers: ReadonlySet<string>,
  ) {
    this.others = months.labels.length;
    const size = this.others + 1;
    this.flow = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
    this.today = blank(firstDay);
    for (let pool = 0; pool < programme.ledger.pools.length; pool++) {
      this.inflow.push(0);
      this.outflow.push(0);
      this.capital.push(0);
    }
  }

  /** Whose order the next entries come from; −1: nobody's. */
  begin(buyer: number): void {
    this.buyer = buyer;
  }

  joined(holder: number): void {
    this.cohort[holder] = this.month;
    this.spent[holder] = 0;
    this.paid[holder] = 0;
    this.orders[holder] = 0;
    this.today.joined += 1;
  }

  ordered(holder: number, gross: number): void {
    bump(this.spent, holder, gross);
    bump(this.orders, holder, 1);
    this.today.orders += 1;
    this.today.gross += gross;
  }

  entry({ postings }: Entry): void {
    for (const posting of postings) if (posting.asset === CASH) this.moved(posting);
  }

  endDay(day: Day): void {
    let pools = 0;
    for (let pool = 0; pool < this.inflow.length; pool++) pools += this.programme.ledger.pool(pool);
    this.days.push({ ...this.today, pools });
    this.today = blank(day + 1);
    this.month = this.months.of(day + 1);
  }

  /** At the end: what was shared out and is not booked yet has been paid all the same. */
  *bookPending(): Generator<undefined, void> {
    for (const { behaviour, instance } of this.programme.working) {
      if (!behaviour.pending) continue;
      for (let holder = 1; holder < this.programme.holders.count; holder++) {
        if (holder % BREATH === 0) yield;
        const due = behaviour.pending(holder, CASH);
        if (due > 0) this.pay(holder, instance.id, due, this.mixture(accrualOf(instance.slot)).take(due));
      }
    }
  }

  /** The cohort of a holder; the last for who is no member. */
  cohortOf(holder: number): number {
    return this.cohort[holder] ?? this.others;
  }

  private moved(posting: Posting): void {
    const { debit, credit, amount, why } = posting;
    const [from, to] = [kindOf(debit), kindOf(credit)];
    if (to === "pool") return this.filled(posting);
    if (from === "pool") bump(this.outflow, ownerOf(debit), amount);
    if (to === "accrual") {
      for (const [cohort, part] of this.mixture(debit).take(amount).entries())
        if (part > 0) this.mixture(credit).add(cohort, part);
    }
    if (to !== "wallet") return;
    if (from === "pool" || from === "accrual") this.drained(posting, this.mixture(debit).take(amount));
    else if (from === "wallet" && ownerOf(debit) === PLATFORM && why.slot !== -1 && ownerOf(credit) !== PLATFORM)
      this.rewarded(posting);
  }

  private filled({ debit, credit, amount }: Posting): void {
    const isCapital = kindOf(debit) === "external";
    bump(isCapital ? this.capital : this.inflow, ownerOf(credit), amount);
    this.mixture(credit).add(isCapital ? this.others : this.payer(), amount);
  }

  /** Out of a pool: to whom it is paid, or to the seller of what a buyer redeems an asset for. */
  private drained({ credit, amount, why }: Posting, sources: readonly number[]): void {
    const isRedeemed = why.slot === -1 && why.rule === "tender.pool";
    if (isRedeemed) this.pay(this.buyer, REDEEMED, amount, sources);
    else if (why.slot !== -1 && ownerOf(credit) !== PLATFORM)
      this.pay(ownerOf(credit), this.slot(why.slot).id, amount, sources);
  }

  /** Out of the order's margin. */
  private rewarded({ credit, amount, why }: Posting): void {
    const { id, kind } = this.slot(why.slot);
    if (OWN_CASH.has(kind)) return;
    this.count(ownerOf(credit), id, amount);
    bump(this.flow[this.payer()] ?? [], this.cohortOf(ownerOf(credit)), amount);
  }

  private pay(receiver: number, id: string, amount: number, sources: readonly number[]): void {
    this.count(receiver, id, amount);
    const cohort = this.cohortOf(receiver);
    for (const [payer, part] of sources.entries()) if (part > 0) bump(this.flow[payer] ?? [], cohort, part);
  }

  private count(receiver: number, id: string, amount: number): void {
    bump(this.paid, receiver, amount);
    if (id === REDEEMED || this.payers.has(id)) bump(this.kept, receiver, amount);
    this.today.paid += amount;
    this.today.paidBy[id] = (this.today.paidBy[id] ?? 0) + amount;
    const known = this.paidBy.get(id) ?? Array.from({ length: this.others + 1 }, () => 0);
    this.paidBy.set(id, known);
    bump(known, this.cohortOf(receiver), amount);
  }

  /** The cohort whose order it is. */
  private payer(): number {
    return this.buyer === -1 ? this.others : this.cohortOf(this.buyer);
  }

  private slot(slot: number): { id: string; kind: string } {
    const known = this.kinds.get(slot) ?? this.programme.slot(slot);
    this.kinds.set(slot, known);
    return known;
  }

  private mixture(account: number): Mixture {
    const known = this.mixtures.get(account) ?? new Mixture(this.others + 1);
    this.mixtures.set(account, known);
    return known;
  }
}

/** An accrual's account, as the ledger numbers it: kind 8 in the low four bits. */
const accrualOf = (slot: number): number => slot * 16 + 8;

const blank = (day: Day): RunDay => ({ day, joined: 0, orders: 0, gross: 0, paid: 0, pools: 0, paidBy: {} });

function bump(list: number[], index: number, by: number): void {
  list[index] = (list[index] ?? 0) + by;
}
