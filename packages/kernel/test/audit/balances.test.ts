// Balances from postings alone: every kind of account, amounts of every scale, and texts that are no amount or no account.
import { describe, expect, test } from "vitest";
import { Balances } from "../../src/audit/balances.js";
import { Programme } from "../../src/programme.js";
import { goodPlan, planOf } from "../support/script.js";

const empty = () =>
  Programme.start(
    goodPlan(
      planOf({
        assets: { beans: { scale: 0, cap: "1000000" }, dust: { scale: 8 } },
        pools: { profit: { inflow: [] } },
      }),
    ),
  );
const move = (debit: string, credit: string, amount: string, asset = "cash") => ({ debit, credit, asset, amount });

describe("a posting", () => {
  const balances = new Balances(empty());

  test.each(["0", "0.00000000", "", "-1", "+1", "1.", ".5", "1e3", " 1", "1 ", "1,5", "0.123456789", "x1", "1x"])(
    "%j is no amount above 0",
    (amount) => {
      expect(balances.post(move("external", "wallet:a", amount))).toBe(`${amount} is no amount above 0`);
    },
  );

  test.each(["bank", "wallet:", "wallet", "treasury:a", "xtreasury", "my wallet:a", "pool:", "external2", ""])(
    "%j is no account, on either side",
    (account) => {
      expect(balances.post(move(account, "issuance", "1"))).toBe(`${account} and issuance are not both accounts`);
      expect(balances.post(move("issuance", account, "1"))).toBe(`issuance and ${account} are not both accounts`);
    },
  );

  test("that is wrong moves nothing", () => {
    expect(balances.differences(empty())).toBeUndefined();
  });

  test("may be between accounts of all kinds, whatever their names", () => {
    const names = ["a", "a b", "a\nb", ":", "中"];
    const kinds = ["wallet", "lot", "hold", "receivable", "pool", "accrual"];
    const accounts = [
      ...kinds.flatMap((kind) => names.map((name) => `${kind}:${name}`)),
      "treasury",
      "issuance",
      "external",
    ];
    const some = new Balances(empty());
    for (const account of accounts) {
      expect(some.post(move("external", account, "1"))).toBeUndefined();
      expect(some.post(move(account, "external", "1.00000000"))).toBeUndefined();
    }
    expect(some.differences(empty())).toBeUndefined();
  });
});

describe("what differs", () => {
  const after = (...moves: ReturnType<typeof move>[]) => {
    const balances = new Balances(empty());
    for (const each of moves) expect(balances.post(each)).toBeUndefined();
    return balances.differences(empty());
  };

  test("is told by name, with both figures as decimals", () => {
    expect(after(move("external", "wallet:a", "0.1"))).toEqual({
      first: { place: "external cash", wrong: "0", right: "-0.1" },
      accounts: 2,
    });
    expect(after(move("wallet:b", "wallet:a", "100.00"))).toEqual({
      first: { place: "wallet:a cash", wrong: "0", right: "100" },
      accounts: 2,
    });
    expect(after(move("pool:x", "external", "1203.05", "dust"))?.first).toEqual({
      place: "external dust",
      wrong: "0",
      right: "1203.05",
    });
    expect(after(move("external", "wallet:a", "0.00000001", "dust"))?.first.right).toBe("-0.00000001");
  });

  test("begins with what the accounts hold", () => {
    expect(after(move("treasury", "wallet:a", "1000000", "beans"))).toEqual({
      first: { place: "treasury beans", wrong: "1000000", right: "0" },
      accounts: 2,
    });
    expect(after(move("wallet:a", "issuance", "1", "beans"))?.first).toEqual({
      place: "issuance beans",
      wrong: "-1000000",
      right: "-999999",
    });
  });

  test("is nothing once all has come back", () => {
    expect(after(move("external", "wallet:a", "0.10"), move("wallet:a", "external", "0.1"))).toBeUndefined();
    expect(after(move("external", "wallet:a", "1"), move("wallet:a", "external", "0.99"))?.first).toMatchObject({
      place: "external cash",
      right: "-0.01",
    });
  });
});
