// The thread behind the writer, as it is compiled, on a real PostgreSQL: its steps are those of the store and the tree, an error of one
// is the caller's, and nothing of it is left afterwards.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Tree } from "../src/audit/tree.js";
import type { Behind } from "../src/behind/behind.js";
import { openBehind } from "../src/behind/behind.js";
import type { Database } from "../src/database/database.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { join, order } from "./support/plan.js";
import { newShop, serve, submission } from "./support/serving.js";

const script = fileURLToPath(new URL("../dist/behind/thread.js", import.meta.url));

let bench: Bench;
let database: Database;
let behind: Behind;
const logged: unknown[] = [];
const log = { warn: (what: object) => logged.push(what), error: (what: object) => logged.push(what) };
let before = 0;

beforeAll(async () => {
  bench = await postgresBench();
  const place = await bench.place();
  database = await bench.open(place);
  const store = new SqlStore(database);
  behind = openBehind(place, { store, tree: new Tree(database, store) }, log, script);
});
afterAll(async () => {
  await database.close();
  await bench.stop();
});

const connections = async (): Promise<number> => {
  const { rows } = await sql<{ pid: number }>`
    select distinct client_port as pid from pg_stat_activity where datname = current_database() and application_name <> ''`.execute(
    database.query,
  );
  return rows.length;
};

test("lists and tiles come from the thread, step by step", async () => {
  const { store, lease } = await newShop(database);
  const served = await serve(store, lease);
  const orders = Array.from({ length: 300 }, (_, index) => order(`o${index}`, "m1", "100.00", 1));
  const results = await served.sequencer.submit([join("m1", 1), ...orders].map(submission));
  expect(results.filter(({ status }) => status !== "accepted")).toEqual([]);
  before = await connections();
  expect([await behind.project("shop", 200), await behind.project("shop", 200)]).toEqual([200, 301]);
  expect(await behind.grow("shop", 301)).toBe(false);
  expect(await connections()).toBeGreaterThan(before);
  const { rows } = await sql<{ lists: number; tiles: number }>`
    select (select seq::integer from projection where name = 'lists') as lists,
      (select count(*)::integer from journal_tile) as tiles`.execute(database.query);
  expect(rows).toEqual([{ lists: 301, tiles: 1 }]);
});

test("several steps go at once, and one that fails fails alone", async () => {
  const outcomes = await Promise.allSettled([
    behind.project("shop", 10),
    behind.project("none", 10),
    behind.grow("shop", 301),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(outcomes[1]).toMatchObject({ reason: { message: "unknown_programme: there is no programme none" } });
});

test("at the end its connections are closed", async () => {
  await behind.close();
  await expect.poll(connections).toBeLessThanOrEqual(before);
  expect(logged).toEqual([]);
});

test("a thread that can't be loaded fails its steps, and the next step tries anew", async () => {
  const folder = await mkdtemp(resolve(tmpdir(), "behind-"));
  const broken = resolve(folder, "thread.mjs");
  await writeFile(broken, "import 'nowhere-to-be-found';");
  const errors: unknown[] = [];
  const store = new SqlStore(database);
  const other = openBehind(
    { url: "postgres://127.0.0.1:1/none" },
    { store, tree: new Tree(database, store) },
    { warn: (what: object) => errors.push(what), error: (what: object) => errors.push(what) },
    broken,
  );
  const steps = await Promise.allSettled([other.project("shop", 10), other.grow("shop", 10)]);
  expect(steps.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(errors).toMatchObject([{ error: { code: "ERR_MODULE_NOT_FOUND" } }]);
  await writeFile(broken, "export const project = ([, most]) => most; export const end = () => undefined;");
  expect(await other.project("shop", 10)).toBe(10);
  await other.close();
  await rm(folder, { recursive: true });
});
