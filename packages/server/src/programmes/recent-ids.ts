// The ids accepted last, with what they were: answers repeats at once, and covers those whose commit is still under way.
import type { Known } from "../store/store.js";

/** More than the batches that may be under way while the journal is asked about the next. */
const KEPT = 16_384;

export class RecentIds {
  private readonly ids = new Map<string, Known>();

  get(id: string): Known | undefined {
    return this.ids.get(id);
  }

  add(id: string, known: Known): void {
    this.ids.set(id, known);
    if (this.ids.size <= KEPT) return;
    for (const oldest of this.ids.keys()) {
      this.ids.delete(oldest);
      return;
    }
  }
}
