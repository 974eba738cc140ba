// The auditor's unlock: part of what is held becomes what may be used, whole units of either.
import type { Books } from "../books.js";
import type { Mechanism, OrderRecord } from "../types.js";
import { idOf } from "../books.js";
import { floorOf, least, ratio, ten, text } from "../exact.js";
import type { Kind } from "../kind.js";
import { due } from "../kind.js";
import { receiver } from "./grant.js";

/** Minor units of `asset` that so many of `into` cost, rounded up. */
function costOf(books: Books, by: Mechanism, given: bigint): bigint {
  const { n, d } = ten(books.scale(text(by["asset"])) - books.scale(text(by["into"])));
  return (given * n + d - 1n) / d;
}

function give(books: Books, by: Mechanism, subject: string, order: OrderRecord | undefined, region = ""): void {
  const holder = receiver(books, by, subject, order, region);
  if (!holder) return;
  const [asset, into] = [text(by["asset"]), text(by["into"])];
  const held = books.free(holder.name, asset);
  const asked =
    by["rate"] === undefined ? books.planUnits(text(by["amount"]), asset) : floorOf(held, ratio(text(by["rate"])));
  const wanted = floorOf(least(asked, held), ten(books.scale(into) - books.scale(asset)));
  const given = books.give(by, order, holder.name, into, wanted, { own: true });
  books.take(holder.name, asset, costOf(books, by, given));
}

export const unlock: Kind = {
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
  refund: (books, by, order, step) => {
    for (const reward of order.rewards.toReversed()) {
      if (reward.by !== idOf(by)) continue;
      const back = due(reward.amount, reward.taken, step);
      const before = costOf(books, by, reward.taken);
      reward.taken += back;
      if (back === 0n) continue;
      books.takeBack(reward.holder, reward.asset, back, reward.lot);
      const asset = text(by["asset"]);
      const stock = books.treasury(asset);
      const returned = costOf(books, by, reward.taken) - before;
      books.credit(reward.holder, asset, stock === undefined ? returned : least(returned, stock));
    }
  },
};
