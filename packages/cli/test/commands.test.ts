// The commands where nothing goes wrong: the exact shape of a replay, plans, check and schema.
import { describe, expect, test } from "vitest";
import { schemaText } from "../src/commands/schema.js";
import { run } from "./support/run.js";

const at = "2026-01-01T09:00:00+08:00";
const lines = (...events: object[]): string => events.map((event) => JSON.stringify(event)).join("\n");

describe("replay --json", () => {
  const events = lines(
    { type: "member.joined", member: "A", at },
    { type: "member.joined", member: "B", referrer: "A", at },
    { id: "x", type: "order.settled", order: "o1", buyer: "B", gross: "1000.00", at },
    { id: "x", type: "order.settled", order: "o1", buyer: "B", gross: "1000.00", at },
    { id: "x", type: "order.settled", order: "o1", buyer: "B", gross: "1000.01", at },
    { type: "asset.sold", holder: "B", asset: "points", quantity: "210.0001", at },
  );

  test("has exactly the shape of the language, whatever is in it", async () => {
    const ran = await run(["replay", "--plan", "appreciation", "--events", "-", "--json"], events);
    expect(ran).toMatchObject({ code: 0, err: "" });
    const result: unknown = JSON.parse(ran.out);
    expect(Object.keys(result as object)).toEqual([
      "wallets",
      "pools",
      "supply",
      "prices",
      "ranks",
      "lots",
      "receivables",
      "rejected",
      "events",
      "hash",
    ]);
    expect(result).toMatchObject({
      wallets: { A: { cash: "200.00" }, B: { points: "210.0000" }, platform: { cash: "500.00" } },
      pools: { profit: "300.00" },
      supply: { points: "210.0000" },
      prices: { points: "1.428571428571" },
      ranks: {},
      lots: { B: { points: "0.0000" } },
      receivables: {},
      rejected: [
        { line: 5, code: "event_conflict" },
        { line: 6, code: "insufficient_balance" },
      ],
      events: 3,
    });
    expect((result as { hash: string }).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("closes days to the one asked for, and empty lines count as lines", async () => {
    const ran = await run(
      ["replay", "--plan", "appreciation", "--events", "-", "--json", "--close", "2026-01-31"],
      `${events}\n\n${lines({ type: "member.joined", member: "A", at })}`,
    );
    expect(JSON.parse(ran.out)).toMatchObject({
      rejected: [{ line: 5 }, { line: 6 }, { line: 8, code: "already_exists" }],
    });
  });
});

describe("plans", () => {
  test("lists names and titles, in Chinese when asked", async () => {
    expect((await run(["plans"])).out).toMatch(/^appreciation +Appreciation$/m);
    expect((await run(["plans", "--lang", "zh"])).out).toMatch(/^appreciation +消费增值$/m);
    const listed: unknown = JSON.parse((await run(["plans", "--json"])).out);
    expect(listed).toContainEqual({ name: "appreciation", version: 1, title: { zh: "消费增值", en: "Appreciation" } });
  });

  test("shows one with its story, or as the plan it is", async () => {
    const shown = (await run(["plans", "appreciation"])).out;
    expect(shown).toContain("profit ← 0.30 × gross");
    expect(shown).toContain("12.5 %");
    expect(JSON.parse((await run(["plans", "appreciation", "--json"])).out)).toMatchObject({ plan: "appreciation" });
  });
});

describe("check", () => {
  test("prints the bounds of plan 4 as sentences", async () => {
    const { out } = await run(["check", "appreciation"]);
    expect(out).toContain(
      "At most this share of orders can ever reach the exit at 3 ×: 12.5 % (0.30 ÷ (3 × (1 − 0.20)))",
    );
    expect(out).toContain("Equal orders needed for the first exit, when nobody sells before: 2,965");
    expect(out).toContain("or it is refused (margin_exceeded): 60 % (0.30 + 0.20 + 0.10)");
    expect((await run(["check", "appreciation", "--lang", "zh"])).out).toContain(
      "最多有这么多订单能走到 3 倍出局：12.5 %",
    );
  });

  test("prints them as exact decimals with --json", async () => {
    const { out } = await run(["check", "appreciation", "--json"]);
    const report = JSON.parse(out) as { bounds: { name: string; value: string }[] };
    expect(Object.fromEntries(report.bounds.map(({ name, value }) => [name, value]))).toEqual({
      "paid-back": "0.300000000000",
      "exit-share": "0.125000000000",
      "first-exit": "2965.000000000000",
      "margin-needed": "0.600000000000",
    });
  });
});

test("no command at all shows the commands and is an error", async () => {
  const { code, err } = await run([]);
  expect(code).toBe(2);
  for (const command of ["plans", "check", "schema", "replay", "backtest"])
    expect(err).toMatch(new RegExp(`^  ${command} `, "m"));
});

test.each(["plans", "check", "schema", "replay", "backtest"])(
  "%s --help has examples and exit codes",
  async (command) => {
    const { code, out } = await run([command, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples?:\n {2}perennial/);
    expect(out).toMatch(/Exit codes?: 0/);
  },
);

// After a change of the language: npx vitest run --project cli -u
test("docs/plan.schema.json is what the code says", async () => {
  expect((await run(["schema"])).out).toBe(schemaText());
  await expect(schemaText()).toMatchFileSnapshot("../../../docs/plan.schema.json");
});
