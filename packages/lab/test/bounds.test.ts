// Bounds hold in every run of any plan: random plans of every kind, each lived through by a small population.
import { expect, test } from "vitest";
import { generators } from "../../kernel/test/seeds/generate/kinds.js";
import { generatePlan } from "../../kernel/test/seeds/generate/plan.js";
import { Random } from "../../kernel/test/seeds/random.js";
import { defaultScenario } from "../src/population/defaults.js";
import { planOf } from "./support/plans.js";
import { run } from "./support/run.js";

const count = Number(process.env["SEEDS"] ?? 100);
const only = process.env["SEED"];

/** The bounds of a random plan that a run of it passes, and how many were measured at all. */
function passed(seed: number): { measured: number; passed: string[] } {
  const plan = planOf(generatePlan(new Random(seed), generators));
  const { bounds } = run(plan, { ...defaultScenario(plan, { members: 14, days: 30 }), capital: [] }, seed);
  const over = bounds.filter(({ within }) => within === false);
  return {
    measured: bounds.filter(({ within }) => within !== undefined).length,
    passed: over.map(
      ({ path, name, formula }) =>
        `${path} ${name} ${formula}\n  SEED=${seed} npx vitest run --project lab -t bounds.seeds`,
    ),
  };
}

/** A seed takes some 60 ms on an idle machine. */
const timeout = 60_000 + count * 400;

test(
  "[bounds.seeds] no measured figure of a random plan passes its bound",
  () => {
    const seeds = only === undefined ? Array.from({ length: count }, (_, index) => index + 1) : [Number(only)];
    const found = seeds.map(passed);
    expect(found.flatMap((each) => each.passed)).toEqual([]);
    if (only === undefined) expect(found.reduce((sum, { measured }) => sum + measured, 0)).toBeGreaterThan(count);
  },
  timeout,
);
