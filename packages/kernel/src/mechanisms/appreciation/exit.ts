// At what price something exits, and which of two exits comes first.
import type { Fraction } from "../../number/fraction.js";
import type { Table } from "../../store/store.js";
import type { appreciationLotTable } from "./tables.js";

export type LotTable = Table<typeof appreciationLotTable.columns>;

/** An exit price in cash minor units per point minor unit, n over d, and what exits at it. */
export interface Exit {
  readonly n: bigint;
  readonly d: bigint;
  /** n over d as a float, only to decide clear cases fast */
  readonly near: number;
  /** rows of the mechanism's lot table that go together */
  readonly lots: readonly number[];
}

/** Floats this far apart (relatively) are in the same order as the fractions they stand for. */
export const CLEAR = 1e-9;

/** −1, 0 or 1: which of two exit prices is lower, where their floats decide it; 0 when they do not. */
export function clearly(a: number, b: number): number {
  const gap = a - b;
  return Math.abs(gap) > CLEAR * Math.max(a, b) ? Math.sign(gap) : 0;
}

/** How the fractions of two exits differ, times both denominators: negative when the first is lower. */
export const difference = (a: Exit, b: Exit): bigint => a.n * b.d - b.n * a.d;

export function earlier(a: Exit, b: Exit): boolean {
  const clear = clearly(a.near, b.near);
  if (clear !== 0) return clear < 0;
  const exact = difference(a, b);
  return exact === 0n ? (a.lots[0] ?? 0) < (b.lots[0] ?? 0) : exact < 0n;
}

/** The exit of one lot: `multiple` × its spend over what it minted. */
export function exitOf(row: number, multiple: Fraction, spend: number, minted: number): Exit {
  const n = BigInt(multiple.n) * BigInt(spend);
  const d = BigInt(multiple.d) * BigInt(minted);
  return { n, d, near: Number(n) / Number(d), lots: [row] };
}
