// The cases of every plan that comes with the product, sent to the service over HTTP: what it answers is what a replay gives, to the last unit.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { HolderDetail, HolderList, ProgrammeState } from "@perennial/api";
import type { Plan } from "@perennial/kernel";
import { Programme, readPlan, Replay } from "@perennial/kernel";
import { sha256 } from "../src/programmes/body-hash.js";
import type { Bench } from "./support/databases.js";
import { BENCHES } from "./support/databases.js";
import type { Desk } from "./support/http.js";
import { openDesk } from "./support/http.js";
import type { Body } from "./support/plan.js";
import { testPlan } from "./support/plan.js";

const shelf = new URL("../../../plans/", import.meta.url);

/** What must come out: any part of what a replay prints, the day to close through, and the plan when it is not the folder's own. */
const expectation = z.looseObject({
  close: z.string().optional(),
  plan: z.string().optional(),
  rejected: z.array(z.object({ line: z.int(), code: z.string() })).optional(),
});

interface Case {
  /** of the programme that it runs in */
  id: string;
  plan: Plan;
  events: Body[];
  expected: Record<string, unknown>;
  rejected: { line: number; code: string }[];
}

const everyCase = readdirSync(shelf).flatMap((plan) => {
  const folder = new URL(`${plan}/cases/`, shelf);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".jsonl")) : [];
  return files.map((file) => readCase(plan, file));
});

function readCase(name: string, file: string): Case {
  const folder = new URL(`${name}/cases/`, shelf);
  const json = (path: string, from: URL): unknown => JSON.parse(readFileSync(new URL(path, from), "utf8"));
  const beside = expectation.parse(json(file.replace(".jsonl", ".expected.json"), folder));
  const { close, plan: other, rejected = [], ...expected } = beside;
  const read = readPlan(other === undefined ? json(`../plan.json`, folder) : json(other, folder));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const lines = readFileSync(new URL(file, folder), "utf8").trimEnd().split("\n");
  const events = lines.map((line, index): Body => ({ id: `line:${index + 1}`, ...(JSON.parse(line) as Body) }));
  if (close !== undefined) events.push({ id: `close:${close}`, type: "day.closed", day: close });
  return { id: `${name}-${file.replace(".jsonl", "")}`, plan: read.plan, events, expected, rejected };
}

/** All of them on PGlite; on PostgreSQL, where the same statements run, one of each plan. */
function casesOn(kind: Bench["kind"]): Case[] {
  if (kind === "pglite") return everyCase;
  return everyCase.filter(({ plan }, index) => everyCase[index + 1]?.plan.document.plan !== plan.document.plan);
}

describe.each(BENCHES)("plans' cases through the service on $kind", ({ kind, start }) => {
  const cases = casesOn(kind);
  let bench: Bench;
  let desk: Desk;
  let key: string;
  beforeAll(async () => {
    bench = await start();
    desk = await openDesk(bench);
    key = await desk.key(["events:write", "programme:read", "holders:read", "journal:read"]);
    // All in one go: every programme that is created by itself renews the leases of those before it.
    for (const { id, plan } of cases) {
      const redo = Programme.start(plan, { tracking: true }).store.takeChanges();
      await desk.programmes.store.create({ id, mode: "sandbox", status: "ready", redo });
    }
    await desk.programmes.create("last", testPlan(), "sandbox");
  });
  afterAll(async () => {
    await desk.stop();
    await bench.stop();
  });

  const get = async <T>(path: string): Promise<T> => {
    const answer = await desk.send("GET", `/api/v1/programmes/${path}`, { key });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };

  /** Sends the events, a few a request; those that were refused, by line. */
  async function send(id: string, events: readonly Body[]): Promise<Case["rejected"]> {
    const rejected: Case["rejected"] = [];
    const most = 1 + (id.length % 60);
    for (let first = 0; first < events.length; first += most) {
      const body = events.slice(first, first + most);
      const answer = await desk.send("POST", `/api/v1/programmes/${id}/events`, { key, body });
      const { results } = (await answer.json()) as { results: { index: number; code?: string }[] };
      for (const { index, code } of results) if (code !== undefined) rejected.push({ line: first + index + 1, code });
    }
    return rejected;
  }

  async function holdersOf(id: string): Promise<HolderDetail[]> {
    const all: HolderDetail[] = [];
    for (let cursor = ""; ;) {
      const page = await get<HolderList>(`${id}/holders?limit=200${cursor}`);
      for (const { name } of page.holders) all.push(await get(`${id}/holders/${encodeURIComponent(name)}`));
      if (page.next === null) return all;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  }

  /** What the service says, in the shape of a replay's result. */
  async function standing(id: string): Promise<Record<string, unknown>> {
    const served = desk.programmes.need(id);
    while (served.lag.projection > 0) await served.project();
    const { pools, supply, prices, revenue, receivables } = await get<ProgrammeState>(`${id}/state`);
    const holders = await holdersOf(id);
    const byHolder = (value: (line: HolderDetail["wallets"][number]) => string): Record<string, object> =>
      Object.fromEntries(
        holders.map(({ name, wallets }) => [
          name,
          Object.fromEntries(wallets.map((line) => [line.asset, value(line)])),
        ]),
      );
    // The state tells what is owed in cash by all; what no holder owes is the platform's.
    const owed = holders.flatMap(({ wallets }) => wallets.filter(({ asset }) => asset === "cash"));
    const minor = (amount: string): number => Math.round(Number(amount) * 100);
    const own = minor(receivables) - owed.reduce((sum, line) => sum + minor(line.owed), 0);
    return {
      wallets: { ...byHolder(({ total }) => total), platform: { cash: revenue } },
      lots: byHolder(({ locked }) => locked),
      receivables: { ...byHolder((line) => line.owed), ...(own > 0 && { platform: { cash: (own / 100).toFixed(2) } }) },
      ranks: Object.fromEntries(holders.map(({ name, rank }) => [name, rank])),
      pools,
      supply,
      prices,
    };
  }

  test.each(cases)("$id", async ({ id, plan, events, expected, rejected }) => {
    expect(await send(id, events)).toEqual(rejected);
    expect(await standing(id)).toMatchObject(expected);
    // The journal is the one that a replay would write: the same entries in the same order, linked by the same hashes.
    const replay = new Replay(plan, sha256);
    events.forEach((event, index) => replay.line(index + 1, event));
    const { entries } = await get<{ entries: { hash: string }[] }>(`${id}/entries?limit=1`);
    expect(entries[0]?.hash).toBe(replay.result().hash);
  });
});
