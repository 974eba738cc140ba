// Exact fractions for rates and prices: never a float. Both halves are safe integers in lowest terms.
import { MAX_AMOUNT, mulDivFloor } from "./integer.js";

/** A non-negative rational: `n` over `d`, in lowest terms, d > 0. */
export interface Fraction {
  readonly n: number;
  readonly d: number;
}

export const ZERO: Fraction = { n: 0, d: 1 };
export const ONE: Fraction = { n: 1, d: 1 };

const known = new Map<string, Fraction>();

/** The fraction of a decimal string: `"0.005"` is 1/200. Undefined when it is no plain decimal or is too fine to hold. */
export function parseFraction(text: string): Fraction | undefined {
  const cached = known.get(text);
  if (cached) return cached;
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const decimals = match[2] ?? "";
  const fraction = reduce(BigInt((match[1] ?? "") + decimals), 10n ** BigInt(decimals.length));
  if (fraction && known.size < 10_000) known.set(text, fraction);
  return fraction;
}

/** The fraction of a decimal string that a schema has already accepted. */
export function fraction(text: string): Fraction {
  const value = parseFraction(text);
  if (!value) throw new RangeError(`not an exact rate: ${text}`);
  return value;
}

/** n over d in lowest terms; undefined when a half does not fit a safe integer. */
export function reduce(n: bigint, d: bigint): Fraction | undefined {
  let a = n;
  let b = d;
  while (b) [a, b] = [b, a % b];
  const top = n / (a || 1n);
  const bottom = d / (a || 1n);
  if (top > BigInt(MAX_AMOUNT) || bottom > BigInt(MAX_AMOUNT)) return undefined;
  return { n: Number(top), d: Number(bottom) };
}

/** Exact product. Throws when a half no longer fits (a plan with rates that fine is refused when it is compiled). */
export function times(a: Fraction, b: Fraction): Fraction {
  const product = reduce(BigInt(a.n) * BigInt(b.n), BigInt(a.d) * BigInt(b.d));
  if (!product) throw new RangeError("the product of the rates is too fine to be held exactly");
  return product;
}

/** Exact difference a − b, at least 0. */
export function minus(a: Fraction, b: Fraction): Fraction {
  const n = BigInt(a.n) * BigInt(b.d) - BigInt(b.n) * BigInt(a.d);
  if (n <= 0n) return ZERO;
  const difference = reduce(n, BigInt(a.d) * BigInt(b.d));
  if (!difference) throw new RangeError("the difference of the rates is too fine to be held exactly");
  return difference;
}

/** Negative, zero or positive as a is less than, equal to or more than b; exact. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  if (left <= MAX_AMOUNT && right <= MAX_AMOUNT) return left - right;
  const gap = BigInt(a.n) * BigInt(b.d) - BigInt(b.n) * BigInt(a.d);
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
}

/** ⌊amount × rate⌋ in minor units, exact. */
export function portion(amount: number, rate: Fraction): number {
  return mulDivFloor(amount, rate.n, rate.d);
}

/** A rate that also changes the unit: from minor units of one scale to those of another. */
export function rescale(rate: Fraction, fromScale: number, toScale: number): Fraction {
  if (fromScale === toScale) return rate;
  const step = 10 ** Math.abs(toScale - fromScale);
  return times(rate, toScale > fromScale ? { n: step, d: 1 } : { n: 1, d: step });
}

/** A fraction as decimal text with so many decimals, rounded down. */
export function fractionText(n: bigint, d: bigint, decimals: number): string {
  const scaled = (n * 10n ** BigInt(decimals)) / d;
  const digits = scaled.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
