// Reference prices of assets in cash: what the market paid on its last trading day, else what was set, else what the plan says.
import type { Fraction } from "../number/fraction.js";
import { fraction, reduce } from "../number/fraction.js";
import { mulDivFloor } from "../number/integer.js";
import type { Day } from "../time/calendar.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Ledger } from "./ledger.js";
import { CASH } from "./ledger.js";

/** Cash minor units per minor unit of an asset, as set in a plan or by hand: "2" for an asset of scale 4 is 200 / 10,000. */
export function unitPrice(price: Fraction, assetScale: number, cashScale: number): Fraction | undefined {
  return reduce(BigInt(price.n) * 10n ** BigInt(cashScale), BigInt(price.d) * 10n ** BigInt(assetScale));
}

/** The reference prices that a plan declares, by asset. */
export function plannedPrices(
  world: { asset(name: string): number; scale(asset: number): number },
  plan: PlanDocument,
): Map<number, Fraction> {
  const prices = new Map<number, Fraction>();
  for (const [name, { referencePrice }] of Object.entries(plan.assets)) {
    const asset = world.asset(name);
    const price =
      referencePrice === undefined
        ? undefined
        : unitPrice(fraction(referencePrice), world.scale(asset), world.scale(CASH));
    if (price) prices.set(asset, price);
  }
  return prices;
}

export class Prices {
  private readonly planned = new Map<number, Fraction>();

  constructor(private readonly ledger: Ledger) {}

  /** Puts the plan's own reference prices in force. */
  plan(prices: ReadonlyMap<number, Fraction>): void {
    this.planned.clear();
    for (const [asset, price] of prices) this.planned.set(asset, price);
  }

  /** The reference price of an asset on a day, or undefined when nothing gives it one. */
  reference(asset: number, today: Day): Fraction | undefined {
    const { tradeDay, tradeValue, tradeQuantity, referenceN, referenceD, setN, setD } = this.ledger.assets.cells;
    const closed = tradeQuantity.get(asset) > 0 && tradeDay.get(asset) < today;
    if (closed) return { n: tradeValue.get(asset), d: tradeQuantity.get(asset) };
    if (referenceD.get(asset) > 0) return { n: referenceN.get(asset), d: referenceD.get(asset) };
    if (setD.get(asset) > 0) return { n: setN.get(asset), d: setD.get(asset) };
    return this.planned.get(asset);
  }

  set(asset: number, price: Fraction): void {
    this.ledger.assets.cells.setN.set(asset, price.n);
    this.ledger.assets.cells.setD.set(asset, price.d);
  }

  /** Counts a trade: value in cash minor units. */
  traded(asset: number, today: Day, value: number, quantity: number): void {
    const { tradeDay, tradeValue, tradeQuantity, referenceN, referenceD } = this.ledger.assets.cells;
    if (tradeDay.get(asset) !== today) {
      if (tradeQuantity.get(asset) > 0) {
        referenceN.set(asset, tradeValue.get(asset));
        referenceD.set(asset, tradeQuantity.get(asset));
      }
      tradeDay.set(asset, today);
      tradeValue.set(asset, 0);
      tradeQuantity.set(asset, 0);
    }
    tradeValue.set(asset, tradeValue.get(asset) + value);
    tradeQuantity.set(asset, tradeQuantity.get(asset) + quantity);
  }

  /** ⌊quantity × price⌋ in cash minor units; 0 without a price. */
  worth(asset: number, quantity: number, today: Day): number {
    const price = this.reference(asset, today);
    return price ? mulDivFloor(quantity, price.n, price.d) : 0;
  }
}
