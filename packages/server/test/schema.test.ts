// The schema that the migrations make is the committed one, on both databases. After a migration: UPDATE_SCHEMA=1 npm test -- server
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import { migrate } from "../src/database/migrate.js";
import { BENCHES } from "./support/databases.js";
import type { Bench } from "./support/databases.js";
import { schemaDump } from "./support/schema-dump.js";

const file = new URL("../schema.sql", import.meta.url);
const HEAD =
  "-- What the migrations make, read back from the database. Written by test/schema.test.ts; do not edit.\n\n";

describe.each(BENCHES)("the schema on $kind", ({ kind, start }) => {
  let bench: Bench;
  let database: Database;

  beforeAll(async () => {
    bench = await start();
    database = await bench.open();
  });
  afterAll(async () => {
    await database.close();
    await bench.stop();
  });

  test("is the committed one", async () => {
    const dump = HEAD + (await schemaDump(database));
    if (process.env["UPDATE_SCHEMA"] !== undefined && kind === "postgres") writeFileSync(file, dump);
    expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(dump);
  });

  // Whoever signs in belongs to no programme.
  test("each primary key but a person's begins with programme_id", async () => {
    const { rows } = await sql<{ table: string; first: string }>`
      select c.relname as table, a.attname as first from pg_index x join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where x.indisprimary and n.nspname = 'public' and c.relname not like 'kysely%'
        and c.relname not like 'person%'`.execute(database.query);
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(({ first }) => first !== "programme_id")).toEqual([]);
  });

  test("migrating again changes nothing", async () => {
    const before = await schemaDump(database);
    await migrate(database);
    expect(await schemaDump(database)).toBe(before);
  });
});
