// Rows in transit as columns, rows that wait for a checkpoint, and how the store grows: undo, sets of rows, look-ups.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RowSet } from "../../src/store/row-set.js";
import { RowsBy } from "../../src/store/rows.js";
import { cellsIn } from "../../src/store/images.js";
import { Store } from "../../src/store/store.js";
import type { Part } from "../../src/store/store.js";

const declaration = { name: "thing", columns: { name: "text", count: "int", sum: "wide" } } as const;

function opened() {
  const store = new Store(true);
  const things = store.table(declaration);
  const seen: string[] = [];
  things.follow({
    added: (row) => void seen.push(`+${row} ${things.cells.name.get(row)}`),
    removed: (row) => void seen.push(`-${row}`),
    restored: (row) => void seen.push(`=${row} ${things.cells.name.get(row)}`),
  });
  const add = (...names: string[]): void => {
    for (const name of names) things.append({ name, count: name.length, sum: BigInt(name.length) * 10n ** 20n });
  };
  return { store, things, seen, add };
}

const passed = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe("[store.columns] a redo", () => {
  test("writes rows in turn and cells that are alike once", () => {
    const { store, things, add } = opened();
    add("a", "b", "c");
    store.commit();
    expect(passed(store.takeRedo())).toEqual({
      thing: { count: 3, rows: 0, cells: [["a", "b", "c"], 1, "100000000000000000000"] },
    });
    things.cells.count.set(2, 7);
    things.cells.count.set(0, 8);
    expect(passed(store.takeRedo())).toEqual({
      thing: { count: 2, rows: [2, 0], cells: [["c", "a"], [7, 8], "100000000000000000000"] },
    });
    expect(store.takeRedo()).toEqual({});
  });

  test("puts rows in place: new ones are told as added, others as restored", () => {
    const { store, things, seen, add } = opened();
    add("a", "b");
    store.load({ thing: { count: 3, rows: [2, 0, 3], cells: [["c", "A", "d"], [1, 2, 3], "5"] } });
    expect(seen).toEqual(["+0 a", "+1 b", "+2 c", "=0 A", "+3 d"]);
    expect(things.length).toBe(4);
    expect(store.dump()).toEqual({
      thing: [
        [0, "A", 2, "5"],
        [1, "b", 1, "100000000000000000000"],
        [2, "c", 1, "5"],
        [3, "d", 3, "5"],
      ],
    });
  });

  test("of many rows makes room for them", () => {
    const { store, things } = opened();
    const names = Array.from({ length: 100 }, (_, row) => `n${row}`);
    store.load({ thing: { count: 100, rows: 0, cells: [names, 4, "0"] } });
    expect([things.length, things.cells.name.get(99), things.cells.count.get(50)]).toEqual([100, "n99", 4]);
    store.load({ thing: { count: 1, rows: 3, cells: ["x", 5, "0"] } });
    expect([things.length, things.cells.name.get(3)]).toEqual([100, "x"]);
  });

  test("and all that came before it give the same tables, whatever was done", () => {
    const write = fc.record({
      row: fc.nat(30),
      name: fc.string({ maxLength: 2 }),
      sum: fc.bigInt({ min: -9n, max: 10n ** 30n }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(write, { maxLength: 20 }), { maxLength: 4 }), (batches) => {
        const [one, two] = [opened(), opened()];
        for (const batch of batches) {
          for (const { row, name, sum } of batch)
            if (row < one.things.length) one.things.cells.name.set(row, name);
            else one.things.append({ name, count: row, sum });
          two.store.load(passed(one.store.takeRedo()));
        }
        expect(two.store.dump()).toEqual(one.store.dump());
        expect(two.store.takeRedo()).toEqual({});
      }),
      { seed: 35, numRuns: 100 },
    );
  });
});

