// What a mechanism can tell a holder of what lies ahead: what it may begin itself, what comes by which day, its place in a line, its part of the next close.
import type { EventType } from "../../events/vocabulary.js";
import type { Text } from "../../plan/types.js";
import type { Day } from "../../time/calendar.js";

/** What a holder may begin with a balance of its own. */
export type ActEvent = Extract<
  EventType,
  "asset.sold" | "asset.transferred" | "asset.converted" | "cash.withdrawn" | "collectible.redeemed"
>;

export interface HolderAct {
  event: ActEvent;
  /** what leaves the free balance */
  asset: number;
  /** what it is turned into, where it is turned into something */
  to?: number;
  /** the edition that is redeemed; `price` in minor units of the asset, `left`: numbers that nobody has yet */
  edition?: { name: string; title: Text; price: number; left: number };
}

/** What the close of a day brings if nothing else happens before; minor units of the asset. */
export interface Coming {
  day: Day;
  asset: number;
  amount: number;
  /** the pool that pays it, as far as it reaches; undefined: nothing can come between */
  pool?: number;
}

/** A ticket's place in its line; cash minor units. */
export interface Place {
  /** row of the order that it came from */
  order: number;
  day: Day;
  amount: number;
  left: number;
  /** 1: the next to be paid */
  position: number;
  /** what those before it are still to be paid */
  ahead: number;
  pool: number;
  /** the first close that may pay it */
  due?: Day;
  /** how many more tickets have to come before it is its turn */
  arrivals?: number;
}

/** A holder's part of what the next close shares out, as weights stand at this moment. */
export interface NextShare {
  asset: number;
  /** the day at whose close it is shared */
  day: Day;
  /** all that is shared, and what of it goes to the holder's group; minor units */
  sum: number;
  part: number;
  /** the holder's weight and that of its group */
  weight: number;
  total: number;
  /** ⌊part × weight ÷ total⌋, at most what a limit still allows */
  amount: number;
  pool?: number;
}

/** The rounds so far, and a holder's lots in them; minor units. */
export interface RoundsSoFar {
  points: number;
  voucher: number;
  /** oldest first; growth of the points since the round before, as a factor n over d */
  rounds: { number: number; day: Day; n: number; d: number }[];
  /** points in existence now, and how many bring the next round by growth; 0: no round can be reckoned with yet */
  existing: number;
  target: number;
  /** the close that issues the next round if growth does not bring it sooner */
  latest?: Day;
  /** of the holder's own lots: points, vouchers so far, the most they can have, and what the next round brings if growth goes on */
  mine: { points: number; received: number; most: number; next: number };
}

/** A withdrawal that waits for an operator; cash minor units. */
export interface InReview {
  /** id of the event that asked */
  id: string;
  amount: number;
}
