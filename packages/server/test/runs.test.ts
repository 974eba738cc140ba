// Runs as jobs: asked for over HTTP, answered by workers with the bytes of a local run, cancelled, failed, gone on with after a restart.
import type { StudyRequest } from "@perennial/lab";
import { answering, answerOf, oneByOne, studyFrom } from "@perennial/lab";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Jobs } from "../src/jobs/jobs.js";
import type { Execute } from "../src/jobs/worker.js";
import { bodyHash } from "../src/programmes/body-hash.js";
import { silent } from "../src/programmes/log.js";
import { BENCHES } from "./support/databases.js";
import type { Bench } from "./support/databases.js";
import type { Desk } from "./support/http.js";
import { openDesk } from "./support/http.js";
import { testPlan } from "./support/plan.js";
import { inline } from "./support/simulate.js";

const runs = "/api/v1/programmes/shop/runs";
const small = { scenario: "steady", members: 12, days: 20, seeds: 3 };

/** What the lab comes to without any queue. */
function local(request: Partial<StudyRequest>): string {
  const study = studyFrom(testPlan(), { kind: "stress", seed: 1, seeds: 1, members: 1, days: 1, ...request });
  if (!study.ok) throw new Error(JSON.stringify(study.faults));
  const waves = oneByOne(study.plan, answering(study));
  let step = waves.next();
  while (step.done !== true) step = waves.next();
  return JSON.stringify(answerOf(study, step.value, bodyHash(study.study.plan)));
}

describe.each(BENCHES)("runs on $kind", ({ start }) => {
  let bench: Bench;
  let desk: Desk;
  let key: string;
  let execute: Execute = inline;
  const simulate = { execute: ((...args) => execute(...args)) as Execute, slots: 2 };

  const ask = async (body: unknown): Promise<{ run: number }> => {
    const response = await desk.send("POST", runs, { key, body });
    expect(response.status).toBe(202);
    return (await response.json()) as { run: number };
  };
  const look = async (run: number): Promise<Record<string, unknown>> =>
    (await (await desk.send("GET", `${runs}/${run}`, { key })).json()) as Record<string, unknown>;
  const until = async (run: number, state: string): Promise<void> =>
    vi.waitFor(async () => expect(await look(run)).toMatchObject({ state }), { timeout: 40_000, interval: 50 });

  beforeAll(async () => {
    bench = await start();
    desk = await openDesk(bench, { simulate });
    key = await desk.key(["runs:read", "runs:write"], "shop");
  });
  afterAll(async () => {
    await desk.stop();
    await bench.stop();
  });

  test("the answer has the bytes of a local run", async () => {
    const { run } = await ask(small);
    await until(run, "done");
    expect(await look(run)).toMatchObject({ kind: "stress", simulations: 3, done: 1, fault: null });
    const answer = await desk.send("GET", `${runs}/${run}/answer`, { key });
    expect(await answer.text()).toBe(local(small));
  });

  test("a study that asks again and again comes to the same too", async () => {
    const path = "mechanisms[0].exit.multiple";
    const request = { ...small, kind: "repair" as const, seeds: 1, levers: [{ path, towards: "1.01" }] };
    const { run } = await ask(request);
    await until(run, "done");
    expect(await (await desk.send("GET", `${runs}/${run}/answer`, { key })).text()).toBe(local(request));
  });

  test("a cancelled run is given up where it is, and has no answer", async () => {
    let begun = 0;
    const given: unknown[] = [];
    execute = async (...args) => {
      begun += 1;
      return inline(...args).catch((error: unknown) => {
        given.push(error);
        throw error;
      });
    };
    const { run } = await ask({ ...small, days: 3_650, members: 100_000, seeds: 2 });
    await vi.waitFor(() => expect(begun).toBe(2), { timeout: 20_000 });
    const cancelled = await desk.send("POST", `${runs}/${run}/cancel`, { key });
    expect(await cancelled.json()).toMatchObject({ run, state: "cancelled" });
    await vi.waitFor(() => expect(given).toHaveLength(2), { timeout: 20_000 });
    expect((await desk.send("GET", `${runs}/${run}/answer`, { key })).status).toBe(404);
    const again = await desk.send("POST", `${runs}/${run}/cancel`, { key });
    expect(await again.json()).toMatchObject({ state: "cancelled" });
    execute = inline;
  });

  test("a part that fails fails the run, and says why", async () => {
    execute = async () => Promise.reject(new Error("out of luck"));
    const { run } = await ask(small);
    await until(run, "failed");
    expect(await look(run)).toMatchObject({ fault: "out of luck" });
    execute = inline;
  });

  test("a server that starts again goes on with what was under way", async () => {
    const slow = { ...small, days: 90, members: 200 };
    const { run } = await ask(slow);
    await vi.waitFor(async () => expect(await look(run)).toMatchObject({ state: "running" }), { timeout: 20_000 });
    await desk.jobs.stop();
    const next = new Jobs(desk.database, silent, simulate);
    await next.resume();
    await until(run, "done");
    expect(await (await desk.send("GET", `${runs}/${run}/answer`, { key })).text()).toBe(local(slow));
    await next.stop();
  });

  test("lists the newest first, page by page", async () => {
    const page = async (cursor: string): Promise<{ runs: { run: number }[]; next: string | null }> =>
      (await (await desk.send("GET", `${runs}?limit=2${cursor}`, { key })).json()) as never;
    const first = await page("");
    const second = await page(`&cursor=${first.next}`);
    expect([...first.runs, ...second.runs].map(({ run }) => run)).toEqual([5, 4, 3, 2]);
  });

  test.each([
    [{ scenario: "flood" }, "scenario"],
    [{ plan: { plan: "x" } }, "plan."],
    [{ seeds: 1_000 }, "seeds"],
    [{ kind: "sweep", path: "pools.none.rate", values: ["1"] }, "pools.none.rate"],
  ])("says where %j is at fault", async (body, place) => {
    const response = await desk.send("POST", runs, { key, body });
    const problem = (await response.json()) as { code: string; place: string };
    expect([response.status, problem.code]).toEqual([400, "malformed_request"]);
    expect(problem.place.startsWith(place)).toBe(true);
  });

  test("neither a key that may only read, nor a demo session, nor a key of another programme puts one in", async () => {
    const reader = await desk.key(["runs:read"]);
    const cookie = await desk.session();
    const other = await desk.key(["runs:read", "runs:write"], "play");
    const sent = [{ key: reader }, { key: other }, { cookie }, {}];
    const statuses = await Promise.all(
      sent.map(async (who) => (await desk.send("POST", runs, { ...who, body: small })).status),
    );
    expect(statuses).toEqual([403, 404, 403, 401]);
    expect((await desk.send("GET", `${runs}/1`, { key: other })).status).toBe(404);
  });
});
