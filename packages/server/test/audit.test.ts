// The audit on real databases, tampered with by SQL as an administrator could: what was done is found and named. Files and snapshots
// give the same answer, proofs hold offline, and a server that is at work is not disturbed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { AuditReport } from "@perennial/kernel";
import { wrongWithConsistency, wrongWithInclusion } from "@perennial/kernel";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditSource } from "../src/audit/audit.js";
import { sha256Bytes } from "../src/audit/byte-digest.js";
import { fileSource, journalLines, readSnapshot, snapshotLines } from "../src/audit/file.js";
import type { JournalSource } from "../src/audit/source.js";
import { databaseSource } from "../src/audit/source.js";
import { Tree } from "../src/audit/tree.js";
import type { Database } from "../src/database/database.js";
import { sha256 } from "../src/programmes/body-hash.js";
import type { Served } from "../src/programmes/served.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { order, someEvents } from "./support/plan.js";
import { newShop, serve, submission } from "./support/serving.js";

const DAYS = 12;
/** A statement that changes a text in the body of an event and nothing else. */
const body = (seq: number, from: string, to: string): string =>
  `update journal set event = replace(event::text, '${from}', '${to}')::json where seq = ${seq}`;
const digests = { text: sha256, bytes: sha256Bytes };

describe("an audit", () => {
  const folder = mkdtempSync(joinPath(tmpdir(), "perennial-audit-"));
  let bench: Bench;
  let database: Database;
  let store: SqlStore;
  let served: Served;

  const sourceOf = async (): Promise<JournalSource> => {
    // A reader that has kept nothing.
    const source = await databaseSource(database, new SqlStore(database), "shop");
    if (!source) throw new Error("no such programme");
    return source;
  };
  const audit = async (): Promise<AuditReport> => auditSource(await sourceOf());
  /** Does something by hand, audits, and puts everything back. */
  const tampered = async (...statements: string[]): Promise<AuditReport["findings"]> => {
    const source = await sourceOf();
    const tables = ["journal", "journal_form", "state_wallet", "state_order_settled"];
    const { head } = await database.query.selectFrom("programme").select("head").executeTakeFirstOrThrow();
    for (const table of tables) await sql.raw(`create table kept_${table} as table ${table}`).execute(database.query);
    for (const statement of statements) await sql.raw(statement).execute(database.query);
    const { findings, ok } = await audit();
    await database.query.updateTable("programme").set({ head }).execute();
    for (const table of tables) {
      await sql.raw(`delete from ${table}`).execute(database.query);
      await sql.raw(`insert into ${table} select * from kept_${table}`).execute(database.query);
      await sql.raw(`drop table kept_${table}`).execute(database.query);
    }
    expect(ok).toBe(false);
    expect((await auditSource(source)).ok).toBe(true);
    return findings;
  };

  beforeAll(async () => {
    bench = await postgresBench();
    database = await bench.open();
    const shop = await newShop(database);
    store = shop.store;
    served = await serve(store, shop.lease);
    const events = someEvents(DAYS).map(submission);
    await served.sequencer.submit(events.slice(0, 20));
    await served.checkpoint(true);
    await served.sequencer.submit(events.slice(20));
  });
  afterAll(async () => {
    await database.close();
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("passes what is right, while the server is at work", async () => {
    const report = await audit();
    expect(report).toMatchObject({ ok: true, wrong: 0, compared: true, entries: served.programme.seq, from: 0 });
    const [after] = await served.sequencer.submit([submission(order("still", "ann", "1.00", DAYS))]);
    expect(after).toMatchObject({ status: "accepted" });
    await served.checkpoint(true);
    expect((await audit()).ok).toBe(true);
  });

  test.each([
    ["one hash", "update journal set hash = decode(repeat('ab', 32), 'hex') where seq = 5", ["hash", 5]],
    ["a type", "update journal set type = 'order.refunded' where seq = 4", ["hash", 4]],
    ["a time", "update journal set at = '2026-01-01T12:00:01+08:00' where seq = 4", ["hash", 4]],
    ["an entry taken out", "delete from journal where seq = 7", ["order", 7]],
    ["the first entry taken out", "delete from journal where seq = 1", ["order", 1]],
    ["the last entry taken off", "delete from journal where seq = (select max(seq) from journal)", ["order"]],
    ["the head", "update programme set head = decode(repeat('ab', 32), 'hex')", ["chain"]],
    ["a form", "update journal_form set shape = replace(shape::text, 'profit', 'loss')::json", ["hash", 3]],
    ["an amount in the body of an event", body(3, '"120.00"', '"121.00"'), ["replay", 3]],
    ["a buyer in the body of an event", body(3, '"ann"', '"ben"'), ["hash", 3]],
    // Its own entry says nothing of it: the first one that rests on it does.
    [
      "who brought a member",
      "update journal set event = (event::jsonb - 'referrer')::json where seq = 2",
      ["replay", 4],
    ],
    [
      "what no entry says",
      `update journal set event = regexp_replace(event::text, '}$', ',"region":"441300"}')::json where seq = 3`,
      ["state"],
    ],
    ["a balance", "update state_wallet set free = free + 1 where row = 0", ["balance"]],
    ["an order", "update state_order_settled set gross = gross + 1 where row = 0", ["state"]],
  ])("finds %s", async (_, statement, [check, seq]) => {
    const [first] = await tampered(statement);
    expect(first).toMatchObject({ check, ...(seq !== undefined && { seq }) });
  });

  test("finds one amount, by its hash, its replay and its balance", async () => {
    // 36.00 in minor units, as the journal writes it in short.
    const statement = `update journal set postings = replace(postings::text, ',3600', ',3601')::json where seq = 3`;
    const findings = await tampered(statement);
    expect(findings.map(({ check, place }) => [check, place])).toContainEqual(["hash", "order:a1"]);
    expect(findings.map(({ check, place }) => [check, place])).toContainEqual(["replay", "order:a1"]);
  });

  test("finds two entries in the place of each other", async () => {
    const [first] = await tampered(
      "update journal set seq = 900 where seq = 3",
      "update journal set seq = 3 where seq = 4",
      "update journal set seq = 4 where seq = 900",
    );
    expect(first).toMatchObject({ seq: 3 });
  });

  test("finds an entry put in at the end", async () => {
    const findings = await tampered(
      `create table one as select * from journal where seq = 4`,
      `update one set seq = (select max(seq) + 1 from journal), event_id = 'gift'`,
      `insert into journal select * from one`,
      `drop table one`,
    );
    expect(findings.map(({ check }) => check)).toContain("order");
    expect(findings[0]).toMatchObject({ place: "gift" });
  });

  test("a file says the same, and a cut-off file is refused", async () => {
    const path = joinPath(folder, "journal.jsonl");
    const lines: string[] = [];
    for await (const line of journalLines(await sourceOf(), () => undefined)) lines.push(line);
    writeFileSync(path, lines.join(""));
    expect(await auditSource(await fileSource(path))).toEqual(await audit());
    writeFileSync(path, lines.slice(0, -3).join(""));
    await expect(fileSource(path)).rejects.toThrow("unreadable_file");
    const changed = lines.map((line) => line.replace('"amount":"36.00"', '"amount":"36.01"'));
    writeFileSync(path, changed.join(""));
    const { findings } = await auditSource(await fileSource(path));
    expect(findings[0]).toMatchObject({ check: "hash", seq: 3 });
  });

  test("begins at a snapshot, and comes to the same state", async () => {
    const source = await sourceOf();
    const path = joinPath(folder, "snapshot.jsonl");
    const { seq, head } = source.end;
    writeFileSync(path, [...snapshotLines({ programme: "shop", seq, head, state: source.state })].join(""));
    await served.sequencer.submit([submission(order("later", "ben", "33.00", DAYS))]);
    const report = await auditSource(await sourceOf(), { from: await readSnapshot(path) });
    expect(report).toMatchObject({ ok: true, from: seq, entries: 1, compared: true });
    await sql`update journal set at = '2026-01-12T12:00:01+08:00' where seq = ${seq + 1}`.execute(database.query);
    const { findings } = await auditSource(await sourceOf(), { from: await readSnapshot(path) });
    expect(findings[0]).toMatchObject({ check: "hash", seq: seq + 1 });
    await sql`update journal set at = '2026-01-12T12:00:00+08:00' where seq = ${seq + 1}`.execute(database.query);
  });

  test("the tree has a root for each closed day; proofs hold offline, and each root continues the one before", async () => {
    const tree = new Tree(database, store);
    const many = Array.from({ length: 600 }, (_, index) =>
      submission(order(`t${index}`, "ann", "1.00", DAYS + (index % 300 === 299 ? 1 : 0))),
    );
    await served.sequencer.submit(many.slice(0, 599));
    const committed = served.sequencer.committedSeq;
    while (await tree.grow("shop", committed));
    const days = await tree.days("shop");
    expect(days.length).toBe(DAYS);
    for (const { day, size, root } of days) {
      const proof = await tree.inclusion("shop", Math.max(1, size - 2), { size, day });
      if (!proof) throw new Error("no proof");
      expect([day, wrongWithInclusion(proof, digests, root)]).toEqual([day, undefined]);
      const wrong = { ...proof, entry: { ...proof.entry, type: "adjusted" } };
      expect(wrongWithInclusion(wrong, digests, root)).toBeTypeOf("string");
    }
    for (const [index, later] of days.entries()) {
      const earlier = days[index - 1];
      if (!earlier) continue;
      const { path } = await tree.consistency("shop", earlier.size, later.size);
      expect(wrongWithConsistency(earlier, later, path, sha256Bytes)).toBeUndefined();
    }
    // With tiles, without, and after they were made anew.
    const size = committed;
    const proof = await tree.inclusion("shop", 3, { size });
    if (!proof) throw new Error("no proof");
    expect(wrongWithInclusion(proof, digests)).toBeUndefined();
    await tree.drop("shop");
    await expect(tree.inclusion("shop", 3, { size })).rejects.toThrow("still to be made");
    while (await tree.grow("shop", committed));
    expect(await tree.inclusion("shop", 3, { size })).toEqual(proof);
    expect(await tree.days("shop")).toEqual(days);
    expect(await tree.inclusion("shop", 0, { size })).toBeUndefined();
    expect(await tree.inclusion("shop", size + 1, { size })).toBeUndefined();
  });
});
