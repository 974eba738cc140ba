// Look-ups beside a table: what they answer is what a plain map would, however rows come, go again and come back.
import { expect, test } from "vitest";
import { IndexOf } from "../../src/store/index-of.js";
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
