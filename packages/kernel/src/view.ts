// Views: wallets, pools, supply and prices of a programme as decimal text. Reading changes nothing.
import type { Need } from "./holders/ranks.js";
import { CASH } from "./ledger/ledger.js";
import { assetName } from "./ledger/render.js";
import { formatAmount } from "./number/decimal.js";
import { fractionText } from "./number/fraction.js";
import type { Programme } from "./programme.js";
import type { Day } from "./time/calendar.js";
import { formatDay } from "./time/calendar.js";

type ByName<T> = Record<string, T>;

/** Whole balance of a holder and asset, what is locked in lots, held, and not yet booked included; minor units. */
export function balance(programme: Programme, holder: number, asset: number): number {
  return programme.ledger.stored(holder, asset) + pending(programme, holder, asset);
}

/** What is due at this moment and not yet booked. */
export function pending(programme: Programme, holder: number, asset: number): number {
  return programme.working.reduce((sum, { behaviour }) => sum + (behaviour.pending?.(holder, asset) ?? 0), 0);
}

/** What has left a lot at this moment and is not yet booked. */
function ripe({ ledger, working }: Programme, lot: number): number {
  const slot = ledger.lots.table.cells.slot.get(lot);
  return working.find(({ instance }) => instance.slot === slot)?.behaviour.ripe?.(lot) ?? 0;
}

/** Every asset that a holder ever held, as decimal text. */
export function walletText(programme: Programme, holder: number): ByName<string> {
  const wallet: ByName<string> = {};
  for (let asset = 0; asset < programme.ledger.assets.length; asset++) {
    const held = programme.ledger.findWallet(holder, asset) !== -1;
    const value = balance(programme, holder, asset);
    if (held || value > 0) wallet[assetName(programme, asset)] = formatAmount(value, programme.scale(asset));
  }
  return wallet;
}

/** The part of a wallet that is locked in lots. */
export function lockedText(programme: Programme, holder: number): ByName<string> {
  const { ledger } = programme;
  const locked: ByName<string> = {};
  for (let asset = 1; asset < ledger.assets.length; asset++) {
    const wallet = ledger.findWallet(holder, asset);
    if (wallet === -1 || ledger.wallets.cells.lastLot.get(wallet) === -1) continue;
    let minor = ledger.wallets.cells.locked.get(wallet);
    for (const lot of ledger.lots.of(wallet)) minor -= ripe(programme, lot);
    locked[assetName(programme, asset)] = formatAmount(minor, programme.scale(asset));
  }
  return locked;
}

export function poolsText(programme: Programme): ByName<string> {
  const { pools } = programme.ledger;
  return Object.fromEntries(
    Array.from({ length: pools.length }, (_, pool) => [
      pools.cells.name.get(pool),
      formatAmount(programme.ledger.pool(pool), programme.scale(CASH)),
    ]),
  );
}

/** What holders and the platform have of each asset, the treasury not counted; cash left out. */
export function supplyText(programme: Programme): ByName<string> {
  const { assets } = programme.ledger;
  return Object.fromEntries(
    Array.from({ length: assets.length - 1 }, (_, index) => [
      assetName(programme, index + 1),
      formatAmount(programme.ledger.supply(index + 1) + unbooked(programme, index + 1), programme.scale(index + 1)),
    ]),
  );
}

/** What holders have earned and nothing has issued yet. */
function unbooked(programme: Programme, asset: number): number {
  return programme.working.reduce((sum, { behaviour }) => sum + (behaviour.unbooked?.(asset) ?? 0), 0);
}

/** Prices in cash for one unit, 12 decimals, rounded down: those that mechanisms make, and reference prices that were set or traded. */
export function pricesText(programme: Programme): ByName<string> {
  const prices: ByName<string> = {};
  for (const { behaviour } of programme.working) {
    const made = behaviour.price?.();
    if (made && made.d > 0n)
      prices[assetName(programme, made.asset)] = priceText(programme, made.asset, made.n, made.d);
  }
  for (let asset = 1; asset < programme.ledger.assets.length; asset++) {
    const reference = programme.opened ? programme.prices.reference(asset, programme.today) : undefined;
    const name = assetName(programme, asset);
    if (reference && prices[name] === undefined)
      prices[name] = priceText(programme, asset, BigInt(reference.n), BigInt(reference.d));
  }
  return prices;
}

