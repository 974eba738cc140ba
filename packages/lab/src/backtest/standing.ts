// How members stand at a moment: what lots still promise them, and what their assets are worth at the moment's prices.
import type { Fraction, Programme } from "@perennial/kernel";
import { balance, CASH } from "@perennial/kernel";
import type { Promises } from "../run/promises.js";
import { drained } from "../run/promises.js";

type Working = Programme["working"][number];

/** A bigint of minor units as a number. Throws when it passes 2^53 − 1: no plan on earth promises so much. */
export function minor(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError(`${value} minor units are more than can be reported`);
  return Number(value);
}

/** What each holder is still promised in cash, by lots, tickets and assets that lead to cash. */
export function promisedTo(programme: Programme, promises: Promises): number[] {
  const promised = Array.from({ length: programme.holders.count }, () => 0);
  drained(promises.each((holder, _, amount) => (promised[holder] = (promised[holder] ?? 0) + amount)));
  return promised;
}

/** What each holder's assets are worth in cash at the prices of the moment, asset by asset rounded down; cash itself not counted. */
export function worthOf(programme: Programme): number[] {
  const prices = pricesOf(programme);
  return Array.from({ length: programme.holders.count }, (_, holder) =>
    prices.reduce((sum, { asset, n, d }) => sum + minor((BigInt(balance(programme, holder, asset)) * n) / d), 0),
  );
}

interface Price {
  asset: number;
  n: bigint;
  d: bigint;
}

/** Cash minor units per minor unit of each asset that has a price: a mechanism's, else the reference price. */
function pricesOf(programme: Programme): Price[] {
  const made = new Map<number, Price>();
  for (const { behaviour } of programme.working) {
    const price = behaviour.price?.();
    if (price && price.d > 0n) made.set(price.asset, price);
  }
  for (let asset = CASH + 1; asset < programme.ledger.assets.length; asset++) {
    const reference: Fraction | undefined = programme.prices.reference(asset, programme.today);
    if (reference && !made.has(asset)) made.set(asset, { asset, n: BigInt(reference.n), d: BigInt(reference.d) });
  }
  return [...made.values()];
}

/** Gross of the orders whose lots of a mechanism have had their forced exit; no lot is sold otherwise in a backtest. */
export function exitedGross(programme: Programme, { instance, behaviour }: Working): number {
  const { slot, order } = programme.ledger.lots.table.cells;
  let gross = 0;
  for (let lot = 0; lot < programme.ledger.lots.table.length; lot++) {
    if (slot.get(lot) !== instance.slot || order.get(lot) === -1) continue;
    if (behaviour.outlook?.(lot)?.exit === undefined)
      gross += programme.book.table.cells.rewardGross.get(order.get(lot));
  }
  return gross;
}