describe("[store.waiting] rows wait for a checkpoint", () => {
  test("once they were taken as a redo, each once, and come in their order", () => {
    const { store, things, add } = opened();
    add("a", "b", "c");
    expect(store.waiting).toBe(0);
    store.takeRedo();
    things.cells.count.set(2, 9);
    things.cells.count.set(0, 9);
    store.takeRedo();
    expect([store.waiting, things.waiting]).toEqual([3, 3]);
    expect(things.takeWaiting()).toEqual([0, 1, 2]);
    expect(store.waiting).toBe(0);
    things.waitAgain([2, 1]);
    expect(things.takeWaiting()).toEqual([1, 2]);
  });

  test("or that a load has brought, in either form", () => {
    const { store, things, add } = opened();
    add("a", "b", "c", "d");
    store.waitFor({ thing: { count: 2, rows: [3, 1], cells: ["x", 1, "0"] }, gone: [[0, 1]] });
    store.waitFor({ thing: [[0, "y", 1, "0"]] });
    store.waitFor({ thing: { count: 2, rows: 2, cells: ["x", 1, "0"] } });
    expect([store.waiting, things.takeWaiting()]).toEqual([4, [0, 1, 2, 3]]);
  });

  test("the waiting rows of all tables are counted together", () => {
    const { store, add } = opened();
    const other = store.table({ name: "other", columns: { value: "int" } } as const);
    add("a");
    other.append({ value: 1 });
    other.append({ value: 2 });
    store.takeRedo();
    expect(store.waiting).toBe(3);
  });
});

test("[store.cells] one column of rows in transit, in the order of the rows", () => {
  const rows: Part = {
    thing: [
      [2, "c", 3],
      [0, "a", 1],
    ],
  };
  expect(cellsIn(rows["thing"], 0)).toEqual([
    [0, "a"],
    [2, "c"],
  ]);
  expect(cellsIn({ count: 2, rows: [2, 0], cells: [["c", "a"], 7] }, 0)).toEqual([
    [0, "a"],
    [2, "c"],
  ]);
  expect(cellsIn({ count: 2, rows: 5, cells: [["c", "a"], 7] }, 1)).toEqual([
    [5, 7],
    [6, 7],
  ]);
  expect(cellsIn(undefined, 0)).toEqual([]);
});

describe("[store.undo]", () => {
  test("goes back however much was written, and tells who follows", () => {
    const { store, things, seen, add } = opened();
    add("a", "b");
    store.commit();
    const before = store.dump();
    const mark = store.mark();
    for (let step = 0; step < 500; step++) {
      things.cells.count.set(step % 2, step * 2 ** 32);
      things.cells.name.set(step % 2, `s${step}`);
      things.cells.sum.set(step % 2, BigInt(step) ** 9n);
    }
    seen.length = 0;
    store.rollback(mark);
    expect(store.dump()).toEqual(before);
    expect(seen).toHaveLength(1500);
    expect(seen.at(-1)).toBe("=0 a");
    add("c");
    seen.length = 0;
    store.rollback(mark);
    expect(seen).toEqual(["-2"]);
  });

  test("what is committed stays", () => {
    const { store, things, add } = opened();
    add("a");
    things.cells.count.set(0, 5);
    store.commit();
    expect(store.mark()).toBe(0);
    store.rollback(0);
    expect(store.dump()).toEqual({ thing: [[0, "a", 5, "100000000000000000000"]] });
  });
});

test("[store.rows] a look-up leaves out rows without a key, and forgets those that go", () => {
  const { store, things, add } = opened();
  const byLength = new RowsBy(things, (row) => things.cells.count.get(row) || undefined);
  add("a", "", "bb", "c");
  expect([byLength.get(1), byLength.get(2), byLength.get(0)]).toEqual([[0, 3], [2], []]);
  const mark = store.mark();
  add("", "dd", "e");
  store.rollback(mark);
  expect([byLength.get(1), byLength.get(2)]).toEqual([[0, 3], [2]]);
  store.rollback(0);
  expect([things.length, byLength.get(1), byLength.get(2)]).toEqual([0, [], []]);
  add("f");
  expect(byLength.get(1)).toEqual([0]);
});

test("[store.row-set] holds each row once, however large, and is empty once it was taken", () => {
  const set = new RowSet();
  const rows = [3, 31, 32, 200, 3, 127, 128, 10_000, 200, 0];
  set.addAll(rows);
  expect([set.size, set.take()]).toEqual([8, [3, 31, 32, 200, 127, 128, 10_000, 0]]);
  expect([set.size, set.take()]).toEqual([0, []]);
  set.addAll([200, 3, 3]);
  expect(set.take()).toEqual([200, 3]);
});

test("a set of rows gives them in the order of their numbers too, the last bit of a word included", () => {
  const set = new RowSet();
  set.addAll([10_000, 31, 3, 63, 32, 0, 3]);
  expect([set.takeInOrder(), set.size, set.takeInOrder()]).toEqual([[0, 3, 31, 32, 63, 10_000], 0, []]);
  set.add(31);
  expect(set.take()).toEqual([31]);
});
