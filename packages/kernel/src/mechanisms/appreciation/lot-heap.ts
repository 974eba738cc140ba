// A heap of the exits of single lots, in typed arrays: as objects they would be most of what the collector has to look at. A lot's terms
// are kept as they were when it came in, since undo may give its row to another lot.
import type { Fraction } from "../../number/fraction.js";
import { Heap } from "../../store/heap.js";
import { FloatPages, IntPages, roomFor } from "../../store/pages.js";
import type { Exit, LotTable } from "./exit.js";
import { clearly, difference, exitOf } from "./exit.js";

export class LotHeap {
  private readonly near = new FloatPages();
  private readonly spend = new FloatPages();
  private readonly minted = new FloatPages();
  private readonly row = new IntPages();
  private readonly version = new IntPages();
  private room = 0;
  private used = 0;
  /** places in the arrays that stand empty */
  private readonly free: number[] = [];
  private readonly places = new Heap<number>((a, b) => this.isEarlier(a, b));

  constructor(
    private readonly lots: LotTable,
    private readonly multipleOf: (version: number) => Fraction | undefined,
  ) {}

  push({ near, lots: [row = 0] }: Exit): void {
    const { spend, minted, version } = this.lots.cells;
    const place = this.free.pop() ?? this.next();
    this.near.put(place, near);
    this.spend.put(place, spend.get(row));
    this.minted.put(place, minted.get(row));
    this.row.put(place, row);
    this.version.put(place, version.get(row));
    this.places.push(place);
  }

  peek(): Exit | undefined {
    const place = this.places.peek();
    return place === undefined ? undefined : this.exit(place);
  }

  pop(): void {
    const place = this.places.pop();
    if (place !== undefined) this.free.push(place);
  }

  private next(): number {
    if (this.used >= this.room) {
      this.room = roomFor(this.used + 1, this.room);
      for (const pages of [this.near, this.spend, this.minted, this.row, this.version]) pages.reserve(this.room);
    }
    return this.used++;
  }

  private exit(place: number): Exit {
    const multiple = this.multipleOf(this.version.get(place));
    if (!multiple) throw new Error("exit: a lot without a multiple was put into the heap");
    return exitOf(this.row.get(place), multiple, this.spend.get(place), this.minted.get(place));
  }

  /** As `earlier` of the exits at these places. */
  private isEarlier(a: number, b: number): boolean {
    const clear = clearly(this.near.get(a), this.near.get(b));
    if (clear !== 0) return clear < 0;
    const exact = this.isAlike(a, b) ? 0n : difference(this.exit(a), this.exit(b));
    return exact === 0n ? this.row.get(a) < this.row.get(b) : exact < 0n;
  }

  private isAlike(a: number, b: number): boolean {
    const { spend, minted, version } = this;
    return spend.get(a) === spend.get(b) && minted.get(a) === minted.get(b) && version.get(a) === version.get(b);
  }
}
