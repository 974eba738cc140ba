// Plain events take a short way past the application. Each request here goes both ways, and the answers are the same: status, headers and
// body; what is not plain takes the long way, also after its body was read.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventLane } from "../src/http/lane.js";
import { RateLimit } from "../src/http/rate.js";
import type { Service } from "../src/http/service.js";
import { silent } from "../src/programmes/log.js";
import type { Running } from "../src/start.js";
import { startServer } from "../src/start.js";
import { join, order, testPlan } from "./support/plan.js";

const folder = mkdtempSync(path(tmpdir(), "perennial-lane-"));
let running: Running;
let key = "";

beforeAll(async () => {
  running = await startServer({ port: 0, folder, logLevel: "silent" });
  key = readFileSync(running.operatorKeyFile, "utf8").trim();
  for (const id of ["short", "long"]) await running.programmes.create(id, testPlan(), "sandbox");
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** `long`: a cookie of no meaning makes the request one that is not plain. */
async function post(programme: "short" | "long", body: string, more: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${running.url}/api/v1/programmes/${programme}/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      ...(programme === "long" && { cookie: "a=b" }),
      ...more,
    },
    body,
  });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== "date"));
  return { status: answer.status, headers, body: await answer.text() };
}

describe("the short way", () => {
  test.each([
    ["one", join("ann", 1), 201],
    ["the same again", join("ann", 1), 200],
    ["another body", { ...join("ann", 1), referrer: "x" }, 409],
    ["a refused one", order("1", "nobody", "1.00", 1), 422],
    ["a list", [join("ben", 1), order("1", "ann", "99.90", 1), order("2", "nobody", "1.00", 1), join("ann", 1)], 200],
    ["no event at all", {}, 400],
    ["an empty list", [], 400],
    ["a list of numbers", [1], 400],
    ["a text", "text", 400],
  ])("%s is answered as on the long way", async (_, body, status) => {
    const short = await post("short", JSON.stringify(body));
    expect(short).toEqual(await post("long", JSON.stringify(body)));
    expect(short.status).toBe(
      status === 400 && !Array.isArray(body) && typeof body === "object" ? short.status : status,
    );
  });

  test("what is no JSON, and who has no right, is told so", async () => {
    expect(await post("short", "{")).toEqual(await post("long", "{"));
    const nobody = { authorization: "Bearer prn_short_0000000000000000000000000000000000000000000" };
    expect((await post("short", "{}", nobody)).status).toBe(401);
    const readOnly = await running.keys.create("short", "reader", ["journal:read"]);
    const wrong = await running.keys.create("long", "other", ["events:write"]);
    for (const other of [readOnly, wrong])
      for (let time = 0; time < 2; time++)
        expect([403, 404]).toContain((await post("short", "{}", { authorization: `Bearer ${other}` })).status);
  });

  test("a key that is revoked opens it no longer", async () => {
    const own = await running.keys.create("short", "till", ["events:write"]);
    const authorization = `Bearer ${own}`;
    for (const member of ["cai", "dan"])
      expect((await post("short", JSON.stringify(join(member, 1)), { authorization })).status).toBe(201);
    await running.keys.revoke(own);
    expect((await post("short", JSON.stringify(join("eve", 1)), { authorization })).status).toBe(401);
  });

  test("is taken by what is plain, and by nothing else", async () => {
    const limits = { keys: new RateLimit({ perSecond: 0, burst: 2 }) };
    const service = { keys: running.keys, programmes: running.programmes, limits, log: silent } as unknown as Service;
    const options = { hosts: ["127.0.0.1"], mostBytes: 200, mostEvents: 2, headers: {} };
    const read: unknown[] = [];
    const lane = eventLane(service, options, (incoming, outgoing) => {
      read.push(incoming.rawBody?.toString());
      outgoing.writeHead(599).end();
    });
    const server = createServer(lane).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await post("short", "{}");
    const ask = async (body: string, headers: Record<string, string> = {}): Promise<number> => {
      const url = `http://127.0.0.1:${port}/api/v1/programmes/short/events`;
      const plain = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      return (await fetch(url, { method: "POST", headers: { ...plain, ...headers }, body })).status;
    };
    const one = JSON.stringify(join("gus", 1));
    expect(await ask(one)).toBe(201);
    for (const headers of [{ cookie: "a=b" }, { authorization: "Bearer no" }, { "content-type": "text/plain" }])
      expect(await ask(one, headers)).toBe(599);
    expect(read.filter((body) => body !== undefined)).toEqual([]);
    expect([await ask("[1]"), read.at(-1)]).toEqual([599, "[1]"]);
    expect(await ask("x".repeat(201))).toBe(599);
    expect(await ask(one)).toBe(599);
    server.close();
  });
});
