// A backtest as JSON: every amount a decimal string, every share exact to 12 decimals, rounded down.
import { formatAmount, formatDay, fractionText } from "@perennial/kernel";
import type { Backtest, Cohort, Discount } from "./figures.js";
import type { MeasuredBound } from "./measured.js";
import type { Payments } from "./tally.js";

/** Where the orders came from and what was left out; told by the driver, which has read the file. */
export interface Provenance {
  /** SHA-256 of the plan's canonical JSON, and of the file's bytes */
  planHash: string;
  inputHash: string;
  rows: number;
  skipped: number;
}

export type Summary = ReturnType<typeof summaryOf>;

export function summaryOf(figures: Backtest, { planHash, inputHash, rows, skipped }: Provenance) {
  const cash = (minor: number): string => formatAmount(minor, figures.cashScale);
  const payments = ({ count, paid }: Payments) => ({ count, paid: cash(paid) });
  const { plan, members, exits } = figures;
  return {
    plan: { name: plan.plan, version: plan.version, hash: planHash },
    input: { hash: inputHash, rows, skipped },
    currency: plan.currency,
    from: formatDay(figures.first),
    to: formatDay(figures.last),
    orders: figures.orders,
    zeroOrders: figures.zeroOrders,
    refused: figures.refused,
    members: members.all,
    gross: cash(figures.gross),
    cost: cash(figures.cost),
    margin: cash(figures.margin),
    revenue: cash(figures.revenue),
    pools: Object.fromEntries(
      figures.pools.map(({ name, inflow, out, left }) => [
        name,
        { in: cash(inflow), out: cash(out), left: cash(left) },
      ]),
    ),
    paid: cash(figures.paid),
    paidBack: share(figures.paid, figures.gross),
    byMechanism: Object.fromEntries(
      figures.mechanisms.map(({ id, rules, ...sum }) => [
        id,
        { ...payments(sum), rules: Object.fromEntries(rules.map(({ rule, ...each }) => [rule, payments(each)])) },
      ]),
    ),
    stillPromised: cash(figures.promised),
    held: cash(figures.held),
    heldWorth: cash(figures.worth),
    gotNothing: members.nothing,
    gotLessThanSpent: members.lessThanSpent,
    gotLessThanPromised: members.lessThanPromised,
    returned: figures.bands.map(({ from, below, members: count }) => ({
      fromPercent: from,
      ...(below !== undefined && { belowPercent: below }),
      members: count,
    })),
    exits: {
      count: exits.count,
      first: exits.first ? { day: formatDay(exits.first.day), afterOrders: exits.first.number } : null,
      byMonth: exits.byMonth.map(({ label, ...each }) => ({ month: label, ...payments(each) })),
    },
    bounds: figures.bounds.map(boundText),
    byMonthOfJoining: figures.months.map((row) => cohortText(row, cash)),
    cohorts: {
      grain: figures.cohorts.grain,
      rows: figures.cohorts.rows.map((row) => cohortText(row, cash)),
      paidByTime: { columns: figures.received.columns, rows: figures.received.rows.map((row) => row.map(cash)) },
      paidByWhom: figures.flow.map((row) => row.map(cash)),
    },
    coverage: figures.coverage.map(({ day, promised, held }) => ({
      day: formatDay(day),
      promised: cash(promised),
      held: cash(held),
    })),
    paidToOthers: cash(figures.paidToOthers),
    plainDiscount: {
      ofWhatWasPaid: discountText(figures.discount.paid, figures.gross, cash),
      ofWhatWasTaken: discountText(figures.discount.taken, figures.gross, cash),
    },
    days: figures.days.map(({ day, orders, gross, inflow, paid, pool, prices, supply }) => ({
      day: formatDay(day),
      orders,
      gross: cash(gross),
      inflow: cash(inflow),
      paid: cash(paid),
      pool: cash(pool),
      prices,
      supply,
    })),
    events: figures.events,
    hash: figures.hash,
  };
}

function discountText({ money, better, worse, months }: Discount, gross: number, cash: (minor: number) => string) {
  return {
    money: cash(money),
    rate: share(money, gross),
    membersWhoWouldGetMore: better,
    membersWhoWouldGetLess: worse,
    byMonthOfJoining: months.map(cash),
  };
}

/** part ÷ whole with 12 decimals, rounded down; 0 of nothing is 0. */
export function share(part: number, whole: number): string {
  return fractionText(BigInt(part), BigInt(whole === 0 ? 1 : whole), 12);
}

function boundText({ path, name, unit, value, measured, within, formula, text }: MeasuredBound) {
  return {
    path,
    name,
    unit,
    bound: value === undefined ? null : fractionText(BigInt(value.n), BigInt(value.d), 12),
    measured: measured === undefined ? null : fractionText(measured.n, measured.d, 12),
    within: within ?? null,
    formula,
    text,
  };
}

function cohortText(
  { label, members, orders, spent, paid, promised, worth, short }: Cohort,
  cash: (minor: number) => string,
) {
  return {
    joined: label,
    members,
    orders,
    spent: cash(spent),
    paid: cash(paid),
    stillPromised: cash(promised),
    heldWorth: cash(worth),
    gotLessThanSpent: short,
  };
}
