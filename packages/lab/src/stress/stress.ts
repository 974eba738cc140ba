// Stress: a plan under each shipped scenario with many seeds, and the bands of what came out. Jobs are independent, so that any number of workers may share them.
import type { Plan } from "@perennial/kernel";
import type { Size } from "../population/defaults.js";
import { defaultScenario } from "../population/defaults.js";
import type { Job, Waves } from "../jobs/part.js";
import { oneByOne, whole } from "../jobs/part.js";
import type { Scenario } from "../population/scenario.js";
import type { Returned } from "../backtest/returns.js";
import type { Ratio, RunFigures } from "../run/outcome.js";
import type { Progress } from "../run/simulation.js";
import type { Band, Value } from "./bands.js";
import { bandOf } from "./bands.js";
import { STRESSES } from "./scenarios.js";

export interface StressInput {
  plan: Plan;
  /** what the stresses change; left out, the default that fits the plan at `size` */
  base?: Scenario;
  size: Size;
  /** the first seed; the others follow it by one */
  seed: number;
  seeds: number;
  /** left out: all that are shipped */
  scenarios?: readonly Scenario[];
}

/** What a run is judged by; money in minor units, shares in millionths (rounded down), days of the run. */
export const MEASURES = [
  "paidToPromised",
  "shortShare",
  "firstUnpaid",
  "deepest",
  "uncovered",
  "gini",
  "members",
  "gross",
  "paid",
  "promised",
] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Record<Measure, Value>;

export interface Totals {
  gross: bigint;
  paid: bigint;
  /** by what pays the plan's promises */
  paidOnPromises: bigint;
  promised: bigint;
  /** of it, at the end: still open, and what the pools behind it hold */
  open: bigint;
  held: bigint;
}

export interface StressResult {
  scenario: string;
  seeds: number[];
  bands: Record<Measure, Band>;
  /** runs in which a promise was unpaid, or at some look without cash behind it */
  unsound: number;
  /** the deepest shortfall of any of the runs, cash minor units */
  deepest: bigint;
  /** all runs together, cash minor units */
  totals: Totals;
  /** members of all runs by the share of their spending that came back */
  returns: Returned[];
  timeline: { day: number; promised: Band; held: Band; paid: Band }[];
  /** months of joining, and all runs' payments by cohort of the payer × cohort of the receiver */
  cohorts: { label: string; members: number; spent: number; paid: number; promised: number; short: number }[];
  flow: bigint[][];
  /** bounds that runs measure, with the highest that any run has measured */
  bounds: { path: string; name: string; bound: Ratio | undefined; measured: Ratio }[];
  /** of them, those that a run has passed: always none unless a bound is wrong */
  passed: string[];
  fingerprints: string[];
}

export function jobsOf({ plan, base, size, seed, seeds, scenarios }: StressInput): Job[] {
  const from = base ?? defaultScenario(plan, size);
  const all = scenarios ?? STRESSES.map((stress) => stress.of(from));
  return all.flatMap((scenario) => Array.from({ length: seeds }, (_, index) => ({ scenario, seed: seed + index })));
}

/** All jobs as one wave. */
export function* stressing(input: StressInput): Waves<StressResult[]> {
  return gather(whole(yield { parts: jobsOf(input).map((job) => ({ ...job, settings: [] })) }));
}

/** Runs all jobs one after the other, with the pauses of `simulation`; `done` counts the jobs before. */
export function* stressed(input: StressInput): Generator<Progress & { done: number; jobs: number }, StressResult[]> {
  const run = oneByOne(input.plan, stressing(input));
  let step = run.next();
  for (; step.done !== true; step = run.next()) yield { ...step.value, jobs: step.value.all };
  return step.value;
}

/** Gathers the runs of any number of workers, by scenario in the order in which they first appear and by seed. */
export function gather(runs: readonly RunFigures[]): StressResult[] {
  const names = [...new Set(runs.map(({ scenario }) => scenario))];
  return names.map((name) =>
    resultOf(runs.filter(({ scenario }) => scenario === name).toSorted((a, b) => a.seed - b.seed)),
  );
}

export function measuresOf(run: RunFigures): Measures {
  const { promises } = run;
  return {
    paidToPromised: promises.any ? millionths({ n: BigInt(run.paidOnPromises), d: promises.made }) : undefined,
    shortShare: millionths({ n: BigInt(run.short), d: BigInt(run.members) }),
    firstUnpaid: run.firstUnpaid && BigInt(run.firstUnpaid.day),
    deepest: promises.deepest,
    uncovered: promises.uncovered,
    gini: millionths(run.gini),
    members: BigInt(run.members),
    gross: BigInt(run.gross),
    paid: BigInt(run.paid),
    promised: promises.made,
  };
}

