// The ids of events whose commit is under way, with what they were: a look into the journal may not show them yet.
import type { Known } from "../store/store.js";

interface Batch {
  /** number of its last entry */
  to: number;
  readonly ids: Map<string, Known>;
}

export class RecentIds {
  /** the oldest first */
  private batches: Batch[] = [];

  get(id: string): Known | undefined {
    for (const { ids } of this.batches) {
      const known = ids.get(id);
      if (known) return known;
    }
    return undefined;
  }

  /** What is added from here on is of the next batch. */
  begin(): void {
    this.batches.push({ to: 0, ids: new Map() });
  }

  add(id: string, known: Known): void {
    const batch = this.batches.at(-1);
    if (!batch) throw new Error("recent_ids: added before a batch has begun");
    batch.ids.set(id, known);
    batch.to = known.seq;
  }

  /** Forgets batches that the journal shows to whoever looks from here on: those up to entry `seq`. */
  forget(seq: number): void {
    this.batches = this.batches.filter(({ to }) => to > seq);
  }
}