/** A price (cash minor units per minor unit) in cash for one unit of the asset, 12 decimals, rounded down. */
function priceText(programme: Programme, asset: number, n: bigint, d: bigint): string {
  return fractionText(n * 10n ** BigInt(programme.scale(asset)), d * 10n ** BigInt(programme.scale(CASH)), 12);
}

/** What holders owe, by holder and asset; only what is above 0. */
export function receivablesText(programme: Programme): ByName<ByName<string>> {
  const { holder, asset, owed } = programme.ledger.receivables.cells;
  const all: ByName<ByName<string>> = {};
  for (let row = 0; row < programme.ledger.receivables.length; row++) {
    if (owed.get(row) === 0) continue;
    const name = programme.holders.name(holder.get(row));
    all[name] = {
      ...all[name],
      [assetName(programme, asset.get(row))]: formatAmount(owed.get(row), programme.scale(asset.get(row))),
    };
  }
  return all;
}

/** What a rank requires and how far a holder is, as text: amounts of cash and of assets as decimal strings, everything else counts. */
export interface NeedText {
  what: Need["what"];
  /** the tag, the rank or the asset that is meant */
  name: string;
  have: string;
  need: string;
  met: boolean;
}

/** The rank after a holder's own with what it requires; undefined at the top, or where a plan has no ranks. */
export function nextRankText(programme: Programme, holder: number): { rank: string; needs: NeedText[] } | undefined {
  const next = programme.ranks.next(holder);
  if (!next) return undefined;
  const needs = next.needs.map(({ what, name, asset, have: booked, need }) => {
    // What is due and not booked yet counts as well; booking it would be a change.
    const have = asset === undefined ? booked : balance(programme, holder, asset);
    const unit = what === "volume" || what === "spend" ? CASH : asset;
    const text = (value: number): string =>
      unit === undefined ? String(value) : formatAmount(value, programme.scale(unit));
    return {
      what,
      name: asset === undefined ? name : assetName(programme, asset),
      have: text(have),
      need: text(need),
      met: have >= need,
    };
  });
  return { rank: next.rank, needs };
}

export function ranksText(programme: Programme): ByName<string> {
  const ranks: ByName<string> = {};
  for (let holder = 0; holder < programme.holders.count; holder++) {
    const rank = programme.ranks.nameOf(holder);
    if (rank !== undefined) ranks[programme.holders.name(holder)] = rank;
  }
  return ranks;
}

/** One lot of a holder that still holds something. Amounts are decimal strings, days `2026-01-31`. */
export interface LotText {
  asset: string;
  /** id of the mechanism it came from */
  mechanism: string;
  /** "" when no order stands behind it */
  order: string;
  born: string;
  minted: string;
  left: string;
  locked: boolean;
  /** the price at which it exits, 12 decimals */
  exitPrice?: string;
  /** how far the price has come: price ÷ exit price, 6 decimals */
  reached?: string;
  daily?: string;
  due?: string;
}

/** A holder's lots that still hold something, oldest first, by asset. */
export function lotsText(programme: Programme, holder: number): LotText[] {
  const { ledger } = programme;
  const texts: LotText[] = [];
  for (let asset = 0; asset < ledger.assets.length; asset++) {
    const wallet = ledger.findWallet(holder, asset);
    if (wallet === -1) continue;
    for (const lot of ledger.lots.of(wallet))
      if (ledger.lots.table.cells.left.get(lot) > ripe(programme, lot)) texts.push(lotText(programme, asset, lot));
  }
  return texts;
}

