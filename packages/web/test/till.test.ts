// The till's own logic: what people type, the event that it becomes, and what an entry brings the buyer.
import type { EntryText } from "@perennial/api";
import { describe, expect, test } from "vitest";
import { amountTyped, eventOf, newDraft } from "../src/till/draft.js";
import { earningsOf } from "../src/shared/why/earnings.js";

describe("a draft", () => {
  const now = new Date("2026-01-31T04:00:00Z");

  test("has a number of its own each time and keeps the shop", () => {
    const [first, second] = [newDraft(), newDraft("茶铺")];
    expect(first.id).not.toBe(second.id);
    expect(first.id).toBe(`till-${first.order}`);
    expect(second.merchant).toBe("茶铺");
  });

  test("understands amounts as people type them", () => {
    expect([amountTyped("１，２３４．５"), amountTyped(" 1,234.50 "), amountTyped("¥88")]).toEqual([
      "1234.5",
      "1234.50",
      "88",
    ]);
  });

  test("becomes an event without the fields that are empty", () => {
    const draft = { ...newDraft(), id: "till-1", order: "1", buyer: " 王芳 ", gross: "100" };
    expect(eventOf(draft, now, "2026-01-31", "Asia/Shanghai")).toEqual({
      id: "till-1",
      at: "2026-01-31T04:00:00.000Z",
      type: "order.settled",
      order: "1",
      buyer: "王芳",
      gross: "100",
    });
    const full = eventOf(
      { ...draft, merchant: "茶铺", cost: "30", tags: "zone，vip card" },
      now,
      null,
      "Asia/Shanghai",
    );
    expect(full).toMatchObject({ merchant: "茶铺", cost: "30", tags: ["zone", "vip", "card"] });
  });
});

describe("earnings", () => {
  const why = { mechanism: "", version: 1, rule: "", figures: {}, text: { zh: "", en: "" } };
  const posting = (debit: string, credit: string, asset: string, amount: string) => ({
    debit,
    credit,
    asset,
    amount,
    why,
  });
  const entry = (...postings: EntryText["postings"]): EntryText => ({
    seq: 1,
    type: "order.settled",
    id: "1",
    at: "",
    postings,
    notes: [],
  });

  test("are what the buyer gains in all, asset by asset", () => {
    const found = earningsOf(
      entry(
        posting("external", "wallet:platform", "cash", "100.00"),
        posting("issuance", "wallet:王芳", "points", "1.5000"),
        posting("issuance", "lot:王芳", "points", "0.5000"),
        posting("wallet:platform", "wallet:李伟", "cash", "20.00"),
      ),
      "王芳",
    );
    expect(found.map(({ asset, amount, postings }) => [asset, amount, postings.length])).toEqual([
      ["points", "2.0000", 2],
    ]);
  });

  test("leave out what is paid, and what only moves between own accounts", () => {
    const found = earningsOf(
      entry(
        posting("wallet:王芳", "wallet:茶铺", "voucher", "5.00"),
        posting("lot:王芳", "wallet:王芳", "points", "3.0000"),
      ),
      "王芳",
    );
    expect(found).toEqual([]);
  });
});
