// A past order as the backtest takes it, the order in which past orders are replayed, and the events that they bring.
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
  /** left out: the platform's own goods */
  readonly merchant?: string;
  /** who brought the buyer: one order that tells it is enough */
  readonly referrer?: string;
  readonly tags?: readonly string[];
}

/** A past order that the plan refused, with the kernel's own words. */
export interface RefusedOrder {
  row: number;
  order: string;
  code: string;
  place: string;
  wrong: string;
  right: string;
}

/** By time; orders of the same time stay as they stood in the file. */
export function byTime(orders: readonly PastOrder[]): PastOrder[] {
  return orders.toSorted((a, b) => a.day - b.day || a.second - b.second || a.row - b.row);
}

export type PastEvent = { readonly type: string; readonly at: string } & Readonly<Record<string, unknown>>;

/** Customers and merchants come from two lists that may use the same names. */
export const merchantName = (merchant: string): string => `merchant:${merchant}`;

/** Turns past orders into events: whoever is new joins first, and before a buyer who referred it. */
export class PastEvents {
  private readonly referrers = new Map<string, string>();
  private readonly members = new Set<string>();
  private readonly merchants = new Set<string>();

  constructor(orders: readonly PastOrder[]) {
    for (const { buyer, referrer } of orders)
      if (referrer !== undefined && !this.referrers.has(buyer)) this.referrers.set(buyer, referrer);
  }

  /** In their order; to be asked once for each order, in the order of replay. */
  of(order: PastOrder): PastEvent[] {
    const { at, buyer, id, gross, cost, merchant, tags } = order;
    return [
      ...this.joins(buyer, at),
      ...(merchant === undefined ? [] : this.opens(merchant, at)),
      {
        type: "order.settled",
        order: id,
        buyer,
        gross,
        ...(cost !== undefined && { cost }),
        ...(merchant !== undefined && { merchant: merchantName(merchant) }),
        ...(tags !== undefined && tags.length > 0 && { tags: [...tags] }),
        at,
      },
    ];
  }

  /** Those above it who have not joined yet come first, the highest before the others; a circle is cut where it closes. */
  private joins(buyer: string, at: string): PastEvent[] {
    const line: string[] = [];
    for (let name: string | undefined = buyer; name !== undefined && !this.members.has(name);) {
      line.push(name);
      this.members.add(name);
      name = this.referrers.get(name);
    }
    const known = new Set(line);
    return line.toReversed().map((member) => {
      const referrer = this.referrers.get(member);
      known.delete(member);
      const stands = referrer !== undefined && !known.has(referrer) && referrer !== member;
      return { type: "member.joined", member, ...(stands && { referrer }), at };
    });
  }

  private opens(merchant: string, at: string): PastEvent[] {
    if (this.merchants.has(merchant)) return [];
    this.merchants.add(merchant);
    return [{ type: "merchant.joined", merchant: merchantName(merchant), at }];
  }
}
