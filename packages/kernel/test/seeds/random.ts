// Chance with a seed: the same seed always gives the same plan and the same events.

export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (seed ^ 0x9e3779b9) >>> 0;
    for (let warm = 0; warm < 4; warm++) this.next();
  }

  /** A number from 0 to 2^32 − 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return min + (this.next() % (max - min + 1));
  }

  /** True once in `times` on average. */
  once(times: number): boolean {
    return this.next() % times === 0;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.next() % items.length] ?? items[0];
  }

  /** One of a list that may be empty. */
  some<T>(items: readonly T[]): T | undefined {
    return items[this.next() % Math.max(1, items.length)];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    const out: T[] = [];
    while (left.length) out.push(...left.splice(this.next() % left.length, 1));
    return out;
  }

  /** A decimal with so many decimals: most often everyday, sometimes next to an edge. */
  amount(decimals: number, most = 5000): string {
    const unit = 10 ** decimals;
    const edges = [1, 2, unit - 1, unit, unit + 1, 10 * unit - 1, 10 * unit, 100 * unit, 1000 * unit, 1000 * unit + 1];
    const minor = this.once(4) ? (this.some(edges) ?? 1) : this.int(1, most * unit);
    return text(Math.max(1, minor), decimals);
  }

  /** A rate from 0 to `most` hundredths, as text. */
  rate(most: number, least = 0): string {
    return text(this.int(least, most), 2);
  }
}

function text(minor: number, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
