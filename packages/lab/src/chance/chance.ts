// Chance with a seed: integers from pure-rand's xoroshiro128+, and the distributions that a population needs, each the same on every machine.
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { exp, log } from "./elementary.js";

/** Seeds that lie close give streams that begin alike; after so many steps they do not. */
const WARM_UP = 64;
const TWO_26 = 67_108_864;
export const MILLION = 1_000_000;
/** Counts above it are drawn in parts, so that e^−mean stays well above 0. */
const POISSON_PART = 16;

type Generator = ReturnType<typeof xoroshiro128plus>;

export class Chance {
  private constructor(private readonly generator: Generator) {}

  /** So many independent streams of one seed (a 32-bit integer): what one draws does not move the others. */
  static streams(seed: number, count: number): Chance[] {
    const generator = xoroshiro128plus(seed | 0);
    for (let step = 0; step < WARM_UP; step++) generator.next();
    return Array.from({ length: count }, () => {
      const own = generator.clone();
      generator.jump();
      return new Chance(own);
    });
  }

  /** A whole number from 0 to `below` − 1. */
  below(below: number): number {
    return uniformInt(this.generator, 0, below - 1);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return uniformInt(this.generator, least, most);
  }

  /** True in so many of a million cases. */
  happens(perMillion: number): boolean {
    return this.below(MILLION) < perMillion;
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list.length === 0 ? undefined : list[this.below(list.length)];
  }

  /** Another order of the list, every one as likely; the list itself stays. */
  shuffled(list: readonly number[]): number[] {
    const other = [...list];
    for (let index = other.length - 1; index > 0; index--) {
      const from = this.below(index + 1);
      [other[index], other[from]] = [other[from] ?? 0, other[index] ?? 0];
    }
    return other;
  }

  /** Above 0 and below 1: the middle of one of 2^52 equal steps. */
  uniform(): number {
    const [high, low] = [this.generator.next() >>> 6, this.generator.next() >>> 6];
    return (high * TWO_26 + low + 0.5) / (TWO_26 * TWO_26);
  }

  /** Mean 0, deviation 1 (Marsaglia's polar method). */
  normal(): number {
    for (;;) {
      const [u, v] = [2 * this.uniform() - 1, 2 * this.uniform() - 1];
      const s = u * u + v * v;
      if (s === 0 || s >= 1) continue;
      // √x = e^(ln x ÷ 2): Math.sqrt too is only approximated by the letter of the standard.
      return u * exp(log((-2 * log(s)) / s) / 2);
    }
  }

  /** A whole number, median × e^(sigma × normal), rounded to the nearest; at least 1. */
  lognormal(median: number, sigma: number): number {
    return Math.max(1, Math.round(median * exp(sigma * this.normal())));
  }

  /** Whole days until the next of events that come every `mean` days on average, at least 1. */
  gap(mean: number): number {
    return Math.max(1, Math.round(-log(this.uniform()) * mean));
  }

  /** How many of events come of which `mean` are expected. */
  poisson(mean: number): number {
    let count = 0;
    for (let left = mean; left > 0; left -= POISSON_PART) {
      const least = exp(-Math.min(left, POISSON_PART));
      for (let product = this.uniform(); product > least; product *= this.uniform()) count += 1;
    }
    return count;
  }
}
