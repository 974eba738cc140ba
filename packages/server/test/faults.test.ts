// Two servers and their PostgreSQL in a storm: processes killed and stopped, lines cut, silent and slow, while a crowd sends, sends twice
// and out of order. Each kind of fault once; for longer: npm run bench -- faults --minutes 10
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Chance } from "../src/demo/chance.js";
import { Crowd } from "./support/crowd.js";
import { newDatabase } from "./support/databases.js";
import { Line } from "./support/line.js";
import type { Postgres } from "./support/postgres.js";
import { freePort, startPostgres } from "./support/postgres.js";
import type { Spawned, SpawnServer } from "./support/server-process.js";
import { bundleServer, end } from "./support/server-process.js";
import { judge } from "./support/verdict.js";

const LEASE_MS = 1_000;
const CLIENTS = 8;
const minutes = Number(process.env["FAULT_MINUTES"] ?? 0);
const seed = Number(process.env["FAULT_SEED"] ?? 21);

interface Place {
  readonly port: number;
  readonly line: Line;
  spawned?: Spawned;
}

describe("in a storm", () => {
  const folder = mkdtempSync(join(tmpdir(), "perennial-storm-"));
  const chance = new Chance(seed);
  const places: Place[] = [];
  let postgres: Postgres;
  let url: string;
  let spawnServer: SpawnServer;
  let crowd: Crowd;

  const start = async (place: Place): Promise<void> => {
    const through = new URL(url);
    through.port = String(place.line.port);
    place.spawned = spawnServer({ port: place.port, folder, databaseUrl: through.href, leaseMs: LEASE_MS });
    await place.spawned.serving;
  };
  const stop = async ({ spawned }: Place, signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    if (spawned) await end(spawned.server, signal);
  };
  const signal = ({ spawned }: Place, name: NodeJS.Signals): void => void spawned?.server.kill(name);
  const either = (): Place => chance.pick(places);

  /** Each leaves everything running again. */
  const faults: Readonly<Record<string, () => Promise<void>>> = {
    "a server killed": async () => {
      const place = either();
      await stop(place, "SIGKILL");
      await start(place);
    },
    "a server ended": async () => {
      const place = either();
      await stop(place, "SIGTERM");
      await start(place);
    },
    "a server stopped beyond its lease": async () => {
      const place = either();
      signal(place, "SIGSTOP");
      await delay(LEASE_MS * 2);
      signal(place, "SIGCONT");
    },
    "PostgreSQL killed": async () => {
      await postgres.kill("SIGKILL");
      await postgres.restart();
    },
    "a line cut": async () => {
      either().line.cut();
      await Promise.resolve();
    },
    "a line silent beyond the lease": async () => {
      const { line } = either();
      line.silence();
      await delay(LEASE_MS * 3);
      line.mend();
    },
    "a line slow": async () => {
      const { line } = either();
      line.slow(40);
      await delay(LEASE_MS);
      line.mend();
    },
  };

  beforeAll(async () => {
    spawnServer = await bundleServer("storm");
    postgres = await startPostgres();
    url = await newDatabase(postgres, "storm");
    for (let index = 0; index < 2; index++) {
      const place: Place = { port: await freePort(), line: await Line.to(Number(new URL(url).port)) };
      places.push(place);
      await start(place);
    }
    const key = readFileSync(join(folder, "operator.key"), "utf8").trim();
    const origins = places.map(({ port }) => `http://127.0.0.1:${port}`);
    crowd = new Crowd(origins, key, chance);
    await crowd.join();
  });
  afterAll(async () => {
    for (const place of places) {
      signal(place, "SIGCONT");
      await stop(place, "SIGKILL");
      await place.line.close();
    }
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    "nothing answered is lost or counts twice, and the books are right",
    { timeout: 120_000 + minutes * 90_000 },
    async () => {
      const counts = Object.fromEntries(Object.keys(faults).map((name) => [name, 0]));
      const latest = performance.now() + minutes * 60_000;
      crowd.begin(CLIENTS);
      do {
        for (const name of chance.shuffled(Object.keys(faults))) {
          await crowd.progress(40);
          await delay(chance.below(50));
          await faults[name]?.();
          counts[name] = (counts[name] ?? 0) + 1;
          // A fault around a process must not be the end of it.
          const gone = places.filter(
            ({ spawned }) => spawned?.server.exitCode !== null || spawned.server.signalCode !== null,
          );
          expect([name, gone.length]).toEqual([name, 0]);
          // Time passes too: a day now and then.
          if (crowd.day < 28 && chance.happens(40)) crowd.day += 1;
        }
      } while (performance.now() < latest);
      await crowd.progress(40);
      await crowd.end();
      for (const place of places) await stop(place, "SIGTERM");
      await judge({ url }, crowd, counts);
    },
  );
});
