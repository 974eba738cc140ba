// The demo: the same history from the same seed, nobody refused, and created once however often its creation is killed.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDay, readPlan } from "@perennial/kernel";
import type { Plan } from "@perennial/kernel";
import { demoPlan } from "../src/demo/demo-plan.js";
import { demoHistory } from "../src/demo/history.js";
import type { HistoryOptions } from "../src/demo/history.js";
import { pgliteBench } from "./support/databases.js";
import { freePort } from "./support/postgres.js";
import { testPlan } from "./support/plan.js";
import { bundleServer, end } from "./support/server-process.js";
import type { SpawnServer } from "./support/server-process.js";

const options = (plan: Plan): HistoryOptions => ({
  plan,
  start: parseDay("2026-01-01") ?? 0,
  days: 60,
  seed: 7,
  members: 400,
});
const ofType = (events: readonly object[], type: string): object[] =>
  events.filter((event) => "type" in event && event.type === type);

describe("the history", () => {
  const shipped: unknown = JSON.parse(
    readFileSync(new URL("../../../plans/appreciation/plan.json", import.meta.url), "utf8"),
  );
  const read = readPlan(shipped);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const plan = demoPlan(read.plan.document);
  const events = [...demoHistory(options(plan))];

  test("is the same from the same seed and another from another", () => {
    expect([...demoHistory(options(plan))]).toEqual(events);
    expect([...demoHistory({ ...options(plan), seed: 8 })]).not.toEqual(events);
  });

  test("has the size of a small town, and everything in it fits the demo's plan", () => {
    expect(ofType(events, "member.joined")).toHaveLength(400);
    expect(ofType(events, "merchant.joined")).toHaveLength(12);
    expect(ofType(events, "order.settled").length).toBeGreaterThan(2_700);
    expect(ofType(events, "asset.sold").length).toBeGreaterThan(20);
    expect(ofType(events, "order.refunded").length).toBeGreaterThan(20);
    expect(ofType(events, "day.closed")).toHaveLength(60);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });
});

describe("its creation", () => {
  const bench = pgliteBench();
  const folder = mkdtempSync(join(tmpdir(), "perennial-demo-"));
  let spawnServer: SpawnServer;
  beforeAll(async () => {
    spawnServer = await bundleServer("demo");
    const place = await bench.place();
    if ("folder" in place) cpSync(place.folder, folder, { recursive: true });
  });
  afterAll(async () => {
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is finished by later starts when it is killed, and nothing is there twice", { timeout: 180_000 }, async () => {
    const port = await freePort();
    for (const least of [0, 700, 2_100]) {
      let reached: () => void = () => undefined;
      const there = new Promise<void>((resolve) => (reached = resolve));
      const { server, serving } = spawnServer({ port, folder, demo: true }, (line) => {
        if (Number(/^progress (\d+)$/.exec(line)?.[1] ?? -1) >= least) reached();
      });
      await Promise.race([there, serving]);
      await end(server, "SIGKILL");
    }
    const first = await figures(port);
    expect(await figures(port)).toEqual(first);
    expect(first).toMatchObject({ members: 400, holders: 412, refused: 0 });
    const whole = { ...options(testPlan()), start: parseDay(first.begin ?? "") ?? 0, seed: 20_260_101 };
    // The history, and the one order that the demo's mall has settled.
    expect(first.orders).toBe(ofType([...demoHistory(whole)], "order.settled").length + 1);
  });

  /** Starts, reads, stops in good order. */
  async function figures(port: number) {
    const { server, serving } = spawnServer({ port, folder, demo: true });
    await serving;
    const key = readFileSync(join(folder, "operator.key"), "utf8").trim();
    const get = async <T>(path: string): Promise<T> => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/programmes/demo${path}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      return (await answer.json()) as T;
    };
    type State = { members: number; orders: number; seq: number; gross: string; lag: { projection: number } };
    let state = await get<State>("/state");
    while (state.lag.projection > 0) state = await get<State>("/state");
    const names: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const page = await get<{ holders: { name: string }[]; next: string | null }>(`/holders?limit=200${query}`);
      names.push(...page.holders.map(({ name }) => name));
      cursor = page.next;
    }
    const { days } = await get<{ days: { day: string }[] }>("/series");
    await end(server, "SIGTERM");
    const { members, orders, seq, gross } = state;
    return {
      begin: days[0]?.day,
      members,
      orders,
      seq,
      gross,
      holders: new Set(names).size,
      refused: names.length - new Set(names).size,
    };
  }
});
