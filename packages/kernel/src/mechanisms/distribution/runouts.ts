// Who uses up its limit next: shares by the index at which they run out, lowest first. Brought up to date before it is asked.
import { Heap } from "../../store/heap.js";
import type { Table } from "../../store/store.js";
import type { shareTable } from "./tables.js";

interface RunOut {
  at: bigint;
  share: number;
}

export class RunOuts {
  private readonly heap = new Heap<RunOut>((a, b) => (a.at === b.at ? a.share < b.share : a.at < b.at));
  private readonly waiting = new Set<number>();

  /** `at`: the index at which a share runs out as it stands now. */
  constructor(
    private readonly shares: Table<typeof shareTable.columns>,
    private readonly slot: number,
    private readonly at: (share: number) => bigint | undefined,
  ) {
    const notice = (row: number): void => this.changed(row);
    shares.follow({ added: notice, restored: notice });
  }

  changed(share: number): void {
    if (this.shares.cells.slot.get(share) === this.slot) this.waiting.add(share);
  }

  /** The next share that has run out at this index; each is told once. */
  next(index: bigint): number | undefined {
    for (const share of this.waiting) {
      const at = share < this.shares.length ? this.at(share) : undefined;
      if (at !== undefined) this.heap.push({ at, share });
    }
    this.waiting.clear();
    for (let first = this.heap.peek(); first && first.at <= index; first = this.heap.peek()) {
      this.heap.pop();
      if (first.share < this.shares.length && this.at(first.share) === first.at) return first.share;
    }
    return undefined;
  }
}
