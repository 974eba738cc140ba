// The mall's words in the language of events: an order that settles, a part of it that is given back, and cash that came or went outside the ledger.
// Nothing here knows a reward.
import { formatAmount, mulDivFloor } from "@perennial/kernel";

/** Amounts in minor units of cash, as they were agreed; `refunded` of the gross was given back before settlement. */
export interface Settling {
  readonly order: string;
  readonly buyer: string;
  readonly merchant: string | null;
  readonly gross: number;
  readonly cash: number;
  readonly cost: number | null;
  readonly tender: Readonly<Record<string, number>>;
  readonly tags: readonly string[];
  readonly region: string | null;
  readonly refunded: number;
}

/** What of `given` goes back when `refunded` of `gross` does: rounded down, as the kernel does it. */
export const backOf = (given: number, refunded: number, gross: number): number =>
  gross === 0 ? 0 : mulDivFloor(given, refunded, gross);

/** What is left of the order's parts after a refund. */
export function leftOf({ cash, tender, gross, refunded }: Pick<Settling, "cash" | "tender" | "gross" | "refunded">) {
  const parts = Object.entries(tender).map(([asset, part]) => [asset, part - backOf(part, refunded, gross)] as const);
  return {
    cash: cash - backOf(cash, refunded, gross),
    tender: Object.fromEntries(parts.filter(([, part]) => part > 0)),
  };
}

/** An order's cost counts against its cash part: of own goods paid partly in assets, that part of the cost. */
export function settledEvent(order: Settling, scale: number): Record<string, unknown> {
  const { cash, tender } = leftOf(order);
  const gross = cash + Object.values(tender).reduce((sum, part) => sum + part, 0);
  const text = (minor: number): string => formatAmount(minor, scale);
  const cost = order.cost === null ? 0 : backOf(order.cost, cash, order.gross);
  return {
    type: "order.settled",
    order: order.order,
    buyer: order.buyer,
    gross: text(gross),
    ...(order.merchant !== null && { merchant: order.merchant }),
    ...(cost > 0 && { cost: text(cost) }),
    ...(order.region !== null && { region: order.region }),
    ...(Object.keys(tender).length > 0 && {
      tender: Object.fromEntries(Object.entries(tender).map(([asset, part]) => [asset, text(part)])),
    }),
    ...(order.tags.length > 0 && { tags: [...order.tags] }),
  };
}

export const refundedEvent = (order: string, gross: number, scale: number): Record<string, unknown> => ({
  type: "order.refunded",
  order,
  gross: formatAmount(gross, scale),
});

/** Cash comes from outside into a wallet (`quantity` positive, a decimal string), or leaves it. */
export const adjustedEvent = (holder: string, quantity: string, reason: string): Record<string, unknown> => ({
  type: "adjusted",
  holder,
  asset: "cash",
  quantity,
  reason,
});
