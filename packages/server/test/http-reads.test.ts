// Reading over HTTP: who may see what, pages without gaps, figures that fit together, headers, the document and the web.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "@perennial/api";
import type { ApiError, Scope } from "@perennial/api";
import { REFUSAL_CODES } from "@perennial/kernel";
import { SCOPES } from "../src/http/principal.js";
import { pgliteBench } from "./support/databases.js";
import type { Desk } from "./support/http.js";
import { caughtUp, openDesk } from "./support/http.js";
import { someEvents } from "./support/plan.js";
import { submission } from "./support/serving.js";

const bench = pgliteBench();
const webRoot = mkdtempSync(joinPath(tmpdir(), "perennial-web-"));
let desk: Desk;
let all: string;
const SHOP = "/api/v1/programmes/shop";

beforeAll(async () => {
  mkdirSync(joinPath(webRoot, "assets"));
  writeFileSync(joinPath(webRoot, "index.html"), "<!doctype html><title>Perennial</title>");
  writeFileSync(joinPath(webRoot, "assets/app-1a2b.js"), "export {};");
  writeFileSync(joinPath(webRoot, "assets/app-1a2b.js.gz"), "zipped");
  desk = await openDesk(bench, { webRoot });
  all = await desk.key(SCOPES);
  for (const programme of ["shop", "play"]) {
    await desk.programmes.need(programme).sequencer.submit(someEvents(8).map(submission));
    await caughtUp(desk, programme);
  }
});
afterAll(async () => {
  await desk.stop();
  await bench.stop();
  rmSync(webRoot, { recursive: true, force: true });
});

const get = async (path: string, key: string | undefined = all): Promise<Response> => desk.send("GET", path, { key });
const read = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T;

const ROUTES: readonly [method: string, path: string, scope: Scope][] = [
  ["GET", "/api/v1/programmes", "programme:read"],
  ["GET", SHOP, "programme:read"],
  ["GET", `${SHOP}/state`, "programme:read"],
  ["GET", `${SHOP}/series`, "programme:read"],
  ["GET", `${SHOP}/holders`, "holders:read"],
  ["GET", `${SHOP}/holders/ann`, "holders:read"],
  ["GET", `${SHOP}/holders/ann/lines`, "holders:read"],
  ["GET", `${SHOP}/entries`, "journal:read"],
  ["GET", `${SHOP}/entries/1`, "journal:read"],
  ["GET", `${SHOP}/events/join:ann`, "journal:read"],
  ["POST", `${SHOP}/events`, "events:write"],
];

describe("who may do what", () => {
  test.each(ROUTES)("%s %s needs %s", async (method, path, scope) => {
    const body = method === "POST" ? { body: { id: "join:ann" } } : {};
    const status = async (key: string | undefined): Promise<number> =>
      (await desk.send(method, path, { key, ...body })).status;
    const others = SCOPES.filter((each) => each !== scope);
    expect(await status(undefined)).toBe(401);
    expect(await status(`prn_*_${"x".repeat(43)}`)).toBe(401);
    expect(await status("nonsense")).toBe(401);
    expect(await status(await desk.key(others))).toBe(403);
    expect([200, 422]).toContain(await status(await desk.key([scope])));
    expect([200, 422]).toContain(await status(await desk.key([scope], "shop")));
    const elsewhere = await status(await desk.key([scope], "play"));
    expect(path === "/api/v1/programmes" ? 200 : 404).toBe(elsewhere);
  });

  test("a key of one programme lists that one, a session the demos", async () => {
    const names = async (sent: { key?: string; cookie?: string }): Promise<string[]> => {
      const answer = await desk.send("GET", "/api/v1/programmes", sent);
      return ((await answer.json()) as { programmes: { id: string }[] }).programmes.map(({ id }) => id);
    };
    expect(await names({ key: await desk.key(["programme:read"], "shop") })).toEqual(["shop"]);
    expect(await names({ cookie: await desk.session() })).toEqual(["play"]);
    expect(await names({ key: all })).toEqual(["play", "shop"]);
  });

  test("a revoked key is none", async () => {
    const key = await desk.key(["programme:read"]);
    expect((await get(SHOP, key)).status).toBe(200);
    await desk.keys.revoke(key);
    expect((await get(SHOP, key)).status).toBe(401);
  });

  test("keys are stored as hashes alone", async () => {
    const key = await desk.key(["programme:read"]);
    const rows = await desk.database.query.selectFrom("api_key").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key.slice(-20));
  });

  test("a session that was tampered with, or has run out, is none", async () => {
    const cookie = await desk.session();
    expect((await desk.send("GET", "/api/v1/programmes", { cookie: `${cookie}x` })).status).toBe(401);
    const old = cookie.replace(/=\d+/, "=1");
    expect((await desk.send("GET", "/api/v1/programmes", { cookie: old })).status).toBe(401);
  });
});

