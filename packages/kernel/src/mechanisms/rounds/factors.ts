// How much a lot has earned per point after its first n rounds: Σ over its rounds of the product of the growth between them, exact.
import type { Fraction } from "../../number/fraction.js";
import { fraction } from "../../number/fraction.js";

/** A rational of any size. */
export interface Wide {
  n: bigint;
  d: bigint;
}

/** The growth factor before round `number` (2 the first that has one). */
export type GrowthAt = (number: number) => Fraction;

/** 1 + g as a fraction. */
export function factorOf(growth: string): Fraction {
  const { n, d } = fraction(growth);
  return { n: n + d, d };
}

/** Σ_{k=1..count} Π_{i=born+2..born+k} growthAt(i), by Horner's rule from the last round backwards. */
export function sumOfRounds(born: number, count: number, growthAt: GrowthAt): Wide {
  if (count <= 0) return { n: 0n, d: 1n };
  let sum: Wide = { n: 1n, d: 1n };
  for (let number = born + count; number >= born + 2; number--) {
    const { n, d } = growthAt(number);
    sum = { n: sum.n * BigInt(n) + sum.d * BigInt(d), d: sum.d * BigInt(d) };
  }
  return sum;
}
