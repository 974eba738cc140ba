// The heap of exits in typed arrays against the plain one: the same exits come out in the same order, also among prices that floats
// can't tell apart, after rows were taken away by undo and given to other lots.
import { expect, test } from "vitest";
import { earlier, exitOf } from "../../src/mechanisms/appreciation/exit.js";
import type { Exit } from "../../src/mechanisms/appreciation/exit.js";
import { LotHeap } from "../../src/mechanisms/appreciation/lot-heap.js";
import { appreciationLotTable } from "../../src/mechanisms/appreciation/tables.js";
import { Heap } from "../../src/store/heap.js";
import { Store } from "../../src/store/store.js";
import { Random } from "../seeds/random.js";

const MULTIPLES = [
  { n: 3, d: 1 },
  { n: 1, d: 2 },
  { n: 1_000_000_007, d: 333_333_333 },
];

test.each([1, 2, 3, 4, 5])("[appreciation.heap] seed %i", (seed) => {
  const random = new Random(seed);
  const store = new Store(false);
  const lots = store.table(appreciationLotTable);
  const { version, spend, minted } = lots.cells;
  const multipleOf = (of: number) => MULTIPLES[of];
  const exit = (row: number): Exit =>
    exitOf(row, MULTIPLES[version.get(row)] ?? { n: 1, d: 1 }, spend.get(row), minted.get(row));
  const plain = new Heap<Exit>(earlier);
  const packed = new LotHeap(lots, multipleOf);
  const base = random.int(1, 900_000);
  const append = (): void => {
    // Prices that are equal, equal in other terms, next to each other, and far apart.
    const times = random.int(1, 3);
    const huge = random.once(4) ? 1_000_000_000 : 1;
    const row = lots.append({
      slot: 0,
      version: random.int(0, 2),
      lot: 0,
      spend: base * times * huge + (random.once(3) ? random.int(0, 2) : 0),
      minted: 1000 * times * huge + (random.once(5) ? random.int(0, 2) : 0),
      exited: 0,
    });
    plain.push(exit(row));
    packed.push(exit(row));
  };
  for (let round = 0; round < 60; round++) {
    const mark = store.mark();
    for (let left = random.int(0, 40); left > 0; left--) append();
    if (random.once(4)) store.rollback(mark);
    else store.commit();
    for (let left = random.int(0, 25); left > 0; left--) {
      expect(packed.peek()).toEqual(plain.peek());
      packed.pop();
      plain.pop();
    }
  }
  for (let next = plain.peek(); next; next = plain.peek()) {
    expect(packed.peek()).toEqual(next);
    packed.pop();
    plain.pop();
  }
  expect(packed.peek()).toBeUndefined();
});
