// The smallest piece of work of the lab: one simulation. Whatever needs many of them asks for them in waves, and any number of workers may run the parts of a wave.
import type { Plan } from "@perennial/kernel";
import type { Scenario } from "../population/scenario.js";
import type { RunFigures } from "../run/outcome.js";
import type { Progress } from "../run/simulation.js";
import { simulation } from "../run/simulation.js";
import type { Setting } from "../sweep/parameters.js";
import { withSettings } from "../sweep/parameters.js";

/** A population and its luck. */
export interface Job {
  scenario: Scenario;
  seed: number;
}

/** One simulation of a plan with some of its values changed. Plain data: it may travel to another thread or machine. */
export interface Part extends Job {
  readonly settings: readonly Setting[];
}

export interface Wave {
  readonly parts: readonly Part[];
  /** when the figures of any one part decide the wave, the rest may be left out; whoever asks must come to the same without them */
  readonly until?: (figures: RunFigures) => boolean;
}

/** Asks for waves; hears the figures of each in the order of its parts, however they were run; undefined: left out. */
export type Waves<T> = Generator<Wave, T, readonly (RunFigures | undefined)[]>;

/** How far a simulation is, how many of the parts asked for so far are done, and how many were asked for. */
export interface Pace extends Progress {
  done: number;
  all: number;
}

/** The simulation of one part. Throws RangeError for settings with which the plan has faults. */
export function runPart(plan: Plan, { settings, scenario, seed }: Part): Generator<Progress, RunFigures> {
  const changed = settings.length === 0 ? { ok: true as const, plan } : withSettings(plan, settings);
  if (!changed.ok)
    throw new RangeError(
      `the plan has faults with ${settings.map(({ path, value }) => `${path} = ${value}`).join(", ")}`,
    );
  return simulation({ plan: changed.plan, scenario, seed });
}

/** Runs all waves in this thread, one part after the other; pauses wherever the simulations do. */
export function* oneByOne<T>(plan: Plan, waves: Waves<T>): Generator<Pace, T> {
  let [done, all] = [0, 0];
  let step = waves.next();
  while (step.done !== true) {
    const { parts, until } = step.value;
    const figures: (RunFigures | undefined)[] = parts.map(() => undefined);
    all += parts.length;
    for (const [index, part] of parts.entries()) {
      const run = runPart(plan, part);
      let next = run.next();
      for (; next.done !== true; next = run.next()) yield { ...next.value, done, all };
      figures[index] = next.value;
      done += 1;
      if (until?.(next.value)) break;
    }
    all -= figures.filter((each) => each === undefined).length;
    step = waves.next(figures);
  }
  return step.value;
}

/** The figures of a wave of which nothing was left out. */
export function whole(figures: readonly (RunFigures | undefined)[]): RunFigures[] {
  return figures.map((each) => {
    if (each === undefined) throw new Error("a part that was asked for was not run");
    return each;
  });
}
