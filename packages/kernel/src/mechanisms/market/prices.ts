// Prices of offers: read from an event, and held against the tick and the day's band.
import type { EventOf } from "../../events/vocabulary.js";
import { CASH } from "../../ledger/ledger.js";
import { unitPrice } from "../../ledger/prices.js";
import { parseAmount } from "../../number/decimal.js";
import type { AmountFault } from "../../number/decimal.js";
import type { Fraction } from "../../number/fraction.js";
import { fraction } from "../../number/fraction.js";
import { mulDivFloor } from "../../number/integer.js";
import { refuse } from "../../refusal.js";
import type { World } from "../../world.js";
import type { MarketTerms } from "./parameters.js";

const PRICE_DECIMALS = 12;

/** What an offer asks for, in minor units; `price` in cash minor units per minor unit of the asset. */
export interface Wish {
  quantity: number;
  price: Fraction;
  /** ⌊quantity × price⌋ */
  cost: number;
}

/** Reads quantity and price. Refuses with `amount_not_positive`, `amount_overflow`, `scale_exceeded` (a price: more than 12 decimals). */
export function readWish(world: World, asset: number, event: EventOf<"market.asked" | "market.bid">): Wish {
  const quantity = parseAmount(event.quantity, world.scale(asset));
  const price = parsePrice(world, asset, event.price);
  const found = [quantity, price].filter((each) => typeof each === "string");
  for (const code of ["amount_not_positive", "amount_overflow", "scale_exceeded"] as const) {
    if (!found.includes(code)) continue;
    if (quantity === code) world.amount(event.quantity, asset, "quantity");
    refuse(code, "price", `a price of ${event.price}`, RIGHT[code]);
  }
  if (typeof quantity === "string" || typeof price === "string") throw new Error("every fault of an amount is refused");
  return { quantity, price, cost: mulDivFloor(quantity, price.n, price.d) };
}

const RIGHT: Record<AmountFault, string> = {
  amount_not_positive: "a price above 0",
  amount_overflow: "a price with fewer digits",
  scale_exceeded: `at most ${PRICE_DECIMALS} decimals`,
};

function parsePrice(world: World, asset: number, text: string): Fraction | AmountFault {
  const decimals = Math.min(PRICE_DECIMALS, text.split(".")[1]?.length ?? 0);
  const checked = parseAmount(text, decimals);
  if (typeof checked === "string") return checked;
  return unitPrice(fraction(text), world.scale(asset), world.scale(CASH)) ?? "amount_overflow";
}

/** Refuses with `off_tick`. */
export function onTick(price: string, tick: string | undefined): void {
  if (tick === undefined) return;
  const [p, t] = [fraction(price), fraction(tick)];
  if ((BigInt(p.n) * BigInt(t.d)) % (BigInt(p.d) * BigInt(t.n)) !== 0n)
    refuse("off_tick", "price", `a price of ${price}`, `a multiple of ${tick}`);
}

/** Whether a price lies within the band around the day's reference price. Without a reference there is no band. */
export function inBand(world: World, asset: number, price: Fraction, { band }: MarketTerms): boolean {
  const reference = world.prices.reference(asset, world.today);
  if (band === undefined || !reference || reference.n === 0) return true;
  const most = fraction(band);
  const now = BigInt(price.n) * BigInt(reference.d);
  const then = BigInt(reference.n) * BigInt(price.d);
  const move = now > then ? now - then : then - now;
  return move * BigInt(most.d) <= then * BigInt(most.n);
}