describe("figures", () => {
  test("state, series and holders fit together", async () => {
    type State = { gross: string; paid: string; orders: number; pools: Record<string, string>; members: number };
    const state = await read<State>(`${SHOP}/state`);
    const { days } = await read<{ days: { orders: number; pools: object }[] }>(`${SHOP}/series`);
    expect(state).toMatchObject({ today: "2026-01-08", members: 2, orders: 16, lag: { projection: 0 } });
    expect(days).toHaveLength(7);
    expect(days.reduce((sum, { orders }) => sum + orders, 0)).toBe(14);
    const ann = await read<{ paid: string; wallets: { asset: string }[] }>(`${SHOP}/holders/ann`);
    expect(ann).toMatchObject({
      name: "ann",
      kind: "member",
      activated: true,
      referrer: null,
      team: { direct: 1, below: 1 },
    });
    expect(ann.wallets.map(({ asset }) => asset)).toEqual(["cash", "points"]);
    const ben = await read<{ paid: string }>(`${SHOP}/holders/ben`);
    expect(Number(ann.paid) + Number(ben.paid)).toBeCloseTo(Number(state.paid), 6);
  });

  test("the programme shows its plan, assets and bounds", async () => {
    const programme = await read<Record<string, unknown>>(SHOP);
    expect(programme).toMatchObject({ id: "shop", mode: "sandbox", till: false, cashScale: 2, plan: { plan: "test" } });
    expect(programme["assets"]).toMatchObject([
      { name: "cash", scale: 2 },
      { name: "points", scale: 4 },
    ]);
    expect(programme["bounds"]).not.toEqual([]);
  });

  test("an entry shows its event, its place in the chain, and adds up", async () => {
    const { seq } = await read<{ seq: number }>(`${SHOP}/events/order:a1`);
    const entry = await read<{ before: string; event: { order: string } }>(`${SHOP}/entries/${seq}`);
    const above = await read<{ hash: string }>(`${SHOP}/entries/${seq - 1}`);
    expect(entry).toMatchObject({ seq, id: "order:a1", event: { order: "a1" }, before: above.hash });
  });

  test.each(["/holders/nobody", "/holders/platform", "/holders/nobody/lines", "/entries/9999", "/events/nothing"])(
    "%s is not there",
    async (path) => {
      const answer = await get(`${SHOP}${path}`);
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: "not_found" }]);
    },
  );
});

