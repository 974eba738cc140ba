// Rates: a bucket of tokens for each caller, filled at a steady rate. Buckets that are full again are forgotten.
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_BUCKETS = 10_000;

export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** `now`: milliseconds on any steady clock. */
  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes `cost` tokens; returns 0, or the whole seconds after which they will be there. */
  take(caller: string, cost = 1): number {
    const now = this.now();
    const bucket = this.buckets.get(caller) ?? { tokens: this.rate.burst, at: now };
    const gained = ((now - bucket.at) / 1_000) * this.rate.perSecond;
    const tokens = Math.min(this.rate.burst, bucket.tokens + gained);
    const needed = Math.min(cost, this.rate.burst);
    const enough = tokens >= needed;
    this.buckets.delete(caller);
    this.buckets.set(caller, { tokens: enough ? tokens - needed : tokens, at: now });
    this.forget();
    return enough ? 0 : Math.max(1, Math.ceil((needed - tokens) / this.rate.perSecond));
  }

  /** The callers that have been silent for longest come first. */
  private forget(): void {
    if (this.buckets.size <= MOST_BUCKETS) return;
    for (const oldest of this.buckets.keys()) {
      this.buckets.delete(oldest);
      return;
    }
  }
}
