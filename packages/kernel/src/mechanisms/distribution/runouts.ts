// Who uses up its limit next: the shares of each group by the index at which they run out, lowest first. Brought up to date before it is asked.
import { Heap } from "../../store/heap.js";
import type { Store, Table } from "../../store/store.js";
import type { shareTable } from "./tables.js";

interface RunOut {
  at: bigint;
  share: number;
}

export class RunOuts {
  private readonly heaps = new Map<number, Heap<RunOut>>();
  private readonly waiting = new Set<number>();
  /** left the heaps in a rehearsal, after which they are what they were before */
  private readonly rehearsed = new Set<number>();

  /** `at`: the index of its group at which a share runs out as it stands now. */
  constructor(
    private readonly shares: Table<typeof shareTable.columns>,
    private readonly slot: number,
    private readonly at: (share: number) => bigint | undefined,
    private readonly store: Pick<Store, "rehearsing">,
  ) {
    const notice = (row: number): void => this.changed(row);
    shares.follow({ added: notice, restored: notice });
  }

  changed(share: number): void {
    if (this.isMine(share)) this.waiting.add(share);
  }

  /** Asked again of whatever waited: undo may have given its row to another mechanism. */
  private isMine(share: number): boolean {
    return share < this.shares.length && this.shares.cells.slot.get(share) === this.slot;
  }

  /** The next share of a group that has run out at this index; each is told once. */
  next(group: number, index: bigint): number | undefined {
    const { group: groupOf } = this.shares.cells;
    const { rehearsing } = this.store;
    if (!rehearsing) {
      for (const share of this.rehearsed) this.waiting.add(share);
      this.rehearsed.clear();
    }
    for (const share of this.waiting) {
      const at = this.isMine(share) ? this.at(share) : undefined;
      if (at !== undefined) this.heapOf(groupOf.get(share)).push({ at, share });
    }
    this.waiting.clear();
    const heap = this.heapOf(group);
    for (let first = heap.peek(); first && first.at <= index; first = heap.peek()) {
      heap.pop();
      const { at, share } = first;
      if (rehearsing) this.rehearsed.add(share);
      if (this.isMine(share) && groupOf.get(share) === group && this.at(share) === at) return share;
    }
    return undefined;
  }

  private heapOf(group: number): Heap<RunOut> {
    const known = this.heaps.get(group);
    const heap = known ?? new Heap<RunOut>((a, b) => (a.at === b.at ? a.share < b.share : a.at < b.at));
    if (!known) this.heaps.set(group, heap);
    return heap;
  }
}
