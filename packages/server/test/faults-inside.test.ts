// Faults from inside and around one server: an event on which the kernel fails, a clock that jumps, a disk that is full.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditSource } from "../src/audit/audit.js";
import { databaseSource } from "../src/audit/source.js";
import type { Database } from "../src/database/database.js";
import { Chance } from "../src/demo/chance.js";
import { silent } from "../src/programmes/log.js";
import { Programmes } from "../src/programmes/programmes.js";
import { closeDays } from "../src/programmes/scheduler.js";
import type { Served } from "../src/programmes/served.js";
import { SqlStore } from "../src/store/sql-store.js";
import { Crowd } from "./support/crowd.js";
import type { Bench } from "./support/databases.js";
import { newDatabase, pgliteBench } from "./support/databases.js";
import { join as joins, noon, order, testPlan } from "./support/plan.js";
import { freePort, startPostgres } from "./support/postgres.js";
import { bundleServer, end } from "./support/server-process.js";
import { submission } from "./support/serving.js";
import { judge } from "./support/verdict.js";

describe("one server", () => {
  let bench: Bench;
  let database: Database;
  let programmes: Programmes;

  beforeAll(async () => {
    bench = pgliteBench();
    database = await bench.open();
    programmes = new Programmes(new SqlStore(database), {
      owner: "one",
      log: silent,
      // Its own clock stands still: the tests say what time it is.
      now: () => Date.parse(noon(1)),
    });
    await programmes.start();
  });
  afterAll(async () => {
    await programmes.stop();
    await database.close();
    await bench.stop();
  });

  const create = async (id: string): Promise<Served> => {
    await programmes.create(id, testPlan(), "live");
    const served = programmes.need(id);
    await served.sequencer.submit([submission(joins("ann", 1)), submission(joins("ben", 1, "ann"))]);
    return served;
  };
  /** The programme in new memory. */
  const reloaded = async (before: Served): Promise<Served> => {
    for (;;) {
      const now = programmes.get(before.id);
      if (now && now !== before) return now;
      await delay(5);
    }
  };
  const isRight = async (id: string): Promise<void> => {
    const source = await databaseSource(database, new SqlStore(database), id);
    if (!source) throw new Error("no such programme");
    expect((await auditSource(source)).findings).toEqual([]);
  };

  test("a poisoned event is named, the others of its batch hold, and memory is made anew", async () => {
    const served = await create("poisoned");
    const { ledger } = served.programme;
    const post = ledger.post.bind(ledger);
    // In the middle of an order, when some of it is booked already.
    ledger.post = (debit, credit, asset, amount, why) => {
      if (amount === 66_600) throw new Error("poisoned");
      post(debit, credit, asset, amount, why);
    };
    const events = [order("1", "ben", "10.00", 1), order("2", "ben", "2220.00", 1), order("3", "ben", "30.00", 1)];
    const results = await served.sequencer.submit(events.map(submission));
    expect(results.map((result) => [result.status, result.status === "refused" ? result.code : ""])).toEqual([
      ["accepted", ""],
      ["refused", "event_failed"],
      ["accepted", ""],
    ]);
    const anew = await reloaded(served);
    // Sent again it is not tried again, though this memory would take it.
    const again = await anew.sequencer.submit(events.map(submission));
    expect(again.map(({ status }) => status)).toEqual(["repeated", "refused", "repeated"]);
    expect(programmes.get("poisoned")).toBe(anew);
    await isRight("poisoned");
  });

  test("one that leaves memory in doubt drops its batch, and not the next", async () => {
    const served = await create("doubtful");
    const { applier } = served.sequencer;
    const apply = applier.apply.bind(applier);
    applier.apply = (submitted, rows) => {
      const entry = apply(submitted, []);
      if (submitted.body["id"] === "order:2") throw new Error("poisoned after the fact");
      return entry instanceof Error ? entry : apply(submitted, rows);
    };
    const events = [order("2", "ben", "20.00", 1), order("3", "ben", "30.00", 1)];
    await expect(served.sequencer.submit(events.map(submission))).rejects.toThrow("loaded again");
    const anew = await reloaded(served);
    const again = await anew.sequencer.submit(events.map(submission));
    expect(again.map(({ status }) => status)).toEqual(["refused", "accepted"]);
    await isRight("doubtful");
  });

  test("a clock that jumps closes days at most, never opens one again", async () => {
    const served = await create("clocks");
    const day = 86_400_000;
    const begin = Date.parse(noon(1));
    const days = [0, 3, -400, 3, 2, 5, -1, 80_000, 6].map((ahead) => begin + ahead * day);
    let latest = 0;
    for (const now of days) {
      await closeDays(served, now);
      expect(served.programme.today).toBeGreaterThanOrEqual(latest);
      latest = served.programme.today;
    }
    expect(latest).toBe(Math.floor(begin / day) + 6);
    const [late, next] = await served.sequencer.submit([
      submission(order("late", "ann", "10.00", 2)),
      submission(order("next", "ann", "10.00", 7)),
    ]);
    expect(late).toMatchObject({ status: "refused", code: "day_closed" });
    expect(next).toMatchObject({ status: "accepted" });
    await isRight("clocks");
  });
});

/**
 * A small disk of its own, when this user may mount one. Only a disk that is truly full makes the system say so at each
 * place where PostgreSQL writes; limits on a file's size or a quota say something else. Root may mount; for anybody else the test
 * is left out, and says so, since nothing short of a mount shows what it asks.
 */
function smallDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "perennial-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]).status === 0;
  if (mounted) {
    chmodSync(folder, 0o755);
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}

describe("a disk that is full", () => {
  test("answers nothing that it can't keep, and goes on when there is room", { timeout: 120_000 }, async (context) => {
    const disk = smallDisk(160);
    // The one thing here that asks a right of the user: without it nothing else is like a disk that is full, and what can't be shown must not fail. As root it runs.
    if (disk === undefined) return context.skip("this user may not mount a small disk");
    const folder = mkdtempSync(join(tmpdir(), "perennial-full-"));
    const postgres = await startPostgres({ parent: disk });
    const url = await newDatabase(postgres, "small_disk");
    const spawnServer = await bundleServer("full");
    const port = await freePort();
    const { server, serving } = spawnServer({ port, folder, databaseUrl: url, leaseMs: 1_000 });
    try {
      await serving;
      const key = readFileSync(join(folder, "operator.key"), "utf8").trim();
      const crowd = new Crowd([`http://127.0.0.1:${port}`], key, new Chance(31));
      await crowd.join();
      crowd.begin(6);
      await crowd.progress(100);
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(join(disk, "ballast"), Buffer.alloc(Math.max(0, bavail * bsize - 400_000)));
      while (crowd.unanswered < 30) await delay(20);
      rmSync(join(disk, "ballast"));
      // Out of room for its log PostgreSQL ends itself: whoever runs it starts it again.
      await postgres.restart();
      await crowd.progress(100);
      await crowd.end();
      await end(server, "SIGTERM");
      await judge({ url }, crowd, { "a disk full": 1 });
    } finally {
      await end(server, "SIGKILL");
      await postgres.stop();
      spawnSync("umount", [disk]);
      for (const path of [disk, folder]) rmSync(path, { recursive: true, force: true });
    }
    return undefined;
  });
});
