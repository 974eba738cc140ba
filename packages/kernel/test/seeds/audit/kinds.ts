// What the auditor knows of each kind of mechanism; one file a kind. A kind that is not here is not audited.
import type { Kind, Step } from "./kind.js";
import type { Books } from "./books.js";
import type { Holder, Json, Mechanism, OrderRecord } from "./types.js";
import { fits } from "./books.js";
import { appreciation } from "./kinds/appreciation.js";
import { distribution } from "./kinds/distribution.js";
import { grant } from "./kinds/grant.js";
import { queue } from "./kinds/queue.js";
import { release } from "./kinds/release.js";
import { rounds } from "./kinds/rounds.js";
import { convert, task, transfer, withdraw } from "./kinds/wallet.js";
import { team } from "./kinds/team.js";

export const kinds: Readonly<Record<string, Kind>> = {
  appreciation,
  convert,
  distribution,
  grant,
  queue,
  release,
  rounds,
  task,
  team,
  transfer,
  withdraw,
};

const working = (books: Books): [Kind, Mechanism][] =>
  books.plan.mechanisms.flatMap((by): [Kind, Mechanism][] => {
    const kind = kinds[by.kind];
    return kind && by["enabled"] !== false ? [[kind, by]] : [];
  });

export function runKinds(
  books: Books,
  on: "join" | "merchant" | "activate",
  holder: Holder,
  order?: OrderRecord,
): void {
  if (books.state.closing) return;
  for (const [kind, by] of working(books)) {
    if (on === "activate") kind.activate?.(books, by, holder, order);
    else kind[on]?.(books, by, holder);
  }
}

export function runOrder(books: Books, order: OrderRecord): void {
  if (books.state.closing) return;
  for (const [kind, by] of working(books)) if (fits(by, order.tags)) kind.order?.(books, by, order);
}

export function runRefund(books: Books, order: OrderRecord, step: Step): void {
  for (const [kind, by] of working(books)) kind.refund?.(books, by, order, step);
}

export function letGo(books: Books, order: OrderRecord, pool: string, amount: bigint): bigint {
  let most = amount;
  for (const [kind, by] of working(books)) {
    const may = kind.lets?.(books, by, order, pool, amount) ?? amount;
    if (may < most) most = may;
  }
  return most;
}

export function runClose(books: Books, day: number): void {
  for (const [kind, by] of working(books)) kind.close?.(books, by, day);
}

export function runAfter(books: Books): void {
  for (const [kind, by] of working(books)) kind.after?.(books, by);
}

/** Offers an event to each kind in turn; whether one of them took it. Every kind is asked about a task. */
export function offer(books: Books, event: Json): boolean {
  let taken = false;
  for (const [kind, by] of working(books)) {
    if (taken && event["type"] !== "task.done") break;
    taken = (kind.take?.(books, by, event) ?? false) || taken;
  }
  return taken;
}