describe("pages", () => {
  async function walk<T>(path: string, field: string, limit: number): Promise<T[]> {
    const found: T[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const query = `limit=${limit}${cursor === "" ? "" : `&cursor=${cursor}`}`;
      const page = await read<Record<string, unknown>>(`${path}${path.includes("?") ? "&" : "?"}${query}`);
      found.push(...(page[field] as T[]));
      cursor = page["next"] as string | null;
    }
    return found;
  }

  test.each([
    [`${SHOP}/entries`, "entries"],
    [`${SHOP}/holders/ann/lines`, "lines"],
    [`${SHOP}/holders`, "holders"],
  ])("%s come without gaps or doubles, whatever their size", async (path, field) => {
    const whole = await walk(path, field, 200);
    expect(whole.length).toBeGreaterThan(1);
    expect(await walk(path, field, 3)).toEqual(whole);
    expect(await walk(path, field, 1)).toEqual(whole);
  });

  test("entries of a type, holders by a part of the name or a kind", async () => {
    const sales = await walk<{ type: string }>(`${SHOP}/entries?type=asset.sold`, "entries", 50);
    expect(sales.map(({ type }) => type)).toEqual(["asset.sold", "asset.sold"]);
    expect(await walk(`${SHOP}/holders?search=AN`, "holders", 50)).toMatchObject([
      { name: "ann", joined: "2026-01-01" },
    ]);
    expect(await walk(`${SHOP}/holders?search=%25`, "holders", 50)).toEqual([]);
    expect(await walk(`${SHOP}/holders?kind=merchant`, "holders", 50)).toEqual([]);
  });

  test("lines explain themselves and carry signs", async () => {
    const lines = await walk<{ asset: string; amount: string; why: { text: { zh: string } } }>(
      `${SHOP}/holders/ann/lines`,
      "lines",
      200,
    );
    expect(lines.every(({ why }) => why.text.zh.length > 0)).toBe(true);
    expect(lines.some(({ amount }) => amount.startsWith("-"))).toBe(true);
  });

  test.each(["cursor=x", "cursor=1.2", "limit=0", "limit=1000"])("%s is turned away", async (query) => {
    expect((await get(`${SHOP}/entries?${query}`)).status).toBe(400);
  });
});

describe("the edge", () => {
  test("answers carry the headers that keep a page safe", async () => {
    const { headers } = await get(SHOP);
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("another host name is turned away", async () => {
    const answer = await desk.app.request("http://evil.example/api/v1/health");
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "forbidden", place: "Host" }]);
  });

  test("the document is OpenAPI 3.1 and knows every route; the reference shows every code", async () => {
    const document = await read<{ openapi: string; paths: Record<string, Record<string, unknown>> }>("/openapi.json");
    expect(document.openapi).toBe("3.1.0");
    for (const [method, path] of ROUTES) {
      const pattern = path
        .replace("/api/v1", "")
        .replace("/shop", "/{programme}")
        .replace("/ann", "/{name}")
        .replace("/entries/1", "/entries/{seq}")
        .replace("/join:ann", "/{id}");
      expect(Object.keys(document.paths[pattern] ?? {})).toContain(method.toLowerCase());
    }
    const page = await (await get("/reference")).text();
    for (const code of [...REFUSAL_CODES, "too_busy", "rate_limited"]) expect(page).toContain(`<code>${code}</code>`);
    expect(page).not.toContain("<script");
  });

  test("health and readiness", async () => {
    expect(await (await desk.send("GET", "/api/v1/health")).json()).toEqual({ status: "ok" });
    const ready = await desk.send("GET", "/api/v1/ready");
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: "ready" }]);
  });

  test("the typed client reads and fails as the routes do", async () => {
    const ask: typeof fetch = async (input, init) => desk.app.request(input, init);
    const client = createClient({ origin: "http://localhost", key: all, fetch: ask });
    expect((await client.programmes()).programmes).toHaveLength(2);
    expect((await client.holders("shop", { limit: 1 })).next).not.toBeNull();
    const failure = await client.holder("shop", "nobody").catch((error: unknown) => error as ApiError);
    expect(failure).toMatchObject({ name: "ApiError", problem: { code: "not_found", place: "name" } });
  });
});

describe("the web application", () => {
  const fetchPath = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    desk.send("GET", path, { headers });

  test("comes fresh with a session, on its own paths too", async () => {
    const code = `/p/shop/mall/till/T1.${"aB3".repeat(14)}x`;
    for (const path of ["/", "/wallet/ann", code]) {
      const answer = await fetchPath(path);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-cache"]);
      expect(await answer.text()).toContain("<title>Perennial</title>");
      expect(answer.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Strict/);
    }
  });

  test("its files may be kept for good, and come compressed", async () => {
    const file = await fetchPath("/assets/app-1a2b.js");
    expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const zipped = await fetchPath("/assets/app-1a2b.js", { "accept-encoding": "gzip" });
    expect([zipped.headers.get("content-encoding"), await zipped.text()]).toEqual(["gzip", "zipped"]);
  });

  test("a file or a route that is missing is missing", async () => {
    for (const path of ["/assets/old.js", "/favicon.png", "/api/v1/nothing"]) {
      const answer = await fetchPath(path);
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: "not_found" }]);
    }
  });
});
