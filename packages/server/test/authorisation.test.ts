// Who may call what: the table is read from the routes themselves, and every cell of it (caller × route) is tried over HTTP.
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "@perennial/api";
import { SCOPES } from "../src/http/principal.js";
import { pgliteBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { openShop } from "./support/mall.js";

interface Operation {
  readonly "x-access"?: readonly string[];
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: readonly string[] | undefined;
}
/** A caller, and everything that it is. */
interface Caller {
  readonly name: string;
  readonly is: readonly string[];
  readonly sent: { cookie?: string; key?: string };
}

const bench = pgliteBench();
let shop: Shop;
let routes: Route[];
const callers: Caller[] = [];

beforeAll(async () => {
  shop = await openShop(bench);
  const { desk, key } = shop;
  const document = (await (await desk.send("GET", "/openapi.json")).json()) as {
    paths: Record<string, Record<string, Operation>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation["x-access"],
    })),
  );
  callers.push({ name: "visitor", is: ["visitor"], sent: {} });
  const account = await desk.signIn("+8613811110001");
  callers.push({ name: "account", is: ["visitor", "account"], sent: { cookie: account } });
  const joined = ["visitor", "account", "member"];
  const person = async (name: string, more: readonly string[]): Promise<Person> => {
    const one = await shop.member(name);
    callers.push({ name, is: [...joined, ...more], sent: { cookie: one.cookie } });
    return one;
  };
  await person("member", []);
  const clerk = await person("staff", ["staff"]);
  const { query } = desk.database;
  await query
    .insertInto("merchant")
    .values({ programme_id: "mall", merchant: "S1", title: "S1", margin: "0.5", created_at: new Date(shop.clock.now) })
    .execute();
  const who = await query
    .selectFrom("member")
    .select("person_id")
    .where("member", "=", clerk.member)
    .executeTakeFirst();
  await query
    .insertInto("merchant_staff")
    .values({ programme_id: "mall", merchant: "S1", person_id: who?.person_id ?? "" })
    .execute();
  for (const role of ["operator", "reviewer", "support", "auditor"] satisfies Role[]) {
    const one = await person(role, [role]);
    const row = await query
      .selectFrom("member as m")
      .innerJoin("person as p", "p.id", "m.person_id")
      .select("p.phone_number")
      .where("m.member", "=", one.member)
      .executeTakeFirst();
    await shop.ask("PUT", "/staff", { key, body: { phone: row?.phone_number, roles: [role] } });
  }
  for (const scope of SCOPES)
    callers.push({
      name: `key ${scope}`,
      is: ["visitor", `key:${scope}`],
      sent: { key: await desk.key([scope], "mall") },
    });
  callers.push({ name: "key of another programme", is: ["visitor"], sent: { key: await desk.key(SCOPES, "shop") } });
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

const GATE = ["nobody is signed in", "this is for others", "you have not joined this programme"];
const EXAMPLES: Readonly<Record<string, string>> = {
  programme: "mall",
  code: "ABCDEFG",
  id: "0123456789abcdef",
  order: "ABCDEFGH",
  channel: "alipay",
  merchant: "S2",
  seq: "1",
  run: "1",
  token: "abcdefghijklmnopqrstuvwxyz",
};
/** What a route can't do without in its query. */
const QUERIES: Readonly<Record<string, string>> = {
  "/programmes/{programme}/roots/consistency": "?first=2026-01-01&second=2026-01-02",
};
const addressOf = (path: string): string =>
  `/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? "abcdefgh")}${QUERIES[path] ?? ""}`;

/** Whether the guard stopped it. The body fits nothing, so that nobody does anything. */
async function stopped({ method, path }: Route, { sent }: Caller): Promise<boolean> {
  const response = await shop.desk.send(method, addressOf(path), { ...sent, ...(method !== "GET" && { body: [] }) });
  if (response.status !== 401 && response.status !== 403) return false;
  const { wrong } = (await response.json()) as { wrong: string };
  return GATE.includes(wrong);
}

// Some 1,700 requests: a busy machine takes its time.
test("every cell of the table", { timeout: 240_000 }, async () => {
  const guarded = routes.filter(({ access }) => access !== undefined);
  expect(guarded.length).toBeGreaterThan(70);
  const wrong: string[] = [];
  const lines: string[] = [];
  for (const route of guarded) {
    // Signing out would end the callers' sessions.
    const tried = route.path === "/account/sign-out" ? callers.slice(0, 1) : callers;
    const cells = await Promise.all(tried.map(async (caller) => ({ caller, stop: await stopped(route, caller) })));
    for (const { caller, stop } of cells) {
      const may = caller.is.some((each) => route.access?.includes(each));
      if (stop === may) wrong.push(`${route.method} ${route.path} by ${caller.name}: ${may ? "stopped" : "let in"}`);
    }
    lines.push(
      `${route.method} ${route.path}: ${cells
        .filter(({ stop }) => !stop)
        .map(({ caller }) => caller.name)
        .join(", ")}`,
    );
  }
  if (process.env["AUTHORISATION_TABLE"] !== undefined)
    writeFileSync(process.env["AUTHORISATION_TABLE"], `${lines.join("\n")}\n`);
  expect(wrong).toEqual([]);
});

test("a route without a table of its own wants a scope; only the service's own state is open", async () => {
  const open: string[] = [];
  for (const route of routes.filter(({ access }) => access === undefined)) {
    const response = await shop.desk.send(
      route.method,
      addressOf(route.path),
      route.method === "GET" ? {} : { body: {} },
    );
    if (response.status !== 401) open.push(`${route.method} ${route.path}`);
  }
  expect(open.toSorted()).toEqual(["GET /health", "GET /ready", "POST /session"]);
});

test("staff of one merchant is nobody at another", async () => {
  const [clerk] = callers.filter(({ name }) => name === "staff");
  const sent = clerk?.sent ?? {};
  const body = { amount: "1.00" };
  expect((await shop.desk.send("POST", "/api/v1/programmes/mall/merchants/S1/till", { ...sent, body })).status).toBe(
    201,
  );
  for (const path of ["merchants/S2/till", "merchants/S2/margin", "merchants/S1/margin"])
    expect(
      (await shop.desk.send("POST", `/api/v1/programmes/mall/${path}`, { ...sent, body: { ...body, margin: "0.5" } }))
        .status,
    ).toBe(403);
  for (const path of ["desk/orders?merchant=S2", "desk/orders", "merchants/S2/points", "products?desk=1"])
    expect((await shop.desk.send("GET", `/api/v1/programmes/mall/${path}`, sent)).status).toBe(403);
  expect((await shop.desk.send("GET", "/api/v1/programmes/mall/desk/orders?merchant=S1", sent)).status).toBe(200);
});
