// The auditor on a journal that is right, and on the same one tampered with in every way: what was done is found and named.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditRow } from "../../src/audit/auditor.js";
import { Auditor } from "../../src/audit/auditor.js";
import { balancesText } from "../../src/audit/balances.js";
import { chainHash, GENESIS } from "../../src/ledger/chain.js";
import { recordEntry } from "../../src/ledger/render.js";
import type { Plan } from "../../src/plan/compile.js";
import { readPlan } from "../../src/plan/compile.js";
import { Programme } from "../../src/programme.js";
import type { Changes } from "../../src/store/store.js";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function plan(): Plan {
  const read = readPlan({
    plan: "audited",
    version: 1,
    title: { zh: "审计", en: "Audited" },
    currency: "CNY",
    timezone: "Asia/Shanghai",
    assets: { points: { scale: 4 }, beans: { scale: 0, cap: "1000000", referencePrice: "1" } },
    pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
    mechanisms: [
      {
        kind: "appreciation",
        asset: "points",
        pool: "profit",
        mint: "0.70",
        initialPrice: "1",
        retention: "0.20",
        exit: { multiple: "3", scope: "lot" },
      },
      { kind: "grant", id: "direct", on: "order", to: "referrer", asset: "cash", rate: "0.20", of: "gross" },
      { kind: "grant", id: "beans", on: "order", to: "buyer", asset: "beans", rate: "0.10", of: "gross" },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.plan;
}

const at = (day: number): string => `2026-01-0${day}T12:00:00+08:00`;

function events(): Record<string, unknown>[] {
  const list: Record<string, unknown>[] = [
    { id: "ann", at: at(1), type: "member.joined", member: "ann" },
    { id: "ben", at: at(1), type: "member.joined", member: "ben", referrer: "ann" },
  ];
  for (let day = 1; day <= 5; day++) {
    list.push(
      { id: `a${day}`, at: at(day), type: "order.settled", order: `a${day}`, buyer: "ann", gross: "120.00" },
      { id: `b${day}`, at: at(day), type: "order.settled", order: `b${day}`, buyer: "ben", gross: "80.50" },
      { id: `r${day}`, at: at(day), type: "order.refunded", order: `b${day}`, gross: "10.25" },
      { id: `s${day}`, at: at(day), type: "asset.sold", holder: "ann", asset: "points", quantity: "1.5" },
    );
  }
  return list;
}

interface Kept {
  readonly rows: AuditRow[];
  readonly state: Changes;
  /** state and hash after each entry */
  readonly snapshots: { state: Changes; head: string }[];
}

function keep(): Kept {
  const programme = Programme.start(plan());
  const rows: AuditRow[] = [];
  const snapshots = [{ state: programme.store.dump(), head: GENESIS }];
  for (const body of events()) {
    const outcome = programme.apply(body);
    if (!outcome.ok) throw outcome.refusal;
    for (const entry of outcome.entries) {
      const before = rows.at(-1)?.hash ?? GENESIS;
      const record = recordEntry(programme, entry);
      const own = entry === outcome.entries.at(-1);
      rows.push({ entry: record, before, hash: chainHash(before, record, sha256), ...(own && { event: { body } }) });
      // Between a day that closed and the event that closed it there is no moment to begin at.
      snapshots.push({ state: programme.store.dump(), head: rows.at(-1)?.hash ?? "" });
    }
  }
  return { rows, state: programme.store.dump(), snapshots };
}

const kept = keep();
const last = kept.rows.length;
const head = kept.rows.at(-1)?.hash ?? "";

function audit(rows: readonly AuditRow[], end: Partial<{ seq: number; head: string; state: Changes }> = {}, from = 0) {
  const begin = kept.snapshots[from];
  if (!begin) throw new Error("no such snapshot");
  const programme = from === 0 ? Programme.start(plan()) : Programme.restore([begin.state]);
  const auditor = new Auditor({ programme, head: begin.head }, sha256);
  for (const row of rows) if (row.entry.seq > from || from === 0) auditor.row(row);
  const state = Programme.restore([end.state ?? kept.state]);
  return auditor.end({ seq: end.seq ?? last, head: end.head ?? head, state });
}

/** The row of that number, changed. */
const changed = (seq: number, change: (row: AuditRow) => AuditRow): AuditRow[] =>
  kept.rows.map((row) => (row.entry.seq === seq ? change(row) : row));

const withAmount = (row: AuditRow, amount: string): AuditRow => ({
  ...row,
  entry: {
    ...row.entry,
    postings: row.entry.postings.map((each, index) => (index === 0 ? { ...each, amount } : each)),
  },
});

describe("a journal that is right", () => {
  test("passes, its state too", () => {
    expect(audit(kept.rows)).toEqual({
      ok: true,
      entries: last,
      events: events().length,
      postings: kept.rows.reduce((sum, { entry }) => sum + entry.postings.length, 0),
      from: 0,
      to: last,
      head,
      compared: true,
      findings: [],
      wrong: 0,
    });
  });

  test("comes to the same state from every snapshot between two events", () => {
    const isEvent = (seq: number): boolean => seq === 0 || kept.rows[seq - 1]?.event !== undefined;
    for (let from = 0; from < last; from++)
      if (isEvent(from)) expect([from, audit(kept.rows, {}, from)]).toMatchObject([from, { ok: true, from, to: last }]);
  });

  test("its balances sum to zero for each asset", () => {
    const sums = new Map<string, bigint>();
    for (const { asset, amount } of balancesText(Programme.restore([kept.state]))) {
      const digits = BigInt(amount.replace(".", ""));
      sums.set(asset, (sums.get(asset) ?? 0n) + digits);
    }
    expect([...sums.values()]).toEqual([0n, 0n, 0n]);
  });
});

describe("what was tampered with is found and named", () => {
  const order = 4;

  test("one amount", () => {
    const report = audit(changed(order, (row) => withAmount(row, "36.01")));
    expect(report.findings.map(({ check, seq }) => [check, seq])).toEqual([
      ["hash", order],
      ["replay", order],
      ["balance", last],
    ]);
    expect(report.findings[0]?.place).toBe("b1");
  });

  test("one amount, with every hash after it made anew", () => {
    let before = GENESIS;
    const rows = changed(order, (row) => withAmount(row, "36.01")).map((row) => {
      const hash = chainHash(before, row.entry, sha256);
      const made = { ...row, before, hash };
      before = hash;
      return made;
    });
    const [first] = audit(rows, { head: before }).findings;
    expect(first).toMatchObject({ check: "replay", seq: order, place: "b1" });
  });

  test("one hash", () => {
    const [first, second] = audit(changed(order, (row) => ({ ...row, hash: "ab".repeat(32) }))).findings;
    expect(first).toMatchObject({ check: "hash", seq: order, wrong: `its hash is ${"ab".repeat(32)}` });
    expect(second).toMatchObject({ check: "chain", seq: order + 1 });
  });

  test("an entry taken out", () => {
    const [first, second] = audit(kept.rows.filter(({ entry }) => entry.seq !== order)).findings;
    expect(first).toEqual({
      check: "order",
      seq: order,
      place: "the journal",
      wrong: `entry ${order} is missing`,
      right: `entry ${order} before entry ${order + 1}`,
    });
    expect(second).toMatchObject({ check: "chain", seq: order + 1 });
  });

  test("the last entries taken off", () => {
    const [first] = audit(kept.rows.slice(0, -2)).findings;
    expect(first).toMatchObject({ check: "order", wrong: `it ends with entry ${last - 2}`, right: `entry ${last}` });
  });

  test("two entries in the place of each other", () => {
    const [one, two] = [kept.rows[order - 1], kept.rows[order]];
    if (!one || !two) throw new Error("no such entries");
    const swapped = kept.rows.with(order - 1, { ...two, entry: { ...two.entry, seq: order } });
    const rows = swapped.with(order, { ...one, entry: { ...one.entry, seq: order + 1 } });
    expect(audit(rows).findings[0]).toMatchObject({ check: "chain", seq: order });
    expect(audit(rows).findings[1]).toMatchObject({ check: "hash", seq: order });
  });

  test("an entry put in", () => {
    const one = kept.rows[order - 1];
    if (!one) throw new Error("no such entry");
    const rows = [...kept.rows.slice(0, order), one, ...kept.rows.slice(order)];
    expect(audit(rows).findings[0]).toMatchObject({
      check: "order",
      seq: order,
      wrong: `it comes after entry ${order}`,
    });
  });

  test("an entry put in at the end, rightly chained", () => {
    const entry = { seq: last + 1, type: "adjusted", id: "gift", at: at(5), postings: [], notes: [] };
    const rows = [...kept.rows, { entry, before: head, hash: chainHash(head, entry, sha256) }];
    const checks = audit(rows).findings.map(({ check, seq, place }) => [check, seq, place]);
    expect(checks).toContainEqual(["replay", last + 1, "gift"]);
    expect(checks).toContainEqual(["order", last + 1, "the journal"]);
  });

  test("a balance of the state", () => {
    const wallet = kept.state["wallet"] ?? [];
    const [row] = wallet;
    if (!row) throw new Error("no wallets");
    const state = { ...kept.state, wallet: [row.with(3, Number(row[3]) + 1), ...wallet.slice(1)] };
    const { findings } = audit(kept.rows, { state });
    expect(findings.map(({ check, place }) => [check, place])).toEqual([
      ["balance", "wallet:platform cash"],
      ["state", "wallet[0].free"],
    ]);
  });

  test("any cell of any row of the state", () => {
    const cells = Object.entries(kept.state).flatMap(([table, rows]) =>
      rows.flatMap((row) => row.slice(1).map((_, column) => ({ table, row: Number(row[0]), column: column + 1 }))),
    );
    // A plan that can't be read any more does not get so far as to be compared.
    const readable = cells.filter(({ table, column }) => !(table === "plan_version" && column === 1));
    fc.assert(
      fc.property(fc.constantFrom(...readable), ({ table, row, column }) => {
        const rows = kept.state[table] ?? [];
        const image = rows[row] ?? [];
        const cell = image[column];
        const other = typeof cell === "number" ? cell + 1 : `${cell ?? ""}1`;
        const state = { ...kept.state, [table]: rows.with(row, image.with(column, other)) };
        let found: boolean;
        try {
          found = !audit(kept.rows, { state }).ok;
        } catch {
          // Some states can't even be taken up.
          found = true;
        }
        expect([table, row, column, found]).toEqual([table, row, column, true]);
      }),
      { numRuns: 60 },
    );
  });

  test("any text of any entry", () => {
    const row = fc.integer({ min: 1, max: last });
    const part = fc.constantFrom(
      "type",
      "id",
      "at",
      "debit",
      "credit",
      "asset",
      "amount",
      "mechanism",
      "rule",
      "figure",
    );
    fc.assert(
      fc.property(row, part, (seq, what) => {
        let isChanged = true;
        const rows = changed(seq, (each) => {
          const entry = structuredClone(each.entry);
          const [posting] = entry.postings;
          if (what === "type" || what === "id" || what === "at") entry[what] = `${entry[what]}x`;
          else if (!posting) isChanged = false;
          else if (what === "mechanism" || what === "rule") posting.why[what] = `${posting.why[what]}x`;
          else if (what === "figure") posting.why.figures["x"] = "1";
          else posting[what] = `${posting[what]}1`;
          return { ...each, entry };
        });
        const [first] = audit(rows).findings;
        if (isChanged) expect(first).toMatchObject({ check: "hash", seq });
      }),
      { numRuns: 60 },
    );
  });
});
