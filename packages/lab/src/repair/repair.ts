// Repair: the nearest plan that is sound. Named parameters are moved towards safe values no further than needed for every stress to leave no cash promise unpaid.
import type { Plan } from "@perennial/kernel";
import { formatAmount, parseAmount } from "@perennial/kernel";
import type { Job, Pace, Part, Waves } from "../jobs/part.js";
import { oneByOne, whole } from "../jobs/part.js";
import type { StressResult, StressInput } from "../stress/stress.js";
import { gather, isSound, jobsOf } from "../stress/stress.js";
import type { Setting } from "../sweep/parameters.js";
import { valueAt, withSettings } from "../sweep/parameters.js";
import { withRoom } from "../sweep/room.js";

/** A parameter that may be moved, and the value towards which it becomes safer. */
export interface Lever {
  path: string;
  towards: string;
}

export interface Repaired {
  plan: Plan;
  changes: { path: string; from: string; to: string }[];
  /** the same stresses on the plan as it was and as it is now */
  before: StressResult[];
  after: StressResult[];
}

export type RepairResult =
  | { outcome: "sound"; before: StressResult[] }
  | { outcome: "repaired"; repaired: Repaired }
  /** not even all levers at their safe ends make it sound */
  | { outcome: "beyond"; before: StressResult[] };

/** How finely a lever moves: in this many steps from its value to its safe end. */
export const STEPS = 64;
const DECIMALS = 8;

/**
 * Two beginnings: all levers at their safe ends, and all moved by the same fraction, as little as makes the plan sound. From each, one lever after the
 * other goes back as far as the plan stays sound, in every order for up to three levers. The answer is the end that moves them least in sum (as shares of
 * the way to their safe ends): no single lever of it can go back a step. Each plan that is tried is a wave. Throws RangeError for a lever that is not in
 * the plan.
 */
export function* repairing(input: StressInput, levers: readonly Lever[]): Waves<RepairResult> {
  const search = new Search(input, levers);
  const before = yield* search.results([]);
  if (yield* search.sound(levers.map(() => 0))) return { outcome: "sound", before };
  const starts = yield* beginnings(search, levers.length);
  const [first] = starts;
  if (!first) return { outcome: "beyond", before };
  let best = first;
  for (const start of starts)
    for (const turn of turnsOf(levers.length)) {
      const moved = yield* walkBack(search, start, turn);
      if (total(moved) < total(best)) best = moved;
    }
  const plan = search.plan(best);
  if (!plan) return { outcome: "beyond", before };
  const settings = search.settings(best);
  const changes = settings
    .map(({ path, value }) => ({ path, from: valueAt(input.plan, path) ?? "", to: value }))
    .filter(({ from, to }) => from !== to);
  return { outcome: "repaired", repaired: { plan, changes, before, after: yield* search.results(settings) } };
}

/** The same, run after run; pauses with how many runs are done and were asked for so far. */
export const repair = (input: StressInput, levers: readonly Lever[]): Generator<Pace, RepairResult> =>
  oneByOne(input.plan, repairing(input, levers));

const total = (moved: readonly number[]): number => moved.reduce((sum, steps) => sum + steps, 0);

/** All levers at their safe ends, and the least number of steps by which all together make it sound; none when not even the ends do. */
function* beginnings(search: Search, levers: number): Waves<number[][]> {
  const all = (steps: number): number[] => Array.from({ length: levers }, () => steps);
  if (!(yield* search.sound(all(STEPS)))) return [];
  let [low, high] = [0, STEPS];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (yield* search.sound(all(middle))) high = middle;
    else low = middle;
  }
  return levers > 1 ? [all(STEPS), all(high)] : [all(high)];
}

/** Lets one lever after the other go back as far as the plan stays sound. */
function* walkBack(search: Search, start: readonly number[], turn: readonly number[]): Waves<number[]> {
  const moved = [...start];
  for (const lever of turn) {
    let [low, high] = [-1, moved[lever] ?? 0];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (yield* search.sound(moved.with(lever, middle))) high = middle;
      else low = middle;
    }
    moved[lever] = high;
  }
  return moved;
}

/** The orders in which levers may go back: all of up to three, else forwards and backwards. */
function turnsOf(count: number): number[][] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (count > 3) return [all, all.toReversed()];
  const orders = (left: readonly number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((first) => orders(left.filter((each) => each !== first)).map((rest) => [first, ...rest]));
  return orders(all);
}

/** Plans by how many steps each lever has moved; each is judged once. */
class Search {
  private readonly jobs: Job[];
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly input: StressInput,
    private readonly levers: readonly Lever[],
  ) {
    const ends = [0, STEPS].flatMap((steps) => this.plan(levers.map(() => steps)) ?? []);
    this.jobs = withRoom(jobsOf(input), input.plan, ends);
  }

  /** Whether no run of any stress leaves a promise unpaid; a plan with faults is not sound. */
  *sound(moved: readonly number[]): Waves<boolean> {
    const key = moved.join(" ");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const sound = this.plan(moved) !== undefined && (yield* this.holds(this.settings(moved)));
    this.known.set(key, sound);
    return sound;
  }

  /** One run that is not sound decides: the others may be left out. */
  private *holds(settings: readonly Setting[]): Waves<boolean> {
    const figures = yield { parts: this.parts(settings), until: (run) => !isSound(run) };
    return figures.every((run) => run === undefined || isSound(run));
  }

  plan(moved: readonly number[]): Plan | undefined {
    const result = withSettings(this.input.plan, this.settings(moved));
    return result.ok ? result.plan : undefined;
  }

  *results(settings: readonly Setting[]): Waves<StressResult[]> {
    return gather(whole(yield { parts: this.parts(settings) }));
  }

  private parts(settings: readonly Setting[]): Part[] {
    return this.jobs.map((job) => ({ ...job, settings }));
  }

  settings(moved: readonly number[]): Setting[] {
    return this.levers.map(({ path, towards }, index) => {
      const from = valueAt(this.input.plan, path);
      if (from === undefined) throw new RangeError(`the plan has no value at ${path}`);
      return { path, value: moved[index] === 0 ? from : between(from, towards, moved[index] ?? 0) };
    });
  }
}

/** So many steps of the way from one value to another, eight decimals, rounded down. */
function between(from: string, to: string, steps: number): string {
  const [a, b] = [parseAmount(from, DECIMALS, "unsigned"), parseAmount(to, DECIMALS, "unsigned")];
  if (typeof a !== "number" || typeof b !== "number") throw new RangeError(`no way from ${from} to ${to}`);
  const value = BigInt(a) + ((BigInt(b) - BigInt(a)) * BigInt(steps)) / BigInt(STEPS);
  return formatAmount(Number(value), DECIMALS).replace(/\.?0+$/, "");
}
