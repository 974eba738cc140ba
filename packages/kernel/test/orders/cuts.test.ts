// What cuts a reward: limits, budgets, treasuries; and what is owed, which is paid first.
import { describe, expect, test } from "vitest";
import { renderEntry } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { play } from "../support/script.js";
import { table } from "../support/table.js";

describe("[limits] what is over a limit is not granted, and the entry says so", () => {
  const script = `
    2026-01-01
    join A
    join B
    order o1 A 30
    order o2 A 30
    order o3 B 30
    2026-01-02
    order o4 A 30
    order o5 B 30
  `;
  for (const { limit, most, a, b } of table(`
    | limit           | most | a     | b     |
    |-----------------|------|-------|-------|
    | perHolderPerDay | 40   | 70.00 | 60.00 |
    | perHolder       | 40   | 40.00 | 40.00 |
    | perDay          | 40   | 70.00 | 10.00 |
    | total           | 70   | 60.00 | 10.00 |
    | total           | 0    | -     | -     |
  `))
    test(`${limit} ${most}`, () => {
      const stage = play(
        {
          assets: { hi: { scale: 2 } },
          mechanisms: [
            {
              kind: "grant",
              on: "order",
              to: "buyer",
              asset: "hi",
              rate: "1",
              of: "gross",
              limits: { [limit ?? ""]: most },
            },
          ],
        },
        script,
      );
      expect([stage.look("A.hi"), stage.look("B.hi")]).toEqual([a, b]);
      const notes = stage.entries.flatMap((entry) => renderEntry(stage.programme, entry).notes);
      expect(notes.length).toBeGreaterThan(0);
      for (const note of notes) expect(note.rule).toBe("cut.limit");
    });
});

test("[treasury] a grant of a capped asset is cut to what is left, and the entry says by how much", () => {
  const stage = play(
    {
      assets: { shell: { scale: 0, cap: "50" } },
      mechanisms: [{ kind: "grant", on: "order", to: "buyer", asset: "shell", rate: "1", of: "gross" }],
    },
    `
    join A
    order o1 A 30
    order o2 A 30
    A.shell = 50
    supply.shell = 50
    order o3 A 30
    A.shell = 50
    refund o1
    supply.shell = 20
    order o4 A 40
    A.shell = 50
    `,
  );
  const cuts = stage.entries.flatMap((entry) => renderEntry(stage.programme, entry).notes);
  expect(cuts.map(({ rule, figures }) => [rule, figures["wanted"], figures["amount"]])).toEqual([
    ["cut.treasury", "30", "20"],
    ["cut.treasury", "30", "0"],
    ["cut.treasury", "40", "30"],
  ]);
});

describe("[budgets] the cash value of what mechanisms grant for an order is at most rate × base; later ones are cut first", () => {
  const plan = (budget: Json): Json => ({
    assets: { shell: { scale: 1, referencePrice: "2" }, hi: { scale: 0 } },
    mechanisms: [
      { kind: "grant", id: "direct", on: "order", to: "referrer", asset: "cash", rate: "0.10", of: "gross" },
      {
        kind: "grant",
        id: "shells",
        on: "order",
        to: "referrer",
        asset: "shell",
        rate: "0.10",
        of: "gross",
        at: "market",
      },
      { kind: "grant", id: "second", on: "order", to: "buyer", asset: "cash", rate: "0.10", of: "gross" },
      { kind: "grant", id: "worthless", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" },
    ],
    budgets: [budget],
  });
  for (const { rate, of, cash, shell, second } of table(`
    | rate | of     | cash  | shell | second |
    |------|--------|-------|-------|--------|
    | 0.30 | gross  | 10.00 | 5.0   | 10.00  |
    | 0.25 | gross  | 10.00 | 5.0   | 5.00   |
    | 0.15 | gross  | 10.00 | 2.5   | -      |
    | 0.13 | gross  | 10.00 | 1.5   | -      |
    | 0.05 | gross  | 5.00  | -     | -      |
    | 0.10 | margin | 5.00  | -     | -      |
    | 0    | gross  | -     | -     | -      |
  `))
    test(`${rate} of ${of}`, () => {
      const stage = play(
        plan({ over: ["direct", "shells", "second", "worthless"], rate: rate ?? "", of: of ?? "" }),
        `
        join R
        join A referrer=R
        shop M margin=0.50
        order o1 A 100 merchant=M
        `,
      );
      expect([stage.look("R.cash"), stage.look("R.shell"), stage.look("A.cash")]).toEqual([cash, shell, second]);
      // Nothing gives hi a price: it costs the budget nothing.
      expect(stage.look("A.hi")).toBe("100");
    });
});

test("[debts] what a refund could not take back is owed, and later rewards of the same asset pay it off first", () => {
  play(
    {
      assets: { hi: { scale: 2 }, other: { scale: 2 } },
      mechanisms: [
        { kind: "grant", id: "a", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" },
        { kind: "grant", id: "b", on: "order", to: "buyer", asset: "other", rate: "1", of: "gross" },
      ],
    },
    `
    join A
    order o1 A 100
    adjust A hi -70
    refund o1
    A.hi = 0.00
    A.hi.owed = 70.00
    A.other.owed = -
    supply.hi = 0.00
    order o2 A 50
    A.hi = 0.00
    A.hi.owed = 20.00
    order o3 A 50
    A.hi = 30.00
    A.hi.owed = -
    supply.hi = 30.00
    # a reward that went to a debt is taken back all the same
    refund o2
    A.hi = 0.00
    A.hi.owed = 20.00
    `,
  );
});

test("[debts] cash: the merchant that spent its takings owes them, and a reward in cash pays that off", () => {
  play(
    { mechanisms: [{ kind: "grant", on: "order", to: "merchant", asset: "cash", rate: "0.5", of: "margin" }] },
    `
    join A
    shop M margin=0.20
    order o1 A 100 merchant=M
    M.cash = 90.00
    adjust M cash -60
    refund o1
    # 10 of reward and 80 of cost come back; 30 were there
    M.cash = 0.00
    M.cash.owed = 60.00
    platform.cash = 0.00
    platform.cash.owed = 60.00
    order o2 A 1000 merchant=M cost=900
    M.cash = 900.00
    M.cash.owed = 10.00
    `,
  );
});
