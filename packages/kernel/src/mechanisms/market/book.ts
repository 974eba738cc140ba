// The book: offers by name, and the best one of each side by price, then time. Kept beside the table and brought up to date lazily.
import type { Fraction } from "../../number/fraction.js";
import { compare } from "../../number/fraction.js";
import { mulDivFloor } from "../../number/integer.js";
import { Heap } from "../../store/heap.js";
import type { Store, Table } from "../../store/store.js";
import { offerTable, SIDE } from "./tables.js";

interface Standing {
  readonly row: number;
  readonly price: Fraction;
}

export class Book {
  readonly offers: Table<typeof offerTable.columns>;
  private readonly byName = new Map<string, number>();
  private readonly asks = new Heap<Standing>((a, b) => {
    const gap = compare(a.price, b.price);
    return gap === 0 ? a.row < b.row : gap < 0;
  });
  private readonly bids = new Heap<Standing>((a, b) => {
    const gap = compare(a.price, b.price);
    return gap === 0 ? a.row < b.row : gap > 0;
  });
  /** rows that came, or that undo put back, since the heaps were last brought up to date */
  private readonly waiting = new Set<number>();

  constructor(
    store: Store,
    private readonly slot: number,
    /** whether offers of a plan version settle as those of the version in force do: only such trade with new ones */
    private readonly trades: (version: number) => boolean,
  ) {
    this.offers = store.table(offerTable);
    const { id } = this.offers.cells;
    this.offers.follow({
      added: (row) => {
        this.byName.set(id.get(row), row);
        this.waiting.add(row);
      },
      removed: (row) => void this.byName.delete(id.get(row)),
      restored: (row) => void this.waiting.add(row),
    });
  }

  /** The row of an offer, whichever market of the programme it is in. */
  find(name: string): number | undefined {
    return this.byName.get(name);
  }

  isMine(row: number): boolean {
    return this.offers.cells.slot.get(row) === this.slot;
  }

  isOpen(row: number): boolean {
    return this.offers.cells.open.get(row) === 1;
  }

  price(row: number): Fraction {
    return { n: this.offers.cells.priceN.get(row), d: this.offers.cells.priceD.get(row) };
  }

  /** ⌊quantity × the offer's price⌋, cash minor units. */
  cost(row: number, quantity: number): number {
    return mulDivFloor(quantity, this.offers.cells.priceN.get(row), this.offers.cells.priceD.get(row));
  }

  /** The offer that a new one of the other side meets first: the lowest ask or the highest bid, the oldest of equals. */
  best(side: number): number | undefined {
    this.enter();
    const heap = side === SIDE.ask ? this.asks : this.bids;
    for (let top = heap.peek(); top; top = heap.peek()) {
      if (this.stands(top, side)) return top.row;
      heap.pop();
    }
    return undefined;
  }

  /** Open offers, oldest first. Looks at every offer: for reports. */
  open(): number[] {
    return Array.from({ length: this.offers.length }, (_, row) => row).filter(
      (row) => this.isMine(row) && this.isOpen(row),
    );
  }

  private enter(): void {
    for (const row of this.waiting) {
      if (row >= this.offers.length || !this.isMine(row) || !this.isOpen(row)) continue;
      const heap = this.offers.cells.side.get(row) === SIDE.ask ? this.asks : this.bids;
      if (this.trades(this.offers.cells.version.get(row))) heap.push({ row, price: this.price(row) });
    }
    this.waiting.clear();
  }

  /** Whether an element of a heap is still what it was when it was put there: undo may have given its row to another offer. */
  private stands({ row, price }: Standing, side: number): boolean {
    if (row >= this.offers.length || !this.isMine(row) || !this.isOpen(row)) return false;
    const now = this.price(row);
    return this.offers.cells.side.get(row) === side && now.n === price.n && now.d === price.d;
  }
}
