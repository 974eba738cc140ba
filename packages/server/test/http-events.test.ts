// Events over HTTP: what is accepted, repeated, refused, tried, and turned away.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isProblem } from "@perennial/api";
import { pgliteBench } from "./support/databases.js";
import type { Desk } from "./support/http.js";
import { openDesk } from "./support/http.js";
import { join, noon, order, testPlan } from "./support/plan.js";

const bench = pgliteBench();
let desk: Desk;
let key: string;

beforeAll(async () => {
  desk = await openDesk(bench, { now: () => Date.parse("2026-01-05T04:00:00Z") });
  key = await desk.key(["events:write"]);
  await post([join("ann", 1), join("ben", 1, "ann"), order("first", "ben", "100.00", 1)]);
});
afterAll(async () => {
  await desk.stop();
  await bench.stop();
});

const EVENTS = "/api/v1/programmes/shop/events";
const post = async (body: unknown, query = ""): Promise<Response> =>
  desk.send("POST", `${EVENTS}${query}`, { key, body });
const seqNow = (): number => desk.programmes.need("shop").sequencer.committedSeq;

describe("idempotency", () => {
  test("the same event counts once, whatever the order of its keys", async () => {
    const event = order("once", "ben", "10.00", 1);
    const first = await post(event);
    expect(first.status).toBe(201);
    const accepted = (await first.json()) as { seq: number };
    const before = seqNow();
    const again = await post(Object.fromEntries(Object.entries(event).toReversed()));
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ ...accepted, status: "repeated" });
    expect(seqNow()).toBe(before);
  });

  test("twice in one request counts once", async () => {
    const event = order("twin", "ben", "10.00", 1);
    const { results } = (await (await post([event, event])).json()) as { results: { status: string; seq: number }[] };
    expect(results.map(({ status }) => status)).toEqual(["accepted", "repeated"]);
    expect(results[1]?.seq).toBe(results[0]?.seq);
  });

  test("at the same moment counts once", async () => {
    const event = order("race", "ben", "10.00", 1);
    const sent = Array.from({ length: 8 }, async () => {
      const answer: unknown = await (await post(event)).json();
      return answer as { seq: number; status: string };
    });
    const answers = await Promise.all(sent);
    expect(new Set(answers.map(({ seq }) => seq)).size).toBe(1);
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual(["accepted", ...Array.from({ length: 7 }, () => "repeated")]);
  });

  test("the same id with another body is a conflict, and changes nothing", async () => {
    await post(order("con", "ben", "10.00", 1));
    const before = seqNow();
    const answer = await post({ ...order("con", "ben", "11.00", 1) });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: "event_conflict", place: "id" });
    expect(seqNow()).toBe(before);
  });

  test("a refused event leaves its id free", async () => {
    const event = order("later", "zoe", "10.00", 1);
    expect((await post(event)).status).toBe(422);
    await post(join("zoe", 1));
    expect((await post(event)).status).toBe(201);
  });
});

describe("lists", () => {
  test("say of each line what became of it, in order", async () => {
    const events = [order("l1", "ben", "5.00", 1), order("l2", "nobody", "5.00", 1), { id: "l3" }, join("cat", 1)];
    const answer = await post(events);
    expect(answer.status).toBe(200);
    const { results } = (await answer.json()) as { results: Record<string, unknown>[] };
    expect(results.map(({ index, status, code }) => [index, status, code])).toEqual([
      [0, "accepted", undefined],
      [1, "refused", "unknown_holder"],
      [2, "refused", "malformed_event"],
      [3, "accepted", undefined],
    ]);
    expect(results[0]).not.toHaveProperty("entry");
  });

  test.each([
    ["too many", Array.from({ length: 1_001 }, (_, index) => join(`m${index}`, 1))],
    ["none", []],
    ["no objects", ["x"]],
  ])("%s are turned away whole", async (_, events) => {
    const before = seqNow();
    const answer = await post(events);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "malformed_request" });
    expect(seqNow()).toBe(before);
  });
});

