// The rule that lets a cluster spread programmes over nodes: whatever belongs to a programme is found by it. Read from the catalogue, and from
// the statements that the service sends while it works. docs/citus.sql spreads the schema by this rule.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Tree } from "../src/audit/tree.js";
import type { Database, Statement } from "../src/database/database.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Bench } from "./support/databases.js";
import { pgliteBench } from "./support/databases.js";
import { someEvents } from "./support/plan.js";
import { newShop, serve, submission } from "./support/serving.js";

interface Key {
  readonly table: string;
  readonly name: string;
  readonly columns: string[];
}

describe("what belongs to a programme", () => {
  let bench: Bench;
  let database: Database;
  beforeAll(async () => {
    bench = pgliteBench();
    database = await bench.open();
  });
  afterAll(async () => {
    await database.close();
    await bench.stop();
  });

  const OWN = sql`select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'programme_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped`;

  test("has it first in every primary key and unique index", async () => {
    const { rows } = await sql<Key>`
      select t.relname as table, i.relname as name, array_agg(a.attname::text order by k.n) as columns
      from (${OWN}) t join pg_index x on x.indrelid = t.oid and x.indisunique join pg_class i on i.oid = x.indexrelid
      cross join lateral unnest(x.indkey::smallint[]) with ordinality as k (column_number, n)
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.column_number
      group by 1, 2`.execute(database.query);
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter(({ columns }) => columns[0] !== "programme_id")).toEqual([]);
  });

  test("refers to others of its programme alone, or to people", async () => {
    const { rows } = await sql<Key & { refers: string; to: string[]; own: boolean }>`
      select t.relname as table, f.conname as name, r.relname as refers,
        exists (select from (${OWN}) o where o.oid = r.oid) as own,
        (select array_agg(a.attname::text order by k.n) from unnest(f.conkey) with ordinality as k (number, n)
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number) as columns,
        (select array_agg(a.attname::text order by k.n) from unnest(f.confkey) with ordinality as k (number, n)
          join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number) as to
      from (${OWN}) t join pg_constraint f on f.conrelid = t.oid and f.contype = 'f' join pg_class r on r.oid = f.confrelid`.execute(
      database.query,
    );
    expect(rows.length).toBeGreaterThan(1);
    const wrong = rows.filter(
      ({ own, columns, to }) => own && !(columns[0] === "programme_id" && to[0] === "programme_id"),
    );
    expect(wrong).toEqual([]);
    // What is copied to every node may not refer to what lies on one.
    const { rows: back } = await sql`
      select f.conname from pg_constraint f join (${OWN}) r on r.oid = f.confrelid
      where f.contype = 'f' and not exists (select from (${OWN}) t where t.oid = f.conrelid)`.execute(database.query);
    expect(back).toEqual([]);
  });

  test("is asked for by it in every statement of the hot path and behind it", async () => {
    const sent = new Map<string, string>();
    const run = async <Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> => {
      sent.set(statement.name, statement.text);
      return database.run<Row>(statement, values);
    };
    const watched: Database = {
      ...database,
      run,
      behind: { query: database.query, run },
      runInLine: async <Row>(line: string, statement: Statement, values: readonly unknown[]) => {
        sent.set(statement.name, statement.text);
        return database.runInLine<Row>(line, statement, values);
      },
    };
    const { lease } = await newShop(watched);
    const store = new SqlStore(watched);
    const served = await serve(store, lease);
    await served.sequencer.submit(someEvents(4).map(submission));
    await served.checkpoint(true);
    while ((await served.project()) > 0);
    const tree = new Tree(watched, store);
    while (await tree.grow("shop", served.sequencer.committedSeq));
    await tree.inclusion("shop", 3, { size: served.sequencer.committedSeq });
    expect([...sent.keys()]).toEqual(expect.arrayContaining(["known", "commit", "journal", "acquire"]));
    const byProgramme = /programme_id = (?:\$1|any\(\$1)|\(programme_id, [^)]*\) values \(\$1|programme_id\) = \(\$1/;
    const astray = [...sent].filter(([, text]) => !byProgramme.test(text)).map(([name]) => name);
    // Every statement but these names one programme, as its first value.
    expect(astray).toEqual([]);
  });
});
