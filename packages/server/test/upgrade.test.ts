// A database of each earlier migration level, with data in it, is brought up to date: nothing is lost, the chain holds, and a replay
// gives what the state tables say. When a level is new: LEVEL=0002_name npx vitest run --project server packages/server/test/upgrade.test.ts
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import { migrate } from "../src/database/migrate.js";
import { openPostgres } from "../src/database/postgres.js";
import { Keys } from "../src/http/principal.js";
import { SqlStore } from "../src/store/sql-store.js";
import { audit } from "./support/audit.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { levelText, loadLevel, rowsOf, someOrders } from "./support/level.js";
import { order, someEvents } from "./support/plan.js";
import { newShop, serve, submission, take } from "./support/serving.js";

const folder = new URL("fixtures/", import.meta.url);
const DAYS = 6;
const levels = readdirSync(folder).filter((name) => name.startsWith("level-"));

describe("an upgrade", () => {
  let bench: Bench;
  beforeAll(async () => void (bench = await postgresBench()));
  afterAll(async () => bench.stop());

  const openEmpty = async (): Promise<Database> => {
    const place = await bench.place();
    return openPostgres("url" in place ? place.url : "", () => undefined);
  };

  test.runIf(process.env["LEVEL"])("writes down what a new level holds", async () => {
    const database = await openEmpty();
    await migrate(database, process.env["LEVEL"] ?? "");
    const { store, lease } = await newShop(database);
    await new Keys(database).create("shop", "till", ["events:write"]);
    const served = await serve(store, lease);
    const events = someEvents(DAYS);
    await served.sequencer.submit(events.slice(0, 9).map(submission));
    await served.checkpoint(true);
    await served.sequencer.submit(events.slice(9).map(submission));
    await served.project();
    await someOrders(database, "shop");
    writeFileSync(new URL(`level-${process.env["LEVEL"]}.sql`, folder), await levelText(database));
    await database.close();
  });

  test.each(levels)("from %s", async (name) => {
    const database = await openEmpty();
    await migrate(database, name.replace(/^level-(.*)\.sql$/, "$1"));
    const text = readFileSync(new URL(name, folder), "utf8");
    await loadLevel(database, text);
    await migrate(database);
    for (const [table, rows] of rowsOf(text)) {
      const { rows: found } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        database.query,
      );
      expect([table, found[0]?.n]).toEqual([table, rows]);
    }

    const store = new SqlStore(database);
    const [shop] = await store.list();
    expect(shop).toMatchObject({ id: "shop", seq: someEvents(DAYS).length + DAYS - 1 });
    const lease = await take(store, "one");
    const served = await serve(store, lease);
    const again = await served.sequencer.submit(someEvents(DAYS).map(submission));
    expect(again.filter(({ status }) => status !== "repeated")).toEqual([]);
    const [further] = await served.sequencer.submit([submission(order("further", "ann", "10.00", DAYS))]);
    expect(further).toMatchObject({ status: "accepted" });
    while ((await served.project()) > 0);
    await served.checkpoint(true);
    const found = await audit(store, lease);
    expect(found.broken).toEqual([]);
    expect(found.restored).toEqual(found.replayed);
    await database.close();
  });

  test("the first level is among them, and one with a mall in it", () => {
    for (const name of ["level-0001_journal.sql", "level-0041_splits.sql"])
      expect(existsSync(fileURLToPath(new URL(name, folder)))).toBe(true);
  });
});
