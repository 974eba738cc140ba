// The backtest's parts: spans of time, whose money a pool holds, and the property that no run passes a bound of its plan.
import type { Plan } from "@perennial/kernel";
import { formatDay, parseDay, readPlan } from "@perennial/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketsBetween, grainFor } from "../src/backtest/buckets.js";
import { Mixture } from "../src/backtest/mixture.js";
import type { PastOrder } from "../src/index.js";
import { backtest, byTime } from "../src/index.js";

const day = (text: string): number => parseDay(text) ?? 0;

describe("spans", () => {
  test("months, quarters and years by the calendar, weeks from the first day on", () => {
    const [first, last] = [day("2025-11-30"), day("2026-01-01")];
    expect(bucketsBetween(first, last, "month").labels).toEqual(["2025-11", "2025-12", "2026-01"]);
    expect(bucketsBetween(first, last, "quarter").labels).toEqual(["2025-Q4", "2026-Q1"]);
    expect(bucketsBetween(first, last, "year").labels).toEqual(["2025", "2026"]);
    const weeks = bucketsBetween(first, last, "week");
    expect(weeks.labels).toEqual(["2025-11-30", "2025-12-07", "2025-12-14", "2025-12-21", "2025-12-28"]);
    expect([first, first + 6, first + 7, last].map((each) => weeks.of(each))).toEqual([0, 0, 1, 4]);
  });

  test("are as fine as they can be in about three dozen", () => {
    const grain = (days: number) => grainFor(0, days, "week");
    expect([1, 181, 182, 1_115, 1_116, 3_311, 3_312].map(grain)).toEqual([
      "week",
      "week",
      "month",
      "month",
      "quarter",
      "quarter",
      "year",
    ]);
    expect(grainFor(0, 10, "month")).toBe("month");
  });
});

describe("whose money a pool holds", () => {
  test("is taken in proportion, and what does not divide goes to the first who have some", () => {
    const pool = new Mixture(3);
    pool.add(0, 10);
    pool.add(2, 20);
    expect(pool.take(10)).toEqual([4, 0, 6]);
    expect(pool.take(20)).toEqual([6, 0, 14]);
    expect(pool.take(5)).toEqual([0, 0, 0]);
  });

  test("always sums to what was taken, as far as anybody had paid in", () => {
    const amounts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.array(fc.nat(2_000_000), { maxLength: 8 }), (paidIn, taken) => {
        const pool = new Mixture(paidIn.length);
        for (const [cohort, amount] of paidIn.entries()) pool.add(cohort, amount);
        let left = paidIn.reduce((sum, amount) => sum + amount, 0);
        for (const amount of taken) {
          const parts = pool.take(amount);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Math.min(amount, left));
          expect(parts.every((part) => part >= 0)).toBe(true);
          left -= Math.min(amount, left);
        }
      }),
      { seed: 37 },
    );
  });
});

const percent = (value: number): string => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;

interface Rules {
  inflow: number;
  mint: number;
  retention: number;
  multiple: number;
  scope: "lot" | "member";
  direct: number;
}

function planOf({ inflow, mint, retention, multiple, scope, direct }: Rules): Plan {
  const result = readPlan({
    plan: "any",
    version: 1,
    title: { zh: "任意", en: "Any" },
    currency: "CNY",
    timezone: "UTC",
    assets: { points: { scale: 4 } },
    pools: { profit: { inflow: [{ rate: percent(inflow), of: "gross" }] } },
    mechanisms: [
      {
        kind: "appreciation",
        asset: "points",
        pool: "profit",
        mint: percent(mint),
        initialPrice: "1",
        retention: percent(retention),
        exit: { multiple: percent(multiple), scope },
      },
      { kind: "grant", on: "order", to: "buyer", asset: "cash", rate: percent(direct), of: "gross" },
    ],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.plan;
}

const rules: fc.Arbitrary<Rules> = fc.record({
  inflow: fc.integer({ min: 1, max: 60 }),
  mint: fc.integer({ min: 1, max: 100 }),
  retention: fc.integer({ min: 0, max: 90 }),
  multiple: fc.integer({ min: 10, max: 400 }),
  scope: fc.constantFrom("lot" as const, "member" as const),
  direct: fc.integer({ min: 1, max: 40 }),
});

const orders: fc.Arbitrary<PastOrder[]> = fc
  .array(fc.record({ buyer: fc.nat(8), after: fc.nat(3), hundreds: fc.integer({ min: 1, max: 500 }) }), {
    minLength: 1,
    maxLength: 80,
  })
  .map((list) => {
    let on = day("2026-01-01");
    return list.map(({ buyer, after, hundreds }, index) => {
      on += after;
      const gross = `${hundreds}00.00`;
      return {
        row: index,
        id: `o${index}`,
        buyer: `m${buyer}`,
        day: on,
        second: 0,
        at: `${formatDay(on)}T12:00:00Z`,
        gross,
      };
    });
  });

describe("any plan of this kind on any history", () => {
  test("passes none of its bounds, and its figures add up", () => {
    fc.assert(
      fc.property(rules, orders, (parameters, history) => {
        const figures = backtest({ plan: planOf(parameters), orders: history });
        const [pool] = figures.pools;
        expect(figures.refused).toEqual([]);
        expect(figures.bounds.filter(({ within }) => within === false)).toEqual([]);
        expect(pool && pool.inflow - pool.out).toBe(pool?.left);
        expect(figures.cohorts.rows.reduce((sum, { paid }) => sum + paid, 0)).toBe(figures.paid);
        expect(figures.flow.flat().reduce((sum, paid) => sum + paid, 0)).toBe(figures.paid);
        expect(figures.days.reduce((sum, { paid }) => sum + paid, 0)).toBe(figures.paid);
        expect(figures.margin - (pool?.inflow ?? 0) - (figures.mechanisms[1]?.paid ?? 0)).toBe(figures.revenue);
      }),
      { numRuns: 150, seed: 41 },
    );
  });

  test("comes out the same in whatever order the file has its rows", () => {
    const figuresOf = (list: readonly PastOrder[]) => backtest({ plan: planOf(example), orders: list }).paid;
    const example: Rules = { inflow: 30, mint: 50, retention: 10, multiple: 50, scope: "lot", direct: 5 };
    fc.assert(
      fc.property(orders, (history) => {
        expect(byTime(history.toReversed())).toEqual(byTime(history));
        expect(figuresOf(history.toReversed())).toBe(figuresOf(history));
      }),
      { numRuns: 20, seed: 43 },
    );
  });
});

test("no orders is no backtest", () => {
  const rule: Rules = { inflow: 30, mint: 70, retention: 20, multiple: 300, scope: "lot", direct: 5 };
  expect(() => backtest({ plan: planOf(rule), orders: [] })).toThrow("a backtest needs at least one order");
});
