// The auditor's appreciation: points against a pool; every exit found by looking at every lot again.
import type { Books } from "../books.js";
import type { Lot, Mechanism } from "../types.js";
import { amountOf, idOf, lotOf, No } from "../books.js";
import type { Ratio } from "../exact.js";
import { difference, floorOf, isMore, least, product, ratio, sum, ten, text } from "../exact.js";
import type { Kind } from "../kind.js";
import { again, due } from "../kind.js";

interface Exit {
  multiple?: string;
  quantity?: string;
  scope?: "lot" | "member";
  portion?: string;
}
const ONE: Ratio = { n: 1n, d: 1n };
const lotsOf = (books: Books, by: Mechanism): Lot[] => books.state.lots.get(idOf(by)) ?? [];

function memory(books: Books, by: Mechanism): Map<string, bigint> {
  const known = books.state.notes.get(idOf(by));
  if (known) return known;
  const notes = new Map<string, bigint>();
  books.state.notes.set(idOf(by), notes);
  return notes;
}

/** Cash minor units per minor unit with so much in the pool. */
export function priceOf(books: Books, by: Mechanism, cash: bigint): Ratio {
  const asset = text(by["asset"]);
  const supply = books.supply(asset);
  if (supply > 0n) return { n: cash, d: supply };
  const notes = memory(books, by);
  const d = notes.get("lastD") ?? 0n;
  if (d > 0n) return { n: notes.get("lastN") ?? 0n, d };
  return product(ratio(text(by["initialPrice"])), ten(2 - books.scale(asset)));
}

/** Burns points that `take` removes and pays the seller. */
function sell(
  books: Books,
  by: Mechanism,
  holder: string,
  points: bigint,
  most: bigint | undefined,
  take: () => void,
  rules: Mechanism = by,
): bigint {
  const pool = text(by["pool"]);
  const held = books.pool(pool);
  const price = priceOf(books, by, held);
  const worth = floorOf(points, price);
  const value = worth > held ? held : worth;
  const paid = floorOf(value, difference(ONE, ratio(text(rules["retention"]))));
  if (most !== undefined && paid > most) throw new No("limit_reached");
  take();
  books.addPool(pool, -paid);
  books.put(holder, "cash", paid);
  if (books.supply(text(by["asset"])) === 0n) {
    memory(books, by).set("lastN", price.n);
    memory(books, by).set("lastD", price.d);
  }
  return paid;
}

/** The exit price of lots that go together: multiple × Σ(spend × left ÷ minted) ÷ Σ left. */
function exitPrice(multiple: string, lots: readonly Lot[]): Ratio {
  let spent: Ratio = { n: 0n, d: 1n };
  let left = 0n;
  for (const lot of lots) {
    spent = sum(spent, { n: lot.spend * lot.left, d: lot.minted });
    left += lot.left;
  }
  return product(product(ratio(multiple), spent), { n: 1n, d: left });
}

const exitOf = (rules: Mechanism): Exit => rules["exit"] ?? {};

/** Lots that exit together, all of them under rules with a multiple. */
function groups(books: Books, by: Mechanism): Lot[][] {
  const open = lotsOf(books, by).filter(
    ({ left, exited, version }) => left > 0n && !exited && exitOf(books.rules(by, version)).multiple !== undefined,
  );
  if (exitOf(by).scope !== "member") return open.map((lot) => [lot]);
  const byHolder = new Map<string, Lot[]>();
  for (const lot of open) byHolder.set(lot.holder, [...(byHolder.get(lot.holder) ?? []), lot]);
  return [...byHolder.values()];
}

function forced(books: Books, by: Mechanism): void {
  for (;;) {
    const price = priceOf(books, by, books.pool(text(by["pool"])));
    let first: { lots: Lot[]; at: Ratio; rules: Mechanism } | undefined;
    for (const lots of groups(books, by)) {
      const rules = books.rules(by, lots[0]?.version ?? 0);
      const at = exitPrice(exitOf(rules).multiple ?? "0", lots);
      if (!isMore(at, price) && (!first || isMore(first.at, at))) first = { lots, at, rules };
    }
    if (!first) return;
    const parts = first.lots.map((lot) => ({
      lot,
      points: floorOf(lot.left, ratio(exitOf(books.rules(by, lot.version)).portion ?? "1")),
    }));
    for (const { lot } of parts) lot.exited = true;
    const points = parts.reduce((total, part) => total + part.points, 0n);
    const holder = first.lots[0]?.holder ?? "";
    const burn = (): void => parts.forEach((part) => books.takeLot(part.lot, part.points));
    if (points > 0n) sell(books, by, holder, points, undefined, burn, first.rules);
  }
}

