// The close of a day. Mechanisms that must write for everybody do so in small steps, and between them what is written already can leave
// as an entry of its own: a close takes as much memory as one of its parts, however many members there are.
import type { Clock } from "./clock.js";
import type { Ranks } from "./holders/ranks.js";
import type { Working } from "./house.js";
import type { Entry } from "./ledger/entry.js";
import type { Expiry } from "./ledger/expiry.js";
import type { Ledger } from "./ledger/ledger.js";
import type { Store } from "./store/store.js";
import type { Day } from "./time/calendar.js";
import { formatDay, isMonthEnd } from "./time/calendar.js";

/** A part of a close is cut at the first safe point at which it has so many postings and notes. */
export const PART = 10_000;

/** What a close works on. */
export interface Closable {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly ranks: Ranks;
  readonly clock: Clock;
  readonly expiry: Expiry;
  readonly working: readonly Working[];
}

/** Somebody wants something of a programme whose day is half closed. */
export class HalfClosed extends Error {
  constructor() {
    super("half_closed: a day is being closed; ask again when it is closed");
    this.name = "HalfClosed";
  }
}

/**
 * Closes the open day: yields its parts, `day.closing`, and returns the last, `day.closed`. `most`: how full the first part may become;
 * `next` takes it for each of the others, absent the same again. Whoever ends it before its end, or makes it fail, has everything put
 * back, the numbers of its entries too. Nothing else may happen to the programme meanwhile.
 */
export function* closeDay(house: Closable, most: number): Generator<Entry, Entry, number | undefined> {
  const { store, ledger, ranks, clock } = house;
  const day = clock.today;
  const at = formatDay(day);
  const entry = (type: string): Entry => ({ seq: clock.nextSeq(), type, id: `day:${at}`, at, ...ledger.cut() });
  const mark = store.mark();
  let bound = most;
  let isLong = false;
  let isWhole = false;
  ledger.begin();
  try {
    for (const _ of steps(house, day)) {
      if (ledger.written < bound) continue;
      if (!isLong) store.beginLong(mark);
      isLong = true;
      bound = (yield entry("day.closing")) ?? bound;
    }
    const last = entry("day.closed");
    isWhole = true;
    store.commit();
    return last;
  } finally {
    store.endLong();
    if (!isWhole) {
      store.rollback(mark);
      ranks.forget();
    }
  }
}

/** What a close does; at each step every figure is right. */
function* steps({ ranks, clock, expiry, working }: Closable, day: Day): Generator<void> {
  yield* expiry.lapse(day);
  for (const { behaviour } of working) {
    const told = behaviour.onClose?.(day);
    if (told) yield* told;
    yield;
  }
  if (isMonthEnd(day)) ranks.reviewDown();
  clock.today = day + 1;
  for (const { behaviour } of working) behaviour.afterEvent?.();
  ranks.review();
}
