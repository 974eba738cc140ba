// What lies ahead of a holder, as text: what it may begin itself, what comes on which day, its places in lines, its part of the next close, its rounds.
// Worked out by the mechanisms from the state as it stands, in a rehearsal; nothing is promised that they do not do.
import { isBeginning } from "./events/handlers.js";
import { assetName } from "./ledger/render.js";
import { CASH } from "./ledger/ledger.js";
import type { ActEvent } from "./mechanisms/shared/ahead.js";
import { formatAmount } from "./number/decimal.js";
import { fractionText } from "./number/fraction.js";
import type { Text } from "./plan/types.js";
import type { Programme } from "./programme.js";
import type { Day } from "./time/calendar.js";
import { formatDay } from "./time/calendar.js";

/** An act that the plan in force lets a holder begin. */
export interface ActText {
  event: ActEvent;
  mechanism: string;
  asset: string;
  to?: string;
  edition?: { name: string; title: Text; price: string; left: number };
}

/** What the close of a day brings: `freed` and `paid` into the wallet (`paid`: out of a pool, as far as it reaches), `lapses` out of it. */
export interface ComingText {
  day: string;
  kind: "freed" | "paid" | "lapses";
  mechanism: string;
  asset: string;
  amount: string;
  /** "" when no pool stands behind it */
  pool: string;
}

export interface PlaceText {
  mechanism: string;
  order: string;
  day: string;
  amount: string;
  left: string;
  position: number;
  ahead: string;
  pool: string;
  held: string;
  /** cash that the pool lacks to pay all before it and this one */
  missing: string;
  due?: string;
  arrivals?: number;
}

export interface ShareText {
  mechanism: string;
  asset: string;
  day: string;
  sum: string;
  part: string;
  /** the holder's weight ÷ that of its group, 6 decimals */
  share: string;
  amount: string;
  pool: string;
}

export interface RoundsText {
  mechanism: string;
  points: string;
  voucher: string;
  /** growth of the points since the round before, 6 decimals: 0.150000 */
  rounds: { number: number; day: string; growth: string }[];
  existing: string;
  target: string;
  latest?: string;
  mine: { points: string; received: string; most: string; next: string };
}

export interface ReviewText {
  id: string;
  amount: string;
}

export interface AheadText {
  coming: ComingText[];
  places: PlaceText[];
  shares: ShareText[];
  rounds: RoundsText[];
  inReview: ReviewText[];
}

/** What the plan in force lets a holder begin, in the plan's order. Of several mechanisms for one thing the first takes it. */
export function actsText(programme: Programme): ActText[] {
  const acts = programme.working.flatMap(({ instance, behaviour }) =>
    (behaviour.acts?.() ?? []).flatMap(({ event, asset, to, edition }) => {
      if (isBeginning(event) && (instance.retired || instance.common.enabled === false)) return [];
      const price = edition && formatAmount(edition.price, programme.scale(asset));
      return [
        {
          event,
          mechanism: instance.id,
          asset: assetName(programme, asset),
          ...(to !== undefined && { to: assetName(programme, to) }),
          ...(edition && price !== undefined && { edition: { ...edition, price } }),
        },
      ];
    }),
  );
  const keyOf = ({ event, asset, to, edition }: ActText): string => [event, asset, to, edition?.name].join(" ");
  return acts.filter((act, index) => acts.findIndex((other) => keyOf(other) === keyOf(act)) === index);
}

/** What lies ahead of a holder; `through`: the last day of the calendar. Rehearses, so it may not be called within a rehearsal. */
export function aheadText(programme: Programme, holder: number, through: Day): AheadText {
  return programme.rehearse(() => ({
    coming: comingText(programme, holder, through),
    places: placesText(programme, holder),
    shares: sharesText(programme, holder),
    rounds: roundsText(programme, holder),
    inReview: programme.working.flatMap(({ behaviour }) =>
      (behaviour.inReview?.(holder) ?? []).map(({ id, amount }) => ({
        id,
        amount: amountText(programme, CASH, amount),
      })),
    ),
  }));
}

const amountText = (programme: Programme, asset: number, amount: number): string =>
  formatAmount(amount, programme.scale(asset));

const poolName = (programme: Programme, pool: number | undefined): string =>
  pool === undefined ? "" : programme.ledger.pools.cells.name.get(pool);

