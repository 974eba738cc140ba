// A journal of three kinds of mechanism, kept row by row with a snapshot after each, and an audit of it that may be tampered with.
import { createHash } from "node:crypto";
import type { AuditReport, AuditRow } from "../../src/audit/auditor.js";
import { Auditor } from "../../src/audit/auditor.js";
import { chainHash, GENESIS } from "../../src/ledger/chain.js";
import { recordEntry } from "../../src/ledger/render.js";
import type { Plan } from "../../src/plan/compile.js";
import { readPlan } from "../../src/plan/compile.js";
import { Programme } from "../../src/programme.js";
import type { Changes } from "../../src/store/store.js";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export function plan(): Plan {
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

export const at = (day: number): string => `2026-01-0${day}T12:00:00+08:00`;

export function events(): Record<string, unknown>[] {
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

export const kept = keep();
export const last = kept.rows.length;
export const head = kept.rows.at(-1)?.hash ?? "";

/** The report on these rows. `from`: behind which entry it begins, at the snapshot that was kept there. */
export function audit(
  rows: readonly AuditRow[],
  end: Partial<{ seq: number; head: string; state: Changes }> = {},
  from = 0,
): AuditReport {
  const begin = kept.snapshots[from];
  if (!begin) throw new Error("no such snapshot");
  const programme = from === 0 ? Programme.start(plan()) : Programme.restore([begin.state]);
  const auditor = new Auditor({ programme, head: begin.head }, sha256);
  for (const row of rows) if (row.entry.seq > from || from === 0) auditor.row(row);
  const state = Programme.restore([end.state ?? kept.state]);
  return auditor.end({ seq: end.seq ?? last, head: end.head ?? head, state });
}

/** The row of that number, changed. */
export const changed = (seq: number, change: (row: AuditRow) => AuditRow): AuditRow[] =>
  kept.rows.map((row) => (row.entry.seq === seq ? change(row) : row));

export const withAmount = (row: AuditRow, amount: string): AuditRow => ({
  ...row,
  entry: {
    ...row.entry,
    postings: row.entry.postings.map((each, index) => (index === 0 ? { ...each, amount } : each)),
  },
});
