// A past order as the backtest takes it, and the order in which past orders are replayed.
import type { Day } from "@perennial/kernel";

export interface PastOrder {
  /** line in the file it came from, for messages */
  readonly row: number;
  readonly id: string;
  readonly buyer: string;
  /** the day in the plan's time zone, and where in that day: seconds from its beginning */
  readonly day: Day;
  readonly second: number;
  /** RFC 3339, on that day in the plan's time zone */
  readonly at: string;
  /** decimal strings in the plan's currency; no cost: own goods whose cost is not known */
  readonly gross: string;
  readonly cost?: string;
}

/** By time; orders of the same time stay as they stood in the file. */
export function byTime(orders: readonly PastOrder[]): PastOrder[] {
  return orders.toSorted((a, b) => a.day - b.day || a.second - b.second || a.row - b.row);
}

/** The events that an order brings: its buyer's joining when it is the first, and its settlement. */
export function eventsOf(order: PastOrder, isFirst: boolean): Record<string, string>[] {
  const { at, buyer, id, gross, cost } = order;
  const settled = { type: "order.settled", order: id, buyer, gross, ...(cost !== undefined && { cost }), at };
  return isFirst ? [{ type: "member.joined", member: buyer, at }, settled] : [settled];
}
