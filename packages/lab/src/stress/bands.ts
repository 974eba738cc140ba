// Bands over many seeds: the values that 5, 50 and 95 of a hundred runs stay at or below. Exact: the runs' own values, none in between.

/** `undefined` values are beyond every other: a promise that no run left unpaid has no day. */
export type Value = bigint | undefined;

export interface Band {
  p5: Value;
  p50: Value;
  p95: Value;
}

/** Nearest rank: the ⌈p × n⌉-th of n sorted values. */
export function bandOf(values: readonly Value[]): Band {
  const sorted = values.toSorted((a, b) => (a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1));
  const at = (percent: number): Value => sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)];
  return { p5: at(5), p50: at(50), p95: at(95) };
}
