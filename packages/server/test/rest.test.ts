// Programmes that nobody asks for leave memory and come back when somebody does, on a real PostgreSQL: nothing is lost, also while requests race
// with their leaving, and whoever asks any server of the database gets them.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Programme, readPlan } from "@perennial/kernel";
import { auditSource } from "../src/audit/audit.js";
import { databaseSource } from "../src/audit/source.js";
import type { Database } from "../src/database/database.js";
import { Chance } from "../src/demo/chance.js";
import { silent } from "../src/programmes/log.js";
import type { RestOptions } from "../src/programmes/rest.js";
import { restOf } from "../src/programmes/rest.js";
import { Programmes } from "../src/programmes/programmes.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import type { Desk } from "./support/http.js";
import { openDesk } from "./support/http.js";
import { join, order, planDocument, testPlan } from "./support/plan.js";
import { submission } from "./support/serving.js";

const ROUNDS = 12;

describe("at rest", () => {
  let bench: Bench;
  const desks: Desk[] = [];
  const servers: Programmes[] = [];

  beforeAll(async () => void (bench = await postgresBench()));
  afterAll(async () => {
    for (const desk of desks) await desk.stop();
    for (const server of servers) await server.stop();
    await bench.stop();
  });

  const opened = async (rest: RestOptions, database?: Database): Promise<Desk> => {
    const desk = await openDesk(bench, { rest }, database ?? (await bench.open()));
    desks.push(desk);
    return desk;
  };
  const server = async (database: Database, owner: string, rest: RestOptions): Promise<Programmes> => {
    const programmes = new Programmes(new SqlStore(database), { owner, log: silent, rest, leaseMs: 1_000 });
    servers.push(programmes);
    await programmes.start();
    return programmes;
  };
  const gone = async (programmes: Programmes, id: string): Promise<void> => {
    while (programmes.get(id)) await delay(10);
  };
  const isRight = async (database: Database, id: string): Promise<string[]> => {
    const source = await databaseSource(database, new SqlStore(database), id);
    if (!source) throw new Error("no such programme");
    const { findings } = await auditSource(source);
    expect(findings).toEqual([]);
    const ids: string[] = [];
    for await (const rows of source.rows(0)) for (const { event, entry } of rows) if (event) ids.push(entry.id);
    return ids;
  };

  test("one that nobody asks for leaves memory, and is whole when it comes back", async () => {
    const desk = await opened({ idleMs: 60 });
    const { programmes } = desk;
    const key = await desk.key(["events:write", "programme:read", "holders:read"], "shop");
    const events = [join("ann", 1), order("a", "ann", "120.00", 1)];
    const posted = await desk.send("POST", "/api/v1/programmes/shop/events", { key, body: events });
    expect(posted.status).toBe(200);
    const wallet = async (): Promise<string> =>
      (await desk.send("GET", "/api/v1/programmes/shop/holders/ann", { key })).text();
    const before = await wallet();
    await gone(programmes, "shop");
    // Nobody has it, the list and the probe know it all the same, and neither wakes it.
    const list: unknown = await (await desk.send("GET", "/api/v1/programmes", { key })).json();
    expect(list).toMatchObject({ programmes: [{ id: "shop", title: planDocument.title, mode: "sandbox" }] });
    expect((await desk.send("GET", "/api/v1/ready")).status).toBe(200);
    const [row] = (await programmes.store.list()).filter(({ id }) => id === "shop");
    expect(row).toMatchObject({ resting: true, seq: 2 });
    expect(row?.held).toBeUndefined();
    expect(programmes.get("shop")).toBeUndefined();
    // Many at once: one loads, all are answered.
    const answers = await Promise.all(Array.from({ length: 8 }, async () => wallet()));
    expect(new Set(answers)).toEqual(new Set([before]));
    const next = await desk.send("POST", "/api/v1/programmes/shop/events", {
      key,
      body: order("b", "ann", "80.00", 1),
    });
    expect(await next.json()).toMatchObject({ status: "accepted", seq: 3 });
    await isRight(desk.database, "shop");
  });

  test("requests that race with its leaving lose nothing and count once", { timeout: 120_000 }, async () => {
    const desk = await opened({ idleMs: 8 });
    const key = await desk.key(["events:write"], "shop");
    const chance = new Chance(17);
    await desk.send("POST", "/api/v1/programmes/shop/events", { key, body: join("ann", 1) });
    const accepted = new Map<string, number>();
    const post = async (name: string): Promise<void> => {
      const body = order(name, "ann", "10.00", 1);
      for (;;) {
        await delay(chance.below(12));
        const answer = await desk.send("POST", "/api/v1/programmes/shop/events", { key, body });
        if (answer.ok) return void accepted.set(String(body["id"]), ((await answer.json()) as { seq: number }).seq);
        expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
      }
    };
    const { epoch: first } = desk.programmes.need("shop").lease;
    for (let round = 0; round < ROUNDS; round++) {
      // It is on its way out, its lease perhaps not back yet.
      while (desk.programmes.get("shop")) await delay(chance.below(4));
      await Promise.all(Array.from({ length: 5 }, async (_, n) => post(`${round}-${n}`)));
    }
    const last = await desk.programmes.wake("shop");
    // Each time that it came back it had a new epoch.
    expect((last?.lease.epoch ?? 0) - first).toBeGreaterThanOrEqual(ROUNDS);
    expect(accepted.size).toBe(ROUNDS * 5);
    const ids = await isRight(desk.database, "shop");
    expect(ids.toSorted()).toEqual(["join:ann", ...accepted.keys()].toSorted());
  });

  test("under a bound of memory those asked for longest ago leave first, and all stay in reach", async () => {
    const database = await bench.open();
    const programmes = await server(database, "bound", { idleMs: 3_600_000, memoryBytes: 1 });
    const names = ["a", "b", "c", "d"];
    for (const name of names) {
      await programmes.create(name, testPlan(), "sandbox");
      const served = await programmes.wake(name);
      await served?.sequencer.submit([submission(join("ann", 1))]);
    }
    for (const name of ["a", "b", "c"]) await gone(programmes, name);
    expect(programmes.get("d")).toBeDefined();
    // Whoever is in use stays, however long ago it was asked for.
    const back = await programmes.wake("a");
    const done = programmes.use("a");
    await programmes.wake("b");
    await gone(programmes, "d");
    expect(programmes.get("a")).toBe(back);
    done();
    for (const name of names) {
      const served = await programmes.wake(name);
      expect([name, served?.programme.seq]).toEqual([name, 1]);
    }
  });

  test("another server takes one at rest as soon as it is asked, and one that must come back does", async () => {
    const database = await bench.open();
    const one = await server(database, "one", { idleMs: 50 });
    await one.create("shop", testPlan(), "sandbox");
    await one.need("shop").sequencer.submit([submission(join("ann", 1))]);
    const rests = async (): Promise<boolean> => (await one.store.list()).some(({ resting }) => resting);
    while (!(await rests())) await delay(10);
    const two = await server(database, "two", { idleMs: 3_600_000 });
    expect(two.get("shop")).toBeUndefined();
    expect((await two.wake("shop"))?.programme.seq).toBe(1);
    expect((await one.elsewhere("shop"))?.owner).toBe("two");
    await one.stop();
    await two.stop();
    // Laid down for a moment only: whoever is there takes it then without being asked.
    const lease = await two.store.acquire("shop", "three", 60_000);
    if (!("epoch" in lease)) throw new Error("held");
    await two.store.release(lease, 300);
    const four = await server(database, "four", { idleMs: 3_600_000 });
    while (!four.get("shop")) await delay(20);
    await isRight(database, "shop");
  });

  test("a live programme rests until its open day is over where it is, others for good", () => {
    for (const [timezone, end] of [
      ["Asia/Shanghai", "2026-01-01T16:00:00Z"],
      ["America/St_Johns", "2026-01-02T03:30:00Z"],
    ] as const) {
      const read = readPlan({ ...planDocument, timezone });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const programme = Programme.start(read.plan);
      expect(restOf("live", programme, Date.parse(end))).toBe(Number.POSITIVE_INFINITY);
      programme.apply({ ...join("ann", 1), at: "2026-01-01T06:00:00Z" });
      const now = Date.parse("2026-01-01T08:15:30.250Z");
      expect(now + restOf("live", programme, now)).toBe(Date.parse(end));
      expect(restOf("live", programme, Date.parse(end))).toBe(0);
      expect(restOf("sandbox", programme, Date.parse(end))).toBe(Number.POSITIVE_INFINITY);
    }
  });
});
