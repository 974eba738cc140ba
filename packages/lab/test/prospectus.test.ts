// The prospectus' data: the same input gives the same bytes, and the gate and the rules learn what the runs came to.
import { describe, expect, test } from "vitest";
import { gateStressOf, measuredOf, prospectusOf } from "../src/prospectus/data.js";
import type { StressInput, StressResult } from "../src/stress/stress.js";
import { stressed } from "../src/stress/stress.js";
import { shipped } from "./support/plans.js";

const inputFor = (name: string): StressInput => ({
  plan: shipped(name),
  size: { members: 30, days: 60 },
  seed: 1,
  seeds: 2,
});

function results(input: StressInput): StressResult[] {
  const run = stressed(input);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

describe("the data of a prospectus", () => {
  test.each(["appreciation", "zhongdian", "circular", "three-in-one-out", "evergreen"])("%s", (name) => {
    const input = {
      ...inputFor(name),
      planHash: "0".repeat(64),
      command: `perennial prospectus --plan ${name} --seed 1`,
    };
    const [first, again] = [prospectusOf(input, results(input)), prospectusOf(input, results(input))];
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(first.stress.map(({ scenario }) => scenario)).toEqual(["growth", "steady", "decline", "stop", "run"]);
    expect(first.bounds.length).toBeGreaterThan(0);
    expect(first).toMatchObject({ plan: { name }, seed: 1, seeds: 2, members: 30, days: 60 });
  });

  test("evergreen leaves nothing unbacked, circular does, and without the stresses nothing is said", () => {
    const [good, poor] = [inputFor("evergreen"), inputFor("circular")];
    const fine = results(good);
    expect(gateStressOf(good.plan, fine)).toEqual({ version: 1, unpaidAtZeroGrowth: "0.00", unpaidInRun: "0.00" });
    expect(measuredOf(good.plan, fine).run?.unpaidAtZeroGrowth).toBe("0.00");
    const short = gateStressOf(poor.plan, results(poor));
    expect(Number(short?.unpaidInRun)).toBeGreaterThan(0);
    expect(gateStressOf(good.plan, [])).toBeUndefined();
    expect(measuredOf(good.plan, [])).toEqual({ run: {} });
  });
});
