// The auditor's rounds: what each lot has received in all after each of its rounds, worked out anew from the formula.
import type { Books } from "../books.js";
import type { Lot, Mechanism } from "../types.js";
import { idOf, lotOf } from "../books.js";
import type { Ratio } from "../exact.js";
import { floorOf, least, product, ratio, sum, ten, weekdayOf, text } from "../exact.js";
import type { Kind, Step } from "../kind.js";
import { due } from "../kind.js";

interface Trigger {
  growth: string;
  days: number;
  workdays?: boolean;
}

function notesOf(books: Books, by: Mechanism): Map<string, bigint> {
  const known = books.state.notes.get(idOf(by));
  const notes = known ?? new Map<string, bigint>();
  if (!known) books.state.notes.set(idOf(by), notes);
  return notes;
}

/** Vouchers of a lot after its n-th round. */
function entitled(books: Books, by: Mechanism, lot: Lot, rounds: bigint): bigint {
  const step = ten(books.scale(text(by["voucher"])) - books.scale(lot.asset));
  const growth = sum({ n: 1n, d: 1n }, ratio(text(by["growth"])));
  let factor: Ratio = { n: 0n, d: 1n };
  let power: Ratio = { n: 1n, d: 1n };
  for (let round = 0n; round < least(rounds, BigInt(by["maxRounds"] as number)); round++) {
    factor = sum(factor, power);
    power = product(power, growth);
  }
  const grown = floorOf(lot.minted, product(product(ratio(text(by["rate"])), factor), step));
  return least(grown, floorOf(lot.minted, product(ratio(text(by["multiple"])), step)));
}

/** A round: each lot, today's included, receives what it is entitled to and has not had. */
function issue(books: Books, by: Mechanism): void {
  const notes = notesOf(books, by);
  for (const [index, lot] of (books.state.lots.get(idOf(by)) ?? []).entries()) {
    const count = (notes.get(`rounds ${index}`) ?? 0n) + 1n;
    const now = entitled(books, by, lot, count);
    notes.set(`rounds ${index}`, count);
    top(books, by, `${index}`, lot.holder, now);
    const above = inviterOf(books, by, lot);
    if (above !== undefined) top(books, by, `above ${index}`, above, floorOf(now, ratio(text(by["inviter"]))));
  }
}

/** Whoever brought the merchant whose lot it is, also when the merchant got it as a buyer. */
function inviterOf(books: Books, by: Mechanism, lot: Lot): string | undefined {
  const holder = books.holder(lot.holder);
  return by["inviter"] === undefined || holder.kind !== "merchant" ? undefined : holder.referrer;
}

/** The day on which a round triggered by growth at the close of `day` is issued. */
function issueDay(day: number, workdays: boolean): number {
  let next = day + 1;
  while (workdays && weekdayOf(next) > 5) next += 1;
  return next;
}

/** Of what was given so far, the refunded share comes back. */
function comeBack(books: Books, by: Mechanism, key: string, holder: string, step: Step): void {
  const notes = notesOf(books, by);
  const [had, back] = [notes.get(`had ${key}`) ?? 0n, notes.get(`back ${key}`) ?? 0n];
  const part = due(had + back, back, step);
  notes.set(`had ${key}`, had - part);
  notes.set(`back ${key}`, back + part);
  books.takeBack(holder, text(by["voucher"]), part, undefined);
}

/** Gives what is due beyond what was had. */
function top(books: Books, by: Mechanism, key: string, holder: string, inAll: bigint): void {
  const notes = notesOf(books, by);
  const had = notes.get(`had ${key}`) ?? 0n;
  if (inAll <= had) return;
  notes.set(`had ${key}`, inAll);
  books.credit(holder, text(by["voucher"]), inAll - had);
}

export const rounds: Kind = {
  order: (books, by, order) => {
    const points = text(by["points"]);
    const rate = product(ratio((by["mint"] as string | undefined) ?? "1"), ten(books.scale(points) - 2));
    for (const holder of [order.buyer, order.merchant]) {
      if (holder === undefined) continue;
      const lot = lotOf(books, by, order.id, holder, points, false);
      lot.minted = books.give(by, order, holder, points, floorOf(order.rewardMargin, rate), { lot, own: true });
    }
  },
  refund: (books, by, order, step) => {
    const lots = books.state.lots.get(idOf(by)) ?? [];
    for (const reward of order.rewards.toReversed()) {
      if (reward.by !== idOf(by) || !reward.lot) continue;
      const back = due(reward.amount, reward.taken, step);
      reward.taken += back;
      books.takeLot(reward.lot, back);
      reward.lot.minted -= back;
      const key = String(lots.indexOf(reward.lot));
      comeBack(books, by, key, reward.holder, step);
      const above = inviterOf(books, by, reward.lot);
      if (above !== undefined) comeBack(books, by, `above ${key}`, above, step);
    }
  },
  close: (books, by, day) => {
    if (books.state.closing) return;
    const notes = notesOf(books, by);
    const trigger = by["trigger"] as Trigger;
    const points = (): bigint => books.supply(text(by["points"]));
    if (notes.get("due") === BigInt(day)) {
      issue(books, by);
      notes.delete("due");
      notes.set("last", BigInt(day));
      notes.set("existed", points());
      return;
    }
    const last = notes.get("last");
    if (last === undefined) {
      if (points() === 0n) return;
      notes.set("last", BigInt(day));
      notes.set("existed", points());
      return;
    }
    const base = notes.get("existed") ?? 0n;
    const { n, d } = sum({ n: 1n, d: 1n }, ratio(trigger.growth));
    const grown = base > 0n && points() * d >= base * n;
    const waited = BigInt(day) - last >= BigInt(trigger.days);
    const days = [
      ...(notes.has("due") ? [Number(notes.get("due"))] : []),
      ...(grown ? [issueDay(day, trigger.workdays ?? false)] : []),
      ...(waited ? [day + 1] : []),
    ];
    if (days.length) notes.set("due", BigInt(Math.min(...days)));
  },
};