describe("what the answer shows", () => {
  test("the entry when it is asked for, also of a repeated event", async () => {
    const event = order("show", "ben", "100.00", 1);
    const first = (await (await post(event, "?entry=1")).json()) as { entry: unknown };
    const again = (await (await post(event, "?entry=1")).json()) as { entry: unknown };
    expect(first.entry).toMatchObject({ id: "order:show", type: "order.settled" });
    expect(again.entry).toEqual(first.entry);
  });

  test("a dry run shows the entry and stores nothing", async () => {
    const before = desk.programmes.need("shop").programme.store.dump();
    const answer = await post(order("dry", "ben", "100.00", 3), "?dryRun=1");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: "tried", entry: { id: "order:dry", type: "order.settled" } });
    expect(desk.programmes.need("shop").programme.store.dump()).toEqual(before);
    expect((await post(order("dry", "ben", "100.00", 1))).status).toBe(201);
  });

  test("a dry run tells a repeat and a conflict apart", async () => {
    await post(order("known", "ben", "100.00", 1));
    const same = await post(order("known", "ben", "100.00", 1), "?dryRun=1");
    expect(await same.json()).toMatchObject({ status: "repeated", id: "order:known" });
    const other = await post(order("known", "ben", "101.00", 1), "?dryRun=1");
    expect(other.status).toBe(409);
  });

  test("a dry run of a change of plan leaves the plan", async () => {
    const plan = { ...testPlan().document, version: 2 };
    const answer = await post({ id: "p2", at: noon(1), type: "plan.changed", plan }, "?dryRun=1");
    expect(await answer.json()).toMatchObject({ status: "tried" });
    expect(desk.programmes.need("shop").programme.plan.version).toBe(1);
  });
});

describe("refusals", () => {
  const at = noon(1);
  test.each([
    [{ at, type: "member.joined", member: "x" }, 422, "malformed_event", "id"],
    [{ id: "r1", at: "yesterday", type: "member.joined", member: "x" }, 422, "malformed_event", "at"],
    [{ id: "r2", at, type: "member.left", member: "x" }, 422, "unknown_type", "type"],
    [{ id: "r3", at: "2025-12-30T09:00:00Z", type: "member.joined", member: "x" }, 422, "day_closed", "at"],
    [
      { id: "r4", at, type: "order.settled", order: "r4", buyer: "nobody", gross: "1.00" },
      422,
      "unknown_holder",
      "buyer",
    ],
    [{ id: "r5", at, type: "order.refunded", order: "nothing" }, 422, "unknown_order", "order"],
    [{ id: "r6", at, type: "asset.sold", holder: "ben", asset: "gold", quantity: "1" }, 422, "unknown_asset", "asset"],
    [{ id: "r7", at, type: "member.joined", member: "ann" }, 422, "already_exists", "member"],
    [
      { id: "r8", at, type: "order.settled", order: "r8", buyer: "ben", gross: "-1.00" },
      422,
      "amount_not_positive",
      "gross",
    ],
    [
      { id: "r9", at, type: "order.settled", order: "r9", buyer: "ben", gross: "1.001" },
      422,
      "scale_exceeded",
      "gross",
    ],
    [{ id: "r10", at, type: "order.settled", order: "r10", buyer: "ben", gross: 5 }, 422, "malformed_event", "gross"],
    [
      { id: "r11", at, type: "asset.sold", holder: "ben", asset: "points", quantity: "9999" },
      422,
      "insufficient_balance",
      "quantity",
    ],
  ])("%j", async (event, status, code, place) => {
    const answer = await post(event);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem: unknown = await answer.json();
    expect(isProblem(problem)).toBe(true);
    expect([answer.status, problem]).toMatchObject([status, { status, code, place }]);
  });

  test("a body that is no JSON", async () => {
    const answer = await post("{nonsense");
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: "malformed_request" }]);
  });

  test("a body that is too large", async () => {
    const answer = await post(JSON.stringify({ id: "big", text: "x".repeat(2_100_000) }));
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: "too_large" }]);
  });

  test("a query that is not as described", async () => {
    const answer = await post(join("q", 1), "?dryRun=maybe");
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: "malformed_request", place: "dryRun" }]);
  });
});

