// The figures of a finished backtest: everything in minor units of cash, worked out from the tally and the programme as it stands.
import { boundsOf } from "@perennial/checks";
import type { Bound, Day, Plan, PlanDocument, Programme, Text } from "@perennial/kernel";
import { CASH, mechanismKinds, PLATFORM } from "@perennial/kernel";
import type { Buckets } from "./buckets.js";
import { measure, type MeasuredBound } from "./measured.js";
import type { Returned } from "./returns.js";
import { returnsOf } from "./returns.js";
import type { RefusedOrder } from "./orders.js";
import { minor, promisedTo, worthOf } from "./standing.js";
import type { Calendar, DayFigures, Payments, Tally } from "./tally.js";

/** Members who joined in one span of time; amounts in minor units. */
export interface Cohort {
  label: string;
  members: number;
  orders: number;
  spent: number;
  paid: number;
  promised: number;
  worth: number;
  /** members who got back less than they spent */
  short: number;
}

export interface MechanismFigures extends Payments {
  id: string;
  title: Text;
  rules: ({ rule: string } & Payments)[];
}

/** A sum of money as a plain discount on every order: each member gets ⌊spent × money ÷ gross of all⌋. */
export interface Discount {
  money: number;
  /** members who would have got more by it than the plan paid them, and who would have got less */
  better: number;
  worse: number;
  /** what it would have given, by month of joining as in `months` */
  months: number[];
}

export interface Backtest {
  plan: PlanDocument;
  cashScale: number;
  first: Day;
  last: Day;
  orders: number;
  zeroOrders: number;
  refused: RefusedOrder[];
  gross: number;
  cost: number;
  margin: number;
  revenue: number;
  pools: { name: string; title: Text | undefined; inflow: number; out: number; left: number }[];
  paid: number;
  mechanisms: MechanismFigures[];
  /** still promised in cash, the pools' cash behind it, and what members' assets are worth at the last price */
  promised: number;
  held: number;
  worth: number;
  members: { all: number; nothing: number; lessThanSpent: number; lessThanPromised: number };
  /** members by the share of their spending that came back; `below` in percent, none for the last */
  bands: Returned[];
  exits: {
    count: number;
    first: { day: Day; number: number } | undefined;
    byMonth: ({ label: string } & Payments)[];
  };
  bounds: MeasuredBound[];
  months: Cohort[];
  cohorts: { grain: Buckets["grain"]; rows: Cohort[] };
  /** paid, by cohort of joining × time of payment */
  received: { columns: readonly string[]; rows: number[][] };
  /** paid, by cohort of the payer × cohort of the receiver */
  flow: number[][];
  days: DayFigures[];
  coverage: { day: Day; promised: number; held: number }[];
  /** paid to merchants and others who are no members */
  paidToOthers: number;
  discount: { paid: Discount; taken: Discount };
  events: number;
  hash: string;
}

export interface Outcome {
  plan: Plan;
  calendar: Calendar;
  first: Day;
  last: Day;
  programme: Programme;
  tally: Tally;
  refused: RefusedOrder[];
  settled: number;
  zeros: number;
  events: number;
  hash: string;
}

export function figuresOf(outcome: Outcome): Backtest {
  const { plan, programme, tally, calendar } = outcome;
  const members = membersOf(tally, promisedTo(programme, tally.promises), worthOf(programme));
  const gross = total(members, "spent");
  const paid = total(members, "paid");
  const cost = costOf(programme);
  const last = tally.covered.at(-1);
  const taken = tally.rewards + tally.pools.reduce((sum, { inflow }) => sum + inflow, 0);
  const bounds: readonly Bound[] = boundsOf(plan);
  return {
    plan: plan.document,
    cashScale: plan.cashScale,
    first: outcome.first,
    last: outcome.last,
    orders: outcome.settled,
    zeroOrders: outcome.zeros,
    refused: outcome.refused,
    gross,
    cost,
    margin: gross - cost,
    revenue: programme.ledger.free(PLATFORM, CASH) - cost,
    pools: poolsOf(programme, tally),
    paid,
    mechanisms: mechanismsOf(programme, tally),
    promised: last?.promised ?? 0,
    held: last?.held ?? 0,
    worth: total(members, "worth"),
    members: {
      all: members.length,
      nothing: members.filter((member) => member.paid === 0 && member.spent > 0).length,
      lessThanSpent: members.filter((member) => member.paid < member.spent).length,
      lessThanPromised: members.filter((member) => member.promised > 0).length,
    },
    bands: returnsOf(members),
    exits: exitsOf(tally, calendar),
    bounds: bounds.map((bound) => measure(bound, { programme, tally, gross })),
    months: cohortsOf(members, calendar.months),
    cohorts: { grain: calendar.joining.grain, rows: cohortsOf(members, calendar.joining) },
    received: { columns: calendar.columns.labels, rows: tally.received },
    flow: tally.flow,
    days: tally.days,
    coverage: tally.covered,
    paidToOthers: tally.paidToOthers,
    discount: {
      paid: discountOf(members, calendar.months, paid, gross),
      taken: discountOf(members, calendar.months, taken, gross),
    },
    events: outcome.events,
    hash: outcome.hash,
  };
}

