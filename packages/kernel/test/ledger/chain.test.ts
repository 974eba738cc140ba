// The chain: canonical content written key by key is the sorted JSON of the entry, the words left out; and the chain tells a changed entry.
import { describe, expect, test } from "vitest";
import { canonical, chainHash, GENESIS } from "../../src/ledger/chain.js";
import { Programme, readPlan, recordEntry, renderEntry } from "../../src/index.js";

const plan = {
  plan: "chain",
  version: 1,
  title: { zh: "链", en: "chain" },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: { points: { scale: 4 }, few: { scale: 0, cap: "1" } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "0.70",
      initialPrice: "1",
      retention: "0.20",
      exit: { multiple: "3" },
    },
    { kind: "grant", on: "order", to: "buyer", asset: "few", amount: "2" },
  ],
};

/** JSON with sorted keys and without the words, the slow and obvious way. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const kept = Object.entries(value).filter(([key]) => key !== "text");
  const sorted = kept.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${sortedJson(inner)}`).join(",")}}`;
}

function entries() {
  const result = readPlan(plan);
  if (!result.ok) throw new Error("the plan has faults");
  const programme = Programme.start(result.plan);
  const events = [
    { id: "1", at: "2026-01-01T09:00:00+08:00", type: "member.joined", member: 'na"me\\n\u4e2d' },
    {
      id: "2",
      at: "2026-01-01T10:00:00+08:00",
      type: "order.settled",
      order: "o",
      buyer: 'na"me\\n\u4e2d',
      gross: "1000.00",
    },
    { id: "3", at: "2026-01-02T10:00:00+08:00", type: "order.refunded", order: "o", gross: "333.33" },
  ];
  return events.flatMap((event) =>
    programme
      .apply(event)
      .entries.map((entry) => ({ record: recordEntry(programme, entry), text: renderEntry(programme, entry) })),
  );
}

describe("the chain", () => {
  test("canonical content is the sorted JSON of the entry without its words", () => {
    const all = entries();
    expect(all.some(({ record }) => record.notes.length > 0)).toBe(true);
    for (const { record, text } of all) {
      expect(canonical(record)).toBe(sortedJson(record));
      expect(canonical(text)).toBe(canonical(record));
      expect(JSON.parse(canonical(text))).toEqual(record);
    }
  });

  test("a hash covers the one before it and every figure", () => {
    const [, order] = entries().map(({ record }) => record);
    if (!order) throw new Error("no entry of the order");
    const digest = (text: string) => text;
    const [first, ...rest] = order.postings;
    if (!first) throw new Error("no posting");
    const forged = { ...order, postings: [{ ...first, amount: "999.99" }, ...rest] };
    expect(chainHash(GENESIS, forged, digest)).not.toBe(chainHash(GENESIS, order, digest));
    expect(chainHash("1".repeat(64), order, digest)).not.toBe(chainHash(GENESIS, order, digest));
  });
});
