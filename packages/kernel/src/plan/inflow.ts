// How much of an order's gross can flow into a pool: the top of every bound.
import type { Fraction } from "../number/fraction.js";
import { compare, fraction, ONE, reduce, ZERO } from "../number/fraction.js";
import type { PlanDocument } from "./schema.js";

/**
 * The highest share of gross that an order can bring a pool. Margin and revenue count as the whole gross, whatever the band of merchants' rates:
 * own goods and orders that name their cost are not held to it.
 */
export function inflowRate(plan: PlanDocument, pool: string): { rate: Fraction | undefined; formula: string } {
  const lines = plan.pools?.[pool]?.inflow ?? [];
  const sum = lines.reduce<Fraction | undefined>((total, line) => total && plus(total, fraction(line.rate)), ZERO);
  const formula = lines.map(({ rate, of }) => (of === "gross" ? rate : `${rate} × 1`)).join(" + ") || "0";
  return { rate: sum && compare(sum, ONE) > 0 ? ONE : sum, formula };
}

/** Exact sum; undefined when it is too fine to be held. */
function plus(a: Fraction, b: Fraction): Fraction | undefined {
  return reduce(BigInt(a.n) * BigInt(b.d) + BigInt(b.n) * BigInt(a.d), BigInt(a.d) * BigInt(b.d));
}