/** One line for each day, mechanism and asset, by day. */
function comingText(programme: Programme, holder: number, through: Day): ComingText[] {
  const lines = new Map<string, ComingText & { at: Day; minor: number }>();
  const add = (line: Omit<ComingText, "day" | "asset" | "amount">, day: Day, asset: number, amount: number): void => {
    const key = [day, line.mechanism, line.kind, asset].join(" ");
    const minor = (lines.get(key)?.minor ?? 0) + amount;
    const shown = {
      day: formatDay(day),
      asset: assetName(programme, asset),
      amount: amountText(programme, asset, minor),
    };
    lines.set(key, { ...line, ...shown, at: day, minor });
  };
  for (const { instance, behaviour } of programme.working) {
    const { id: mechanism } = instance;
    for (const { day, asset, amount, pool } of behaviour.coming?.(holder, through) ?? [])
      add(
        { kind: pool === undefined ? "freed" : "paid", mechanism, pool: poolName(programme, pool) },
        day,
        asset,
        amount,
      );
    // What the pool can't pay as it stands does not come by itself: its place in the line tells what it lacks.
    for (const { due, ahead, left, pool } of behaviour.places?.(holder) ?? [])
      if (due !== undefined && due <= through && ahead + left <= programme.ledger.pool(pool))
        add({ kind: "paid", mechanism, pool: poolName(programme, pool) }, Math.max(due, programme.today), CASH, left);
  }
  for (const { day, asset, amount, mechanism } of lapsing(programme, holder, through))
    add({ kind: "lapses", mechanism, pool: "" }, day, asset, amount);
  return [...lines.values()].toSorted((a, b) => a.at - b.at).map(({ at: _at, minor: _minor, ...line }) => line);
}

function* lapsing(programme: Programme, holder: number, through: Day) {
  const { ledger, expiry } = programme;
  for (let asset = 1; asset < ledger.assets.length; asset++) {
    const wallet = ledger.findWallet(holder, asset);
    if (wallet === -1) continue;
    for (const lot of ledger.lots.of(wallet)) {
      const day = expiry.dayOf(lot);
      const { left, slot } = ledger.lots.table.cells;
      if (day !== undefined && day <= through)
        yield { day, asset, amount: left.get(lot), mechanism: programme.slot(slot.get(lot)).id };
    }
  }
}

function placesText(programme: Programme, holder: number): PlaceText[] {
  const cash = (amount: number): string => amountText(programme, CASH, amount);
  return programme.working.flatMap(({ instance, behaviour }) =>
    (behaviour.places?.(holder) ?? []).map(({ order, day, amount, left, position, ahead, pool, due, arrivals }) => {
      const held = programme.ledger.pool(pool);
      return {
        mechanism: instance.id,
        order: programme.book.table.cells.id.get(order),
        day: formatDay(day),
        amount: cash(amount),
        left: cash(left),
        position,
        ahead: cash(ahead),
        pool: poolName(programme, pool),
        held: cash(held),
        missing: cash(Math.max(0, ahead + left - held)),
        ...(due !== undefined && { due: formatDay(due) }),
        ...(arrivals !== undefined && { arrivals: Math.max(0, arrivals) }),
      };
    }),
  );
}

function sharesText(programme: Programme, holder: number): ShareText[] {
  return programme.working.flatMap(({ instance, behaviour }) => {
    const next = behaviour.nextShare?.(holder);
    if (!next) return [];
    const { asset, day, sum, part, weight, total, amount, pool } = next;
    return [
      {
        mechanism: instance.id,
        asset: assetName(programme, asset),
        day: formatDay(day),
        sum: amountText(programme, asset, sum),
        part: amountText(programme, asset, part),
        share: total === 0 ? "0.000000" : fractionText(BigInt(weight), BigInt(total), 6),
        amount: amountText(programme, asset, amount),
        pool: poolName(programme, pool),
      },
    ];
  });
}

function roundsText(programme: Programme, holder: number): RoundsText[] {
  return programme.working.flatMap(({ instance, behaviour }) => {
    const soFar = behaviour.roundsSoFar?.(holder);
    if (!soFar) return [];
    const points = (amount: number): string => amountText(programme, soFar.points, amount);
    const vouchers = (amount: number): string => amountText(programme, soFar.voucher, amount);
    const { mine, latest } = soFar;
    return [
      {
        mechanism: instance.id,
        points: assetName(programme, soFar.points),
        voucher: assetName(programme, soFar.voucher),
        rounds: soFar.rounds.map(({ number, day, n, d }) => ({
          number,
          day: formatDay(day),
          growth: fractionText(BigInt(n - d), BigInt(d), 6),
        })),
        existing: points(soFar.existing),
        target: points(soFar.target),
        ...(latest !== undefined && { latest: formatDay(latest) }),
        mine: {
          points: points(mine.points),
          received: vouchers(mine.received),
          most: vouchers(mine.most),
          next: vouchers(mine.next),
        },
      },
    ];
  });
}
