// The auditor's distribution: every close goes over everybody and adds to an exact entitlement.
import type { Books } from "../books.js";
import type { Mechanism } from "../types.js";
import { idOf, PLATFORM } from "../books.js";
import type { Ratio } from "../exact.js";
import { difference, floorOf, isLastOfMonth, isMore, least, product, ratio, sum, ten, text } from "../exact.js";
import type { Kind } from "../kind.js";

interface Schedule {
  daily?: string;
  decay?: string;
  yearly?: string[];
}
type By =
  | { holding: string }
  | { earnedToday: string }
  | { equal: true }
  | { tiers: { asset: string; levels: { atLeast: string; share: string }[] } }
  | { ranks: Record<string, string> };

const NOTHING: Ratio = { n: 0n, d: 1n };

/** Exact entitlements so far and what was paid, by holder: kept as numerator and denominator. */
function notesOf(books: Books, by: Mechanism): Map<string, bigint> {
  const known = books.state.notes.get(idOf(by));
  const notes = known ?? new Map<string, bigint>();
  if (!known) books.state.notes.set(idOf(by), notes);
  return notes;
}

/** Programme year and its first and last day, counted by anniversaries; starts on 29 February are left to the calendar's own tests. */
function yearOf(start: number, day: number): { year: number; days: number; last: boolean } {
  const at = (index: number): number => {
    const first = new Date(start * 86_400_000);
    return Date.UTC(first.getUTCFullYear() + index, first.getUTCMonth(), first.getUTCDate()) / 86_400_000;
  };
  let year = 0;
  while (at(year + 1) <= day) year += 1;
  return { year, days: at(year + 1) - at(year), last: at(year + 1) === day + 1 };
}

function scheduled(books: Books, schedule: Schedule, asset: string, day: number): bigint {
  const { year, days, last } = yearOf(books.state.start, day);
  const scale = ten(books.scale(asset));
  if (schedule.daily !== undefined) {
    const decay = ratio(schedule.decay ?? "0");
    let daily = product(ratio(schedule.daily), scale);
    for (let index = 0; index < year; index++) daily = product(daily, { n: decay.d - decay.n, d: decay.d });
    return floorOf(1n, daily);
  }
  const total = floorOf(1n, product(ratio(schedule.yearly?.[year] ?? "0"), scale));
  const each = total / BigInt(days);
  return last ? total - each * BigInt(days - 1) : each;
}

/** Groups of holders with their weights, and each group's share of the sum. */
function groups(books: Books, by: Mechanism, day: number): { share: Ratio; weights: Map<string, bigint> }[] {
  const rule = by["by"] as By;
  const everybody = [...books.state.holders.values()].filter(
    ({ name, kind, active }) =>
      name !== PLATFORM &&
      kind !== "platform" &&
      (by["eligible"] !== "activated" || active !== "") &&
      (by["limit"] === undefined || limitLeft(books, by, name) > 0n),
  );
  const whole: Ratio = { n: 1n, d: 1n };
  const weigh = (of: (name: string) => bigint): Map<string, bigint> =>
    new Map(everybody.map(({ name }): [string, bigint] => [name, of(name)]).filter(([, weight]) => weight > 0n));
  if ("holding" in rule) return [{ share: whole, weights: weigh((name) => books.total(name, rule.holding)) }];
  if ("earnedToday" in rule)
    return [{ share: whole, weights: weigh((name) => books.count(`earned|${day}|${name}|${rule.earnedToday}`)) }];
  // Members: shops and agents are not among equals.
  if ("equal" in rule)
    return [{ share: whole, weights: weigh((name) => (books.state.holders.get(name)?.kind === "member" ? 1n : 0n)) }];
  if ("tiers" in rule) {
    const { asset, levels } = rule.tiers;
    const level = (name: string): number => {
      let best = -1;
      for (const [index, { atLeast }] of levels.entries()) {
        const reached = books.total(name, asset) >= books.planUnits(atLeast, asset);
        if (reached && (best === -1 || Number(levels[best]?.atLeast) < Number(atLeast))) best = index;
      }
      return best;
    };
    return levels.map(({ share }, index) => ({
      share: ratio(share),
      weights: weigh((name) => (level(name) === index ? 1n : 0n)),
    }));
  }
  const steps = books.plan.ranks ?? [];
  return Object.entries(rule.ranks).map(([rank, share]) => ({
    share: ratio(share),
    weights: weigh((name) => (steps[books.state.holders.get(name)?.rank ?? -1]?.rank === rank ? 1n : 0n)),
  }));
}

