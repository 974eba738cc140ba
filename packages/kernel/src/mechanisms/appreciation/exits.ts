// Who exits next: lots (or members) by exit price, lowest first, then the older. Kept beside the tables and brought up to date lazily.
import type { Fraction } from "../../number/fraction.js";
import { fraction } from "../../number/fraction.js";
import { Heap } from "../../store/heap.js";
import type { World } from "../../world.js";
import type { Exit, LotTable } from "./exit.js";
import { CLEAR, earlier, exitOf } from "./exit.js";
import { LotHeap } from "./lot-heap.js";

export class Exits {
  private readonly heap: Pick<LotHeap, "peek" | "pop" | "push">;
  private readonly waitingLots = new Set<number>();
  private readonly waitingHolders = new Set<number>();
  private readonly ofHolder = new Map<number, number[]>();
  /** taken out of the heap since it was last brought up to date; undo may have brought them back to life */
  private discarded: Exit[] = [];

  constructor(
    private readonly world: World,
    private readonly slot: number,
    private readonly lots: LotTable,
    private readonly multipleOf: (version: number) => Fraction | undefined,
    private readonly scope: "lot" | "member",
  ) {
    this.heap = scope === "lot" ? new LotHeap(lots, multipleOf) : new Heap(earlier);
    const { slot: slotOf } = lots.cells;
    const notice = (row: number): void => {
      if (slotOf.get(row) !== this.slot) return;
      if (scope === "lot") this.waitingLots.add(row);
      else this.waitingHolders.add(this.holder(row));
    };
    lots.follow({
      added: (row) => {
        notice(row);
        if (scope === "member" && slotOf.get(row) === this.slot)
          this.ofHolder.set(this.holder(row), [...(this.ofHolder.get(this.holder(row)) ?? []), row]);
      },
      removed: (row) => {
        if (scope === "member" && slotOf.get(row) === this.slot) this.ofHolder.get(this.holder(row))?.pop();
      },
      restored: notice,
    });
  }

  /** A holder's points changed: with scope member its exit price may have. */
  changed(holder: number): void {
    if (this.scope === "member" && this.ofHolder.has(holder)) this.waitingHolders.add(holder);
  }

  /** Takes the next exit that the price n over d has reached, or undefined. */
  takeDue(n: bigint, d: bigint): Exit | undefined {
    this.enter();
    const near = Number(n) / Number(d);
    for (let next = this.heap.peek(); next; next = this.heap.peek()) {
      // Whatever stands is in the heap, behind this one or not far before it.
      if (near < next.near * (1 - 2 * CLEAR)) return undefined;
      const stands = this.stands(next);
      if (stands && n * next.d < next.n * d) return undefined;
      this.heap.pop();
      this.discarded.push(next);
      if (stands) return next;
    }
    return undefined;
  }

  /** The exit price of one lot (or of its holder's lots together), whether due or not. */
  priceOf(row: number): Exit | undefined {
    return this.scope === "lot" ? this.lotExit(row) : this.memberExit(this.holder(row));
  }

  private enter(): void {
    for (const { lots } of this.discarded) {
      const [row] = lots;
      if (row === undefined || !this.isMine(row)) continue;
      if (this.scope === "lot") this.waitingLots.add(row);
      else this.waitingHolders.add(this.holder(row));
    }
    if (!this.world.store.rehearsing) this.discarded = [];
    for (const row of this.waitingLots) this.push(this.isMine(row) ? this.lotExit(row) : undefined);
    for (const holder of this.waitingHolders) this.push(this.memberExit(holder));
    this.waitingLots.clear();
    this.waitingHolders.clear();
  }

  /** Asked again of whatever waited: undo may have given its row to another mechanism. */
  private isMine(row: number): boolean {
    return row < this.lots.length && this.lots.cells.slot.get(row) === this.slot;
  }

  private push(exit: Exit | undefined): void {
    if (exit) this.heap.push(exit);
  }

  /** Whether an element of the heap is still what it was when it was put there. */
  private stands(exit: Exit): boolean {
    const [first] = exit.lots;
    if (first === undefined || !this.isMine(first)) return false;
    const now = this.priceOf(first);
    return (
      now !== undefined &&
      now.n === exit.n &&
      now.d === exit.d &&
      now.lots.length === exit.lots.length &&
      now.lots[0] === first
    );
  }

  private isOpen(row: number): boolean {
    const { lot, exited, version } = this.lots.cells;
    return exited.get(row) === 0 && this.left(lot.get(row)) > 0 && this.multipleOf(version.get(row)) !== undefined;
  }

  private lotExit(row: number): Exit | undefined {
    const multiple = this.multipleOf(this.lots.cells.version.get(row));
    if (!multiple || !this.isOpen(row)) return undefined;
    return exitOf(row, multiple, this.lots.cells.spend.get(row), this.lots.cells.minted.get(row));
  }

  /** multiple × Σ(spend × left ÷ minted) ÷ Σ left over the member's open lots. */
  private memberExit(holder: number): Exit | undefined {
    const open = (this.ofHolder.get(holder) ?? []).filter((row) => this.isOpen(row));
    const [first] = open;
    const multiple = first === undefined ? undefined : this.multipleOf(this.lots.cells.version.get(first));
    if (!multiple) return undefined;
    let spent = { n: 0n, d: 1n };
    let left = 0n;
    for (const row of open) {
      const { lot, spend, minted } = this.lots.cells;
      const held = BigInt(this.left(lot.get(row)));
      const [n, d] = [BigInt(spend.get(row)) * held, BigInt(minted.get(row))];
      spent =
        n % d === 0n
          ? { n: spent.n + (n / d) * spent.d, d: spent.d }
          : { n: spent.n * d + n * spent.d, d: spent.d * d };
      left += held;
    }
    const n = BigInt(multiple.n) * spent.n;
    const d = BigInt(multiple.d) * spent.d * left;
    return { n, d, near: Number(n) / Number(d), lots: open };
  }

  private left(ledgerLot: number): number {
    return this.world.ledger.lots.table.cells.left.get(ledgerLot);
  }

  private holder(row: number): number {
    return this.world.ledger.lots.holder(this.lots.cells.lot.get(row));
  }
}

/** The multiple of an exit rule, if it goes by one. */
export function multipleIn(exit: { multiple?: string | undefined } | undefined): Fraction | undefined {
  return exit?.multiple === undefined ? undefined : fraction(exit.multiple);
}
