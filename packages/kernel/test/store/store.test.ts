// The table store: undo, changed rows, dump and restore, and what follows a table; against a model of plain objects.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Heap } from "../../src/store/heap.js";
import { RowsBy } from "../../src/store/rows.js";
import { Store } from "../../src/store/store.js";
import type { Changes, Table } from "../../src/store/store.js";

const declaration = {
  name: "thing",
  columns: { name: "text", count: "int", owner: "ref", sum: "wide" },
} as const;
const other = { name: "other", columns: { value: "int" } } as const;

function opened(tracking = true) {
  const store = new Store(tracking);
  const things = store.table(declaration);
  const others = store.table(other);
  const byName = new Map<string, number>();
  const { name } = things.cells;
  things.follow({
    added: (row) => void byName.set(name.get(row), row),
    removed: (row) => void byName.delete(name.get(row)),
  });
  const byOwner = new RowsBy(things, (row) => things.cells.owner.get(row));
  return { store, things, others, byName, byOwner };
}

type Opened = ReturnType<typeof opened>;

/** One random write. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("append" as const), owner: fc.nat(3), value: fc.maxSafeInteger() }),
  fc.record({ kind: fc.constant("other" as const), value: fc.maxSafeInteger() }),
  fc.record({ kind: fc.constant("set" as const), row: fc.nat(40), value: fc.maxSafeInteger() }),
);
const steps = fc.array(step, { maxLength: 60 });

function run(
  { things, others }: Opened,
  script: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
): void {
  for (const each of script) {
    if (each.kind === "append")
      things.append({ name: `n${things.length}`, count: each.value, owner: each.owner, sum: BigInt(each.value) ** 3n });
    else if (each.kind === "other") others.append({ value: each.value });
    else if (each.row < things.length) {
      things.cells.count.set(each.row, each.value);
      things.cells.sum.set(each.row, -BigInt(each.value));
    } else if (others.length) others.cells.value.set(each.row % others.length, each.value);
  }
}

const look = ({ store, byName, byOwner }: Opened): unknown => ({
  dump: store.dump(),
  names: [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  owners: [0, 1, 2, 3].map((owner) => [...byOwner.get(owner)]),
});

test("[store.undo] random writes and a rollback leave everything as before, derived look-ups included", () => {
  fc.assert(
    fc.property(steps, steps, fc.option(steps), (kept, undone, long) => {
      const all = opened();
      run(all, kept);
      all.store.commit();
      const before = look(all);
      const mark = all.store.mark();
      run(all, undone);
      if (long) {
        all.store.beginLong(mark);
        run(all, long);
      }
      all.store.endLong();
      all.store.rollback(mark);
      expect(look(all)).toEqual(before);
    }),
    { seed: 31, numRuns: 500 },
  );
});

test("[store.rehearse] what is rehearsed leaves rows, look-ups and changed rows as they were, whatever had changed before and is changed after", () => {
  fc.assert(
    fc.property(steps, steps, steps, fc.boolean(), (before, rehearsed, after, taken) => {
      const [plain, other] = [opened(), opened()];
      for (const all of [plain, other]) {
        run(all, before);
        all.store.commit();
        if (taken) all.store.takeChanges();
      }
      const was = look(other);
      const size = other.store.rehearse(() => {
        run(other, rehearsed.slice(0, 20));
        other.store.commit();
        run(other, rehearsed.slice(20));
        return other.things.length;
      });
      expect(size).toBeGreaterThanOrEqual(plain.things.length);
      expect(look(other)).toEqual(was);
      for (const all of [plain, other]) run(all, after);
      expect(other.store.takeChanges()).toEqual(plain.store.takeChanges());
      expect(look(other)).toEqual(look(plain));
    }),
    { seed: 34, numRuns: 500 },
  );
});

test("[store.rehearse] a rehearsal that fails is put back, and none happens within another", () => {
  const all = opened();
  all.things.append({ name: "a", count: 1, owner: 0, sum: 1n });
  all.store.commit();
  const was = look(all);
  const fails = (): void =>
    all.store.rehearse(() => {
      all.things.append({ name: "b", count: 2, owner: 0, sum: 2n });
      all.store.rehearse(() => undefined);
    });
  expect(fails).toThrow("within a rehearsal");
  expect(look(all)).toEqual(was);
  expect(all.store.rehearsing).toBe(false);
});

test("[store.undo] a rollback to a mark in the middle keeps what came before it", () => {
  fc.assert(
    fc.property(steps, steps, (first, second) => {
      const [one, two] = [opened(), opened()];
      run(one, first);
      run(two, first);
      const mark = one.store.mark();
      run(one, second);
      one.store.rollback(mark);
      expect(look(one)).toEqual(look(two));
    }),
    { seed: 32, numRuns: 300 },
  );
});

test("[store.restore] a checkpoint and the changes after it, batch by batch, give the same tables", () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 5 }), fc.nat(5), (batches, checkpoint) => {
      const all = opened();
      const parts: Changes[] = [];
      for (const [index, batch] of batches.entries()) {
        run(all, batch);
        all.store.commit();
        const mark = all.store.mark();
        run(all, batch);
        all.store.rollback(mark);
        const changes = all.store.takeChanges();
        if (index === checkpoint)
          parts.splice(0, parts.length, JSON.parse(JSON.stringify(all.store.dump())) as Changes);
        else parts.push(JSON.parse(JSON.stringify(changes)) as Changes);
      }
      const again = opened(false);
      for (const part of parts) again.store.load(part);
      expect(look(again)).toEqual(look(all));
      expect(again.store.takeChanges()).toEqual({});
    }),
    { seed: 33, numRuns: 300 },
  );
});

describe("[store.changes]", () => {
  test("only rows that changed, each once, with their cells in the order of the declaration", () => {
    const { store, things } = opened();
    things.append({ name: "a", count: 1, owner: 2, sum: 10n ** 30n });
    things.append({ name: "b", count: 2, owner: -1, sum: 0n });
    store.commit();
    expect(store.takeChanges()).toEqual({
      thing: [
        [0, "a", 1, 2, "1000000000000000000000000000000"],
        [1, "b", 2, -1, "0"],
      ],
    });
    things.cells.count.set(1, 3);
    things.cells.count.set(1, 4);
    things.cells.count.set(0, 1);
    expect(store.takeChanges()).toEqual({ thing: [[1, "b", 4, -1, "0"]] });
    expect(store.takeChanges()).toEqual({});
  });

  test("without tracking there are none", () => {
    const { store, things } = opened(false);
    things.append({ name: "a", count: 1, owner: 2, sum: 0n });
    expect(store.takeChanges()).toEqual({});
  });

  test("rows of a table that nobody declared are refused", () => {
    expect(() => opened().store.load({ nothing: [[0, 1]] })).toThrow("no table nothing");
  });
});

test("[store.followers] those of a plan version leave with it, the programme's own stay", () => {
  const { store, things, byName } = opened();
  for (const table of store.all()) table.keepFollowers();
  const seen: number[] = [];
  things.append({ name: "a", count: 0, owner: 0, sum: 0n });
  things.follow({ added: (row) => void seen.push(row) });
  things.append({ name: "b", count: 0, owner: 0, sum: 0n });
  for (const table of store.all()) table.dropFollowers();
  things.append({ name: "c", count: 0, owner: 0, sum: 0n });
  expect(seen).toEqual([0, 1]);
  expect([...byName.keys()]).toEqual(["a", "b", "c"]);
});

test("[store.columns] columns grow, and what was never written reads as nothing", () => {
  const { things } = opened();
  const grow = (table: Table<typeof declaration.columns>): void => {
    for (let row = 0; row < 1000; row++)
      table.append({ name: `n${row}`, count: row * 2 ** 40, owner: row, sum: BigInt(row) });
  };
  grow(things);
  expect([things.cells.count.get(999), things.cells.owner.get(16), things.cells.name.get(17)]).toEqual([
    999 * 2 ** 40,
    16,
    "n17",
  ]);
  expect([things.cells.count.get(5000), things.cells.name.get(5000), things.cells.sum.get(5000)]).toEqual([0, "", 0n]);
});

test("[store.heap] elements come out in order, whatever the order they came in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (values) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const value of values) heap.push(value);
      const out: number[] = [];
      while (heap.size) {
        expect(heap.peek()).toBeDefined();
        out.push(heap.pop() ?? Number.NaN);
      }
      expect(out).toEqual(values.toSorted((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
    { seed: 34, numRuns: 300 },
  );
});

test("[store.load] a row that is missing among those loaded is told, in whatever order and form they come", () => {
  const whole = opened();
  for (let row = 0; row < 6; row++) whole.things.append({ name: `n${row}`, count: row, owner: 0, sum: 0n });
  const { thing: images = [] } = whole.store.dump();
  const columns = whole.things.takeColumns();
  if (!columns || typeof columns.cells[0] === "undefined") throw new Error("no rows");
  const loaded = (...parts: Parameters<Store["load"]>[0][]): number | undefined => {
    const { store, things } = opened();
    for (const part of parts) store.load(part);
    return things.missing;
  };
  expect(loaded({ thing: images })).toBeUndefined();
  expect(loaded({ thing: columns })).toBeUndefined();
  expect(loaded({ thing: images.slice(0, 2) }, { thing: images.slice(2).toReversed() })).toBeUndefined();
  expect(loaded({ thing: images.filter(([row]) => row !== 3) })).toBe(3);
  expect(loaded({ thing: images.slice(0, 2) }, { thing: images.slice(4) })).toBe(2);
  expect(loaded({ thing: { ...columns, rows: [0, 1, 2, 3, 5, 6] } })).toBe(4);
  expect(loaded({ thing: { ...columns, rows: [6, 5, 3, 2, 1, 0] } })).toBe(4);
  expect(loaded({ thing: { ...columns, rows: 1 } })).toBe(0);
});
