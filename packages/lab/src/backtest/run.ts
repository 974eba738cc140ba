// The backtest: past orders replayed day by day under a plan on the same kernel, and what came of it.
import type { Day, Digest, Plan } from "@perennial/kernel";
import { parseAmount, Replay } from "@perennial/kernel";
import { bucketsBetween, grainFor } from "./buckets.js";
import type { Backtest } from "./figures.js";
import { figuresOf } from "./figures.js";
import { Promises } from "../run/promises.js";
import type { PastEvent, PastOrder, RefusedOrder } from "./orders.js";
import { byTime, PastEvents } from "./orders.js";
import type { Calendar } from "./tally.js";
import { Tally } from "./tally.js";

export interface BacktestInput {
  plan: Plan;
  /** in any order; amounts and days already checked */
  orders: readonly PastOrder[];
  /** keeps the hash chain; left out, there is none */
  digest?: Digest;
  /** told now and then how many orders are done */
  onProgress?: (done: number) => void;
}

/** Replays the orders. Throws RangeError when there are none. */
export function backtest({ plan, orders, digest, onProgress }: BacktestInput): Backtest {
  const sorted = byTime(orders);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) throw new RangeError("a backtest needs at least one order");
  const calendar = calendarOf(sorted, first.day, last.day);
  const run = new Run(plan, calendar, new PastEvents(sorted), digest);
  for (const [index, order] of sorted.entries()) {
    run.order(order);
    if (index % 512 === 0) onProgress?.(index);
  }
  run.closeThrough(last.day);
  run.tally.cover(last.day);
  run.tally.bookPending();
  onProgress?.(sorted.length);
  return figuresOf({ plan, calendar, first: first.day, last: last.day, ...run.outcome() });
}

function calendarOf(sorted: readonly PastOrder[], first: Day, last: Day): Calendar {
  const buyers = new Set<string>();
  let lastJoined = first;
  for (const { buyer, day } of sorted) {
    if (!buyers.has(buyer)) lastJoined = day;
    buyers.add(buyer);
  }
  return {
    joining: bucketsBetween(first, lastJoined, grainFor(first, lastJoined, "week")),
    months: bucketsBetween(first, last, "month"),
    columns: bucketsBetween(first, last, grainFor(first, last, "month")),
  };
}

/** One run: the replay, the count of it, and the orders that were refused. */
class Run {
  readonly tally: Tally;
  private readonly replay: Replay;
  private readonly refused: RefusedOrder[] = [];
  private lines = 0;
  private settled = 0;
  private zeros = 0;

  constructor(
    private readonly plan: Plan,
    calendar: Calendar,
    private readonly past: PastEvents,
    digest: Digest | undefined,
  ) {
    this.replay = new Replay(plan, digest, (entry) => this.tally.entry(entry));
    this.tally = new Tally(this.replay.programme, new Promises(plan, this.replay.programme), calendar);
  }

  order(order: PastOrder): void {
    const { programme } = this.replay;
    if (programme.opened) this.closeThrough(order.day - 1);
    for (const event of this.past.of(order)) {
      this.tally.begin(order.day, programme.holders.find(order.buyer) ?? -1);
      this.lines += 1;
      const refusal = this.replay.line(this.lines, event);
      if (refusal) {
        const { code, place, wrong, right } = refusal;
        this.refused.push({ row: order.row, order: order.id, code, place, wrong, right });
      } else this.happened(event, order);
    }
  }

  /** Closes day by day, so that each is seen as it ended. */
  closeThrough(day: Day): void {
    const { programme } = this.replay;
    while (programme.today <= day) {
      const open = programme.today;
      this.tally.begin(open, -1);
      this.replay.closeThrough(open);
      this.tally.endDay(open);
    }
  }

  outcome() {
    const { events, hash } = this.replay.result();
    const { tally, refused, settled, zeros } = this;
    return { programme: this.replay.programme, tally, refused, settled, zeros, events, hash };
  }

  private happened({ type, member }: PastEvent, { day, gross, buyer }: PastOrder): void {
    const holder = this.replay.programme.holders.find(type === "member.joined" ? String(member) : buyer);
    if (holder === undefined || type === "merchant.joined") return;
    if (type === "member.joined") return this.tally.join(holder, day);
    const amount = parseAmount(gross, this.plan.cashScale, "unsigned");
    if (typeof amount !== "number") return;
    this.settled += 1;
    if (amount === 0) this.zeros += 1;
    this.tally.order(holder, amount);
  }
}
