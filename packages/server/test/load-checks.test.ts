// Whatever is changed in what a programme is loaded from is found when it is loaded, and named: every column of every state table, made from
// the kernel's own declarations, the redo, the forms, the head of the journal and the position of the checkpoint.
import type { ColumnKind, RowImage, TableDeclaration } from "@perennial/kernel";
import { Programme } from "@perennial/kernel";
import { CompiledQuery, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import type { SqlStore } from "../src/store/sql-store.js";
import { readState } from "../src/store/state-load.js";
import { tableName, upsert, upsertValues } from "../src/store/state-tables.js";
import type { Lease } from "../src/store/store.js";
import { postgresBench } from "./support/databases.js";
import type { Bench } from "./support/databases.js";
import { order, someEvents } from "./support/plan.js";
import { newShop, serve, submission, tables, take } from "./support/serving.js";

const blankOf = (kind: ColumnKind): number | string => (kind === "text" ? "a" : kind === "wide" ? "0" : 0);

describe("a load", () => {
  let bench: Bench;
  let database: Database;
  let store: SqlStore;
  let lease: Lease;

  beforeAll(async () => {
    bench = await postgresBench();
    database = await bench.open();
    ({ store, lease } = await newShop(database));
    const served = await serve(store, lease);
    await served.sequencer.submit(someEvents(4).map(submission));
    await served.checkpoint(true);
    for (const day of [5, 6, 7]) await served.sequencer.submit([submission(order(`x${day}`, "ann", "10.00", day))]);
    lease = await take(store, "one");
  });
  afterAll(async () => {
    await database.close();
    await bench.stop();
  });

  const wrong = async (): Promise<string> => String((await store.load(lease, tables)).wrong);

  const run = async (statement: string): Promise<void> => void (await sql.raw(statement).execute(database.query));

  /** What a load says of some damage, which is put right again afterwards. */
  const said = async (damage: string, repair: string): Promise<string> => {
    await run(damage);
    const found = await wrong();
    await run(repair);
    return found;
  };

  /** What the columns of a state table are in SQL, its number of the row and its sum among them. */
  const columnsOf = async (declaration: TableDeclaration): Promise<{ name: string; type: string }[]> => {
    const { rows } = await sql<{ name: string; type: string }>`
      select column_name as name, data_type as type from information_schema.columns
      where '"' || table_name || '"' = ${tableName(declaration)} and column_name <> 'programme_id'`.execute(
      database.query,
    );
    return rows;
  };

  test("finds nothing wrong with what was written", async () => {
    expect(await wrong()).toBe("undefined");
    const { parts, lengths } = await store.load(lease, tables);
    expect(Programme.restore(parts).opened).toBe(true);
    expect(lengths["holder"]).toBe(3);
  });

  test("names the row of every cell that is changed, in every table that the kernel declares", async () => {
    const silent: string[] = [];
    const rolledBack = new Error("everything is put back");
    const all = database.query.transaction().execute(async (query) => {
      const inside: Database = {
        ...database,
        query,
        run: async <Row>({ text }: { text: string }, values: readonly unknown[]) =>
          (await query.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows,
      };
      for (const declaration of tables) silent.push(...(await silentCells(inside, declaration)));
      throw rolledBack;
    });
    await expect(all).rejects.toBe(rolledBack);
    expect(silent).toEqual([]);
  });

  /** The columns of a table in which a change is not found when it is read. */
  const silentCells = async (inside: Database, declaration: TableDeclaration): Promise<string[]> => {
    const table = tableName(declaration);
    const run = async (statement: string): Promise<void> => void (await sql.raw(statement).execute(inside.query));
    const found = async (): Promise<string> => String((await readState(inside, "shop", [declaration])).wrong);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(inside.query);
    // A table that this plan leaves empty gets a row for the time being, written as a checkpoint writes it.
    const blank: RowImage = [0, ...Object.values(declaration.columns).map(blankOf)];
    if (rows[0]?.n === 0)
      await inside.run(upsert(declaration), ["shop", lease.epoch, ...upsertValues(inside, declaration, [blank])]);
    expect(await found()).toBe("undefined");
    const silent: string[] = [];
    for (const { name, type } of await columnsOf(declaration)) {
      const other = name === "row" ? `"row" + 700001` : type === "text" ? `"${name}" || 'x'` : `"${name}" + 1`;
      await run(`savepoint whole; update ${table} set "${name}" = ${other} where "row" = 0`);
      const said = await found();
      const row = name === "row" ? 700_001 : 0;
      if (!said.startsWith(`table ${declaration.name}, row ${row}: it is not as it was written`))
        silent.push(`${declaration.name}.${name}: ${said}`);
      await run("rollback to savepoint whole");
    }
    return silent;
  };

  test.each([
    [
      "a head that is another",
      "update programme set head = decode(repeat('ab', 32), 'hex')",
      "update programme set head = (select hash from journal order by seq desc limit 1)",
      "table programme: its head is not the hash of entry",
    ],
    [
      "a last entry that is gone",
      "create table kept as select * from journal order by seq desc limit 1; delete from journal where seq = (select seq from kept)",
      "insert into journal select * from kept; drop table kept",
      "table journal, row 21: it is missing",
    ],
    [
      "an entry behind the head",
      "insert into journal select programme_id, seq + 1, now(), null, null, day, type, at, 'more', null, '{}', postings, notes, null, hash from journal where seq = 21",
      "delete from journal where seq = 22",
      "table journal, row 22: the programme was left at entry 21",
    ],
    [
      "a redo whose text is another",
      "create table kept as select * from redo; update redo set changes = replace(changes::text, '1', '2')::json where seq = (select max(seq) from redo)",
      "delete from redo; insert into redo select * from kept; drop table kept",
      "table redo, row 21: its text is not what was written",
    ],
    [
      "a redo in the middle that is gone",
      "create table kept as select * from redo; delete from redo where seq = (select seq from redo order by seq offset 1 limit 1)",
      "delete from redo; insert into redo select * from kept; drop table kept",
      "table redo, row 21: it follows entry 19, those before it end at 17",
    ],
    [
      "a checkpoint said to stand earlier",
      "update checkpoint set seq = seq - 1",
      "update checkpoint set seq = seq + 1",
      "table redo, row",
    ],
    [
      "a form that is gone",
      "create table kept as select * from journal_form; delete from journal_form where form = 1",
      "delete from journal_form; insert into journal_form select * from kept; drop table kept",
      "table journal_form, row 1: it is missing",
    ],
  ])("names %s", async (_, damage, repair, named) => {
    expect(await said(damage, repair)).toContain(named);
    expect(await wrong()).toBe("undefined");
  });

  test("a programme whose last rows are gone is not served", async () => {
    await run("create table kept as select * from state_reward; delete from state_reward where row > 1");
    await run("create table later as select * from redo; delete from redo");
    await run(
      "update programme set seq = (select seq from checkpoint), head = (select hash from journal j where j.seq = (select seq from checkpoint))",
    );
    await run(
      "create table behind as select * from journal where seq > (select seq from checkpoint); delete from journal where seq > (select seq from checkpoint)",
    );
    await expect(serve(store, lease)).rejects.toThrow("corrupt_state: shop: table reward, row 2: it is missing");
  });
});
