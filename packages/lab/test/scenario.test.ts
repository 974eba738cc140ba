// Scenarios: read with every fault at once, merged over what fits the plan, and the laws by which people arrive.
import { describe, expect, test } from "vitest";
import { expectedArrivals } from "../src/population/arrivals.js";
import { defaultScenario } from "../src/population/defaults.js";
import { readScenario, scenarioSchema } from "../src/population/scenario.js";
import { shipped, shippedNames } from "./support/plans.js";

const base = defaultScenario(shipped("appreciation"), { members: 100, days: 50 });
const read = (json: unknown) => readScenario(json, base);

describe("reading", () => {
  test.each(shippedNames)("what fits %s is a scenario", (name) => {
    expect(scenarioSchema.safeParse(defaultScenario(shipped(name), { members: 100, days: 365 })).error).toBeUndefined();
  });

  test("only what differs needs to be said", () => {
    const result = read({ days: 9, members: { orphans: "0.5" }, spend: { kind: "history", amounts: ["5.00"] } });
    expect(result).toMatchObject({ ok: true, scenario: { days: 9, spend: { kind: "history", amounts: ["5.00"] } } });
    if (result.ok) expect(result.scenario.members).toEqual({ ...base.members, orphans: "0.5" });
  });

  test("every fault is told, with its place and what would be right", () => {
    const result = read({
      days: 0,
      wrong: 1,
      members: { orphans: "2" },
      sellers: { hold: "0.9" },
      orders: { first: 1 },
    });
    expect(result).toEqual({
      ok: false,
      faults: expect.arrayContaining([
        { path: "days", wrong: "is 0", right: "a whole number from 1 to 36500" },
        { path: "members.orphans", wrong: 'is "2"', right: 'a share from 0 to 1 such as "0.25"' },
        { path: "orders.first", wrong: "is 1", right: 'a share from 0 to 1 such as "0.25"' },
        { path: "", wrong: "has unknown keys: wrong", right: "only the keys of a scenario" },
        expect.objectContaining({ path: "sellers", right: "hold, multiple and panic add up to 1" }),
      ]) as unknown,
    });
    expect(read([])).toMatchObject({ ok: false, faults: [{ path: "" }] });
  });
});

describe("arrivals", () => {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

  test("constant, and growth that has multiplied after thirty days", () => {
    expect(expectedArrivals({ kind: "constant", perDay: "2.5" }, 3)).toEqual([2.5, 2.5, 2.5]);
    const growing = expectedArrivals({ kind: "growth", perDay: "10", perMonth: "-0.30" }, 61);
    expect([growing[0], growing[30], growing[60]].map((value) => Math.round((value ?? 0) * 1e6) / 1e6)).toEqual([
      10, 7, 4.9,
    ]);
  });

  test("logistic: half by the middle, all in the end", () => {
    const curve = expectedArrivals({ kind: "logistic", members: 1000, middle: 100, steepness: "0.1" }, 300);
    expect(sum(curve.slice(0, 100))).toBeCloseTo(500, 1);
    expect(sum(curve)).toBeCloseTo(1000, 1);
  });

  test("Bass: never more than the market, and quickest in between", () => {
    const curve = expectedArrivals({ kind: "bass", members: 1000, innovation: "0.01", imitation: "0.2" }, 400);
    expect(curve[0]).toBe(10);
    expect(sum(curve)).toBeCloseTo(1000, 3);
    expect(Math.max(...curve)).toBeGreaterThan(40);
  });
});
