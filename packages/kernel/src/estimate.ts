// How many more orders of one size it takes until a holder's tickets can be paid: one such order is rehearsed, and the way that it goes is counted on.
import type { Programme } from "./programme.js";

/** An order of somebody new, without tags, tender or merchant; decimal strings of cash. */
export interface OrderLike {
  readonly gross: string;
  readonly cost: string;
}

const BUYER = "somebody new";
const ORDER = "an order like this";

/**
 * One number for each of `aheadText(…).places`, in their order: orders until the pool reaches it and enough tickets have come behind it, 0 when
 * nothing but its day is missing; null when such orders never bring it there, or the plan refuses them. `at`: the time of the order, RFC 3339.
 */
export function ordersUntilPaid(
  programme: Programme,
  holder: number,
  { gross, cost }: OrderLike,
  at: string,
): (number | null)[] {
  return programme.rehearse(() => {
    const now = [...standing(programme, holder).keys()];
    const event = { at, gross, ...(/[1-9]/.test(cost) && { cost }) };
    const joined = programme.apply({ id: BUYER, at, type: "member.joined", member: BUYER });
    const before = standing(programme, holder);
    const settled = programme.apply({ ...event, id: ORDER, type: "order.settled", order: ORDER, buyer: BUYER });
    const after = standing(programme, holder);
    return now.map((ticket) => {
      const [from, to] = [before.get(ticket), after.get(ticket)];
      if (!joined.ok || !settled.ok) return null;
      if (!from) return 0;
      if (!to) return from.missing <= 0 && from.arrivals <= 0 ? 0 : 1;
      const cash = steps(from.missing, to.missing);
      const tickets = steps(from.arrivals, to.arrivals);
      return cash === undefined || tickets === undefined ? null : Math.max(cash, tickets);
    });
  });
}

/** By mechanism and order of a ticket: the cash and the tickets that its turn still lacks; negative where there is more than enough. */
function standing(programme: Programme, holder: number): Map<string, { missing: number; arrivals: number }> {
  const found = programme.working.flatMap(({ instance, behaviour }) =>
    (behaviour.places?.(holder) ?? []).map(({ order, ahead, left, pool, arrivals = 0 }) => {
      const needs = { missing: ahead + left - programme.ledger.pool(pool), arrivals };
      return [`${instance.slot} ${order}`, needs] as const;
    }),
  );
  return new Map(found);
}

/** So many steps like the one from `before` to `after` until nothing is lacking; undefined: it leads nowhere. */
function steps(before: number, after: number): number | undefined {
  if (before <= 0) return 0;
  return after < before ? Math.ceil(before / (before - after)) : undefined;
}
