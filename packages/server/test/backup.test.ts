// Backups that come back: PostgreSQL dumped while its server works and restored elsewhere, a data folder copied. What comes back passes the
// audit, knows what was answered, and goes on.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { auditSource } from "../src/audit/audit.js";
import { databaseSource } from "../src/audit/source.js";
import { openDatabase } from "../src/database/open.js";
import type { DatabasePlace } from "../src/database/database.js";
import { SqlStore } from "../src/store/sql-store.js";
import { newDatabase, pgliteBench } from "./support/databases.js";
import { order, someEvents } from "./support/plan.js";
import { startPostgres } from "./support/postgres.js";
import { newShop, serve, submission, take } from "./support/serving.js";

const DAYS = 6;
const events = someEvents(DAYS).map(submission);
const scratch = mkdtempSync(join(tmpdir(), "perennial-backup-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Whatever was answered when the backup was made is there, and the programme goes on. */
async function comesBack(place: DatabasePlace): Promise<void> {
  const database = await openDatabase(place, () => undefined);
  const store = new SqlStore(database);
  const source = await databaseSource(database, store, "shop");
  if (!source) throw new Error("the programme is gone");
  expect(await auditSource(source)).toMatchObject({ ok: true, compared: true });
  const served = await serve(store, await take(store, "one"));
  const again = await served.sequencer.submit(events);
  expect(again.filter(({ status }) => status !== "repeated")).toEqual([]);
  const [next] = await served.sequencer.submit([submission(order("after", "ann", "10.00", DAYS))]);
  expect(next).toMatchObject({ status: "accepted" });
  while ((await served.project()) > 0);
  await served.checkpoint(true);
  await database.close();
}

/** A PostgreSQL of the system that has the programs for dumps beside it; the one that the tests bring has none. */
function withDump(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(root, version))
    .find((folder) =>
      ["postgres", "initdb", "pg_dump", "pg_restore"].every((name) => existsSync(join(folder, "bin", name))),
    );
}

describe("a backup", () => {
  const bin = withDump();

  test.skipIf(bin === undefined)("of PostgreSQL, made while the server works", async () => {
    const postgres = await startPostgres({ bin: bin ?? "" });
    try {
      const url = await newDatabase(postgres, "shop");
      const database = await openDatabase({ url }, () => undefined);
      const { store, lease } = await newShop(database);
      const served = await serve(store, lease);
      await served.sequencer.submit(events.slice(0, 10));
      await served.checkpoint(true);
      await served.sequencer.submit(events.slice(10));
      const busy = Promise.all(
        Array.from({ length: 200 }, async (_, index) =>
          served.sequencer.submit([submission(order(`busy${index}`, "ben", "3.00", DAYS))]),
        ),
      );
      const dump = join(scratch, "perennial.dump");
      const dumped = spawnSync(join(bin ?? "", "bin/pg_dump"), ["--format=custom", `--file=${dump}`, url], {
        encoding: "utf8",
      });
      expect([dumped.status, dumped.stderr]).toEqual([0, ""]);
      await busy;
      await database.close();
      const restored = await newDatabase(postgres, "restored");
      const back = spawnSync(join(bin ?? "", "bin/pg_restore"), [`--dbname=${restored}`, dump], { encoding: "utf8" });
      expect([back.status, back.stderr]).toEqual([0, ""]);
      await comesBack({ url: restored });
    } finally {
      await postgres.stop();
    }
  });

  test("of a data folder, copied while its server is stopped", async () => {
    const bench = pgliteBench();
    const place = await bench.place();
    const database = await openDatabase(place, () => undefined);
    const { store, lease } = await newShop(database);
    const served = await serve(store, lease);
    await served.sequencer.submit(events);
    await database.close();
    const copy = join(scratch, "copy");
    if ("folder" in place) cpSync(place.folder, copy, { recursive: true });
    await bench.stop();
    await comesBack({ folder: copy });
  });
});
