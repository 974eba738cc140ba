// The ids accepted last, with what they were: answers repeats at once, and covers those whose commit is still under way.
import type { Known } from "../store/store.js";

/** More than the batches that may be under way while the journal is asked about the next. Twice as many are kept at most. */
const KEPT = 4_096;

export class RecentIds {
  private young = new Map<string, Known>();
  private old: ReadonlyMap<string, Known> = new Map();

  get(id: string): Known | undefined {
    return this.young.get(id) ?? this.old.get(id);
  }

  add(id: string, known: Known): void {
    if (this.young.size >= KEPT) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(id, known);
  }
}
