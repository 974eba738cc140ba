// Fractions and decimals against BigInt: nothing is ever a float.
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAmount, parseAmount } from "../../src/number/decimal.js";
import type { Fraction } from "../../src/number/fraction.js";
import {
  compare,
  fractionText,
  minus,
  parseFraction,
  portion,
  reduce,
  rescale,
  times,
} from "../../src/number/fraction.js";
import { MAX_AMOUNT } from "../../src/number/integer.js";
import { table } from "../support/table.js";

/** Rates as plans write them. */
const rates = fc
  .tuple(fc.nat(99_999), fc.integer({ min: 0, max: 6 }), fc.nat(999_999))
  .map(([whole, digits, part]) => (digits ? `${whole}.${String(part).padStart(6, "0").slice(0, digits)}` : `${whole}`));

const wide = (text: string): { n: bigint; d: bigint } => {
  const [whole = "", part = ""] = text.split(".");
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) };
};
const parsed = (text: string): Fraction => parseFraction(text) ?? { n: -1, d: 1 };
const equal = (a: Fraction, n: bigint, d: bigint): boolean => BigInt(a.n) * d === n * BigInt(a.d);

const runs = { seed: 11, numRuns: 5000 };

test("a rate is the fraction that its digits say, in lowest terms", () => {
  fc.assert(
    fc.property(rates, (text) => {
      const { n, d } = wide(text);
      const rate = parsed(text);
      expect(equal(rate, n, d)).toBe(true);
      expect(reduce(BigInt(rate.n), BigInt(rate.d))).toEqual(rate);
      for (const prime of [2, 5]) expect(rate.n % prime === 0 && rate.d % prime === 0).toBe(false);
    }),
    runs,
  );
});

test("product, difference and order of rates are exact", () => {
  fc.assert(
    fc.property(rates, rates, (left, right) => {
      const [a, b] = [wide(left), wide(right)];
      const [x, y] = [parsed(left), parsed(right)];
      const fits = reduce(a.n * b.n, a.d * b.d) !== undefined;
      if (fits) expect(equal(times(x, y), a.n * b.n, a.d * b.d)).toBe(true);
      else expect(() => times(x, y)).toThrow("too fine");
      const gap = a.n * b.d - b.n * a.d;
      expect(equal(minus(x, y), gap > 0n ? gap : 0n, a.d * b.d)).toBe(true);
      expect(Math.sign(compare(x, y))).toBe(gap > 0n ? 1 : gap < 0n ? -1 : 0);
    }),
    runs,
  );
});

test("rates near each other compare exactly where floats can't tell", () => {
  const a = reduce(9_007_199_254_740_990n, 9_007_199_254_740_991n) ?? { n: 0, d: 1 };
  const b = reduce(9_007_199_254_740_989n, 9_007_199_254_740_990n) ?? { n: 0, d: 1 };
  expect(a.n / a.d).toBe(b.n / b.d);
  expect(compare(a, b)).toBeGreaterThan(0);
  expect(compare(b, a)).toBeLessThan(0);
  expect(compare(a, a)).toBe(0);
});

test("a portion and a change of scale round down once", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 10 ** 12 }),
      fc.nat(99).map((n) => `0.${String(n).padStart(2, "0")}`),
      fc.nat(8),
      fc.nat(8),
      (amount, rate, from, to) => {
        const { n, d } = wide(rate);
        expect(BigInt(portion(amount, parsed(rate)))).toBe((BigInt(amount) * n) / d);
        const scaled = rescale(parsed(rate), from, to);
        expect(equal(scaled, n * 10n ** BigInt(to), d * 10n ** BigInt(from))).toBe(true);
      },
    ),
    runs,
  );
});

test("amounts survive the way to text and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: -MAX_AMOUNT, max: MAX_AMOUNT }), fc.nat(8), (minor, scale) => {
      const text = formatAmount(minor, scale);
      expect(text).toMatch(scale ? new RegExp(`^-?\\d+\\.\\d{${scale}}$`) : /^-?\d+$/);
      expect(parseAmount(text, scale, "signed")).toBe(minor === 0 ? "amount_not_positive" : minor);
    }),
    runs,
  );
});

test("[numbers.amounts] what a text is as an amount", () => {
  for (const { text, scale, sign, amount } of table(`
    | text                | scale | sign     | amount              |
    | 12.30               | 2     | positive | 1230                |
    | 12                  | 2     | positive | 1200                |
    | 0012.3              | 2     | positive | 1230                |
    | 0                   | 2     | positive | amount_not_positive |
    | 0.00                | 2     | positive | amount_not_positive |
    | 0.000               | 2     | positive | amount_not_positive |
    | -1                  | 2     | positive | amount_not_positive |
    | -1.005              | 2     | positive | amount_not_positive |
    | 0                   | 2     | unsigned | 0                   |
    | -1                  | 2     | unsigned | amount_not_positive |
    | 0                   | 2     | signed   | amount_not_positive |
    | -12.30              | 2     | signed   | -1230               |
    | 1.005               | 2     | positive | scale_exceeded      |
    | 1.000               | 2     | positive | scale_exceeded      |
    | 90071992547409.91   | 2     | positive | 9007199254740991    |
    | 90071992547409.92   | 2     | positive | amount_overflow     |
    | 90071992547409.921  | 2     | positive | amount_overflow     |
    | 9007199254740991    | 0     | positive | 9007199254740991    |
    | 9007199254740992    | 0     | positive | amount_overflow     |
    | 0.00000001          | 8     | positive | 1                   |
  `)) {
    const got = parseAmount(text ?? "", Number(scale), sign as "positive" | "unsigned" | "signed");
    expect(`${text} → ${got}`).toBe(`${text} → ${amount}`);
  }
});

test("what is no exact rate is none", () => {
  for (const text of [
    "",
    ".",
    "1.",
    ".5",
    "-1",
    "+1",
    "1e3",
    "0x10",
    " 1",
    "1 ",
    "NaN",
    "1,5",
    "1.2.3",
    "9".repeat(30),
  ])
    expect(parseFraction(text)).toBeUndefined();
});

test("a fraction as text is cut, not rounded", () => {
  expect(fractionText(2n, 3n, 12)).toBe("0.666666666666");
  expect(fractionText(1n, 1n, 0)).toBe("1");
  expect(fractionText(999_999n, 1_000_000n, 2)).toBe("0.99");
});