/** Whether no claim found its pool short, and at every look all that was promised had its cash. */
export const isSound = ({ firstUnpaid, promises }: RunFigures): boolean =>
  firstUnpaid === undefined && promises.deepest === 0n;

const millionths = ({ n, d }: Ratio): Value => (d === 0n ? undefined : (n * 1_000_000n) / d);

function resultOf(runs: readonly RunFigures[]): StressResult {
  const measures = runs.map(measuresOf);
  const bands = Object.fromEntries(
    MEASURES.map((measure) => [measure, bandOf(measures.map((each) => each[measure]))]),
  ) as Record<Measure, Band>;
  return {
    scenario: runs[0]?.scenario ?? "",
    seeds: runs.map(({ seed }) => seed),
    bands,
    unsound: runs.filter((run) => !isSound(run)).length,
    deepest: runs.reduce((most, { promises }) => (promises.deepest > most ? promises.deepest : most), 0n),
    totals: totalsOf(runs),
    returns: returnedOf(runs),
    timeline: timelineOf(runs),
    cohorts: cohortsOf(runs),
    flow: flowOf(runs),
    bounds: boundsOf(runs),
    passed: [
      ...new Set(
        runs.flatMap(({ bounds }) =>
          bounds.filter(({ within }) => within === false).map(({ path, name }) => `${path} ${name}`),
        ),
      ),
    ],
    fingerprints: runs.map(({ fingerprint }) => fingerprint),
  };
}

function boundsOf(runs: readonly RunFigures[]): StressResult["bounds"] {
  return (runs[0]?.bounds ?? []).flatMap(({ path, name, value }, index) => {
    const measured = runs.flatMap(({ bounds }) => bounds[index]?.measured ?? []);
    const [first, ...others] = measured;
    if (!first) return [];
    const highest = others.reduce((most, each) => (each.n * most.d > most.n * each.d ? each : most), first);
    return [{ path, name, bound: value && { n: BigInt(value.n), d: BigInt(value.d) }, measured: highest }];
  });
}

function totalsOf(runs: readonly RunFigures[]): Totals {
  const sum = (of: (run: RunFigures) => number | bigint): bigint =>
    runs.reduce((total, run) => total + BigInt(of(run)), 0n);
  return {
    gross: sum(({ gross }) => gross),
    paid: sum(({ paid }) => paid),
    paidOnPromises: sum(({ paidOnPromises }) => paidOnPromises),
    promised: sum(({ promises }) => promises.made),
    open: sum(({ promises }) => promises.open),
    held: sum(({ promises }) => promises.held),
  };
}

function returnedOf(runs: readonly RunFigures[]): Returned[] {
  return (runs[0]?.returns ?? []).map((band, index) => ({
    ...band,
    members: runs.reduce((sum, { returns }) => sum + (returns[index]?.members ?? 0), 0),
  }));
}

function timelineOf(runs: readonly RunFigures[]): StressResult["timeline"] {
  const paid = runs.map(({ days }) => {
    let sum = 0n;
    return days.map((day) => (sum += BigInt(day.paid)));
  });
  return (runs[0]?.coverage ?? []).map(({ day }, look) => ({
    day,
    promised: bandOf(runs.map(({ coverage }) => coverage[look]?.promised)),
    held: bandOf(runs.map(({ coverage }) => coverage[look]?.held)),
    paid: bandOf(paid.map((sums) => sums[day])),
  }));
}

function cohortsOf(runs: readonly RunFigures[]): StressResult["cohorts"] {
  return (runs[0]?.cohorts ?? []).map(({ label }, index) => {
    const sum = (figure: "members" | "spent" | "paid" | "promised" | "short"): number =>
      runs.reduce((total, { cohorts }) => total + (cohorts[index]?.[figure] ?? 0), 0);
    return {
      label,
      members: sum("members"),
      spent: sum("spent"),
      paid: sum("paid"),
      promised: sum("promised"),
      short: sum("short"),
    };
  });
}

function flowOf(runs: readonly RunFigures[]): bigint[][] {
  return (runs[0]?.flow ?? []).map((row, payer) =>
    row.map((_, receiver) => runs.reduce((sum, { flow }) => sum + BigInt(flow[payer]?.[receiver] ?? 0), 0n)),
  );
}