describe("the demo's till", () => {
  const till = async (body: unknown, headers?: Record<string, string>): Promise<Response> =>
    desk.send("POST", "/api/v1/programmes/play/events", {
      cookie: await desk.session(),
      body,
      ...(headers && { headers }),
    });

  test("takes orders without a time, at the present or on the open day", async () => {
    expect((await till({ id: "t0", type: "member.joined", member: "dora" })).status).toBe(201);
    expect(desk.programmes.need("play").programme.opened).toBe(true);
    const sale = { id: "t1", type: "order.settled", order: "t1", buyer: "dora", gross: "12.00" };
    expect((await till(sale)).status).toBe(201);
    expect((await till(sale)).status).toBe(200);
    const ahead = {
      id: "t2",
      at: "2026-01-09T03:00:00Z",
      type: "order.settled",
      order: "t2",
      buyer: "dora",
      gross: "1.00",
    };
    expect((await till(ahead)).status).toBe(201);
    expect((await till({ ...sale, id: "t3", order: "t3" })).status).toBe(201);
    const [last] = (await desk.programmes.store.journal("play", seqOf("play") - 1, 1)) ?? [];
    expect(last).toMatchObject({ day: "2026-01-09", entry: { id: "t3" } });
  });

  const seqOf = (programme: string): number => desk.programmes.need(programme).sequencer.committedSeq;

  test("takes nothing but what a till does", async () => {
    const answer = await till({ id: "f1", type: "pool.funded", pool: "profit", amount: "1000.00" });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "forbidden", place: "type" }]);
  });

  test("is closed to other programmes and other sites", async () => {
    const cookie = await desk.session();
    const other = await desk.send("POST", EVENTS, { cookie, body: join("x", 1) });
    expect(other.status).toBe(404);
    const foreign = await till({ id: "f2", type: "member.joined", member: "eve" }, { "sec-fetch-site": "cross-site" });
    expect(foreign.status).toBe(403);
  });
});

describe("limits", () => {
  test("more events than may wait are turned away, with a time to come back", async () => {
    const small = await openDesk(bench, { mostWaiting: 5 });
    const mine = await small.key(["events:write"]);
    const body = Array.from({ length: 6 }, (_, index) => join(`m${index}`, 1));
    const answer = await small.send("POST", EVENTS, { key: mine, body });
    expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toMatchObject([
      429,
      "1",
      { code: "too_busy" },
    ]);
    await small.stop();
  });

  test("callers have rates: keys, sessions, tills and strangers each their own", async () => {
    const rate = { perSecond: 1, burst: 2 };
    const small = await openDesk(bench, { rates: { keys: rate, tills: rate, strangers: rate } });
    const mine = await small.key(["programme:read"]);
    const get = async (sent: { key?: string }): Promise<number> =>
      (await small.send("GET", "/api/v1/programmes", sent)).status;
    expect([await get({ key: mine }), await get({ key: mine }), await get({ key: mine })]).toEqual([200, 200, 429]);
    // A session is given to a stranger, and counts as one of its requests.
    const cookie = await small.session();
    expect([await get({}), await get({})]).toEqual([401, 429]);
    const events = Array.from({ length: 2 }, (_, index) => ({
      id: `m${index}`,
      type: "member.joined",
      member: `m${index}`,
    }));
    const path = "/api/v1/programmes/play/events";
    expect((await small.send("POST", path, { cookie, body: events })).status).toBe(200);
    const late = await small.send("POST", path, { cookie, body: events[0] });
    expect([late.status, Number(late.headers.get("retry-after"))]).toEqual([429, 1]);
    await small.stop();
  });

  test("a programme that another server writes is not served, and taken when that one is gone", async () => {
    const database = await bench.open();
    const one = await openDesk(bench, { owner: "one" }, database);
    const two = await openDesk(bench, { owner: "two" }, database);
    const mine = await two.key(["events:write"]);
    const send = async (): Promise<Response> => two.send("POST", EVENTS, { key: mine, body: join("x", 1) });
    const answer = await send();
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await answer.json()).toMatchObject({ code: "unavailable" });
    // It is served, if not here.
    expect((await two.send("GET", "/api/v1/ready")).status).toBe(200);
    await one.stop();
    await two.programmes.start();
    expect((await send()).status).toBe(201);
    await two.stop();
    await database.close();
  });
});
