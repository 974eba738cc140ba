// How members stand at a moment: what lots still promise them, and what their assets are worth at the moment's prices.
import type { Fraction, Programme } from "@perennial/kernel";
import { balance, CASH, fraction } from "@perennial/kernel";

type Working = Programme["working"][number];

/** A bigint of minor units as a number. Throws when it passes 2^53 − 1: no plan on earth promises so much. */
export function minor(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError(`${value} minor units are more than can be reported`);
  return Number(value);
}

/** Everything still promised in cash, and the cash of the pools behind it. Looks at every lot. */
export function coverage(programme: Programme): { promised: number; held: number } {
  const claims = programme.working.flatMap(({ behaviour }) => behaviour.owes?.() ?? []);
  const pools = new Set(claims.flatMap(({ pool }) => pool ?? []));
  return {
    promised: minor(claims.reduce((sum, { promised }) => sum + promised, 0n)),
    held: [...pools].reduce((sum, pool) => sum + programme.ledger.pool(pool), 0),
  };
}

/**
 * What each holder is still promised in cash at the exits of its lots: exit price × what is left of the lot × (1 − retention), rounded down
 * lot by lot, as the mechanism itself counts it. Promises that hang on no lot are in `coverage` only.
 */
export function promisedTo(programme: Programme): number[] {
  const { lots } = programme.ledger;
  const { slot, left } = lots.table.cells;
  const promised = Array.from({ length: programme.holders.count }, () => 0);
  const bySlot = new Map(
    programme.working.map((working) => [working.instance.slot, { working, kept: keptOf(programme, working) }]),
  );
  for (let lot = 0; lot < lots.table.length; lot++) {
    const mine = bySlot.get(slot.get(lot));
    const exit = left.get(lot) > 0 ? mine?.working.behaviour.outlook?.(lot)?.exit : undefined;
    if (!exit || !mine) continue;
    const value = (exit.n * BigInt(left.get(lot)) * mine.kept.n) / (exit.d * mine.kept.d);
    const holder = lots.holder(lot);
    promised[holder] = minor(BigInt(promised[holder] ?? 0) + value);
  }
  return promised;
}

/** The share of a sale that its seller gets: all but the plan's `retention`. */
function keptOf(programme: Programme, { instance }: Working): { n: bigint; d: bigint } {
  const params = programme.paramsOf(instance.slot, instance.version) as { retention?: unknown } | undefined;
  const retention = fraction(typeof params?.retention === "string" ? params.retention : "0");
  return { n: BigInt(retention.d - retention.n), d: BigInt(retention.d) };
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
