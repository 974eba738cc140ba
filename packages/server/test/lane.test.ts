// Plain events take a short way past the application. Each request here goes both ways, and the answers are the same: status, headers and
// body; what is not plain takes the long way, also after its body was read. A connection with a request that is not plain and whole goes to
// Node's HTTP server with all its bytes.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect, createServer as createSocketServer } from "node:net";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { requestLane } from "../src/http/lane/request-lane.js";
import { SocketLane } from "../src/http/lane/socket-lane.js";
import { readHead } from "../src/http/lane/wire.js";
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
    const lane = requestLane(service, options, (incoming, outgoing) => {
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

/** A connection of our own, byte by byte. */
class Wire {
  private text = "";
  private ended = false;
  private constructor(readonly socket: Socket) {
    socket.on("data", (part: Buffer) => (this.text += part.toString("latin1")));
    socket.on("end", () => (this.ended = true));
    socket.on("error", () => (this.ended = true));
  }

  static async to(port: number): Promise<Wire> {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    await once(socket, "connect");
    return new Wire(socket.setNoDelay(true));
  }

  send(text: string): this {
    this.socket.write(text, "latin1");
    return this;
  }

  /** All that came until there were so many answers, or the other side ended. */
  async answers(count: number): Promise<string[]> {
    await vi.waitUntil(() => this.ended || this.text.split("HTTP/1.1 ").length > count, { timeout: 30_000 });
    return this.text.split("HTTP/1.1 ").slice(1);
  }

  async end(): Promise<void> {
    await vi.waitUntil(() => this.ended, { timeout: 30_000 });
  }
}

function wired(body: string, more = "", host = "127.0.0.1"): string {
  const head = `POST /api/v1/programmes/short/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\n`;
  return `${head}Content-Type: application/json\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;
}

describe("on the bare socket", () => {
  test("requests of one connection are answered in their order, plain or not", async () => {
    const wire = await Wire.to(running.port);
    wire.send(wired(JSON.stringify(join("wire-1", 1))));
    expect((await wire.answers(1))[0]).toMatch(/^201 Created\r\n/);
    wire.send(wired(JSON.stringify(join("wire-2", 1)))).send(wired(JSON.stringify(join("wire-2", 1))));
    expect((await wire.answers(3)).map((answer) => answer.slice(0, 3))).toEqual(["201", "201", "200"]);
    wire.send("GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    expect((await wire.answers(4)).at(-1)).toMatch(/^200 OK\r\n/);
    wire.send(wired(JSON.stringify(join("wire-3", 1))));
    expect((await wire.answers(5)).at(-1)).toMatch(/^201 Created\r\n/);
    wire.socket.destroy();
  });

  test("one that ends behind its request gets its answer", async () => {
    const wire = await Wire.to(running.port);
    wire.send(wired(JSON.stringify(join("wire-4", 1)))).socket.end();
    await wire.end();
    expect((await wire.answers(1))[0]).toMatch(/^201 Created\r\n/);
  });

  const one = (): string => JSON.stringify(join("wire-5", 1));
  test.each<[string, () => string[]]>([
    ["in two parts", () => [wired(one()).slice(0, 200), wired(one()).slice(200)]],
    ["two in one part", () => [wired(one()) + wired(one())]],
    ["a head without its body", () => [wired(one()).split("\r\n\r\n")[0] + "\r\n\r\n", one()]],
    ["in chunks", () => [wired("0\r\n\r\n", "Transfer-Encoding: chunked\r\n")]],
    ["that expects", () => [wired(one(), "Expect: 100-continue\r\n")]],
    ["that closes", () => [wired(one(), "Connection: close\r\n")]],
    ["with two lengths", () => [wired(one(), "Content-Length: 3\r\n")]],
    ["with two hosts", () => [wired(one(), "Host: 127.0.0.1\r\n")]],
    ["with a folded line", () => [wired(one(), "X-A: b\r\n c\r\n")]],
    ["with a bare line feed", () => [wired(one(), "X-A: b\nX-B: c\r\n")]],
    ["with a space before the colon", () => [wired(one(), "X-A : b\r\n")]],
    ["of another version", () => [wired(one()).replace("HTTP/1.1", "HTTP/1.0")]],
    ["of another host", () => [wired(one(), "", "evil.example")]],
    ["that is no JSON", () => [wired("{")]],
    ["that is not HTTP", () => ["\u0016\u0003\u0001"]],
  ])("a request %s is left to the HTTP server, whole", async (_, parts) => {
    const limits = { keys: new RateLimit({ perSecond: 100, burst: 100 }) };
    const { keys, programmes } = running;
    const service = { keys, programmes, limits, log: silent, now: Date.now } as unknown as Service;
    const options = { hosts: ["127.0.0.1"], mostBytes: 2_000, mostEvents: 2, headers: {} };
    let handed = "";
    const lane = new SocketLane(service, options, { keepAliveTimeout: 30_000 }, (socket) => {
      socket.on("data", (part: Buffer) => (handed += part.toString("latin1")));
    });
    const server = createSocketServer(lane.accept).listen(0, "127.0.0.1");
    await once(server, "listening");
    const wire = await Wire.to((server.address() as AddressInfo).port);
    const before = running.programmes.get("short")?.sequencer.committedSeq;
    let sent = "";
    for (const part of parts()) {
      wire.send(part);
      sent += part;
      await vi.waitUntil(() => handed === sent, { timeout: 30_000 });
    }
    expect(await Promise.race([wire.answers(1), Promise.resolve("none")])).toBe("none");
    expect(running.programmes.get("short")?.sequencer.committedSeq).toBe(before);
    wire.socket.destroy();
    server.close();
  });

  test("whose server goes: an idle one is ended, what is under way is answered before", async () => {
    const own = mkdtempSync(path(tmpdir(), "perennial-lane-"));
    const other = await startServer({ port: 0, folder: own, logLevel: "silent" });
    const ownKey = readFileSync(other.operatorKeyFile, "utf8").trim();
    await other.programmes.create("short", testPlan(), "sandbox");
    const [idle, busy] = [await Wire.to(other.port), await Wire.to(other.port)];
    const many = Array.from({ length: 100 }, (_, index) => join(`ben-${index}`, 1));
    idle.send(wired(JSON.stringify(join("ann", 1))).replace(key, ownKey));
    await idle.answers(1);
    busy.send(wired(JSON.stringify(many)).replace(key, ownKey));
    while (other.programmes.get("short")?.sequencer.idle !== false) await nextTurn();
    await other.stop();
    await Promise.all([idle.end(), busy.end()]);
    expect((await busy.answers(1)).map((answer) => answer.slice(0, 3))).toEqual(["200"]);
    rmSync(own, { recursive: true, force: true });
  });

  test("a head is read as it stands", () => {
    const { method, url, headers, length } =
      readHead("POST /a HTTP/1.1\r\nHOST: b:1\r\nx-y: z\r\ncontent-length: 12") ?? {};
    expect({ method, url, headers, length }).toEqual({
      method: "POST",
      url: "/a",
      headers: { host: "b:1", "content-length": "12" },
      length: 12,
    });
    for (const length of ["-1", "1e3", "0x10", "", " 1", "+1", "99999999999"])
      expect(readHead(`POST /a HTTP/1.1\r\ncontent-length: ${length}`)).toBeUndefined();
  });
});
