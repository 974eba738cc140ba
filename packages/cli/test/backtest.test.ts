// The backtest against a plain loop written here with exact fractions, and on a real history when there is one.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { plainAppreciation } from "./support/appreciation.js";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-backtest-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const summarySchema = z.object({
  plan: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  input: z.object({ hash: z.string(), rows: z.int(), skipped: z.int() }),
  currency: z.string(),
  from: z.string(),
  to: z.string(),
  orders: z.int(),
  zeroOrders: z.int(),
  refused: z.array(z.object({ row: z.int(), code: z.string() })),
  members: z.int(),
  gross: z.string(),
  cost: z.string(),
  margin: z.string(),
  revenue: z.string(),
  pools: z.record(z.string(), z.object({ in: z.string(), out: z.string(), left: z.string() })),
  paid: z.string(),
  stillPromised: z.string(),
  held: z.string(),
  gotNothing: z.int(),
  gotLessThanSpent: z.int(),
  exits: z.object({
    count: z.int(),
    first: z.object({ day: z.string(), afterOrders: z.int() }).nullable(),
    byMonth: z.array(z.object({ month: z.string(), count: z.int(), paid: z.string() })),
  }),
  bounds: z.array(z.object({ name: z.string(), within: z.boolean().nullable(), measured: z.string().nullable() })),
  byMonthOfJoining: z.array(
    z.object({ members: z.int(), paid: z.string(), spent: z.string(), stillPromised: z.string() }),
  ),
  cohorts: z.object({
    paidByTime: z.object({ rows: z.array(z.array(z.string())) }),
    paidByWhom: z.array(z.array(z.string())),
  }),
  days: z.array(z.object({ day: z.string(), pool: z.string(), prices: z.record(z.string(), z.string()) })),
  hash: z.string(),
});

const plan = {
  plan: "quick",
  version: 1,
  title: { zh: "快", en: "Quick" },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: { points: { scale: 4 } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "0.70",
      initialPrice: "1",
      retention: "0.20",
      exit: { multiple: "0.4" },
    },
  ],
};

/** A history with growing custom, zeros among it: 400 orders of 60 customers over 200 days, in the order of a shuffled file. */
function history(): { day: number; buyer: string; cents: number; row: number }[] {
  const rows = Array.from({ length: 400 }, (_, index) => ({
    day: (index * 37) % 200,
    buyer: `c${(7 * index + 11 * Math.floor(index / 60)) % 60}`,
    cents: index % 29 === 0 ? 0 : 500 + ((index * 7919) % 20_000),
  }));
  return rows.map((row, index) => ({ ...row, row: index + 2 }));
}

const cents = (text: string): bigint => BigInt(text.replace(".", ""));
const sum = (values: readonly string[]): bigint => values.reduce((total, value) => total + cents(value), 0n);
const dayText = (day: number): string => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
const money = (amount: number): string => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

async function backtestOf(csv: string, planJson: unknown, more: readonly string[] = []) {
  const files = { plan: join(folder, "plan.json"), orders: join(folder, "orders.csv"), out: join(folder, "out") };
  writeFileSync(files.plan, JSON.stringify(planJson));
  writeFileSync(files.orders, csv);
  const args = ["backtest", "--plan", files.plan, "--orders", files.orders, "--out", files.out, "--json", ...more];
  const ran = await run(args);
  return { ran, files, read: () => summarySchema.parse(JSON.parse(ran.out)) };
}

