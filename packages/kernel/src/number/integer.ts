// Exact arithmetic on safe integers: the fast path is plain floating point with a proof of exactness, checked against BigInt in tests.
import { refuse } from "../refusal.js";

/** The largest amount of minor units that the kernel carries (2^53 − 1). */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER;

const SPLITTER = 134217729; // 2^27 + 1: Veltkamp's constant, splits a double into two halves of 26 bits

/**
 * ⌊a × b ÷ c⌋ for non-negative safe integers, c > 0; exact.
 * Products beyond 2^53 use an error-free product (Dekker 1971) to correct the quotient; very large divisors or quotients go through BigInt.
 * Refuses with `amount_overflow` when the quotient passes 2^53 − 1.
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  const product = a * b;
  if (product <= MAX_AMOUNT) return Math.floor(product / c);
  const guess = Math.floor(product / c);
  if (c >= 2 ** 50 || guess >= 2 ** 52) return mulDivFloorWide(a, b, c);
  let quotient = guess;
  let remainder = product - quotient * c + (productError(a, b, product) - productError(quotient, c, quotient * c));
  while (remainder < 0) {
    quotient -= 1;
    remainder += c;
  }
  while (remainder >= c) {
    quotient += 1;
    remainder -= c;
  }
  return quotient;
}

/** What the double `product` misses of the exact a × b. */
function productError(a: number, b: number, product: number): number {
  const aSplit = SPLITTER * a;
  const aHigh = aSplit - (aSplit - a);
  const aLow = a - aHigh;
  const bSplit = SPLITTER * b;
  const bHigh = bSplit - (bSplit - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function mulDivFloorWide(a: number, b: number, c: number): number {
  return toAmount((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** A BigInt as an amount. Refuses with `amount_overflow` beyond 2^53 − 1. */
export function toAmount(value: bigint): number {
  if (value > BigInt(MAX_AMOUNT) || value < -BigInt(MAX_AMOUNT))
    refuse("amount_overflow", "", "the result is larger than 2^53 − 1 minor units", "smaller amounts");
  return Number(value);
}

/** a + b. Refuses with `amount_overflow` beyond ±(2^53 − 1). */
export function add(a: number, b: number): number {
  const sum = a + b;
  if (sum > MAX_AMOUNT || sum < -MAX_AMOUNT)
    refuse("amount_overflow", "", "the sum is larger than 2^53 − 1 minor units", "smaller amounts");
  return sum;
}
