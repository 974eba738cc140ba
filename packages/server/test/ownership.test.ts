// Two servers on one PostgreSQL: each programme has one writer, requests reach it through either, another takes over within seconds
// when it is gone, and one that was only asleep can't write any more.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { formatDay } from "@perennial/kernel";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditSource } from "../src/audit/audit.js";
import { databaseSource } from "../src/audit/source.js";
import { Tree } from "../src/audit/tree.js";
import type { Database } from "../src/database/database.js";
import { openDatabase } from "../src/database/open.js";
import { Chance } from "../src/demo/chance.js";
import { Reports } from "../src/store/reports.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Lease, LongBatch } from "../src/store/store.js";
import { audit } from "./support/audit.js";
import { Crowd } from "./support/crowd.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { join, order } from "./support/plan.js";
import { freePort } from "./support/postgres.js";
import { population, slowPlan } from "./support/slow-plan.js";
import { newShop, serve, submission, take } from "./support/serving.js";
import { bundleServer, end } from "./support/server-process.js";
import type { Spawned, SpawnServer } from "./support/server-process.js";

const LEASE_MS = 1_200;

/** A store that lets something happen when three parts of a long commit have been written. */
class Watched extends SqlStore {
  act: () => Promise<void> = async () => Promise.resolve();

  override async commitInParts(lease: Lease, batch: LongBatch): Promise<void> {
    await super.commitInParts(lease, { ...batch, parts: () => this.seen(batch.parts()) });
  }

  private async *seen<Part>(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
    let written = 0;
    for await (const part of parts) {
      if (written === 3) await this.act();
      yield part;
      written += 1;
    }
  }
}

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

describe("owners in one process on PostgreSQL", () => {
  let bench: Bench;
  let database: Database;
  beforeAll(async () => {
    bench = await postgresBench();
  });
  afterAll(async () => bench.stop());
  beforeEach(async () => {
    database = await bench.open();
  });
  afterEach(async () => database.close());

  test("of two that both believe they own a programme only the one with the highest epoch writes, whatever order they come in", async () => {
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

  /** Forty members have bought on the first; every close has several parts. */
  const begun = async () => {
    const store = new Watched(database);
    const { lease } = await newShop(database, slowPlan(), store);
    const served = await serve(store, lease, { closePart: 20 });
    await served.sequencer.submit(population(40).map(submission));
    return { store, lease, served };
  };

  test("a long close keeps its lease meanwhile, is seen whole or not at all, and is one day in the journal, the lists and the audit", async () => {
    const { store, lease, served } = await begun();
    await served.sequencer.submit([submission(join("ben", 2))]);
    const stood = served.sequencer.committedSeq;
    let reading: Promise<string> | undefined;
    store.act = async () => {
      expect(await store.renewAll("one", ["shop"], 60_000)).toEqual(new Map([["shop", lease.epoch]]));
      expect(await store.acquire("shop", "two", 60_000)).toMatchObject({ owner: "one" });
      expect((await store.journal("shop", stood, 10)).length).toBe(0);
      expect(served.lag).toMatchObject({ days: 1, closing: expect.any(Number) as number });
      reading = served.sequencer.read(({ today }) => formatDay(today));
    };
    await served.sequencer.submit([submission(join("carl", 3))]);
    expect(await reading).toBe("2026-01-03");

    const rows = await store.journal("shop", stood, 1_000);
    // A page ends with the first of the long ones.
    expect(rows.map(({ entry }) => entry.type)).toEqual(["day.closing"]);
    while (served.lag.projection > 0) await served.project();
    const days = await new Reports(database).days("shop", undefined, undefined);
    expect(days.map(({ day, standing }) => [day, standing.members])).toEqual([
      ["2026-01-01", 40],
      ["2026-01-02", 41],
    ]);
    const tree = new Tree(database, store);
    while (await tree.grow("shop", served.sequencer.committedSeq));
    expect((await tree.days("shop")).map(({ day }) => day)).toEqual(["2026-01-01", "2026-01-02"]);
    const found = await audit(store, lease, slowPlan());
    expect(found.broken).toEqual([]);
    expect(found.restored).toEqual(found.replayed);
    const source = await databaseSource(database, store, "shop");
    expect(source && (await auditSource(source)).ok).toBe(true);
  });

  test("a long close of somebody who has lost the lease ends with the next part, and leaves nothing", async () => {
    const { store, served } = await begun();
    await served.sequencer.submit([submission(join("ben", 2))]);
    const stood = served.sequencer.committedSeq;
    store.act = async () => void (await store.acquire("shop", "one", 60_000));
    await expect(served.sequencer.submit([submission(join("carl", 3))])).rejects.toThrow("unavailable");
    expect(await store.journal("shop", stood, 10)).toEqual([]);
    expect(await store.list()).toMatchObject([{ seq: stood }]);
    const next = await serve(store, await take(store, "one"), { closePart: 20 });
    store.act = async () => Promise.resolve();
    expect(await next.sequencer.submit([submission(join("carl", 3))])).toMatchObject([{ status: "accepted" }]);
  });

  test("a long close of somebody who has fallen silent is ended by the database", async () => {
    const silence = { name: "silence", text: "show idle_in_transaction_session_timeout" };
    const shown = await database.transact(async (run) =>
      run<{ idle_in_transaction_session_timeout: string }>(silence, []),
    );
    expect(shown).toEqual([{ idle_in_transaction_session_timeout: "10s" }]);
  });
});