interface Member {
  joined: Day;
  orders: number;
  spent: number;
  paid: number;
  promised: number;
  worth: number;
}

function membersOf(tally: Tally, promised: readonly number[], worth: readonly number[]): Member[] {
  return tally.joined.flatMap((joined, holder) => ({
    joined,
    orders: tally.orders[holder] ?? 0,
    spent: tally.spent[holder] ?? 0,
    paid: tally.paid[holder] ?? 0,
    promised: promised[holder] ?? 0,
    worth: worth[holder] ?? 0,
  }));
}

function total(members: readonly Member[], figure: Exclude<keyof Member, "joined">): number {
  return members.reduce((sum, member) => sum + member[figure], 0);
}

function costOf({ book }: Programme): number {
  let cost = 0;
  for (let row = 0; row < book.table.length; row++) cost += book.table.cells.cost.get(row);
  return cost;
}

function poolsOf(programme: Programme, tally: Tally): Backtest["pools"] {
  return tally.pools.map(({ inflow, out }, pool) => {
    const name = programme.ledger.pools.cells.name.get(pool);
    return { name, title: programme.plan.pools?.[name]?.title, inflow, out, left: programme.ledger.pool(pool) };
  });
}

function mechanismsOf(programme: Programme, tally: Tally): MechanismFigures[] {
  return programme.working.map(({ instance }) => {
    const entry = tally.payments.get(instance.slot);
    const rules = [...(entry ?? [])].map(([rule, payments]) => ({ rule, ...payments }));
    return {
      id: instance.id,
      title: titleOf(instance.kind),
      count: rules.reduce((sum, { count }) => sum + count, 0),
      paid: rules.reduce((sum, rule) => sum + rule.paid, 0),
      rules,
    };
  });
}

function titleOf(kind: string): Text {
  return mechanismKinds().find((definition) => definition.kind === kind)?.title ?? { zh: kind, en: kind };
}

function exitsOf(tally: Tally, { months }: Calendar): Backtest["exits"] {
  return {
    count: tally.exits.reduce((sum, { count }) => sum + count, 0),
    first: tally.firstExit,
    byMonth: tally.exits.map((payments, month) => ({ label: months.labels[month] ?? "", ...payments })),
  };
}

function cohortsOf(members: readonly Member[], buckets: Buckets): Cohort[] {
  const rows: Cohort[] = buckets.labels.map((label) => ({
    label,
    members: 0,
    orders: 0,
    spent: 0,
    paid: 0,
    promised: 0,
    worth: 0,
    short: 0,
  }));
  for (const { joined, orders, spent, paid, promised, worth } of members) {
    const row = rows[buckets.of(joined)];
    if (!row) continue;
    row.members += 1;
    row.orders += orders;
    row.spent += spent;
    row.paid += paid;
    row.promised += promised;
    row.worth += worth;
    if (paid < spent) row.short += 1;
  }
  // Nobody joined in the months after the last cohort: they say nothing.
  return rows.slice(0, rows.findLastIndex((row) => row.members > 0) + 1);
}

function discountOf(members: readonly Member[], months: Buckets, money: number, gross: number): Discount {
  const given = members.map(({ spent }) => (gross === 0 ? 0 : minor((BigInt(spent) * BigInt(money)) / BigInt(gross))));
  const sums: number[] = months.labels.map(() => 0);
  for (const [index, { joined }] of members.entries()) {
    const month = months.of(joined);
    sums[month] = (sums[month] ?? 0) + (given[index] ?? 0);
  }
  return {
    money,
    better: members.filter(({ paid }, index) => (given[index] ?? 0) > paid).length,
    worse: members.filter(({ paid }, index) => (given[index] ?? 0) < paid).length,
    months: sums,
  };
}
