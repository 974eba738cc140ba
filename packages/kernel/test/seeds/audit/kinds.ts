// What the auditor knows of each kind of mechanism; one file a kind. A kind that is not here is not audited.
import type { Kind, Step } from "./kind.js";
import type { Books } from "./books.js";
import type { Holder, Json, Mechanism, OrderRecord } from "./types.js";
import { fits, idOf } from "./books.js";
import { text } from "./exact.js";
import { appreciation } from "./kinds/appreciation.js";
import { chain } from "./kinds/chain.js";
import { collectible } from "./kinds/collectible.js";
import { distribution } from "./kinds/distribution.js";
import { grant } from "./kinds/grant.js";
import { market } from "./kinds/market.js";
import { queue } from "./kinds/queue.js";
import { release } from "./kinds/release.js";
import { rounds } from "./kinds/rounds.js";
import { convert, task, transfer, withdraw } from "./kinds/wallet.js";
import { team } from "./kinds/team.js";
import { unlock } from "./kinds/unlock.js";

export const kinds: Readonly<Record<string, Kind>> = {
  appreciation,
  chain,
  collectible,
  convert,
  distribution,
  grant,
  market,
  queue,
  release,
  rounds,
  task,
  team,
  transfer,
  unlock,
  withdraw,
};

/** A mechanism at work; `retired`: no version in force lists it, it serves what began under it. */
interface Working {
  kind: Kind;
  by: Mechanism;
  retired: boolean;
}

/** Those of the plan in force, then those of earlier versions that are no longer in it, the youngest version first. */
function working(books: Books): Working[] {
  const seen = new Set<string>();
  return books.plans.toReversed().flatMap((plan, age) =>
    plan.mechanisms.flatMap((by): Working[] => {
      const kind = kinds[by.kind];
      if (!kind || by["enabled"] === false || seen.has(idOf(by))) return [];
      seen.add(idOf(by));
      return [{ kind, by, retired: age > 0 }];
    }),
  );
}

const inForce = (books: Books): Working[] => working(books).filter(({ retired }) => !retired);

/** Whether the plan has a mechanism of a kind that is switched on. */
export const has = (books: Books, kind: string): boolean => inForce(books).some(({ by }) => by.kind === kind);

export function runKinds(
  books: Books,
  on: "join" | "merchant" | "activate",
  holder: Holder,
  order?: OrderRecord,
): void {
  if (books.state.closing) return;
  for (const { kind, by } of inForce(books)) {
    if (on === "activate") kind.activate?.(books, by, holder, order);
    else kind[on]?.(books, by, holder);
  }
}

export function runOrder(books: Books, order: OrderRecord): void {
  if (books.state.closing) return;
  for (const { kind, by } of inForce(books)) if (fits(by, order.tags)) kind.order?.(books, by, order);
}

export function runRefund(books: Books, order: OrderRecord, step: Step): void {
  for (const { kind, by } of working(books)) kind.refund?.(books, by, order, step);
}

export function letGo(books: Books, order: OrderRecord, pool: string, amount: bigint): bigint {
  let most = amount;
  for (const { kind, by } of working(books)) {
    const may = kind.lets?.(books, by, order, pool, amount) ?? amount;
    if (may < most) most = may;
  }
  return most;
}

export function runClose(books: Books, day: number): void {
  books.lapse(day);
  for (const { kind, by, retired } of working(books)) if (!retired || !kind.begins) kind.close?.(books, by, day);
}

export function runAfter(books: Books): void {
  for (const { kind, by } of working(books)) kind.after?.(books, by);
}

/** What ends something is taken by those that began it, also when they are no longer in the plan. */
const ENDINGS = ["asset.sold", "withdrawal.approved", "withdrawal.refused", "market.cancelled"];
const STEPS = ["market.paid", "market.received", "market.decided"];

/** Offers an event to each kind in turn; whether one of them took it. Every kind is asked about a task. */
export function offer(books: Books, event: Json): boolean {
  const type = text(event["type"]);
  let taken = false;
  for (const { kind, by } of ENDINGS.includes(type) || STEPS.includes(type) ? working(books) : inForce(books)) {
    if (taken && type !== "task.done") break;
    taken = (kind.take?.(books, by, event) ?? false) || taken;
  }
  return taken;
}
