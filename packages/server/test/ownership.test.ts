// Two servers on one PostgreSQL: each programme has one writer, requests reach it through either, another takes over within seconds
// when it is gone, and one that was only asleep can't write any more.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import { openDatabase } from "../src/database/open.js";
import { Chance } from "../src/demo/chance.js";
import { SqlStore } from "../src/store/sql-store.js";
import { audit } from "./support/audit.js";
import { Crowd } from "./support/crowd.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { join, order } from "./support/plan.js";
import { freePort } from "./support/postgres.js";
import { newShop, serve, submission, take } from "./support/serving.js";
import { bundleServer, end } from "./support/server-process.js";
import type { Spawned, SpawnServer } from "./support/server-process.js";

const LEASE_MS = 1_200;

describe("two servers on one PostgreSQL", () => {
  const folder = mkdtempSync(joinPath(tmpdir(), "perennial-two-"));
  let bench: Bench;
  let url: string;
  let spawnServer: SpawnServer;
  let key: string;
  let crowd: Crowd;
  const ports: number[] = [];
  const servers: Spawned[] = [];

  const origin = (index: number): string => `http://127.0.0.1:${ports[index] ?? 0}`;
  const start = async (index: number): Promise<void> => {
    const port = (ports[index] ??= await freePort());
    const server = spawnServer({ port, folder, databaseUrl: url, leaseMs: LEASE_MS });
    servers[index] = server;
    await server.serving;
  };
  const processOf = (index: number): Spawned["server"] => {
    const spawned = servers[index];
    if (!spawned) throw new Error(`server ${index} was not started`);
    return spawned.server;
  };
  const ask = async (
    index: number,
    path: string,
    more: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> =>
    fetch(`${origin(index)}/api/v1${path}`, {
      ...more,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...more.headers },
    });
  const post = async (index: number, body: object): Promise<Response> =>
    ask(index, "/programmes/shop/events", { method: "POST", body: JSON.stringify(body) });
  const ownerOf = async (): Promise<string> => {
    const database = await openDatabase({ url }, () => undefined);
    const [shop] = await new SqlStore(database).list();
    await database.close();
    return shop?.held?.address ?? "";
  };

  beforeAll(async () => {
    spawnServer = await bundleServer("two");
    bench = await postgresBench();
    const place = await bench.place();
    url = "url" in place ? place.url : "";
    await start(0);
    await start(1);
    key = readFileSync(joinPath(folder, "operator.key"), "utf8").trim();
    crowd = new Crowd([origin(0), origin(1)], key, new Chance(5));
  });
  afterAll(async () => {
    for (const { server } of servers) {
      server.kill("SIGCONT");
      await end(server, "SIGKILL");
    }
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("requests reach the owner through either, with the caller's own rights", async () => {
    await crowd.join();
    expect(await ownerOf()).toBe(origin(0));
    const written = await post(1, order("via", "m1", "10.00", 1));
    expect(written.status).toBe(201);
    const wallet = async (index: number): Promise<string> => (await ask(index, "/programmes/shop/holders/m1")).text();
    expect(await wallet(1)).toBe(await wallet(0));
    const list = (await (await ask(1, "/programmes")).json()) as { programmes: { id: string }[] };
    expect(list.programmes.map(({ id }) => id)).toEqual(["shop"]);
    expect((await ask(1, "/ready")).status).toBe(200);
    expect((await ask(1, "/programmes/shop", { headers: { authorization: "" } })).status).toBe(401);
    expect((await ask(1, "/programmes/nothing")).status).toBe(404);
    // Refusals come back as they are.
    expect((await post(1, order("via", "m1", "11.00", 1))).status).toBe(409);
  });

  test("a request is passed on once", async () => {
    const answer = await ask(1, "/programmes/shop", { headers: { "x-perennial-passed-on": "1" } });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  });

  test("an owner that is killed under load is replaced, and nothing answered is lost", async () => {
    crowd.begin(8);
    await crowd.progress(150);
    await end(processOf(0), "SIGKILL");
    await crowd.progress(150);
    expect(await ownerOf()).toBe(origin(1));
    await start(0);
    await crowd.progress(50);
    await crowd.end();
  });

  test("an owner that was stopped beyond its lease can't write when it wakes up", async () => {
    crowd.begin(8);
    await crowd.progress(100);
    processOf(1).kill("SIGSTOP");
    await crowd.progress(100);
    expect(await ownerOf()).toBe(origin(0));
    processOf(1).kill("SIGCONT");
    await crowd.progress(200);
    await crowd.end();
    expect(await ownerOf()).toBe(origin(0));
    // It has noticed, and passes requests on.
    expect((await post(1, order("late", "m2", "10.00", 1))).status).toBe(201);
  });

  test("an owner that is ended gives its programmes up at once, answers what it took, and turns away the rest", async () => {
    crowd.begin(8);
    await crowd.progress(50);
    await end(processOf(0), "SIGTERM");
    expect(processOf(0).exitCode).toBe(0);
    await crowd.progress(100);
    await crowd.end();
    expect(await ownerOf()).toBe(origin(1));
  });

  test("after all that, every answered event is there once, and the books are right", async () => {
    await end(processOf(1), "SIGTERM");
    const database = await openDatabase({ url }, () => undefined);
    const store = new SqlStore(database);
    const found = await audit(store, await take(store, "auditor"));
    await database.close();
    expect(crowd.doubled).toEqual([]);
    expect(found.broken).toEqual([]);
    expect(found.restored).toEqual(found.replayed);
    const seqs = new Map(found.events);
    expect(seqs.size).toBe(found.events.length);
    expect([...crowd.accepted].filter(([id, seq]) => seqs.get(id) !== seq)).toEqual([]);
  });
});

describe("two that both believe they own a programme", () => {
  let bench: Bench;
  let database: Database;
  beforeAll(async () => {
    bench = await postgresBench();
    database = await bench.open();
  });
  afterAll(async () => {
    await database.close();
    await bench.stop();
  });

  test("only the one with the highest epoch writes, whatever order they come in", async () => {
    const { store, lease } = await newShop(database);
    const first = await serve(store, lease);
    await first.sequencer.submit([submission(join("ann", 1))]);
    const second = await serve(store, await take(store, "one"));
    const orders = (name: string) =>
      Array.from({ length: 40 }, async (_, index) => {
        const served = name === "first" ? first : second;
        const event = submission(order(`${name}${index}`, "ann", "10.00", 1));
        const [result] = await served.sequencer.submit([event]);
        return result?.status;
      });
    const [left, right] = await Promise.all([
      Promise.allSettled(orders("first")),
      Promise.allSettled(orders("second")),
    ]);
    expect(left.filter(({ status }) => status === "fulfilled")).toEqual([]);
    expect(right.filter((each) => each.status === "fulfilled" && each.value === "accepted")).toHaveLength(40);
    await expect(first.checkpoint(true)).rejects.toThrow(/^(?:stale_lease|unavailable): /);
    const found = await audit(store, second.lease);
    expect(found.broken).toEqual([]);
    expect(found.events.map(([id]) => id).filter((id) => id.startsWith("order:first"))).toEqual([]);
  });
});