function crowded(books: Books, by: Mechanism, quantity: bigint, portion: Ratio): void {
  const asset = text(by["asset"]);
  for (let again = true; again;) {
    again = false;
    for (const { name, kind } of books.state.holders.values()) {
      const held = kind === "platform" ? 0n : books.free(name, asset);
      const points = held >= quantity ? floorOf(held, portion) : 0n;
      if (points === 0n) continue;
      sell(books, by, name, points, undefined, () => books.take(name, asset, points));
      again = true;
    }
  }
}

export const appreciation: Kind = {
  order: (books, by, order) => {
    const asset = text(by["asset"]);
    const pool = text(by["pool"]);
    const mint = by["mint"] as string | { rate: string; of: string };
    const inflow = order.inflows.reduce((total, line) => (line.pool === pool ? total + line.amount : total), 0n);
    const base = typeof mint === "string" ? inflow : mint.of === "gross" ? order.rewardGross : order.rewardMargin;
    const value = floorOf(base, ratio(typeof mint === "string" ? mint : mint.rate));
    const price = priceOf(books, by, order.poolsBefore[pool] ?? 0n);
    if (value === 0n || price.n === 0n) return;
    const lot = lotOf(books, by, order.id, order.buyer, asset, true);
    lot.spend = order.rewardGross;
    lot.minted = books.give(by, order, order.buyer, asset, (value * price.d) / price.n, { lot, own: true });
  },
  refund: (books, by, order, step) => {
    const notes = memory(books, by);
    notes.set("due", 0n);
    notes.set("burnt", 0n);
    for (const reward of order.rewards) {
      if (reward.by !== idOf(by)) continue;
      const back = due(reward.amount, reward.taken, step);
      reward.taken += back;
      const owedAgain = again(reward, back, step);
      const burnt = least(back - owedAgain, reward.lot?.left ?? 0n);
      if (reward.lot) books.takeLot(reward.lot, burnt);
      books.owe(order.buyer, reward.asset, back - burnt);
      notes.set("due", (notes.get("due") ?? 0n) + back);
      // What had paid off a debt was never sold.
      notes.set("burnt", (notes.get("burnt") ?? 0n) + burnt + owedAgain);
    }
  },
  lets: (books, by, _order, pool, amount) => {
    const notes = memory(books, by);
    const wanted = notes.get("due") ?? 0n;
    return pool !== by["pool"] || wanted === 0n ? amount : (amount * (notes.get("burnt") ?? 0n)) / wanted;
  },
  after: (books, by) => {
    const exit = by["exit"] as Exit | undefined;
    if (exit?.quantity !== undefined)
      crowded(books, by, books.planUnits(exit.quantity, text(by["asset"])), ratio(exit.portion ?? "1"));
    forced(books, by);
  },
  take: (books, by, event) => {
    if (event["type"] !== "asset.sold" || event["asset"] !== by["asset"]) return false;
    const asset = text(by["asset"]);
    const { name } = books.holder(event["holder"]);
    const points = amountOf(books, event["quantity"], asset);
    const rules = (by["sell"] ?? {}) as { maxPerSale?: string; maxPerHolderPerDay?: string };
    const key = `sold|${idOf(by)}|${name}|${books.state.day}`;
    const caps = [
      ...(rules.maxPerSale === undefined ? [] : [books.planUnits(rules.maxPerSale, "cash")]),
      ...(rules.maxPerHolderPerDay === undefined
        ? []
        : [books.planUnits(rules.maxPerHolderPerDay, "cash") - books.count(key)]),
    ];
    const most = caps.reduce<bigint | undefined>((low, cap) => (low === undefined || cap < low ? cap : low), undefined);
    books.addCount(
      key,
      sell(books, by, name, points, most, () => books.take(name, asset, points)),
    );
    return true;
  },
};
