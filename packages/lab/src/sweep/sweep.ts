// Sweep: one parameter of a plan over a list of values, each under stress with the same seeds. Sensitivity: which parameters move the outcome most.
import type { Fault, Plan } from "@perennial/kernel";
import { formatAmount, parseAmount } from "@perennial/kernel";
import { drive } from "../run/drive.js";
import { simulation } from "../run/simulation.js";
import type { RunFigures } from "../run/outcome.js";
import type { Job, Measure, StressResult, StressInput } from "../stress/stress.js";
import { gather, jobsOf } from "../stress/stress.js";
import { parametersOf, withSettings } from "./parameters.js";

/** What came of one value: the stresses, or the faults that the plan has with it. */
export type Swept = { value: string } & ({ results: StressResult[] } | { faults: Fault[] });

/** The jobs of the unchanged plan are run with each value, so that only the value differs. Pauses after every run, with how many are done. */
export function* sweep(
  input: StressInput,
  path: string,
  values: readonly string[],
): Generator<{ done: number; all: number }, Swept[]> {
  const jobs = jobsOf(input);
  const swept: Swept[] = [];
  for (const [index, value] of values.entries()) {
    const changed = withSettings(input.plan, [{ path, value }]);
    if (!changed.ok) {
      swept.push({ value, faults: changed.faults });
      continue;
    }
    const runs: RunFigures[] = [];
    for (const job of jobs) {
      runs.push(runJob(changed.plan, job));
      yield { done: index * jobs.length + runs.length, all: values.length * jobs.length };
    }
    swept.push({ value, results: gather(runs) });
  }
  return swept;
}

/** How far a parameter moves an outcome: by how much the outcome differs between a tenth less and a tenth more of it. */
export interface Sensitivity {
  path: string;
  less: { value: string; outcome: bigint };
  more: { value: string; outcome: bigint };
  /** |more − less|, in the measure's units */
  moves: bigint;
}

/**
 * The median of a measure over all runs, with each parameter of the plan a tenth lower and a tenth higher; those that move it most first, ties in the
 * order of the plan. Parameters with which the plan has faults or the measure does not exist are left out.
 */
export function* sensitivity(
  input: StressInput,
  measure: Measure,
): Generator<{ done: number; all: number }, Sensitivity[]> {
  const parameters = parametersOf(input.plan);
  const found: Sensitivity[] = [];
  for (const [index, { path, value }] of parameters.entries()) {
    const ends = [scaled(value, 9, 10), scaled(value, 11, 10)];
    const run = sweep(input, path, ends);
    let step = run.next();
    for (; step.done !== true; step = run.next()) yield { done: index, all: parameters.length };
    const [less, more] = step.value.map((each) => ({ value: each.value, outcome: outcomeOf(each, measure) }));
    if (less?.outcome === undefined || more?.outcome === undefined) continue;
    const gap = more.outcome - less.outcome;
    found.push({
      path,
      less: { value: less.value, outcome: less.outcome },
      more: { value: more.value, outcome: more.outcome },
      moves: gap < 0n ? -gap : gap,
    });
  }
  return found.toSorted((a, b) => (a.moves === b.moves ? 0 : a.moves > b.moves ? -1 : 1));
}

/** The sum of the scenarios' medians: a parameter counts by what it moves in any of them. */
function outcomeOf(swept: Swept, measure: Measure): bigint | undefined {
  if (!("results" in swept)) return undefined;
  const medians = swept.results.map(({ bands }) => bands[measure].p50);
  return medians.reduce<bigint | undefined>(
    (sum, median) => (median === undefined ? sum : (sum ?? 0n) + median),
    undefined,
  );
}

export function runJob(plan: Plan, job: Job): RunFigures {
  const driven = drive(simulation({ plan, ...job }));
  if (!driven.ok) throw new Error("a run that nobody stops was stopped");
  return driven.figures;
}

/** value × n ÷ d with as many decimals as the value has, and two more; rounded down. */
export function scaled(value: string, n: number, d: number): string {
  const decimals = Math.min(8, (value.split(".")[1]?.length ?? 0) + 2);
  const minor = parseAmount(value, decimals, "unsigned");
  if (typeof minor !== "number") throw new RangeError(`${value} is no decimal that can be scaled: ${minor}`);
  const text = formatAmount(Number((BigInt(minor) * BigInt(n)) / BigInt(d)), decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
