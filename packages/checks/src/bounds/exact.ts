// Sums of rates as exact fractions of any size, and how they are written.
import type { Fraction } from "@perennial/kernel";

export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

export const NOTHING: Exact = { n: 0n, d: 1n };

export function addTo(sum: Exact, { n, d }: Fraction): Exact {
  return { n: sum.n * BigInt(d) + BigInt(n) * sum.d, d: sum.d * BigInt(d) };
}

/** `0.30`, `(0.30 + 0.20)`, or `0` when there is nothing. */
export function text(parts: readonly string[]): string {
  return parts.length > 1 ? `(${parts.join(" + ")})` : (parts[0] ?? "0");
}
