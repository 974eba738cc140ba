// Statements of a month against the ledger, on a real PostgreSQL: whatever happened, opening and movements are the closing, one month's closing
// is the next one's opening, and the last closing is what the ledger holds and is owed.
import type { HolderLine, MonthStatement } from "@perennial/api";
import { CASH, formatAmount, parseAmount, readPlan, Programme } from "@perennial/kernel";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import type { Served } from "../src/programmes/served.js";
import { monthCsv } from "../src/statements/month-csv.js";
import type { StatementParts } from "../src/statements/month.js";
import { monthsOf, statementOf } from "../src/statements/month.js";
import { Reports } from "../src/store/reports.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import type { Body } from "./support/plan.js";
import { serve, submission } from "./support/serving.js";

const read = readPlan({
  plan: "statements",
  version: 1,
  title: { zh: "对账", en: "Statements" },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: {
    points: { scale: 4 },
    voucher: { scale: 2, expires: 20, transferable: true, spend: { settle: "merchant" } },
  },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "0.70",
      initialPrice: "1",
      retention: "0.20",
      exit: { multiple: "1.1", scope: "lot" },
      sell: {},
    },
    { kind: "grant", id: "direct", on: "order", to: "referrer", asset: "cash", rate: "0.20", of: "gross" },
    { kind: "grant", id: "gift", on: "order", to: "buyer", asset: "voucher", rate: "0.10", of: "gross" },
    { kind: "transfer", asset: "voucher" },
    { kind: "withdraw", fee: "0.01", review: "20.00" },
  ],
});
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const { plan } = read;

const HOLDERS = ["ann", "ben", "cleo"] as const;
const DAYS = 100;

let bench: Bench;
let database: Database;
beforeAll(async () => {
  bench = await postgresBench();
  database = await bench.open();
});
afterAll(async () => {
  await database.close();
  await bench.stop();
});

const at = (day: number): string => new Date(Date.UTC(2026, 0, 10 + day, 4)).toISOString();

