// Sweep: one parameter of a plan over a list of values, each under stress with the same seeds. Sensitivity: which parameters move the outcome most.
import type { Fault, Plan, PlanResult } from "@perennial/kernel";
import { formatAmount, parseAmount } from "@perennial/kernel";
import type { Job, Pace, Waves } from "../jobs/part.js";
import { oneByOne, whole } from "../jobs/part.js";
import type { Measure, StressResult, StressInput } from "../stress/stress.js";
import { gather, jobsOf } from "../stress/stress.js";
import type { Setting } from "./parameters.js";
import { parametersOf, withSettings } from "./parameters.js";
import { withRoom } from "./room.js";

/** What came of one value: the stresses, or the faults that the plan has with it. */
export type Swept = { value: string } & ({ results: StressResult[] } | { faults: Fault[] });

interface Tried {
  setting: Setting;
  changed: PlanResult;
}

const triedWith = (plan: Plan, settings: readonly Setting[]): Tried[] =>
  settings.map((setting) => ({ setting, changed: withSettings(plan, [setting]) }));

/** The jobs of the unchanged plan, with margins that leave room for every variant. */
const jobsFor = (input: StressInput, tried: readonly Tried[]): Job[] =>
  withRoom(
    jobsOf(input),
    input.plan,
    tried.flatMap(({ changed }) => (changed.ok ? [changed.plan] : [])),
  );

/** The same jobs with each setting in turn, as one wave: only the setting differs. */
export function* sweeping(input: StressInput, settings: readonly Setting[]): Waves<Swept[]> {
  const tried = triedWith(input.plan, settings);
  return yield* sweepingOver(jobsFor(input, tried), tried);
}

function* sweepingOver(jobs: readonly Job[], tried: readonly Tried[]): Waves<Swept[]> {
  const parts = tried.flatMap(({ setting, changed }) =>
    changed.ok ? jobs.map((job) => ({ ...job, settings: [setting] })) : [],
  );
  const figures = whole(yield { parts });
  let taken = 0;
  return tried.map(({ setting: { value }, changed }) => {
    if (!changed.ok) return { value, faults: changed.faults };
    taken += jobs.length;
    return { value, results: gather(figures.slice(taken - jobs.length, taken)) };
  });
}

/** Sweeps one parameter, run after run; pauses with how many are done. */
export const sweep = (input: StressInput, path: string, values: readonly string[]): Generator<Pace, Swept[]> =>
  oneByOne(
    input.plan,
    sweeping(
      input,
      values.map((value) => ({ path, value })),
    ),
  );

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
export function* sensing(input: StressInput, measure: Measure): Waves<Sensitivity[]> {
  const found: Sensitivity[] = [];
  const pairs = parametersOf(input.plan).map(({ path, value }) => ({
    path,
    tried: triedWith(
      input.plan,
      [scaled(value, 9, 10), scaled(value, 11, 10)].map((end) => ({ path, value: end })),
    ),
  }));
  const jobs = jobsFor(
    input,
    pairs.flatMap(({ tried }) => tried),
  );
  for (const { path, tried } of pairs) {
    const swept = yield* sweepingOver(jobs, tried);
    const [less, more] = swept.map((each) => ({ value: each.value, outcome: outcomeOf(each, measure) }));
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

/** The same, run after run. */
export const sensitivity = (input: StressInput, measure: Measure): Generator<Pace, Sensitivity[]> =>
  oneByOne(input.plan, sensing(input, measure));

/** The sum of the scenarios' medians: a parameter counts by what it moves in any of them. */
function outcomeOf(swept: Swept, measure: Measure): bigint | undefined {
  if (!("results" in swept)) return undefined;
  const medians = swept.results.map(({ bands }) => bands[measure].p50);
  return medians.reduce<bigint | undefined>(
    (sum, median) => (median === undefined ? sum : (sum ?? 0n) + median),
    undefined,
  );
}

/** value × n ÷ d with as many decimals as the value has, and two more; rounded down. */
export function scaled(value: string, n: number, d: number): string {
  const decimals = Math.min(8, (value.split(".")[1]?.length ?? 0) + 2);
  const minor = parseAmount(value, decimals, "unsigned");
  if (typeof minor !== "number") throw new RangeError(`${value} is no decimal that can be scaled: ${minor}`);
  const text = formatAmount(Number((BigInt(minor) * BigInt(n)) / BigInt(d)), decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
