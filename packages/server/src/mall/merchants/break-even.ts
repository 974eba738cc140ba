// Before choosing a margin: what it leaves of an order, and how many orders earn as much as before. Figures of the shop's own; no reward in them.
import type { BreakEven } from "@perennial/api";
import { formatAmount, fraction, fractionText, portion } from "@perennial/kernel";

/** `gross`, `cost` of a usual order in minor units, `visits` orders as they are now. */
export function breakEven(
  { gross, cost, margin, visits }: { gross: number; cost: number; margin: string; visits: number },
  scale: number,
): BreakEven {
  const without = gross - cost;
  const perOrder = without - portion(gross, fraction(margin));
  const before = BigInt(without) * BigInt(visits);
  const more = perOrder > 0 ? (before + BigInt(perOrder) - 1n) / BigInt(perOrder) : null;
  return {
    perOrder: formatAmount(perOrder, scale),
    without: formatAmount(without, scale),
    moreOrders: without <= 0 || more === null ? null : Number(more),
    highest: gross > 0 && without > 0 ? fractionText(BigInt(without), BigInt(gross), 4) : "0",
  };
}
