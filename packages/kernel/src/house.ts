// What the house rules act on: the world of the mechanisms, and besides it the order book and the mechanisms themselves.
import type { Figures, Why } from "./ledger/entry.js";
import type { Behaviour } from "./mechanisms/mechanism.js";
import type { OrderBook } from "./orders/book.js";
import type { Instance } from "./plan/instance.js";
import type { World } from "./world.js";

/** A mechanism at work, those that have retired among them. */
export interface Working {
  readonly instance: Instance;
  readonly behaviour: Behaviour;
}

export interface House extends World {
  readonly book: OrderBook;
  readonly working: readonly Working[];
  /** from here on nothing new is rewarded */
  close(): void;
  /** puts another version of the plan in force; refuses with `malformed_plan` */
  change(plan: unknown): void;
}

/** Why of a posting that the house rules make, not a mechanism. */
export function houseWhy(house: House, rule: string, figures: Figures = {}): Why {
  return { slot: -1, version: house.plan.version, rule, figures };
}
