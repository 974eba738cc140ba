// Refusals: the named codes of the language, in the order in which they win, and the one way to refuse an event.

/** Every code an event may be refused with, in precedence order; part of the public contract. */
export const REFUSAL_CODES = [
  "malformed_event",
  "event_conflict",
  "unknown_type",
  "day_closed",
  "unknown_holder",
  "unknown_order",
  "unknown_asset",
  "unknown_pool",
  "unknown_offer",
  "unknown_edition",
  "unknown_trade",
  "unknown_withdrawal",
  "unknown_rank",
  "already_exists",
  "not_allowed",
  "malformed_plan",
  "wrong_state",
  "amount_not_positive",
  "amount_overflow",
  "scale_exceeded",
  "off_tick",
  "outside_band",
  "below_minimum",
  "limit_reached",
  "no_tier",
  "tender_exceeds_gross",
  "refund_exceeds_order",
  "insufficient_balance",
  "pool_short",
  "margin_exceeded",
  "sold_out",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An event that may not happen: thrown inside the kernel, turned into a value at its edge, with the state put back as it was. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** the field of the event, or "" when the event as a whole is meant */
    readonly place: string,
    /** what is wrong */
    readonly wrong: string,
    /** what would be right */
    readonly right: string,
  ) {
    super(`${code}: ${wrong}`);
    this.name = "Refusal";
  }
}

/** Refuses the event that is being applied. */
export function refuse(code: RefusalCode, place: string, wrong: string, right: string): never {
  throw new Refusal(code, place, wrong, right);
}
