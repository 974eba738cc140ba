// How much of an order's gross can flow into a pool: the top of every bound.
import type { Fraction } from "../number/fraction.js";
import { compare, fraction, ONE, reduce } from "../number/fraction.js";
import type { PlanDocument } from "./schema.js";

/** The highest share of gross that an order can bring a pool; margin and revenue count as the whole gross unless the plan's band caps the margin. */
export function inflowRate(plan: PlanDocument, pool: string): { rate: Fraction | undefined; formula: string } {
  const lines = plan.pools?.[pool]?.inflow ?? [];
  let sum: Fraction | undefined = { n: 0, d: 1 };
  for (const line of lines) {
    const most = line.of === "gross" ? ONE : fraction(plan.marginBand?.max ?? "1");
    const rate = fraction(line.rate);
    sum =
      sum &&
      reduce(
        BigInt(sum.n) * BigInt(rate.d) * BigInt(most.d) + BigInt(rate.n) * BigInt(most.n) * BigInt(sum.d),
        BigInt(sum.d) * BigInt(rate.d) * BigInt(most.d),
      );
  }
  const formula =
    lines.map(({ rate, of }) => (of === "gross" ? rate : `${rate} × ${plan.marginBand?.max ?? "1"}`)).join(" + ") ||
    "0";
  return { rate: sum && compare(sum, ONE) > 0 ? ONE : sum, formula };
}
