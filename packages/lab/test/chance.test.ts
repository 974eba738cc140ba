// Chance: the same on every machine, and distributed as it says.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Chance } from "../src/chance/chance.js";
import { exp, log, power } from "../src/chance/elementary.js";

const one = (seed: number): Chance => {
  const [chance] = Chance.streams(seed, 1);
  if (!chance) throw new Error("no stream");
  return chance;
};
const many = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("elementary functions", () => {
  test("agree with those of the engine to 14 digits", () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-12);
      }),
      { seed: 7 },
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(Math.log(x))));
      }),
      { seed: 7 },
    );
  });

  test("hold at their ends", () => {
    expect([exp(0), exp(-1000), exp(1000), log(1), log(0)]).toEqual([1, 0, Infinity, 0, -Infinity]);
    expect(() => log(-1)).toThrow(RangeError);
    expect(power(1.15, 2)).toBeCloseTo(1.3225, 12);
  });
});

describe("streams", () => {
  test("the first draws of seed 1 are these on every machine", () => {
    const chance = one(1);
    expect(many(6, () => chance.below(1000))).toEqual([237, 284, 568, 190, 333, 126]);
    expect(many(4, () => chance.lognormal(30_000, 0.8))).toEqual([82936, 50971, 77360, 33511]);
    expect(many(4, () => chance.gap(30))).toEqual([8, 27, 15, 10]);
    expect(many(4, () => chance.poisson(20))).toEqual([14, 21, 17, 24]);
  });

  test("of one seed, or of seeds close by, have nothing in common", () => {
    const streams = [...Chance.streams(1, 3), ...Chance.streams(2, 3), ...Chance.streams(-1, 1)];
    const heads = streams.map((stream) => many(4, () => stream.below(1_000_000)).join(" "));
    expect(new Set(heads).size).toBe(heads.length);
  });
});

describe("distributions", () => {
  test("have the mean and spread that they say", () => {
    const chance = one(7);
    const normal = many(20_000, () => chance.normal());
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
    expect(mean(many(20_000, () => chance.poisson(3.5)))).toBeCloseTo(3.5, 1);
    expect(Math.abs(mean(many(2000, () => chance.poisson(100))) - 100)).toBeLessThan(1);
    expect(Math.abs(mean(many(20_000, () => chance.gap(30))) - 30)).toBeLessThan(1);
    expect(many(1000, () => chance.lognormal(100, 0)).every((value) => value === 100)).toBe(true);
    const sorted = many(9999, () => chance.lognormal(10_000, 0.5)).toSorted((a, b) => a - b);
    expect(Math.abs((sorted[4999] ?? 0) - 10_000)).toBeLessThan(300);
  });

  test("keep their ranges", () => {
    const chance = one(3);
    expect(new Set(many(500, () => chance.between(2, 4)))).toEqual(new Set([2, 3, 4]));
    expect(many(100, () => Number(chance.happens(0)))).not.toContain(1);
    expect(many(100, () => Number(chance.happens(1_000_000)))).not.toContain(0);
    expect(chance.pick([])).toBeUndefined();
    expect(chance.poisson(0)).toBe(0);
    const list = many(50, () => chance.below(9));
    const rising = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
    expect(rising(chance.shuffled(list))).toEqual(rising(list));
  });
});
