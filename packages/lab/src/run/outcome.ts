// The figures of a finished run; cash in minor units, shares as exact fractions.
import { boundsOf } from "@perennial/checks";
import type { Plan, Programme } from "@perennial/kernel";
import type { Scenario } from "../population/scenario.js";
import type { Coverage, CoverageDay } from "./coverage.js";
import type { MeasuredBound } from "../backtest/measured.js";
import type { Returned } from "../backtest/returns.js";
import { returnsOf } from "../backtest/returns.js";
import { measureBound } from "./measure.js";
import type { Promises } from "./promises.js";
import type { RunDay, RunTally } from "./tally.js";

/** Members between two pauses. */
const BREATH = 65_536;

/** A share, n over d; d 0 when there is nothing to divide by. */
export interface Ratio {
  n: bigint;
  d: bigint;
}

/** Members who joined in one calendar month; the last row: merchants and agents. */
export interface RunCohort {
  label: string;
  members: number;
  orders: number;
  spent: number;
  paid: number;
  /** still promised */
  promised: number;
  /** members who got back less than they were promised */
  short: number;
  paidBy: Record<string, number>;
}

export interface RunFigures {
  plan: string;
  scenario: string;
  seed: number;
  members: number;
  orders: number;
  events: number;
  /** refused events by code */
  refused: Record<string, number>;
  gross: number;
  paid: number;
  /** paid by what pays the plan's promises: capital and early sales included, rewards out of the margin not */
  paidOnPromises: number;
  promises: { any: boolean; made: bigint; open: bigint; held: bigint; uncovered: bigint; deepest: bigint };
  /** day of the run, 0 the first */
  firstUnpaid: Coverage["firstUnpaid"];
  coverage: CoverageDay[];
  short: number;
  gini: Ratio;
  returns: Returned[];
  days: RunDay[];
  cohorts: RunCohort[];
  /** paid, by cohort of the payer × cohort of the receiver; last: capital, merchants and agents */
  flow: number[][];
  bounds: MeasuredBound[];
  fingerprint: string;
  hash?: string;
}

export interface Finished {
  plan: Plan;
  programme: Programme;
  scenario: Scenario;
  seed: number;
  tally: RunTally;
  coverage: Coverage;
  promises: Promises;
  refused: Record<string, number>;
  events: number;
  /** rows of the members in the programme */
  members: readonly number[];
  fingerprint: string;
  hash?: string;
}

/** Pauses now and then: with a million members it takes a while. */
export function* figuresOf(run: Finished): Generator<undefined, RunFigures> {
  const { plan, tally, promises, coverage, members, scenario, seed, events, refused, fingerprint, hash } = run;
  const gross = total(tally.spent, members);
  const { promised, short } = yield* standingOf(promises, tally);
  const gini = yield* giniOf(members.map((holder) => tally.paid[holder] ?? 0));
  const returns = returnsOf(
    members.map((holder) => ({ spent: tally.spent[holder] ?? 0, paid: Math.max(0, tally.paid[holder] ?? 0) })),
  );
  const { made, promised: open, held, uncovered } = coverage.last;
  yield;
  const cohorts = yield* cohortsOf(run, promised, short);
  const bounds: MeasuredBound[] = [];
  for (const bound of boundsOf(plan)) {
    yield;
    bounds.push(measureBound(bound, { ...run, gross }));
  }
  yield;
  return {
    plan: plan.document.plan,
    scenario: scenario.scenario,
    seed,
    members: members.length,
    orders: total(tally.orders, members),
    events,
    refused,
    gross,
    paid: tally.paid.reduce((sum, paid) => sum + (paid ?? 0), 0),
    paidOnPromises: tally.kept.reduce((sum, kept) => sum + (kept ?? 0), 0),
    promises: { any: promises.any, made, open, held, uncovered, deepest: coverage.deepest },
    firstUnpaid: coverage.firstUnpaid,
    coverage: coverage.days,
    short: cohorts.reduce((sum, cohort) => sum + cohort.short, 0),
    gini,
    returns,
    days: tally.days,
    cohorts,
    flow: tally.flow,
    bounds,
    fingerprint,
    ...(hash !== undefined && { hash }),
  };
}

const total = (list: readonly number[], members: readonly number[]): number =>
  members.reduce((sum, holder) => sum + (list[holder] ?? 0), 0);

/**
 * What each holder is still promised, and who got back less than was promised: what was paid on promises, and what stands open on pools that hold all
 * that they promise, is less than all that was ever promised. Whoever sold early for less than the plan promises is among them.
 */
function* standingOf(
  promises: Promises,
  { kept }: RunTally,
): Generator<undefined, { promised: number[]; short: boolean[] }> {
  const uncovered = new Set(promises.open().flatMap(({ pool, promised, held }) => (promised > held ? [pool] : [])));
  yield;
  const promised: number[] = [];
  const missing: number[] = [];
  const add = (to: number[], holder: number, amount: number): void => void (to[holder] = (to[holder] ?? 0) + amount);
  yield* promises.eachMade((holder, amount) => add(missing, holder, amount));
  yield* promises.each((holder, pool, amount) => {
    add(promised, holder, amount);
    if (!uncovered.has(pool)) add(missing, holder, -amount);
  });
  return { promised, short: missing.map((amount, holder) => amount > (kept[holder] ?? 0)) };
}

function* cohortsOf(
  { tally, members }: Finished,
  promised: readonly number[],
  short: readonly boolean[],
): Generator<undefined, RunCohort[]> {
  const rows = [...tally.months.labels, "others"].map((label, cohort): RunCohort => {
    const paidBy = [...tally.paidBy].map(([id, byCohort]) => [id, byCohort[cohort] ?? 0] as const);
    return {
      label,
      members: 0,
      orders: 0,
      spent: 0,
      paid: paidBy.reduce((sum, [, paid]) => sum + paid, 0),
      promised: 0,
      short: 0,
      paidBy: Object.fromEntries(paidBy),
    };
  });
  for (const [index, holder] of members.entries()) {
    if (index % BREATH === 0) yield;
    const row = rows[tally.cohortOf(holder)];
    if (!row) continue;
    row.members += 1;
    row.orders += tally.orders[holder] ?? 0;
    row.spent += tally.spent[holder] ?? 0;
    if (short[holder] === true) row.short += 1;
  }
  promised.forEach((amount, holder) => {
    const row = rows[tally.cohortOf(holder)];
    if (row) row.promised += amount;
  });
  return rows;
}

/** Gini coefficient of amounts of at least 0: Σ (2i − n − 1) x_i ÷ (n Σ x), x in rising order and i from 1; 0 ÷ 0 when nobody has anything. */
export function* giniOf(amounts: readonly number[]): Generator<undefined, Ratio> {
  const sorted = Float64Array.from(amounts).sort();
  yield;
  const size = BigInt(sorted.length);
  let [sum, weighted, rank] = [0n, 0n, 0n];
  for (const amount of sorted) {
    rank += 1n;
    if (Number(rank) % BREATH === 0) yield;
    if (amount === 0) continue;
    sum += BigInt(amount);
    weighted += (2n * rank - size - 1n) * BigInt(amount);
  }
  return { n: weighted, d: size * sum };
}
