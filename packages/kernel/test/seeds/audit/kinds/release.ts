// The auditor's release: each lot by the day, then acceleration, then the team.
import type { Books } from "../books.js";
import type { Lot, Mechanism } from "../types.js";
import { idOf, lotOf } from "../books.js";
import type { Ratio } from "../exact.js";
import { difference, floorOf, isMore, least, product, ratio, ten, text } from "../exact.js";
import type { Kind } from "../kind.js";
import { again, due } from "../kind.js";
import { lineAbove } from "../tree.js";
import { rateOf } from "./team.js";

/** Frees up to `amount` of a lot into what it becomes; nothing when the pool is short of it. */
function free(books: Books, by: Mechanism, lot: Lot, amount: bigint): bigint {
  const to = text(by["to"]);
  const step = ten(books.scale(to) - books.scale(lot.asset));
  const out = floorOf(least(amount, lot.left), step);
  const cost = (out * step.d) / step.n;
  if (out === 0n || (to === "cash" && books.pool(text(by["pool"])) < out)) return 0n;
  books.takeLot(lot, cost);
  books.credit(lot.holder, to, out, undefined, to === "cash" ? text(by["pool"]) : undefined);
  return cost;
}

/** From a holder's own lots, the oldest first. */
function freeOldest(books: Books, by: Mechanism, holder: string, amount: bigint): void {
  let missing = amount;
  for (const lot of books.state.lots.get(idOf(by)) ?? [])
    if (lot.holder === holder && missing > 0n) missing -= free(books, by, lot, missing);
}

export const release: Kind = {
  order: (books, by, order) => {
    const asset = text(by["asset"]);
    const { tiers } = by["lots"] as { tiers: { atLeast: string; multiple: string }[] };
    const tier = tiers
      .filter(({ atLeast }) => books.planUnits(atLeast, "cash") <= order.rewardGross)
      .toSorted((a, b) => Number(b.atLeast) - Number(a.atLeast))[0];
    if (!tier) return;
    const step = ten(books.scale(asset) - 2);
    const lot = lotOf(books, by, order.id, order.buyer, asset, false);
    lot.daily = floorOf(order.rewardGross, product(ratio(text(by["daily"])), step));
    lot.whole = lot.daily;
    const wanted = floorOf(order.rewardGross, product(ratio(tier.multiple), step));
    lot.minted = books.give(by, order, order.buyer, asset, wanted, { lot, own: true });
  },
  refund: (books, by, order, step) => {
    for (const reward of order.rewards) {
      if (reward.by !== idOf(by)) continue;
      const back = due(reward.amount, reward.taken, step);
      reward.taken += back;
      const owedAgain = again(reward, back, step);
      books.owe(reward.holder, reward.asset, owedAgain);
      const inLot = least(back - owedAgain, reward.lot?.left ?? 0n);
      if (reward.lot) {
        books.takeLot(reward.lot, inLot);
        reward.lot.daily = reward.lot.whole - due(reward.lot.whole, 0n, step);
      }
      const to = text(by["to"]);
      const released = floorOf(back - owedAgain - inLot, ten(books.scale(to) - books.scale(reward.asset)));
      // Cash goes back to the pool that paid it.
      if (to === "cash") {
        const held = least(released, books.free(reward.holder, to));
        if (held > 0n) books.take(reward.holder, to, held);
        books.addPool(text(by["pool"]), held);
        books.owe(reward.holder, to, released - held);
      } else books.takeBack(reward.holder, to, released, undefined);
    }
  },
  close: (books, by, day) => {
    if (books.state.closing) return;
    const released = new Map<string, bigint>();
    for (const lot of books.state.lots.get(idOf(by)) ?? []) {
      if (day <= lot.born || lot.left === 0n) continue;
      const freed = free(books, by, lot, least(lot.daily, lot.left));
      released.set(lot.holder, (released.get(lot.holder) ?? 0n) + freed);
    }
    for (const [generation, rate] of ((by["accelerate"] ?? []) as string[]).entries()) {
      for (const [member, base] of released) {
        const above = lineAbove(books, member)[generation];
        if (above) freeOldest(books, by, above.name, floorOf(base, ratio(rate)));
      }
    }
    const team = by["team"] as { rates: Record<string, string> } | undefined;
    if (team) for (const [member, base] of released) upTheLine(books, by, member, base, team.rates);
  },
};

function upTheLine(books: Books, by: Mechanism, member: string, base: bigint, rates: Record<string, string>): void {
  let paid: Ratio = { n: 0n, d: 1n };
  for (const holder of lineAbove(books, member)) {
    const rate = rateOf(books, rates, holder);
    if (!rate || !isMore(rate, paid)) continue;
    freeOldest(books, by, holder.name, floorOf(base, difference(rate, paid)));
    paid = rate;
  }
}