/** What a holder's limit allows still, cash minor units. */
const limitLeft = (books: Books, by: Mechanism, holder: string): bigint => {
  const limit = text(by["limit"]);
  return floorOf(books.free(holder, limit), ten(2 - books.scale(limit)));
};

/** Adds to what a holder is entitled to and pays what is whole of it; returns what its limit cuts off, exact. */
function entitle(books: Books, by: Mechanism, holder: string, part: Ratio): Ratio {
  const notes = notesOf(books, by);
  const asset = text(by["asset"]);
  const before: Ratio = { n: notes.get(`n ${holder}`) ?? 0n, d: notes.get(`d ${holder}`) ?? 1n };
  const had = notes.get(`had ${holder}`) ?? 0n;
  let now = sum(before, part);
  let cut: Ratio = NOTHING;
  const most = by["limit"] === undefined ? undefined : { n: had + limitLeft(books, by, holder), d: 1n };
  if (most && isMore(now, most)) {
    cut = difference(now, most);
    now = most;
  }
  const divisor = gcd(now.n, now.d);
  notes.set(`n ${holder}`, now.n / divisor);
  notes.set(`d ${holder}`, now.d / divisor);
  const due = now.n / now.d - had;
  notes.set(`had ${holder}`, had + due);
  books.state.accruals.set(asset, (books.state.accruals.get(asset) ?? 0n) - due);
  if (asset === "cash") books.wallet(PLATFORM, "cash").free += due;
  books.credit(holder, asset, due);
  const limit = text(by["limit"]);
  if (by["limit"] !== undefined) books.take(holder, limit, floorOf(due, ten(books.scale(limit) - 2)));
  return cut;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** What is there to share at this close; a month's sum gathers day by day. */
function sumFor(books: Books, by: Mechanism, day: number): bigint {
  const asset = text(by["asset"]);
  const from = by["from"] as { schedule?: Schedule; pool?: string; share?: string };
  const isDue = by["every"] !== "month" || isLastOfMonth(day);
  if (!from.schedule) return isDue ? floorOf(books.pool(from.pool ?? ""), ratio(from.share ?? "1")) : 0n;
  const notes = notesOf(books, by);
  const gathered = (notes.get("gathered") ?? 0n) + scheduled(books, from.schedule, asset, day);
  notes.set("gathered", isDue ? 0n : gathered);
  const stock = books.treasury(asset);
  if (!isDue) return 0n;
  return stock === undefined ? gathered : least(gathered, stock);
}

export const distribution: Kind = {
  begins: true,
  close: (books, by, day) => {
    if (books.state.closing) return;
    const asset = text(by["asset"]);
    const { pool } = by["from"] as { pool?: string };
    const notes = notesOf(books, by);
    const total = books.limited(by, PLATFORM, asset, sumFor(books, by, day));
    const weighed = groups(books, by, day);
    for (const [index, { share, weights }] of weighed.entries()) {
      const part = floorOf(total, share);
      const all = [...weights.values()].reduce((a, b) => a + b, 0n);
      if (all === 0n || part === 0n) continue;
      if (pool !== undefined) books.addPool(pool, -part);
      books.state.accruals.set(asset, (books.state.accruals.get(asset) ?? 0n) + part);
      // What limits cut off goes back as soon as it is a whole unit.
      let cut: Ratio = { n: notes.get(`cut n ${index}`) ?? 0n, d: notes.get(`cut d ${index}`) ?? 1n };
      for (const [holder, weight] of weights) cut = sum(cut, entitle(books, by, holder, { n: part * weight, d: all }));
      const back = cut.n / cut.d;
      const divisor = gcd(cut.n, cut.d);
      notes.set(`cut n ${index}`, (cut.n - back * cut.d) / divisor);
      notes.set(`cut d ${index}`, cut.d / divisor);
      if (pool !== undefined) books.addPool(pool, back);
      books.state.accruals.set(asset, (books.state.accruals.get(asset) ?? 0n) - back);
      for (const key of books.limitKeys(by, PLATFORM)) books.addCount(key, part - back);
    }
  },
};
