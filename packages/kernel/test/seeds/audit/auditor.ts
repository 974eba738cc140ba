// The auditor: takes the plan and the events as JSON, and works out from the text of the language alone what must have become of them.
import type { Json, Plan } from "./types.js";
import { amountOf, Books, No } from "./books.js";
import { dayInShanghai, dayNumber, decimal, isLastOfMonth, units, text } from "./exact.js";
import { has, kinds, offer, runAfter, runClose } from "./kinds.js";
import { refund, settle } from "./orders.js";
import { activate, appoint, demote, join, review } from "./people.js";

/** Whether every mechanism of a plan is one that the auditor knows. */
export const isAudited = (plan: { mechanisms: { kind: string }[] }): boolean =>
  plan.mechanisms.every(({ kind }) => kind in kinds);

export class Auditor {
  readonly books: Books;

  constructor(plan: Json) {
    this.books = new Books(structuredClone(plan) as unknown as Plan);
    const start = plan["start"];
    if (typeof start === "string") this.open(dayNumber(start));
  }

  /** What becomes of an event: "accepted", or the code. */
  apply(event: Json): string {
    const day = event["type"] === "day.closed" ? dayNumber(text(event["day"])) + 1 : dayInShanghai(text(event["at"]));
    if (this.books.state.day === 0) this.open(day);
    if (day < this.books.state.day) return "day_closed";
    this.closeBefore(day);
    // Only an order, or a task that several mechanisms know, can be refused after something has moved.
    const mayTurnBack = event["type"] === "order.settled" || event["type"] === "task.done";
    const before = mayTurnBack ? structuredClone(this.books.state) : undefined;
    try {
      this.handle(event);
      runAfter(this.books);
      review(this.books);
      return "accepted";
    } catch (error) {
      if (!(error instanceof No)) throw error;
      if (before) this.books.state = before;
      return error.code;
    }
  }

  closeBefore(day: number): void {
    const { books } = this;
    while (books.state.day < day) {
      runClose(books, books.state.day);
      if (isLastOfMonth(books.state.day)) demote(books);
      books.state.day += 1;
      runAfter(books);
      review(books);
    }
  }

  /** Wallets less what is owed, pools: what must agree. */
  positions(): Record<string, string> {
    const { books } = this;
    const all: Record<string, string> = {};
    const assets = ["cash", ...Object.keys(books.plan.assets)];
    for (const { name, rank } of books.state.holders.values()) {
      for (const asset of assets) {
        const net = books.total(name, asset) - books.owed(name, asset);
        if (net !== 0n) all[`${name} ${asset}`] = decimal(net, books.scale(asset));
      }
      if (rank >= 0) all[`${name} rank`] = books.plan.ranks?.[rank]?.rank ?? "";
    }
    for (const [pool, amount] of books.state.pools) all[`pool ${pool}`] = decimal(amount, 2);
    return all;
  }

  private open(day: number): void {
    this.books.state.day = day;
    this.books.state.start = day;
  }

  private handle(event: Json): void {
    const { books } = this;
    switch (event["type"]) {
      case "member.joined":
        return join(books, event, "member");
      case "merchant.joined":
        return join(books, event, "merchant");
      case "member.activated":
        return this.activateByName(event);
      case "merchant.changed":
        return this.concede(event);
      case "agent.appointed":
        return appoint(books, event);
      case "order.settled":
        return settle(books, event);
      case "order.refunded":
        return refund(books, event);
      case "pool.funded":
        return this.fund(event);
      case "price.set":
        if (!books.isAsset(text(event["asset"]))) throw new No("unknown_asset");
        books.state.prices.set(text(event["asset"]), text(event["price"]));
        return;
      case "rank.approved":
        return this.approve(event);
      case "adjusted":
        return this.adjust(event);
      case "plan.changed":
        return this.change(event["plan"] as Plan);
      case "day.closed":
        return;
      default:
        return this.byKind(event);
    }
  }

  private activateByName(event: Json): void {
    const holder = this.books.holder(event["member"]);
    if (holder.kind !== "member") throw new No("unknown_holder");
    if (!activate(this.books, holder, undefined)) throw new No("already_exists");
  }

  private concede(event: Json): void {
    const holder = this.books.holder(event["merchant"]);
    if (holder.kind !== "merchant") throw new No("unknown_holder");
    holder.margin = text(event["margin"]);
  }

  private fund(event: Json): void {
    const pool = text(event["pool"]);
    if (!this.books.state.pools.has(pool)) throw new No("unknown_pool");
    this.books.addPool(pool, amountOf(this.books, event["amount"], "cash"));
  }

  private change(plan: Plan): void {
    if (plan.version <= this.books.plan.version) throw new No("malformed_plan");
    this.books.change(structuredClone(plan));
  }

  private approve(event: Json): void {
    const holder = this.books.holder(event["member"]);
    const rank = text(event["rank"]);
    if (!this.books.plan.ranks?.some((step) => step.rank === rank)) throw new No("unknown_rank");
    holder.approved.push(rank);
  }

  private adjust(event: Json): void {
    const { books } = this;
    const { name } = books.holder(event["holder"]);
    const asset = text(event["asset"]);
    if (!books.isAsset(asset)) throw new No("unknown_asset");
    const quantity = units(text(event["quantity"]), books.scale(asset), "signed");
    if (typeof quantity === "string") throw new No(quantity);
    const stock = books.treasury(asset);
    if (quantity < 0n) books.take(name, asset, -quantity);
    else if (stock !== undefined && stock < quantity) throw new No("limit_reached");
    else books.arrive(name, asset, quantity);
  }

  private byKind(event: Json): void {
    const { books } = this;
    const type = text(event["type"]);
    const people = ["holder", "member", ...(type === "asset.transferred" ? ["from", "to"] : [])];
    for (const field of type === "market.decided" ? ["to"] : people)
      if (event[field] !== undefined) books.holder(event[field]);
    for (const field of ["asset", ...(type === "asset.converted" ? ["from", "to"] : [])])
      if (event[field] !== undefined && !books.isAsset(text(event[field]))) throw new No("unknown_asset");
    if (offer(books, event)) return;
    const kept = KEPT[type];
    throw new No(kept && has(books, kept.kind) ? kept.code : "not_allowed");
  }
}

/** Kinds that keep what an event names: a name that none of them knows is unknown. */
const KEPT: Partial<Record<string, { kind: string; code: string }>> = {
  "market.cancelled": { kind: "market", code: "unknown_offer" },
  "market.paid": { kind: "market", code: "unknown_trade" },
  "market.received": { kind: "market", code: "unknown_trade" },
  "market.decided": { kind: "market", code: "unknown_trade" },
  "collectible.redeemed": { kind: "collectible", code: "unknown_edition" },
};
