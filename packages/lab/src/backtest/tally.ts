// What a backtest counts while it runs: fed with every entry as it is made, and asked at the end of each day.
import type { Day, Entry, Posting, Programme } from "@perennial/kernel";
import { CASH, kindOf, ownerOf, PLATFORM, pricesText, supplyText } from "@perennial/kernel";
import type { Buckets } from "./buckets.js";
import { Mixture } from "./mixture.js";
import type { Promises } from "../run/promises.js";
import { minor } from "./standing.js";

/** One day; amounts in cash minor units, prices and supplies as decimal text by asset. */
export interface DayFigures {
  day: Day;
  orders: number;
  gross: number;
  inflow: number;
  paid: number;
  /** balances of all pools together */
  pool: number;
  prices: Record<string, string>;
  supply: Record<string, string>;
}

/** How cohorts and times are cut. */
export interface Calendar {
  joining: Buckets;
  months: Buckets;
  columns: Buckets;
}

/** What a rule of a mechanism has paid: number of payments and their sum. */
export interface Payments {
  count: number;
  paid: number;
}

interface Pool {
  inflow: number;
  out: number;
}

const grid = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));

export class Tally {
  readonly joined: number[] = [];
  readonly spent: number[] = [];
  readonly paid: number[] = [];
  readonly orders: number[] = [];
  readonly days: DayFigures[] = [];
  readonly covered: { day: Day; promised: number; held: number }[] = [];
  readonly pools: Pool[];
  /** by slot, then rule */
  readonly payments = new Map<number, Map<string, Payments>>();
  readonly exits: Payments[];
  firstExit: { day: Day; number: number } | undefined;
  /** paid by cohort of joining × time of payment, and by cohort of the payer × cohort of the receiver */
  readonly received: number[][];
  readonly flow: number[][];
  /** of it, to merchants and others who are no members; not among what was paid to members */
  paidToOthers = 0;
  /** cash rewards out of margins; with the pools' inflow, what the plan takes of the orders */
  rewards = 0;
  private readonly mixtures = new Map<number, Mixture>();
  private today = { orders: 0, gross: 0, inflow: 0, paid: 0 };
  private settled = 0;
  private day: Day = 0;
  private buyer = -1;

  constructor(
    private readonly programme: Programme,
    readonly promises: Promises,
    private readonly calendar: Calendar,
  ) {
    const cohorts = calendar.joining.labels.length;
    this.pools = Array.from({ length: programme.ledger.pools.length }, () => ({ inflow: 0, out: 0 }));
    this.exits = calendar.months.labels.map(() => ({ count: 0, paid: 0 }));
    this.received = grid(cohorts, calendar.columns.labels.length);
    this.flow = grid(cohorts, cohorts);
  }

  /** Tells whose order the next entries come from; −1: nobody's. */
  begin(day: Day, buyer: number): void {
    this.day = day;
    this.buyer = buyer;
  }

  join(holder: number, day: Day): void {
    this.joined[holder] = day;
    this.spent[holder] = 0;
    this.paid[holder] = 0;
    this.orders[holder] = 0;
  }

  order(holder: number, gross: number): void {
    bump(this.spent, holder, gross);
    bump(this.orders, holder, 1);
    this.today.orders += 1;
    this.today.gross += gross;
  }

  entry({ type, postings }: Entry): void {
    if (type === "order.settled") this.settled += 1;
    for (const posting of postings) {
      this.promises.note(posting);
      if (posting.asset === CASH) this.moved(posting);
    }
  }

  /** Writes the day down as it stands after its close. */
  endDay(day: Day): void {
    const { programme, calendar } = this;
    const pool = this.pools.reduce((sum, _, index) => sum + programme.ledger.pool(index), 0);
    this.days.push({ day, ...this.today, pool, prices: pricesText(programme), supply: supplyText(programme) });
    this.today = { orders: 0, gross: 0, inflow: 0, paid: 0 };
    const lastOfColumn = calendar.columns.of(day + 1) !== calendar.columns.of(day);
    if (lastOfColumn) this.cover(day);
  }

  cover(day: Day): void {
    if (this.covered.at(-1)?.day === day) return;
    const standings = this.promises.open();
    const sum = (of: "promised" | "held"): number => minor(standings.reduce((total, each) => total + each[of], 0n));
    this.covered.push({ day, promised: sum("promised"), held: sum("held") });
  }

