// Whether rows can be a state: one with an account of every kind passes, its books come to what was done, and each thing that can't be is named.
import { describe, expect, test } from "vitest";
import { balancesText } from "../../src/audit/balances.js";
import { corruption } from "../../src/ledger/soundness.js";
import { Programme } from "../../src/programme.js";
import type { Changes } from "../../src/store/store.js";
import { planOf, Stage } from "../support/script.js";

const script = `
  join A
  join B referrer=A
  order o1 B 1000
  withdraw A 100
  withdraw A 30
  approve e5
  refund o1
  order o2 B 100
  fund profit 9.99
  adjust A beans 3
  2026-01-02
  order o3 B 1
`;
const { programme } = new Stage(
  planOf({
    assets: { points: { scale: 4 }, beans: { scale: 0, cap: "1000" }, locks: { scale: 2 }, free: { scale: 2 } },
    pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
    mechanisms: [
      { kind: "grant", on: "order", to: "referrer", asset: "cash", rate: "0.20", of: "gross" },
      {
        kind: "appreciation",
        asset: "points",
        pool: "profit",
        mint: "0.70",
        initialPrice: "1",
        retention: "0.20",
        exit: { multiple: "3", scope: "lot" },
      },
      { kind: "withdraw", min: "1", review: "20" },
      { kind: "distribution", asset: "beans", from: { schedule: { daily: "10" } }, by: { equal: true } },
      {
        kind: "release",
        asset: "locks",
        to: "free",
        lots: { tiers: [{ atLeast: "100", multiple: "2" }] },
        daily: "0.01",
      },
    ],
  }),
).play(script);
const state = programme.store.dump();

/** The state with cells of one row changed, or rows of their own put behind the others. */
function changed(table: string, row: number, cells: Record<string, string | number>): Changes {
  const names = [...programme.store.all()].find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
  const rows = state[table] ?? [];
  const image = rows[row] ?? rows.at(-1) ?? [];
  const own = image.map((cell, at) => (at === 0 ? row : (cells[names[at - 1] ?? ""] ?? cell)));
  return { ...state, [table]: row < rows.length ? rows.with(row, own) : [...rows, own] };
}

const saidOf = (changes: Changes): string | undefined => corruption(Programme.restore([changes]));
const length = (table: string): number => state[table]?.length ?? 0;

test("a state with an account of every kind passes, and its books come to what was done", () => {
  expect(corruption(programme)).toBeUndefined();
  // A was given 200 for o1, has 30 out and 100 held; its refund finds 70, and 20.20 of later grants go into the debt of 130.
  expect([...balancesText(programme)].map(({ account, asset, amount }) => `${account} ${asset} ${amount}`)).toEqual([
    "hold:A cash 100.00",
    "wallet:B points 21.1102",
    "lot:B locks 200.00",
    "wallet:A beans 3",
    "receivable:A cash 109.80",
    "receivable:platform cash 59.30",
    "pool:profit cash 40.29",
    "accrual:distribution beans 10",
    "external cash -309.39",
    "issuance points -21.1102",
    "treasury beans 987",
    "issuance beans -1000",
    "issuance locks -200.00",
  ]);
});

describe("what can't be is named", () => {
  test.each<[string, string, number, Record<string, string | number>]>([
    ["table holder, row 1: it is missing, or its name stands twice", "holder", 1, { name: "" }],
    ["table holder, row 1: it is missing, or its name stands twice", "holder", 1, { name: "B" }],
    ["table holder, row 2: its referrer is row 2, which joined later", "holder", 2, { referrer: 2 }],
    ["table holder, row 1: its referrer is row 2, which joined later", "holder", 1, { referrer: 2 }],
    ["table wallet, row 0: there is no holder 3", "wallet", 0, { holder: 3 }],
    ["table wallet, row 1: there is no asset 5", "wallet", 1, { asset: 5 }],
    [`table wallet, row 1: there is no lot ${length("lot")}`, "wallet", 1, { firstLot: length("lot") }],
    ["table wallet, row 1: there is no lot -2", "wallet", 1, { firstLot: -2 }],
    [
      "table wallet, row 0: the same wallet stands twice",
      "wallet",
      length("wallet"),
      { holder: 0, asset: 0, free: 0, locked: 0, held: 0, firstLot: -1 },
    ],
    [`table lot, row 0: there is no wallet ${length("wallet")}`, "lot", 0, { wallet: length("wallet") }],
    ["table lot, row 0: there is no wallet -1", "lot", 0, { wallet: -1 }],
    ["table lot, row 1: more is left than there was, or less than nothing", "lot", 1, { left: -1 }],
    ["table lot, row 1: more is left than there was, or less than nothing", "lot", 1, { minted: 0, left: 1 }],
    ["table wallet, row 1: a balance is below zero", "wallet", 1, { free: -1 }],
    ["table wallet, row 1: a balance is below zero", "wallet", 1, { locked: -1 }],
    ["table wallet, row 1: a balance is below zero", "wallet", 1, { held: -1 }],
    ["table pool, row 0: its balance is below zero", "pool", 0, { balance: -1 }],
  ])("%s (%s %s %j)", (wrong, table, row, cells) => {
    expect(saidOf(changed(table, row, cells))).toBe(wrong);
  });

  test.each([
    ["wallet", "free"],
    ["wallet", "locked"],
    ["wallet", "held"],
    ["receivable", "owed"],
    ["accrual", "balance"],
    ["pool", "balance"],
    ["asset", "treasury"],
    ["asset", "issuance"],
    ["asset", "external"],
  ])("an asset whose accounts do not sum to nothing: %s.%s", (table, column) => {
    const names = [...programme.store.all()].find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
    const cellOf = (row: number, name: string): number => Number(state[table]?.[row]?.[1 + names.indexOf(name)]);
    for (let row = 0; row < length(table); row++) {
      const asset = table === "asset" ? row : table === "pool" ? 0 : cellOf(row, "asset");
      if (asset === -1) continue;
      const more = changed(table, row, { [column]: cellOf(row, column) + 7 });
      expect(saidOf(more)).toBe(`table asset, row ${asset}: its accounts sum to 7 minor units instead of 0`);
    }
  });

  test("sums are exact however much there is", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const wallets = (state["wallet"] ?? []).filter((row) => row[2] === 0).map((row) => Number(row[0]));
    const rich = wallets.reduce((rows, row) => changedIn(rows, row, most), state["wallet"] ?? []);
    const sum = BigInt(wallets.length * 3) * BigInt(most) - 10_000n;
    expect(saidOf({ ...state, wallet: rich })).toBe(
      `table asset, row 0: its accounts sum to ${sum} minor units instead of 0`,
    );
  });
});

/** All three balances of a wallet set to an amount. */
const changedIn = (rows: readonly (readonly (string | number)[])[], row: number, amount: number) =>
  rows.map((image, at) => (at === row ? image.with(3, amount).with(4, amount).with(5, amount) : [...image]));
