// The server is killed at random moments under a burst of orders. What it answered is in the journal, once; wallets are what the
// journal says; sending everything again changes nothing. One file for each database, so that they run side by side.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Programme } from "@perennial/kernel";
import { openDatabase } from "../../src/database/open.js";
import { Chance } from "../../src/demo/chance.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { audit } from "./audit.js";
import { endDuringCloses } from "./long-close.js";
import { slowPlan } from "./slow-plan.js";
import { Town } from "./burst.js";
import type { Bench } from "./databases.js";
import { freePort } from "./postgres.js";
import { take } from "./serving.js";
import { bundleServer, end } from "./server-process.js";
import type { ServerSettings, SpawnServer } from "./server-process.js";

/** Five deaths under load and one at the start; more on demand. */
const ROUNDS = Number(process.env["KILL_ROUNDS"] ?? 6);
const CLIENTS = 12;
/** So few postings fill a part of a close that every close of the slow programme has several. */
const CLOSE_PART = 300;
/** A server is killed when it has answered at most so many events of the burst. */
const MOST_ANSWERS = 200;

/** The whole suite on one database; `seed` decides what is sent and when the server dies. */
export function killSuite(start: () => Promise<Bench>, seed: number): void {
  const folder = mkdtempSync(join(tmpdir(), "perennial-kill-"));
  let bench: Bench;
  let settings: ServerSettings;
  let spawnServer: SpawnServer;

  beforeAll(async () => {
    spawnServer = await bundleServer(`kill-${seed}`);
    bench = await start();
    const place = await bench.place();
    if ("folder" in place) cpSync(place.folder, folder, { recursive: true });
    settings = {
      port: await freePort(),
      folder,
      closePart: CLOSE_PART,
      ...("url" in place && { databaseUrl: place.url }),
    };
  });
  afterAll(async () => {
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`${ROUNDS} times, nothing answered is lost and nothing counts twice`, { timeout: 600_000 }, async () => {
    const chance = new Chance(seed);
    const origin = `http://127.0.0.1:${settings.port}`;
    let town: Town | undefined;

    for (let round = 0; round < ROUNDS; round++) {
      const { server, serving } = spawnServer(settings);
      if (round % 6 === 3) {
        // Now and then it does not even get to serve.
        await delay(chance.below(600));
        await end(server, "SIGKILL");
        continue;
      }
      await serving;
      town ??= new Town(origin, readFileSync(join(folder, "operator.key"), "utf8").trim(), chance);
      if (round === 0) await town.post(town.joiners(), true);
      const day = 1 + Math.floor(round / 3);
      await town.post([...town.ledger.open.values()], true);
      const burst = town.burst(CLIENTS, day);
      await town.answered(chance.below(MOST_ANSWERS), 5_000);
      await delay(chance.below(10));
      await end(server, "SIGKILL");
      await burst;
    }
    if (!town) throw new Error("no round was run");
    const { accepted, open } = town.ledger;
    expect(accepted.size).toBeGreaterThan(ROUNDS * 10);

    const { server, serving } = spawnServer(settings);
    await serving;
    const unanswered = [...open.values()];
    const late = await town.again(unanswered);
    const again = await town.again([...accepted.values()].map(({ body }) => body));
    expect(again.filter(({ status }) => status !== "repeated")).toEqual([]);
    expect(again.map(({ id, seq }) => [id, seq])).toEqual([...accepted].map(([id, { seq }]) => [id, seq]));
    await end(server, "SIGTERM");

    const database = await openDatabase(
      settings.databaseUrl === undefined ? { folder } : { url: settings.databaseUrl },
      () => undefined,
    );
    const store = new SqlStore(database);
    const found = await audit(store, await take(store, "auditor"));
    await database.close();
    expect(found.broken).toEqual([]);
    expect(found.restored).toEqual(found.replayed);
    const seqs = new Map(found.events);
    expect(seqs.size).toBe(found.events.length);
    for (const [id, { seq }] of accepted) expect([id, seqs.get(id)]).toEqual([id, seq]);
    for (const { id, status } of late) expect([id, seqs.has(id)]).toEqual([id, status !== "refused"]);
  });

  test(
    "in the middle of long closes, they go on where they stood, to the last unit",
    { timeout: 300_000 },
    async () => {
      const open = async () =>
        openDatabase(settings.databaseUrl === undefined ? { folder } : { url: settings.databaseUrl }, () => undefined);
      const before = await open();
      const redo = Programme.start(slowPlan(), { tracking: true }).store.takeRedo();
      await new SqlStore(before).create({ id: "slow", mode: "sandbox", status: "ready", redo });
      await before.close();
      const stoodAt = await endDuringCloses(spawnServer, settings, new Chance(seed));
      const after = await open();
      const store = new SqlStore(after);
      const lease = await store.acquire("slow", "auditor", 60_000);
      if (!("epoch" in lease)) throw new Error(`held by ${lease.owner}`);
      const found = await audit(store, lease, slowPlan());
      await after.close();
      expect(found.broken).toEqual([]);
      expect(found.restored).toEqual(found.replayed);
      expect(found.events.at(-1)?.[0]).toBe("late");
      // Two deaths at least came between two steps, and none began anew.
      expect(stoodAt.filter((day) => day > "2026-01-02").length).toBeGreaterThan(1);
      expect(stoodAt).toEqual(stoodAt.toSorted());
    },
  );
}