/** Something that somebody does; what the ledger refuses does not happen. */
const deed = fc.record({
  day: fc.integer({ min: 0, max: DAYS }),
  who: fc.constantFrom(...HOLDERS),
  other: fc.constantFrom(...HOLDERS),
  what: fc.constantFrom("order", "order", "refund", "sell", "hand", "withdraw", "decide", "adjust"),
  cents: fc.integer({ min: 1, max: 50_000 }),
  number: fc.nat(20),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

function bodyOf({ day, who, other, what, cents, number }: Deed, index: number): Body {
  const frame = { id: `deed:${index}`, at: at(day) };
  const sum = formatAmount(cents, 2);
  if (what === "order") return { ...frame, type: "order.settled", order: `o${index}`, buyer: who, gross: sum };
  if (what === "refund")
    return { ...frame, type: "order.refunded", order: `o${number}`, gross: formatAmount(Math.ceil(cents / 10), 2) };
  if (what === "sell")
    return { ...frame, type: "asset.sold", holder: who, asset: "points", quantity: formatAmount(cents, 4) };
  if (what === "hand")
    return { ...frame, type: "asset.transferred", from: who, to: other, asset: "voucher", quantity: sum };
  if (what === "withdraw") return { ...frame, type: "cash.withdrawn", holder: who, amount: sum };
  if (what === "decide")
    return { ...frame, type: number % 2 ? "withdrawal.approved" : "withdrawal.refused", withdrawal: `deed:${number}` };
  return { ...frame, type: "adjusted", holder: who, asset: "voucher", quantity: sum, reason: "gift" };
}

let made = 0;

/** A programme of its own with this history, and its lists as far as they are. */
async function happened(deeds: readonly Deed[]): Promise<{ parts: StatementParts; served: Served }> {
  made += 1;
  const id = `statements-${made}`;
  const store = new SqlStore(database);
  const begun = Programme.start(plan, { tracking: true });
  await store.create({ id, mode: "sandbox", status: "ready", redo: begun.store.takeChanges() });
  const lease = await store.acquire(id, "one", 60_000);
  if (!("epoch" in lease)) throw new Error("held");
  const served = await serve(store, lease);
  const joined = HOLDERS.map((member, index) => ({
    id: `join:${member}`,
    at: at(0),
    type: "member.joined",
    member,
    ...(index > 0 && { referrer: HOLDERS[index - 1] }),
  }));
  const bodies = deeds.toSorted((a, b) => a.day - b.day).map(bodyOf);
  await served.sequencer.submit([...joined, ...bodies].map(submission));
  while ((await served.project()) > 0);
  return { parts: { database, reports: new Reports(database), programme: served.programme, id }, served };
}

const minor = (text: string, scale: number): number => {
  const value = parseAmount(text, scale, text.startsWith("-") ? "signed" : "unsigned");
  return typeof value === "number" ? value : Number.NaN;
};

/** What is wrong with a holder's statements, month by month. */
async function wrongWith(parts: StatementParts, holder: string): Promise<string[]> {
  const { programme } = parts;
  const { months } = await monthsOf(parts, holder);
  const wrong: string[] = [];
  const last = new Map<string, { closing: string; owed: string }>();
  for (const { month } of months.toReversed()) {
    const { assets } = await statementOf(parts, holder, month);
    for (const { asset, opening, closing, owed, ...moved } of assets) {
      const scale = programme.scale(programme.asset(asset));
      const before = last.get(asset) ?? { closing: formatAmount(0, scale), owed: formatAmount(0, scale) };
      if (opening !== before.closing || owed.opening !== before.owed)
        wrong.push(`${month} ${asset} opens with ${opening}`);
      const sum = [...moved.in, ...moved.out].reduce((total, { amount }) => total + minor(amount, scale), 0);
      if (minor(opening, scale) + sum !== minor(closing, scale)) wrong.push(`${month} ${asset} does not add up`);
      if (
        moved.in.some(({ amount }) => amount.startsWith("-")) ||
        moved.out.some(({ amount }) => !amount.startsWith("-"))
      )
        wrong.push(`${month} ${asset} has a movement on the wrong side`);
      last.set(asset, { closing, owed: owed.closing });
    }
    const left = [...last.keys()].filter((asset) => !assets.some((each) => each.asset === asset));
    for (const asset of left) if (/[1-9]/.test(last.get(asset)?.closing ?? "")) wrong.push(`${month} forgets ${asset}`);
  }
  const row = programme.holders.find(holder) ?? -1;
  for (let asset = 0; asset < programme.ledger.assets.length; asset++) {
    const name = asset === CASH ? "cash" : programme.ledger.assets.cells.name.get(asset);
    const scale = programme.scale(asset);
    const held = { closing: programme.ledger.stored(row, asset), owed: programme.ledger.owed(row, asset) };
    const stated = last.get(name) ?? { closing: "0", owed: "0" };
    if (minor(stated.closing, scale) !== held.closing || minor(stated.owed, scale) !== held.owed)
      wrong.push(`${name} ends with ${JSON.stringify(stated)}, the ledger has ${JSON.stringify(held)}`);
  }
  return wrong;
}

test("opening and movements are the closing, and the last closing is the ledger's", async () => {
  let [owed, lapsed] = [0, 0];
  const history = fc.array(deed, { minLength: 30, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(history, async (deeds) => {
      const { parts, served } = await happened(deeds);
      for (const holder of HOLDERS) {
        expect(await wrongWith(parts, holder)).toEqual([]);
        const { months } = await monthsOf(parts, holder);
        const all = await Promise.all(months.map(async ({ month }) => statementOf(parts, holder, month)));
        const assets = all.flatMap((statement) => statement.assets);
        owed += assets.filter((asset) => /[1-9]/.test(asset.owed.closing)).length;
        lapsed += assets.flatMap((asset) => asset.out).filter(({ rule }) => rule === "expired").length;
      }
      served.sequencer.stop(new Error("done"));
    }),
    { numRuns: 12, seed: 20_260_301 },
  );
  // The histories did hold what is hard.
  expect([owed > 0, lapsed > 0]).toEqual([true, true]);
});

test("entries belong to the month of the day that was open; the file has every line and ends with the same balance", async () => {
  const buy = (day: number, cents: number): Deed => ({
    day,
    who: "ben",
    other: "ann",
    what: "order",
    cents,
    number: 0,
  });
  const { parts } = await happened([buy(21, 10_000), buy(22, 20_000), buy(40, 30_000)]);
  const { months } = await monthsOf(parts, "ann");
  expect(months).toEqual([
    { month: "2026-02", isClosed: false },
    { month: "2026-01", isClosed: true },
  ]);
  const cashOf = ({ assets }: MonthStatement) => assets.find(({ asset }) => asset === "cash");
  const [february, january] = await Promise.all(months.map(async ({ month }) => statementOf(parts, "ann", month)));
  expect(january && cashOf(january)).toMatchObject({ opening: "0.00", closing: "20.00" });
  expect(february && cashOf(february)).toMatchObject({
    opening: "20.00",
    in: [{ mechanism: "direct", type: "order.settled", amount: "100.00", count: 2 }],
    out: [],
    closing: "120.00",
  });
  const { rows } = { rows: await parts.reports.lines(parts.id, "ann", [Number.MAX_SAFE_INTEGER, 0, 0], 100) };
  const csv = await monthCsv(parts, "ann", "2026-02");
  const lines = csv.trim().split("\r\n");
  const inFebruary = rows.filter((line: HolderLine) => line.at > "2026-02");
  expect(lines).toHaveLength(1 + 1 + inFebruary.length + 1);
  expect(lines[0]).toContain("time,entry,type,asset,account,amount,balance");
  expect(lines.at(1)).toBe(",,opening,cash,,,20.00,期初,opening");
  expect(lines.at(-1)).toBe(",,closing,cash,,,120.00,期末,closing");
});

test("a month whose end the lists have not reached is not told yet", async () => {
  const buy = (day: number): Deed => ({ day, who: "ben", other: "ann", what: "order", cents: 10_000, number: 0 });
  const { parts } = await happened([buy(1), buy(40)]);
  await database.query.updateTable("projection").set({ seq: 3 }).where("programme_id", "=", parts.id).execute();
  await expect(statementOf(parts, "ann", "2026-01")).rejects.toThrow("the lists have not come as far");
});
