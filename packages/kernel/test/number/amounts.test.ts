// Amounts, rates and sums at their edges: what the short way of reading must leave to the long one, what is refused and with which words.
import { describe, expect, test } from "vitest";
import { formatAmount, parseAmount } from "../../src/number/decimal.js";
import type { Fraction } from "../../src/number/fraction.js";
import { compare, fraction, minus, ONE, reduce, rescale, times, ZERO } from "../../src/number/fraction.js";
import { add, MAX_AMOUNT, mulDivFloor, toAmount } from "../../src/number/integer.js";
import { Refusal } from "../../src/refusal.js";

const refused = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, place, wrong, right } = error;
    return { code, place, wrong, right };
  }
};

describe("an amount", () => {
  test.each<[string, number, number | string]>([
    ["5", 0, 5],
    ["9", 8, 900_000_000],
    ["0.5", 1, 5],
    ["0.5", 2, 50],
    ["10.05", 2, 1005],
    ["10.05", 3, 10_050],
    ["007.5", 2, 750],
    ["123456789012345", 0, 123_456_789_012_345],
    ["123456789012345", 1, 1_234_567_890_123_450],
    ["123456789012345", 2, "amount_overflow"],
    ["123456789012345", 8, "amount_overflow"],
    ["1234567890.1234", 4, 12_345_678_901_234],
    ["1234567890.1234", 8, "amount_overflow"],
    ["12345678.12345678", 8, 1_234_567_812_345_678],
    ["9007199254740991", 0, MAX_AMOUNT],
    ["09007199254740991", 0, MAX_AMOUNT],
    ["9007199254740992", 0, "amount_overflow"],
    ["90071992.54740991", 8, MAX_AMOUNT],
    ["90071992.54740992", 8, "amount_overflow"],
    ["5.", 2, 500],
    [".5", 2, 50],
    [".", 2, "amount_not_positive"],
    ["1.23", 1, "scale_exceeded"],
    ["1.2", 0, "scale_exceeded"],
    ["000000000000000000001.5", 1, 15],
    ["0.000", 2, "amount_not_positive"],
  ])("%s with %i decimals is %s", (text, scale, minor) => {
    expect(parseAmount(text, scale)).toBe(minor);
  });

  test("may be negative or nothing only where it is said", () => {
    expect(parseAmount("-0.5", 1, "signed")).toBe(-5);
    expect(parseAmount("-0.5", 1, "unsigned")).toBe("amount_not_positive");
    expect(parseAmount("-0.5", 1)).toBe("amount_not_positive");
    expect(parseAmount("0.0", 1, "unsigned")).toBe(0);
    expect(parseAmount("0.00", 1, "unsigned")).toBe("scale_exceeded");
    expect(parseAmount("-9007199254740991", 0, "signed")).toBe(-MAX_AMOUNT);
    expect(parseAmount("-9007199254740992", 0, "signed")).toBe("amount_overflow");
  });

  test.each([
    [0, 0, "0"],
    [0, 2, "0.00"],
    [5, 2, "0.05"],
    [-5, 2, "-0.05"],
    [99, 2, "0.99"],
    [100, 2, "1.00"],
    [-100, 2, "-1.00"],
    [123, 3, "0.123"],
    [1234, 3, "1.234"],
    [-7, 0, "-7"],
    [MAX_AMOUNT, 8, "90071992.54740991"],
  ])("of %i minor units with %i decimals reads %s", (minor, scale, text) => {
    expect(formatAmount(minor, scale)).toBe(text);
  });
});

describe("a rate", () => {
  const most = BigInt(MAX_AMOUNT);
  const near = (d: number): Fraction => ({ n: 1, d });

  test("of a text that is none is an error, and is named", () => {
    expect(() => fraction("1e3")).toThrow(new RangeError("not an exact rate: 1e3"));
    expect(fraction("0.005")).toEqual({ n: 1, d: 200 });
    expect(fraction("0")).toEqual(ZERO);
  });

  test("fits while both halves do", () => {
    expect(reduce(most, 1n)).toEqual({ n: MAX_AMOUNT, d: 1 });
    expect(reduce(1n, most)).toEqual({ n: 1, d: MAX_AMOUNT });
    expect(reduce(most + 1n, 1n)).toBeUndefined();
    expect(reduce(1n, most + 1n)).toBeUndefined();
    expect(reduce(2n * (most + 1n), 4n * (most + 1n))).toEqual({ n: 1, d: 2 });
    expect(reduce(0n, 7n)).toEqual(ZERO);
  });

  test("that is too fine is an error", () => {
    const [a, b] = [near(MAX_AMOUNT), near(MAX_AMOUNT - 1)];
    expect(() => times(a, b)).toThrow(new RangeError("the product of the rates is too fine to be held exactly"));
    expect(() => minus(b, a)).toThrow(new RangeError("the difference of the rates is too fine to be held exactly"));
    expect(minus(a, b)).toEqual(ZERO);
    expect(minus(a, a)).toEqual(ZERO);
    expect(minus(ONE, near(4))).toEqual({ n: 3, d: 4 });
  });

  test("is more or less than another, however near", () => {
    const signs = (a: Fraction, b: Fraction) => [compare(a, b), compare(b, a)].map(Math.sign);
    expect(signs(near(3), near(2))).toEqual([-1, 1]);
    expect(signs({ n: MAX_AMOUNT, d: 2 }, { n: MAX_AMOUNT - 1, d: 2 })).toEqual([1, -1]);
    expect(signs({ n: MAX_AMOUNT, d: 3 }, ONE)).toEqual([1, -1]);
    expect(signs(near(2), { n: 2, d: 4 }).map(Math.abs)).toEqual([0, 0]);
  });

  test("changes its unit with the decimals", () => {
    expect(rescale(near(2), 2, 4)).toEqual({ n: 50, d: 1 });
    expect(rescale(near(2), 4, 2)).toEqual(near(200));
    expect(rescale(near(2), 3, 3)).toEqual(near(2));
  });
});

describe("a sum or quotient that is too large is refused", () => {
  const code = "amount_overflow";
  const right = "smaller amounts";

  test("in words", () => {
    const sum = { code, place: "", wrong: "the sum is larger than 2^53 − 1 minor units", right };
    expect(refused(() => add(MAX_AMOUNT, 1))).toEqual(sum);
    expect(refused(() => add(-MAX_AMOUNT, -1))).toEqual(sum);
    expect(add(MAX_AMOUNT, 0)).toBe(MAX_AMOUNT);
    expect(add(-MAX_AMOUNT, 0)).toBe(-MAX_AMOUNT);
    const result = { code, place: "", wrong: "the result is larger than 2^53 − 1 minor units", right };
    expect(refused(() => toAmount(BigInt(MAX_AMOUNT) + 1n))).toEqual(result);
    expect(refused(() => toAmount(-BigInt(MAX_AMOUNT) - 1n))).toEqual(result);
    expect(toAmount(BigInt(MAX_AMOUNT))).toBe(MAX_AMOUNT);
    expect(toAmount(-BigInt(MAX_AMOUNT))).toBe(-MAX_AMOUNT);
    expect(refused(() => mulDivFloor(MAX_AMOUNT, 3, 2))).toEqual(result);
    expect(refused(() => mulDivFloor(2 ** 52, 2 ** 52, 2 ** 51))).toEqual(result);
    expect(mulDivFloor(2 ** 52, 2 ** 52, 2 ** 52)).toBe(2 ** 52);
  });
});