function lotText(programme: Programme, asset: number, lot: number): LotText {
  const { slot, order, born, minted, left, open } = programme.ledger.lots.table.cells;
  const amount = (minor: number): string => formatAmount(minor, programme.scale(asset));
  const mine = programme.working.find(({ instance }) => instance.slot === slot.get(lot));
  const outlook = mine?.behaviour.outlook?.(lot);
  const price = mine?.behaviour.price?.();
  const due = outlook?.due ?? programme.expiry.dayOf(lot);
  const exit = outlook?.exit;
  return {
    asset: assetName(programme, asset),
    mechanism: programme.slot(slot.get(lot)).id,
    order: order.get(lot) === -1 ? "" : programme.book.table.cells.id.get(order.get(lot)),
    born: formatDay(born.get(lot)),
    minted: amount(minted.get(lot)),
    left: amount(left.get(lot) - ripe(programme, lot)),
    locked: open.get(lot) === 0,
    ...(exit && { exitPrice: priceText(programme, asset, exit.n, exit.d) }),
    ...(exit && price && { reached: fractionText(price.n * exit.d, price.d * exit.n, 6) }),
    ...(outlook?.daily !== undefined && { daily: amount(outlook.daily) }),
    ...(due !== undefined && { due: formatDay(due) }),
  };
}

/** What a holder loses at the close of a day. */
export interface LapsingText {
  holder: string;
  asset: string;
  amount: string;
}

/** What lapses at the close of a day as things stand, by holder and asset. Looks at the lots of that day alone. */
export function lapsingText(programme: Programme, day: Day): LapsingText[] {
  const { ledger, holders } = programme;
  const { wallet: walletOf, left } = ledger.lots.table.cells;
  const sums = new Map<number, number>();
  for (const lot of programme.expiry.lapsing(day))
    sums.set(walletOf.get(lot), (sums.get(walletOf.get(lot)) ?? 0) + left.get(lot));
  const { holder, asset } = ledger.wallets.cells;
  return [...sums].map(([wallet, sum]) => ({
    holder: holders.name(holder.get(wallet)),
    asset: assetName(programme, asset.get(wallet)),
    amount: formatAmount(sum, programme.scale(asset.get(wallet))),
  }));
}

/** Somebody's place in the line of a mechanism; `left` is cash still to be paid. */
export interface FrontText {
  mechanism: string;
  holder: string;
  order: string;
  place: number;
  left: string;
}

/** Who waits in the lines of the plan, the first `most` of each. */
export function frontsText(programme: Programme, most: number): FrontText[] {
  return programme.working.flatMap(({ behaviour, instance }) =>
    (behaviour.front?.(most) ?? []).map(({ holder, order, place, left }) => ({
      mechanism: instance.id,
      holder: programme.holders.name(holder),
      order: programme.book.table.cells.id.get(order),
      place,
      left: formatAmount(left, programme.scale(CASH)),
    })),
  );
}

/** What each mechanism still owes and the cash of the pool behind it, as decimal text. */
export interface ClaimText {
  mechanism: string;
  promised: string;
  /** "" when no pool stands behind it */
  pool: string;
  held: string;
}

/** Cash promised and not paid at this moment, all mechanisms together. Looks at every lot: for reports. */
export function promisedText(programme: Programme): string {
  const claims = programme.working.flatMap(({ behaviour }) => behaviour.owes?.() ?? []);
  const scale = programme.scale(CASH);
  return fractionText(
    claims.reduce((sum, { promised }) => sum + promised, 0n),
    10n ** BigInt(scale),
    scale,
  );
}

/** Everything owed at this moment. Looks at every lot: for reports. */
export function claimsText(programme: Programme): ClaimText[] {
  const cash = programme.scale(CASH);
  return programme.working.flatMap(({ behaviour, instance }) =>
    (behaviour.owes?.() ?? []).map(({ promised, pool }) => ({
      mechanism: instance.id,
      promised: fractionText(promised, 10n ** BigInt(cash), cash),
      pool: pool === undefined ? "" : programme.ledger.pools.cells.name.get(pool),
      held: formatAmount(pool === undefined ? 0 : programme.ledger.pool(pool), cash),
    })),
  );
}
