// What one piece of each product would earn whoever looks at it: told by the kernel's dry run, and kept for a moment, so that a busy window
// leaves the writer its time.
import type { ProductEarnings } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { CASH } from "@perennial/kernel";
import type { Rate } from "../../http/rate.js";
import { RateLimit } from "../../http/rate.js";
import { tillTime } from "../../programmes/till-time.js";
import { settledEvent } from "../../settlement/events.js";
import { rehearseAlone } from "../../settlement/rehearsal.js";
import type { Draft } from "../orders/basket.js";
import { cashOf, singlesOf } from "../orders/basket.js";
import type { MallParts } from "../parts.js";

type Earns = NonNullable<ProductEarnings["earns"]>;
type Asked = readonly [product: string, key: string, draft: Draft];

interface Kept {
  /** the entry that the programme stood at, and when that was */
  readonly seq: number;
  readonly at: number;
  readonly earns: Earns;
}

/** So long an answer is good although the programme has gone on since. */
const FRESH_MS = 5_000;
/** So long it is good while the programme stands still: what an order brings may depend on the day. */
const STILL_MS = 60_000;
/** What one programme's lists may take of the thread that writes: a rehearsal takes some 0.1 ms. */
const RATE: Rate = { perSecond: 500, burst: 500 };
const MOST_KEPT = 20_000;
/** Stands for whoever has not joined. A name with a space in it is nobody's. */
const NEWCOMER = "rehearsal newcomer";

export class Earnings {
  private readonly kept = new Map<string, Kept>();
  private readonly rehearsals: RateLimit;

  constructor(
    private readonly parts: MallParts,
    rate = RATE,
  ) {
    this.rehearsals = new RateLimit(rate);
  }

  /**
   * In the order of `products`, without those that are not offered. When more is asked than the writer has time for, what was kept is told
   * however old it is, and null where nothing was. `member` undefined: for somebody who has just joined. `take` hears how many must be
   * rehearsed, and throws when they are too many for the caller. Throws `not_found`, Unavailable.
   */
  async of(
    id: string,
    products: readonly string[],
    member: string | undefined,
    take: (count: number) => void,
  ): Promise<ProductEarnings[]> {
    const singles = await singlesOf(this.parts.database.query, id, products);
    const { programme, sequencer } = this.parts.programmes.need(id);
    const now = this.parts.now();
    const asked = products.flatMap((product): Asked[] => {
      const draft = singles.get(product);
      return draft ? [[product, keyOf(id, member, draft), draft]] : [];
    });
    const isGood = (kept: Kept | undefined): boolean =>
      kept !== undefined && now - kept.at < (kept.seq === sequencer.committedSeq ? STILL_MS : FRESH_MS);
    const missing = asked.filter(([, key]) => !isGood(this.kept.get(key)));
    if (missing.length > 0) take(missing.length);
    if (missing.length > 0 && this.rehearsals.take(id, missing.length) === 0) {
      const at = tillTime(programme, now);
      for (const [, key, draft] of missing)
        this.keep(key, { seq: sequencer.committedSeq, at: now, earns: earnedBy(programme, draft, member, at) });
    }
    return asked.map(([product, key]) => ({ product, earns: this.kept.get(key)?.earns ?? null }));
  }

  /** Those that were rehearsed longest ago are forgotten first. */
  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    if (this.kept.size <= MOST_KEPT) return;
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      return;
    }
  }
}

/** Everything that the kernel hears of an order, and of whom. */
const keyOf = (id: string, member: string | undefined, { merchant, gross, cost, tags }: Draft): string =>
  JSON.stringify([id, member ?? null, merchant, gross, cost, tags]);

/** None for an order that the plan would refuse. */
function earnedBy(programme: Programme, draft: Draft, member: string | undefined, at: string): Earns {
  const buyer = member ?? NEWCOMER;
  const order = { ...draft, order: "rehearsal 0", buyer, cash: cashOf(draft), refunded: 0 };
  const { earns } = rehearseAlone(programme, settledEvent(order, programme.scale(CASH)), buyer, at);
  return earns.map(({ asset, amount, account }) => ({ asset, amount, account }));
}
