// Rates: a bucket of tokens for each caller, filled at a steady rate. Buckets that are full again are forgotten.
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
  /** when it went to the end of the line of those that are forgotten */
  moved: number;
}

const MOST_BUCKETS = 10_000;
const MOVE_MS = 1_000;

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
    const bucket = this.buckets.get(caller) ?? this.begin(caller, now);
    const gained = ((now - bucket.at) / 1_000) * this.rate.perSecond;
    bucket.tokens = Math.min(this.rate.burst, bucket.tokens + gained);
    bucket.at = now;
    if (now - bucket.moved > MOVE_MS) this.move(caller, bucket);
    const needed = Math.min(cost, this.rate.burst);
    const missing = needed - bucket.tokens;
    if (missing > 0) return Math.max(1, Math.ceil(missing / this.rate.perSecond));
    bucket.tokens -= needed;
    return 0;
  }

  private begin(caller: string, now: number): Bucket {
    const bucket = { tokens: this.rate.burst, at: now, moved: now };
    this.buckets.set(caller, bucket);
    this.forget();
    return bucket;
  }

  /** Behind all others; the map would grow with every time. */
  private move(caller: string, bucket: Bucket): void {
    this.buckets.delete(caller);
    this.buckets.set(caller, bucket);
    bucket.moved = bucket.at;
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
