// Look-ups beside a table: what they answer is what a plain map would, however rows come, go again and come back.
import { expect, test } from "vitest";
import { IndexOf } from "../../src/store/index-of.js";
import { PAGE_ROWS } from "../../src/store/pages.js";
import { RowsBy } from "../../src/store/rows.js";
import { Store } from "../../src/store/store.js";
import { Random } from "../seeds/random.js";

const declaration = { name: "thing", columns: { name: "text", group: "ref" } } as const;

test("[store.look-ups] an index and lists by key follow rows that are appended, undone and loaded", () => {
  const random = new Random(7);
  const store = new Store(false);
  const table = store.table(declaration);
  const { name, group } = table.cells;
  const byName = IndexOf.over(table, (row) => name.get(row));
  const byGroup = new RowsBy(table, (row) => (group.get(row) % 5 === 4 ? undefined : group.get(row)));
  const agree = (): void => {
    const names = new Map<string, number>();
    const groups = new Map<number, number[]>();
    for (let row = 0; row < table.length; row++) {
      names.set(name.get(row), row);
      if (group.get(row) % 5 !== 4) groups.set(group.get(row), [...(groups.get(group.get(row)) ?? []), row]);
    }
    for (let key = -60; key < 60; key++) {
      expect(byGroup.get(key)).toEqual(groups.get(key) ?? []);
      expect(byGroup.first(key)).toBe(groups.get(key)?.[0]);
    }
    for (let key = 0; key < 1_500; key++) expect(byName.get(`n${key}`)).toBe(names.get(`n${key}`));
    expect(byName.has("")).toBe(false);
  };
  let named = 0;
  for (let round = 0; round < 40; round++) {
    const mark = store.mark();
    for (let left = random.int(0, 60); left > 0; left--)
      table.append({ name: `n${named++}`, group: random.int(-50, 50) * (round % 7 === 0 ? 20_000_000 : 1) });
    if (random.once(3)) store.rollback(mark);
    else store.commit();
    if (round % 4 === 0) agree();
  }
  agree();
  const again = new Store(false);
  const copy = again.table(declaration);
  const index = IndexOf.over(copy, (row) => copy.cells.name.get(row));
  again.load(store.dump());
  for (let row = 0; row < copy.length; row++) expect(index.get(name.get(row))).toBe(row);
});

test("[store.pages] beyond a page, and beyond the size at which an index is cut, rows and look-ups are what they were", () => {
  const random = new Random(11);
  const store = new Store(true);
  const table = store.table({ name: "thing", columns: { name: "text", group: "ref", count: "int", sum: "wide" } });
  const { name, group, count, sum } = table.cells;
  const byName = IndexOf.over(table, (row) => name.get(row));
  const byCount = IndexOf.over(table, (row) => count.get(row));
  const byGroup = new RowsBy(table, (row) => group.get(row));
  const rows = 2 * PAGE_ROWS + 500;
  const append = (row: number): number =>
    table.append({ name: `n${row}`, group: row % 40_000, count: -7 * row, sum: BigInt(row) << 60n });
  const isRight = (row: number): boolean =>
    name.get(row) === `n${row}` &&
    sum.get(row) === BigInt(row) << 60n &&
    byName.get(`n${row}`) === row &&
    byCount.get(-7 * row) === row &&
    byGroup.first(row % 40_000) === row % 40_000;
  for (let row = 0; row < rows; row++) append(row);
  store.commit();
  expect(Array.from({ length: rows }, (_, row) => row).filter((row) => !isRight(row))).toEqual([]);
  expect(byGroup.get(1)).toEqual([1, 40_001, 80_001, 120_001]);
  // Undo takes rows back across a page, and puts cells back in each.
  const mark = store.mark();
  for (let row = rows; row < rows + 70_000; row++) append(row);
  const touched = [0, PAGE_ROWS - 1, PAGE_ROWS, rows - 1];
  for (const row of touched) group.set(row, 39_999 - random.int(0, 9));
  store.rollback(mark);
  expect(table.length).toBe(rows);
  expect([byName.get(`n${rows}`), byCount.get(-7 * rows)]).toEqual([undefined, undefined]);
  expect(touched.map((row) => group.get(row))).toEqual(touched.map((row) => row % 40_000));
  expect(Array.from({ length: rows }, (_, row) => row).filter((row) => !isRight(row))).toEqual([]);
  // What is loaded in columns falls into pages in the middle of a part.
  const again = new Store(false);
  const copy = again.table(table.declaration);
  for (let first = 0; first < rows; first += 50_000)
    again.load({
      thing: table.columnsOf(Array.from({ length: Math.min(50_000, rows - first) }, (_, index) => first + index)),
    });
  expect(copy.length).toBe(rows);
  expect(again.dump()).toEqual(store.dump());
});
