// What a plan makes an asset good for: the most cash, or goods at cash value, that one unit can turn into by the plan's own promise.
import type { Fraction, Plan } from "@perennial/kernel";
import { compare, fraction, ONE, reduce } from "@perennial/kernel";
import { partsOf } from "./parts.js";

const NONE: Fraction = { n: 0, d: 1 };

/** Ways in which a unit of one asset becomes units of another, or cash, at a rate that the plan states. */
function ways(plan: Plan, asset: string): { to: string; rate: Fraction }[] {
  const one = (to: string): { to: string; rate: Fraction } => ({ to, rate: ONE });
  return [
    ...partsOf(plan, "release").flatMap(({ params }) => (params.asset === asset ? [one(params.to)] : [])),
    ...partsOf(plan, "task").flatMap(({ params }) => (params.asset === asset ? [one(params.to)] : [])),
    ...partsOf(plan, "unlock").flatMap(({ params }) => (params.asset === asset ? [one(params.into)] : [])),
    ...partsOf(plan, "convert").flatMap(({ params }) =>
      params.from === asset ? [{ to: params.to, rate: fraction(params.rate ?? "1") }] : [],
    ),
    // A quota is used up 1:1 by the cash that comes of it.
    ...partsOf(plan, "distribution").flatMap(({ params }) => (params.limit === asset ? [one("cash")] : [])),
  ];
}

/** Cash value of one unit by the plan's promise; 0 when the plan promises none (what others may pay for it is no promise). */
export function worthOf(plan: Plan, asset: string, seen: readonly string[] = []): Fraction {
  if (asset === "cash" || plan.document.assets[asset]?.spend) return ONE;
  if (seen.includes(asset)) return NONE;
  return ways(plan, asset).reduce<Fraction>((most, { to, rate }) => {
    const value = worthOf(plan, to, [...seen, asset]);
    const product = reduce(BigInt(value.n) * BigInt(rate.n), BigInt(value.d) * BigInt(rate.d)) ?? value;
    return compare(product, most) > 0 ? product : most;
  }, NONE);
}
