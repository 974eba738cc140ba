// Exact arithmetic against BigInt, on random inputs and on those near the edges; and that the fast path is the one that runs.
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { add, MAX_AMOUNT, mulDivFloor } from "../../src/number/integer.js";

/** Non-negative safe integers, most of them next to powers of two, powers of ten, and the ends. */
const edgy = fc.oneof(
  fc.nat({ max: MAX_AMOUNT }),
  fc.nat(1000),
  fc
    .tuple(fc.integer({ min: 0, max: 53 }), fc.integer({ min: -3, max: 3 }))
    .map(([bits, off]) => clamp(2 ** bits + off)),
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: -3, max: 3 }))
    .map(([digits, off]) => clamp(10 ** digits + off)),
  fc.integer({ min: 0, max: 5 }).map((off) => MAX_AMOUNT - off),
);
const clamp = (value: number): number => Math.min(MAX_AMOUNT, Math.max(0, value));
const positive = edgy.map((value) => value || 1);

const exact = (a: number, b: number, c: number): number | "amount_overflow" => {
  const quotient = (BigInt(a) * BigInt(b)) / BigInt(c);
  return quotient > BigInt(MAX_AMOUNT) ? "amount_overflow" : Number(quotient);
};

function tried(work: () => number): unknown {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

test("mulDivFloor is exact", () => {
  fc.assert(
    fc.property(edgy, edgy, positive, (a, b, c) => {
      expect(tried(() => mulDivFloor(a, b, c))).toBe(exact(a, b, c));
    }),
    { seed: 1, numRuns: 60_000 },
  );
});

test("mulDivFloor is exact where the quotient is a whole number or one less", () => {
  fc.assert(
    fc.property(positive, positive, fc.integer({ min: -1, max: 1 }), (a, c, off) => {
      const b = clamp(Math.floor(MAX_AMOUNT / c) * c + off);
      expect(tried(() => mulDivFloor(a, b, c))).toBe(exact(a, b, c));
    }),
    { seed: 2, numRuns: 30_000 },
  );
});

test("the sum of two amounts is exact or refused", () => {
  fc.assert(
    fc.property(edgy, edgy, fc.boolean(), (a, b, negative) => {
      const right = negative ? -b : b;
      const sum = BigInt(a) + BigInt(right);
      expect(tried(() => add(a, right))).toBe(sum > BigInt(MAX_AMOUNT) ? "amount_overflow" : Number(sum));
    }),
    { seed: 3, numRuns: 10_000 },
  );
  expect(tried(() => add(-MAX_AMOUNT, -1))).toBe("amount_overflow");
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** How often BigInt is called while `work` runs. */
function wideSteps(work: () => void): number {
  let calls = 0;
  const real = BigInt;
  vi.stubGlobal("BigInt", (value: number) => {
    calls += 1;
    return real(value);
  });
  work();
  vi.unstubAllGlobals();
  return calls;
}

test("the fast path runs for everyday figures, also where the product passes 2^53", () => {
  const everyday = fc.sample(
    fc.record({
      a: fc.integer({ min: 1, max: 1_000_000_000_000 }),
      b: fc.integer({ min: 1, max: 1_000_000_000_000 }),
      c: fc.integer({ min: 1_000_000_000, max: 1_000_000_000_000 }),
    }),
    { seed: 4, numRuns: 5000 },
  );
  expect(everyday.filter(({ a, b }) => a * b > MAX_AMOUNT).length).toBeGreaterThan(3000);
  let same = 0;
  const got: number[] = [];
  expect(wideSteps(() => got.push(...everyday.map(({ a, b, c }) => mulDivFloor(a, b, c))))).toBe(0);
  for (const [index, { a, b, c }] of everyday.entries()) if (got[index] === exact(a, b, c)) same += 1;
  expect(same).toBe(everyday.length);
});

test("the wide path runs for divisors and quotients near 2^53", () => {
  expect(wideSteps(() => mulDivFloor(MAX_AMOUNT, MAX_AMOUNT, MAX_AMOUNT))).toBeGreaterThan(0);
  expect(wideSteps(() => mulDivFloor(MAX_AMOUNT, 3, 4))).toBeGreaterThan(0);
});
