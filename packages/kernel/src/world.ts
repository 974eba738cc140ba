// What a mechanism may act on: the ledger, the holders, rewards, prices and the day. Never a clock, never another mechanism's tables.
import type { Holders } from "./holders/holders.js";
import type { Ranks } from "./holders/ranks.js";
import type { Expiry } from "./ledger/expiry.js";
import type { Ledger } from "./ledger/ledger.js";
import type { Prices } from "./ledger/prices.js";
import type { Counters } from "./orders/counters.js";
import type { Order } from "./orders/order.js";
import type { Rewards } from "./orders/rewards.js";
import type { PlanDocument } from "./plan/schema.js";
import type { Store } from "./store/store.js";
import type { Day } from "./time/calendar.js";

export interface World {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly holders: Holders;
  readonly ranks: Ranks;
  readonly rewards: Rewards;
  readonly counters: Counters;
  readonly prices: Prices;
  /** when lots lapse, by the version they began under */
  readonly expiry: Expiry;
  readonly plan: PlanDocument;
  /** every version of the plan so far, the one in force last */
  readonly documents: readonly PlanDocument[];
  /** the day that is open, or is being closed */
  readonly today: Day;
  /** the programme's first day */
  readonly start: Day;
  /** true from `programme.closing` on: no new rewards */
  readonly closing: boolean;
  /** id of the event that is being applied */
  readonly eventId: string;
  /** number of an asset by its name in the plan */
  asset(name: string): number;
  pool(name: string): number;
  /** decimals of an asset; cash is asset 0 */
  scale(asset: number): number;
  /** days after which a lot of the asset lapses; undefined: never */
  expires(asset: number): number | undefined;
  /** an amount in the event: refuses with `amount_not_positive`, `amount_overflow`, `scale_exceeded` */
  amount(text: string, asset: number, place: string): number;
  /** an amount in the plan, 0 allowed */
  planAmount(text: string, asset: number): number;
  /** the parameters that a mechanism had in an earlier version of the plan */
  paramsOf(slot: number, version: number): unknown;
  order(row: number): Order;
}
