// The journal's rows of the first schema, which stand in full, are brought along word for word; new rows go on behind them in short.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import type { EntryText } from "@perennial/kernel";
import { chainHash, GENESIS, Programme, recordEntry, renderEntry } from "@perennial/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { binaryNumbers, binaryTexts } from "../src/database/arrays.js";
import type { Database } from "../src/database/database.js";
import { migrate } from "../src/database/migrate.js";
import { openPglite } from "../src/database/pglite.js";
import { bodyHash, sha256 } from "../src/programmes/body-hash.js";
import { Reports } from "../src/store/reports.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Body } from "./support/plan.js";
import { order, someEvents, testPlan } from "./support/plan.js";
import { serve, submission, take } from "./support/serving.js";

const folder = mkdtempSync(path(tmpdir(), "perennial-journal-"));
let database: Database;
beforeAll(async () => {
  database = await openPglite(folder);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A programme as a server of the first schema left it: rows in full, the state in its redo. */
async function firstSchema(events: readonly Body[]): Promise<EntryText[]> {
  await migrate(database, "0001_journal");
  const programme = Programme.start(testPlan(), { tracking: true });
  const made = events.flatMap((body) => {
    const { ok, entries } = programme.apply(body);
    const own = ok ? entries.at(-1) : undefined;
    return entries.map((entry) => ({ entry: renderEntry(programme, entry), body: entry === own ? body : undefined }));
  });
  let head = GENESIS;
  await sql`insert into programme (programme_id, mode, head, seq) values ('shop', 'sandbox', '\\x${sql.raw(GENESIS)}', 0)`.execute(
    database.query,
  );
  for (const { entry, body } of made) {
    const before = head;
    head = chainHash(before, entry, sha256);
    const { postings } = entry;
    const list = (of: (posting: EntryText["postings"][number]) => string): string[] => postings.map(of);
    await sql`insert into journal (programme_id, seq, event_id, body_hash, type, at, day, event, debits, credits, assets, amounts, whys,
        notes, standing, before, hash)
      values ('shop', ${entry.seq}, ${body ? entry.id : null}, decode(${body ? bodyHash(body) : null}, 'hex'), ${entry.type}, ${entry.at},
        ${entry.at.slice(0, 10)}, ${body ? JSON.stringify(body) : null}::json, ${list(({ debit }) => debit)}::text[],
        ${list(({ credit }) => credit)}::text[], ${list(({ asset }) => asset)}::text[], ${list(({ amount }) => amount)}::text[]::numeric[],
        ${JSON.stringify(postings.map(({ why }) => why))}::json, ${JSON.stringify(entry.notes)}::json,
        ${body ? null : "{}"}::json, decode(${before}, 'hex'), decode(${head}, 'hex'))`.execute(database.query);
  }
  await sql`update programme set seq = ${made.length}, head = decode(${head}, 'hex')`.execute(database.query);
  await sql`insert into checkpoint (programme_id) values ('shop')`.execute(database.query);
  await sql`insert into projection (programme_id, name) values ('shop', 'lists')`.execute(database.query);
  await sql`insert into redo (programme_id, seq, changes)
    values ('shop', ${made.length}, ${JSON.stringify(programme.store.takeChanges())}::json)`.execute(database.query);
  return made.map(({ entry }) => entry);
}

describe("a journal of the first schema", () => {
  test("reads the same after the migration, and goes on", async () => {
    const before = await firstSchema(someEvents(5));
    await migrate(database);
    const store = new SqlStore(database);
    const reports = new Reports(database);
    for (const entry of before)
      expect(JSON.stringify((await reports.entry("shop", entry.seq))?.entry)).toBe(JSON.stringify(entry));
    const served = await serve(store, await take(store, "one"));
    const [again, repeated, more] = await served.sequencer.submit(
      [{ ...order("a1", "ann", "1.00", 1) }, order("a1", "ann", "120.00", 1), order("new", "ann", "7.70", 5)].map(
        submission,
      ),
    );
    expect([again, repeated]).toMatchObject([{ status: "refused", code: "event_conflict" }, { status: "repeated" }]);
    if (more?.status !== "accepted") throw new Error(JSON.stringify(more));
    let head = GENESIS;
    const rows = await store.journal("shop", 0, 1_000);
    for (const row of rows) {
      expect([row.before, row.hash]).toEqual([head, chainHash(head, row.entry, sha256)]);
      head = row.hash;
    }
    expect(rows).toHaveLength(before.length + 1);
    expect(rows.at(-1)?.entry).toEqual(recordEntry(served.programme, more.entry));
    expect(rows[0]?.event?.body).toEqual(someEvents(1)[0]);
    while ((await served.project()) > 0);
    const lines = await reports.lines("shop", "ann", [1_000, 0, 0], 100);
    expect(lines.length).toBeGreaterThan(5);
    const seen = before.flatMap(({ seq, postings }) => postings.map(({ why }, line) => ({ seq, line, why })));
    for (const { seq, line, why } of lines) if (seq <= before.length) expect(seen).toContainEqual({ seq, line, why });
  });
});

describe("arrays in binary", () => {
  test("hold nulls, all of Unicode, and every safe integer", () => {
    expect(binaryTexts([]).toString("hex")).toBe("000000000000000100000019");
    expect(binaryTexts(["é", null, ""]).toString("hex")).toBe(
      "000000010000000100000019" + "00000003" + "00000001" + "00000002c3a9" + "ffffffff" + "00000000",
    );
    const numbers = [0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 32, -(2 ** 32) - 1];
    const written = binaryNumbers([...numbers, null]);
    const read = numbers.map((_, index) => Number(written.readBigInt64BE(20 + index * 12 + 4)));
    expect(read).toEqual(numbers);
    expect(written.readInt32BE(written.length - 4)).toBe(-1);
  });
});