describe("a small history", () => {
  const rows = history();
  const csv = [
    "customer,date,amount",
    ...rows.map(({ buyer, day, cents: gross }) => `${buyer},${dayText(day)},${money(gross)}`),
  ];
  const sorted = rows.toSorted((a, b) => a.day - b.day || a.row - b.row);
  const expected = plainAppreciation(
    sorted.map(({ buyer, cents: gross }) => ({ buyer, gross: BigInt(gross) })),
    { inflow: [30n, 100n], mint: [70n, 100n], keep: [80n, 100n], multiple: [4n, 10n] },
  );

  test("comes to what a plain loop with exact fractions comes to", async () => {
    const { ran, read } = await backtestOf(csv.join("\n"), plan);
    expect(ran.err).toBe("");
    const summary = read();
    const all = [...expected.paid.values()].reduce((total, paid) => total + paid, 0n);
    expect(expected.exits).toBeGreaterThan(20);
    expect(summary).toMatchObject({
      orders: 400,
      members: 60,
      zeroOrders: 14,
      refused: [],
      from: dayText(0),
      to: dayText(199),
    });
    expect(cents(summary.gross)).toBe(BigInt(rows.reduce((total, row) => total + row.cents, 0)));
    expect(cents(summary.paid)).toBe(all);
    expect(cents(summary.pools["profit"]?.left ?? "")).toBe(expected.pool);
    expect(cents(summary.pools["profit"]?.out ?? "")).toBe(all);
    expect(cents(summary.stillPromised)).toBe(expected.promised);
    expect(cents(summary.held)).toBe(expected.pool);
    expect(summary.exits.count).toBe(expected.exits);
    expect(summary.exits.first?.afterOrders).toBe(expected.firstExit);
    expect(summary.days.at(-1)?.prices["points"]).toBe(expected.price);
    expect(summary.days).toHaveLength(200);
  });

  test("adds up whichever way it is cut", async () => {
    const summary = (await backtestOf(csv.join("\n"), plan)).read();
    const paid = cents(summary.paid);
    expect(sum(summary.byMonthOfJoining.map((row) => row.paid))).toBe(paid);
    expect(sum(summary.byMonthOfJoining.map((row) => row.stillPromised))).toBe(cents(summary.stillPromised));
    expect(sum(summary.byMonthOfJoining.map((row) => row.spent))).toBe(cents(summary.gross));
    expect(sum(summary.cohorts.paidByTime.rows.flat())).toBe(paid);
    expect(sum(summary.cohorts.paidByWhom.flat())).toBe(paid);
    expect(sum(summary.exits.byMonth.map((month) => month.paid))).toBe(paid);
    expect(summary.bounds.filter(({ within }) => within !== null).map(({ within }) => within)).toEqual([true, true]);
  });

  test("gives the same head of the chain as a replay of the same events", async () => {
    const summary = (await backtestOf(csv.join("\n"), plan)).read();
    const seen = new Set<string>();
    const events = sorted.flatMap(({ buyer, day, cents: gross, row }) => {
      const at = `${dayText(day)}T12:00:00Z`;
      const order = { type: "order.settled", order: `row:${row}`, buyer, gross: money(gross), at };
      if (seen.has(buyer)) return [order];
      seen.add(buyer);
      return [{ type: "member.joined", member: buyer, at }, order];
    });
    const lines = events.map((event) => JSON.stringify(event)).join("\n");
    const ran = await run(
      ["replay", "--plan", join(folder, "plan.json"), "--events", "-", "--close", dayText(199), "--json"],
      lines,
    );
    expect(JSON.parse(ran.out)).toMatchObject({ hash: summary.hash });
  });

  test("the report is one file that asks nobody for anything", async () => {
    const { files } = await backtestOf(csv.join("\n"), plan);
    const html = readFileSync(join(files.out, "report.html"), "utf8");
    expect(html).toContain("default-src 'none'");
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|src=|@import|url\((?!#)/);
    expect(html.match(/<svg/g)?.length).toBeGreaterThan(20);
    expect(html.length).toBeLessThan(600_000);
    for (const title of ["谁拿回了多少", "Who got how much back", "承诺与资金", "Owed against held"])
      expect(html).toContain(title);
    expect(readFileSync(join(files.out, "summary.json"), "utf8")).toContain('"plan"');
  });
});

describe("reading orders", () => {
  const rows = (...lines: string[]): string => ["order_no;会员;下单时间;实付金额;cost", ...lines].join("\n");

  test("columns by their usual names, cost from a column, dates and separators by options", async () => {
    const csv = rows("a;A;31/12/2025 23:59;100.00;30.00", "b;B;1/1/2026;50;20.00");
    const { read } = await backtestOf(csv, plan, ["--delimiter", ";", "--date-format", "dmy", "--cost", "cost"]);
    expect(read()).toMatchObject({
      from: "2025-12-31",
      to: "2026-01-01",
      gross: "150.00",
      cost: "50.00",
      margin: "100.00",
      revenue: "55.00",
    });
  });

  test("instants fall on the day of the plan's time zone", async () => {
    const csv =
      "customer,date,amount\nA,2025-12-31T15:59:59Z,1.00\nB,2025-12-31T16:00:00Z,1.00\nC,20260103,1.00\nD,2026年1月4日,1.00";
    expect((await backtestOf(csv, plan)).read()).toMatchObject({ from: "2025-12-31", to: "2026-01-04" });
  });

  test("a share as cost is rounded down, and a currency without decimals takes none", async () => {
    const csv = "customer,date,amount\nA,2026-01-01,999\n";
    const { read } = await backtestOf(csv, plan, ["--currency", "JPY", "--cost-rate", "0.3335"]);
    expect(read()).toMatchObject({ currency: "JPY", gross: "999", cost: "333", margin: "666" });
  });

  test("bad rows are left out when asked to, and told", async () => {
    const csv = "customer,date,amount\nA,2026-01-01,10.00\nB,tomorrow,10.00\nC,2026-01-02,10.00\n";
    const { ran, read } = await backtestOf(csv, plan, ["--skip-bad"]);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('row 3, date: is "tomorrow"');
    expect(read()).toMatchObject({ orders: 2, input: { rows: 3, skipped: 1 } });
  });

  test("an order that the plan refuses is listed with its row and the kernel's code", async () => {
    const csv = "customer,date,amount\nA,2026-01-01,10.00\n";
    const { read } = await backtestOf(csv, plan, ["--cost-rate", "0.71"]);
    expect(read()).toMatchObject({ orders: 0, gross: "0.00", refused: [{ row: 2, code: "margin_exceeded" }] });
  });

  test("another encoding, from standard input", async () => {
    const head = Buffer.from("customer,date,amount\n");
    const file = join(folder, "gb.csv");
    writeFileSync(file, Buffer.concat([head, Buffer.from([0xbb, 0xd4]), Buffer.from(",2026-01-01,10.00\n")]));
    const args = ["backtest", "--plan", "appreciation", "--out", join(folder, "out"), "--lang", "en"];
    expect((await run([...args, "--orders", file, "--encoding", "gb18030"])).out).toContain("1 orders, 1 members");
    const piped = await run([...args, "--orders", "-"], "customer,date,amount\nA,2026-01-01,10.00\n");
    expect(piped).toMatchObject({ code: 0, err: "" });
  });
});

/** Where the CDNOW history lies on this machine: 69,659 real orders, which do not come with the repository. */
const real = process.env["PERENNIAL_CDNOW"] ?? "";

describe.skipIf(!existsSync(real))("CDNOW, skipped unless PERENNIAL_CDNOW names its file", () => {
  test("runs through and stays within its bounds", { timeout: 300_000 }, async () => {
    const args = [
      "--plan",
      "appreciation",
      "--orders",
      real,
      "--currency",
      "USD",
      "--out",
      join(folder, "cdnow"),
      "--json",
    ];
    const ran = await run(["backtest", ...args]);
    const summary = summarySchema.parse(JSON.parse(ran.out));
    expect(summary).toMatchObject({
      orders: 69_659,
      zeroOrders: 80,
      members: 23_570,
      from: "1997-01-01",
      to: "1998-06-30",
      gross: "2500315.63",
      refused: [],
    });
    expect(summary.days).toHaveLength(546);
    expect(summary.bounds.every(({ within }) => within !== false)).toBe(true);
    expect(cents(summary.pools["profit"]?.in ?? "")).toBe(
      cents(summary.pools["profit"]?.out ?? "") + cents(summary.pools["profit"]?.left ?? ""),
    );
  });
});
