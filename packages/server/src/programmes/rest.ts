// Which programmes may leave memory: those that nobody has asked for in a while, and under a bound of memory those asked for longest ago.
import { totalmem } from "node:os";
import type { Programme } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import type { Served } from "./served.js";

export interface RestOptions {
  /** a programme that nobody has asked for so long rests; milliseconds */
  readonly idleMs?: number | undefined;
  /** programmes in memory may take about so much together; the one asked for last stays in any case */
  readonly memoryBytes?: number | undefined;
}

const IDLE_MS = 15 * 60_000;
/** Look-ups beside the columns take about as much as the columns. */
const BESIDE = 2;
const DAY_MS = 86_400_000;

export class Rest {
  /** when each was last asked for, on a steady clock */
  private readonly asked = new Map<string, number>();
  /** requests under way */
  private readonly users = new Map<string, number>();
  private readonly idleMs: number;
  private readonly memoryBytes: number;

  constructor({ idleMs = IDLE_MS, memoryBytes = totalmem() / 3 }: RestOptions) {
    this.idleMs = idleMs;
    this.memoryBytes = memoryBytes;
  }

  /** how often it is worth looking; milliseconds */
  get pace(): number {
    return Math.min(5_000, Math.max(20, this.idleMs / 4));
  }

  /** Somebody has asked for a programme. */
  touch(id: string): void {
    this.asked.set(id, performance.now());
  }

  /** Somebody is using a programme until what is returned is called. */
  use(id: string): () => void {
    this.touch(id);
    this.users.set(id, (this.users.get(id) ?? 0) + 1);
    return () => {
      this.touch(id);
      const left = (this.users.get(id) ?? 1) - 1;
      if (left > 0) this.users.set(id, left);
      else this.users.delete(id);
    };
  }

  isUsed(id: string): boolean {
    return this.users.has(id);
  }

  /** When a programme was last asked for, on a steady clock. */
  last(id: string): number {
    return this.asked.get(id) ?? 0;
  }

  forget(id: string): void {
    this.asked.delete(id);
  }

  /** Those that should leave memory, the longest idle first. */
  tired(served: Iterable<Served>): Served[] {
    const now = performance.now();
    const all = [...served].toSorted((a, b) => this.last(a.id) - this.last(b.id));
    let bytes = all.reduce((sum, each) => sum + bytesOf(each), 0);
    const newest = all.at(-1);
    return all.filter((each) => {
      const isOver = bytes > this.memoryBytes && each !== newest;
      const isTired = isOver || now - this.last(each.id) > this.idleMs;
      if (isTired) bytes -= bytesOf(each);
      return isTired;
    });
  }
}

const bytesOf = ({ programme }: Served): number => programme.store.bytes * BESIDE;

/** For how long from `now` on a programme needs nobody: the open day of a live one is closed by the clock. Milliseconds. */
export function restOf(mode: Served["mode"], programme: Programme, now: number): number {
  if (mode !== "live" || !programme.opened) return Number.POSITIVE_INFINITY;
  const read = readPlan(programme.plan);
  if (!read.ok) return 0;
  const { dayOf } = read.plan;
  const today = dayOf(now);
  if (today > programme.today) return 0;
  // The first moment of the day after the open one, wherever on earth: between no time and a day more than lies between them.
  let [before, after] = [now, now + (programme.today - today + 2) * DAY_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(middle) > programme.today) after = middle;
    else before = middle;
  }
  return after - now;
}
