// The auditor's grant: a reward on a trigger, for whom the trigger leads to.
import type { Books } from "../books.js";
import type { Holder, Mechanism, OrderRecord } from "../types.js";
import { lotOf } from "../books.js";
import type { Ratio } from "../exact.js";
import { floorOf, least, product, ratio, ten, text } from "../exact.js";
import type { Kind } from "../kind.js";
import { agentAt, lineAbove } from "../tree.js";

function recipient(
  books: Books,
  by: Mechanism,
  subject: string,
  order: OrderRecord | undefined,
  region: string,
): string | undefined {
  const generation = (by["generation"] as number | undefined) ?? 1;
  const up = (from: string): string | undefined => lineAbove(books, from)[generation - 1]?.name;
  switch (by["to"]) {
    case "self":
    case "buyer":
      return subject;
    case "merchant":
      return order ? order.merchant : subject;
    case "referrer":
      return up(subject);
    case "merchantReferrer":
      return order?.merchant === undefined ? undefined : up(order.merchant);
    case "agent":
      return agentAt(books, region, text(by["level"]))?.agent;
    default:
      return agentAt(books, region, text(by["level"]))?.sponsor;
  }
}

function qualifies(books: Books, by: Mechanism, holder: Holder): boolean {
  const wanted = (by["if"] ?? {}) as { activated?: true; rank?: string; kind?: string };
  const steps = books.plan.ranks ?? [];
  if (wanted.activated && holder.active === "") return false;
  if (wanted.rank !== undefined && holder.rank < steps.findIndex(({ rank }) => rank === wanted.rank)) return false;
  return wanted.kind === undefined || holder.kind === wanted.kind;
}

/** ⌊base × rate⌋ of an order in an asset; at market a cash value at the reference price. */
export function reckon(books: Books, by: Mechanism, order: OrderRecord, asset: string, rate: Ratio): bigint {
  if (by["of"] === "earned") return floorOf(order.earned[asset] ?? 0n, rate);
  const base = by["of"] === "gross" ? order.rewardGross : order.rewardMargin;
  if (by["at"] === "market" && asset !== "cash") {
    const price = books.price(asset);
    return price ? floorOf(base, product(rate, { n: price.d, d: price.n })) : 0n;
  }
  return floorOf(base, product(rate, ten(books.scale(asset) - 2)));
}

/** Whom the trigger leads to, when it is somebody who may have it. */
export function receiver(
  books: Books,
  by: Mechanism,
  subject: string,
  order: OrderRecord | undefined,
  region: string,
): Holder | undefined {
  const name = recipient(books, by, subject, order, order?.region ?? region);
  const holder = name === undefined ? undefined : books.state.holders.get(name);
  return holder && qualifies(books, by, holder) ? holder : undefined;
}

function give(books: Books, by: Mechanism, subject: string, order: OrderRecord | undefined, region = ""): void {
  const asset = text(by["asset"]);
  const holder = receiver(books, by, subject, order, region);
  if (!holder) return;
  const fixed = by["amount"] as string | undefined;
  const amount =
    fixed !== undefined
      ? books.planUnits(fixed, asset)
      : order
        ? reckon(books, by, order, asset, ratio(text(by["rate"])))
        : 0n;
  const vest = by["vest"] as { daily: string } | undefined;
  if (!vest) return void books.give(by, order, holder.name, asset, amount);
  books.give(by, order, holder.name, asset, amount, {
    lot: lotOf(books, by, order?.id ?? "", holder.name, asset, false),
  });
}

export const grant: Kind = {
  join: (books, by, holder) => {
    if (by["on"] === "join") give(books, by, holder.name, undefined);
  },
  merchant: (books, by, holder) => {
    if (by["on"] === "merchant") give(books, by, holder.name, undefined, holder.region);
  },
  activate: (books, by, holder, order) => {
    if (by["on"] === "activate") give(books, by, holder.name, order);
  },
  order: (books, by, order) => {
    if (by["on"] === "order") give(books, by, order.buyer, order);
  },
  take: (books, by, event) => {
    if (event["type"] !== "task.done" || by["on"] !== `task:${text(event["task"])}`) return false;
    give(books, by, text(event["member"]), undefined);
    return true;
  },
  close: (books, by, day) => {
    for (const lot of books.state.lots.get(by.id ?? by.kind) ?? []) {
      const vest = books.rules(by, lot.version)["vest"] as { daily: string } | undefined;
      const daily = ratio(vest?.daily ?? "0");
      const inAll = (days: number): bigint => floorOf(lot.kept * BigInt(days), daily);
      const freed = least(inAll(day - lot.born + 1) - inAll(day - lot.born), lot.left);
      lot.left -= freed;
      books.put(lot.holder, lot.asset, freed);
    }
  },
};
