// How much a rate of an order comes to in an asset: one exact product, rounded down once.
import type { Fraction } from "../../number/fraction.js";
import { MAX_AMOUNT, mulDivFloor, toAmount } from "../../number/integer.js";
import { CASH } from "../../ledger/ledger.js";
import type { Order } from "../../orders/order.js";
import type { World } from "../../world.js";

export type Base = "gross" | "margin" | "earned";

/** What a rate is taken of: cash minor units, or (earned) minor units of the asset itself. */
export function baseOf(order: Order, of: Base, asset: number): number {
  if (of === "gross") return order.gross;
  return of === "margin" ? order.margin : (order.earned.get(asset) ?? 0);
}

/**
 * ⌊base × rate⌋ in minor units of the asset. `at: market`: base × rate is a cash value, paid as ⌊value ÷ reference price⌋ of the asset,
 * in one rounding; 0 when nothing gives the asset a price.
 */
export function measure(
  world: World,
  base: number,
  rate: Fraction,
  of: Base,
  asset: number,
  at: "market" | undefined,
): number {
  if (at === "market" && asset !== CASH) {
    const price = world.prices.reference(asset, world.today);
    return price && price.n > 0
      ? toAmount((BigInt(base) * BigInt(rate.n) * BigInt(price.d)) / (BigInt(rate.d) * BigInt(price.n)))
      : 0;
  }
  const step = of === "earned" ? 0 : world.scale(asset) - world.scale(CASH);
  const up = step > 0 ? 10 ** step : 1;
  const down = step < 0 ? 10 ** -step : 1;
  const [n, d] = [rate.n * up, rate.d * down];
  if (n <= MAX_AMOUNT && d <= MAX_AMOUNT) return mulDivFloor(base, n, d);
  return toAmount((BigInt(base) * BigInt(rate.n) * BigInt(up)) / (BigInt(rate.d) * BigInt(down)));
}
