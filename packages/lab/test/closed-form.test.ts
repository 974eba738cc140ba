// Degenerate scenarios whose outcome can be written down: the run must come to exactly that.
import { describe, expect, test } from "vitest";
import { bandOf } from "../src/stress/bands.js";
import { giniOf } from "../src/run/outcome.js";
import { drained } from "../src/run/promises.js";
import { measuresOf } from "../src/stress/stress.js";
import { plain, small } from "./support/plans.js";
import { run } from "./support/run.js";

const appreciation = { kind: "appreciation", asset: "points", pool: "profit", initialPrice: "1" };
const exits = small([{ ...appreciation, mint: "0.70", retention: "0.20", exit: { multiple: "3" } }]);
/** Points are minted for all of the inflow, so that the price stays at 1 and equal orders give equal points. */
const flat = (retention: string) => small([{ ...appreciation, mint: "1", retention }, { kind: "withdraw" }]);
const queue = small([{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }]);

describe("nobody sells", () => {
  test("one buyer: 30.00 in the pool, 3 × 100.00 × 0.80 promised, nothing paid", () => {
    const figures = run(exits, plain(exits, 1, 10));
    expect(figures).toMatchObject({ members: 1, orders: 1, gross: 10_000, paid: 0, short: 1 });
    expect(figures.promises).toMatchObject({ made: 24_000n, open: 24_000n, held: 3_000n, uncovered: 21_000n });
    expect(measuresOf(figures)).toMatchObject({ paidToPromised: 0n, shortShare: 1_000_000n, gini: undefined });
  });

  test("no growth: so many buyers have so many times as much of each, and the price has moved by nobody's leaving", () => {
    const figures = run(exits, plain(exits, 40, 10));
    expect(figures).toMatchObject({ members: 40, orders: 40, gross: 400_000, paid: 0 });
    expect(figures.promises).toMatchObject({ made: 960_000n, open: 960_000n, held: 120_000n });
    expect(figures.cohorts.map(({ promised }) => promised)).toEqual([960_000, 0]);
    expect(figures.flow.flat().every((amount) => amount === 0)).toBe(true);
  });

  test("a promise stands unpaid once it is older than the scenario's patience", () => {
    const figures = run(exits, { ...plain(exits, 5, 30), patience: 7 });
    expect(figures.firstUnpaid).toEqual({ day: 7, reason: "patience" });
  });
});

describe("everyone sells at once", () => {
  const all = (retention: string, members: number) => {
    const plan = flat(retention);
    return run(plan, { ...plain(plan, members, 10), run: { day: 5, share: "1" } });
  };

  test("with nothing retained each gets back exactly its inflow", () => {
    const figures = all("0", 20);
    expect(figures).toMatchObject({ paid: 60_000, gross: 200_000, refused: {} });
    expect(figures.gini).toEqual({ n: 0n, d: 20n * 60_000n });
    expect(figures.days.at(-1)?.pools).toBe(0);
  });

  test("with 20 % retained, Π (1 − 0.8 ÷ k) of the pool is left after n equal sales", () => {
    const figures = all("0.20", 5);
    // 150.00 × 0.2 × 0.6 × 0.7333… × 0.8 × 0.84 = 8.8704, and what five roundings down leave.
    const left = figures.days.at(-1)?.pools ?? 0;
    expect(left).toBeGreaterThanOrEqual(887);
    expect(left).toBeLessThanOrEqual(887 + 10);
    expect(figures.paid).toBe(15_000 - left);
  });

  test("nobody joins or orders afterwards", () => {
    const plan = flat("0");
    const scenario = { ...plain(plan, 3, 20), run: { day: 5, share: "1" } };
    const arriving = {
      ...scenario,
      members: { ...scenario.members, arrivals: { kind: "constant" as const, perDay: "5" } },
    };
    const figures = run(plan, arriving);
    expect(figures.days.slice(0, 5).some(({ joined }) => joined > 0)).toBe(true);
    expect(figures.days.slice(5).every(({ joined, orders }) => joined === 0 && orders === 0)).toBe(true);
  });
});

describe("a queue", () => {
  test("of ten equal tickets, three are paid by a pool of 30 %", () => {
    const figures = run(queue, { ...plain(queue, 10, 12), patience: 3 });
    expect(figures).toMatchObject({ paid: 30_000, short: 7 });
    expect(figures.promises).toMatchObject({
      made: 100_000n,
      open: 70_000n,
      held: 0n,
      uncovered: 70_000n,
      deepest: 70_000n,
    });
    expect(measuresOf(figures)).toMatchObject({ paidToPromised: 300_000n, shortShare: 700_000n, gini: 700_000n });
    expect(figures.flow[0]?.[0]).toBe(30_000);
  });
});

describe("figures", () => {
  test("Gini: equal 0, one of four has all 3/4, nobody anything undefined", () => {
    expect(drained(giniOf([5, 5, 5]))).toEqual({ n: 0n, d: 45n });
    expect(drained(giniOf([0, 8, 0, 0]))).toEqual({ n: 24n, d: 32n });
    expect(drained(giniOf([0, 0]))).toEqual({ n: 0n, d: 0n });
  });

  test("bands are the runs' own values by nearest rank, what never happens last", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => BigInt(100 - index));
    expect(bandOf(hundred)).toEqual({ p5: 5n, p50: 50n, p95: 95n });
    expect(bandOf([undefined, 3n, 1n])).toEqual({ p5: 1n, p50: 3n, p95: undefined });
    expect(bandOf([])).toEqual({ p5: undefined, p50: undefined, p95: undefined });
  });
});
