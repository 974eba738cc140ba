// The auditor's rounds: what each lot has received in all after each of its rounds, worked out anew from the formula.
import type { Books } from "../books.js";
import type { Lot, Mechanism } from "../types.js";
import { idOf, lotOf } from "../books.js";
import type { Ratio } from "../exact.js";
import { floorOf, least, product, ratio, sum, ten, weekdayOf, text } from "../exact.js";
import type { Kind, Step } from "../kind.js";
import { again, due } from "../kind.js";

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

/** By how much the points in existence had grown before the round of that number, as a factor. */
function grownBefore(notes: Map<string, bigint>, growth: string, round: bigint): Ratio {
  if (growth !== "observed") return sum({ n: 1n, d: 1n }, ratio(growth));
  return { n: notes.get(`grown n ${round}`) ?? 1n, d: notes.get(`grown d ${round}`) ?? 1n };
}

/** Vouchers of a lot after its n-th round; the last round of the programme so far was number `last`. */
function entitled(books: Books, by: Mechanism, lot: Lot, rounds: bigint, last: bigint): bigint {
  const rules = books.rules(by, lot.version);
  const step = ten(books.scale(text(by["voucher"])) - books.scale(lot.asset));
  let factor: Ratio = { n: 0n, d: 1n };
  let power: Ratio = { n: 1n, d: 1n };
  for (let round = 1n; round <= least(rounds, BigInt(rules["maxRounds"] as number)); round++) {
    const number = last - rounds + round;
    if (round > 1n) power = product(power, grownBefore(notesOf(books, by), text(rules["growth"]), number));
    factor = sum(factor, power);
  }
  const grown = floorOf(lot.minted, product(product(ratio(text(rules["rate"])), factor), step));
  return least(grown, mostOf(books, by, lot));
}

function mostOf(books: Books, by: Mechanism, lot: Lot): bigint {
  const step = ten(books.scale(text(by["voucher"])) - books.scale(lot.asset));
  return floorOf(lot.minted, product(ratio(text(books.rules(by, lot.version)["multiple"])), step));
}

/** A round: each lot, today's included, receives what it is entitled to and has not had. */
function issue(books: Books, by: Mechanism, number: bigint): void {
  const notes = notesOf(books, by);
  for (const [index, lot] of (books.state.lots.get(idOf(by)) ?? []).entries()) {
    const count = (notes.get(`rounds ${index}`) ?? 0n) + 1n;
    const now = entitled(books, by, lot, count, number);
    notes.set(`rounds ${index}`, count);
    top(books, by, `${index}`, lot.holder, now);
    const above = inviterOf(books, by, lot);
    const share = ratio((books.rules(by, lot.version)["inviter"] as string | undefined) ?? "0");
    if (above !== undefined) top(books, by, `above ${index}`, above, floorOf(now, share));
  }
}

/** For each earlier round new points to the lots that began before it and after the one before it, unless they have had their multiple. */
function giveBonus(books: Books, by: Mechanism, number: bigint, existing: bigint): void {
  const bonus = by["bonus"] as { round: number; rate: string } | undefined;
  if (bonus?.round !== Number(number)) return;
  const notes = notesOf(books, by);
  const lots = [...(books.state.lots.get(idOf(by)) ?? [])];
  const whole = floorOf(existing, ratio(bonus.rate));
  for (let earlier = 1n; earlier < number; earlier++) {
    const sharing = lots.filter((lot, index) => {
      const rounds = notes.get(`rounds ${index}`) ?? 0n;
      const isFull = entitled(books, by, lot, rounds, number) >= mostOf(books, by, lot);
      return number - rounds === earlier - 1n && lot.minted > 0n && !isFull;
    });
    const all = sharing.reduce((total, lot) => total + lot.minted, 0n);
    for (const old of sharing) {
      const lot = lotOf(books, by, "", old.holder, old.asset, false);
      lot.minted = books.give(by, undefined, old.holder, old.asset, (whole * old.minted) / all, { lot });
    }
  }
}

/** Whoever brought the merchant whose lot it is, also when the merchant got it as a buyer. */
function inviterOf(books: Books, by: Mechanism, lot: Lot): string | undefined {
  const holder = books.holder(lot.holder);
  if (books.rules(by, lot.version)["inviter"] === undefined) return undefined;
  return holder.kind === "merchant" ? holder.referrer : undefined;
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
      const owedAgain = again(reward, back, step);
      const burnt = least(back - owedAgain, reward.lot.left);
      books.takeLot(reward.lot, burnt);
      books.owe(reward.holder, reward.asset, back - burnt);
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
      const number = (notes.get("number") ?? 0n) + 1n;
      const [existing, before] = [points(), notes.get("existed") ?? 0n];
      const hasGrown = before > 0n && existing > before;
      notes.set("number", number);
      notes.set(`grown n ${number}`, hasGrown ? existing : 1n);
      notes.set(`grown d ${number}`, hasGrown ? before : 1n);
      issue(books, by, number);
      giveBonus(books, by, number, existing);
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