  /** At the end: what was shared out and is not booked yet has been paid all the same. */
  bookPending(): void {
    const last = this.days.at(-1);
    for (const { behaviour, instance } of this.programme.working)
      for (let holder = 1; behaviour.pending && holder < this.programme.holders.count; holder++) {
        const due = behaviour.pending(holder, CASH);
        if (due <= 0) continue;
        this.give(holder, instance.slot, "shared", due, this.mixture(accrualOf(instance.slot)).take(due));
        if (last && this.joined[holder] !== undefined) last.paid += due;
      }
    this.today.paid = 0;
  }

  /** The cohort of a holder; the first for whoever never joined. */
  cohort(holder: number): number {
    const day = this.joined[holder];
    return day === undefined ? 0 : this.calendar.joining.of(day);
  }

  private moved(posting: Posting): void {
    const { debit, credit, amount, why } = posting;
    const [from, to] = [kindOf(debit), kindOf(credit)];
    const fromPlatform = from === "wallet" && ownerOf(debit) === PLATFORM;
    const receiver = to === "wallet" ? ownerOf(credit) : PLATFORM;
    const pays = receiver !== PLATFORM && why.slot !== -1 && (from === "pool" || from === "accrual" || fromPlatform);
    const sources = this.sources(posting, fromPlatform && pays);
    if (to === "pool") this.filled(posting, sources);
    if (from === "pool") this.drained(ownerOf(debit), amount);
    if (to === "accrual") for (const [cohort, part] of sources.entries()) this.mixture(credit).add(cohort, part);
    if (pays && fromPlatform) this.rewards += amount;
    if (pays) this.give(receiver, why.slot, why.rule, amount, sources);
  }

  /** Whose money moves, by cohort. */
  private sources({ debit, amount }: Posting, outOfMargin: boolean): number[] {
    const from = kindOf(debit);
    if (from === "pool" || from === "accrual") return this.mixture(debit).take(amount);
    const sources: number[] = this.calendar.joining.labels.map(() => 0);
    if ((outOfMargin || ownerOf(debit) === PLATFORM) && this.buyer !== -1) sources[this.cohort(this.buyer)] = amount;
    return sources;
  }

  private filled({ credit, amount }: Posting, sources: readonly number[]): void {
    const pool = this.pools[ownerOf(credit)];
    if (pool) pool.inflow += amount;
    this.today.inflow += amount;
    for (const [cohort, part] of sources.entries()) if (part > 0) this.mixture(credit).add(cohort, part);
  }

  private drained(index: number, amount: number): void {
    const pool = this.pools[index];
    if (pool) pool.out += amount;
  }

  private give(receiver: number, slot: number, ruleName: string, amount: number, sources: readonly number[]): void {
    const rules = this.payments.get(slot) ?? new Map<string, Payments>();
    this.payments.set(slot, rules);
    const rule = rules.get(ruleName) ?? { count: 0, paid: 0 };
    rules.set(ruleName, { count: rule.count + 1, paid: rule.paid + amount });
    if (ruleName.startsWith("exit")) this.exit(amount);
    if (this.joined[receiver] === undefined) {
      this.paidToOthers += amount;
      return;
    }
    bump(this.paid, receiver, amount);
    this.today.paid += amount;
    const cohort = this.cohort(receiver);
    const row = this.received[cohort];
    if (row) bump(row, this.calendar.columns.of(this.day), amount);
    for (const [payer, part] of sources.entries()) bump(this.flow[payer] ?? [], cohort, part);
  }

  private exit(amount: number): void {
    const month = this.exits[this.calendar.months.of(this.day)];
    if (month) {
      month.count += 1;
      month.paid += amount;
    }
    this.firstExit ??= { day: this.day, number: this.settled };
  }

  private mixture(account: number): Mixture {
    const known = this.mixtures.get(account) ?? new Mixture(this.calendar.joining.labels.length);
    this.mixtures.set(account, known);
    return known;
  }
}

/** An accrual's account, as the ledger numbers it: kind 8 in the low four bits. */
const accrualOf = (slot: number): number => slot * 16 + 8;

function bump(list: number[], index: number, by: number): void {
  list[index] = (list[index] ?? 0) + by;
}
