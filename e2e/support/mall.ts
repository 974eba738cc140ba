// A mall that browsers can visit: the whole service in this process on a database in memory, on the machine's own clock, with people who are signed in.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { readPlan } from "@perennial/kernel";
import { expect } from "vitest";
import { pgliteBench } from "../../packages/server/test/support/databases.js";
import type { Desk, Sent } from "../../packages/server/test/support/http.js";
import { openDesk } from "../../packages/server/test/support/http.js";
import { mallPlan } from "../../packages/server/test/support/mall.js";

export interface BrowserMall {
  readonly desk: Desk;
  readonly origin: string;
  readonly programme: string;
  /** a key that keeps the mall and its accounts */
  readonly key: string;
  /** Sends below the programme; fails unless the status is the wanted one. */
  ask<T>(method: string, path: string, sent?: Sent, status?: number): Promise<T>;
  /** Somebody who has joined; the cookie of the session. */
  member(phone: string, name: string): Promise<string>;
  stop(): Promise<void>;
}

/** `webRoot`: the built pages. */
export async function openMallFor(webRoot: string): Promise<BrowserMall> {
  const bench = pgliteBench();
  const desk = await openDesk(bench, { webRoot });
  const read = readPlan(mallPlan);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const programme = "mall";
  await desk.programmes.create(programme, read.plan, "sandbox");
  const key = await desk.key(["mall:write", "mall:read", "accounts:write"], programme);
  const listener = getRequestListener(async (request) => desk.app.fetch(request));
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask: BrowserMall["ask"] = async <T>(
    method: string,
    path: string,
    sent: Sent = {},
    status = 200,
  ): Promise<T> => {
    const response = await desk.send(method, `/api/v1/programmes/${programme}${path}`, sent);
    const text = await response.text();
    expect(`${response.status} ${response.status === status ? "" : text}`).toBe(`${status} `);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  return {
    desk,
    origin: `http://localhost:${port}`,
    programme,
    key,
    ask,
    member: async (phone, name) => {
      const cookie = await desk.signIn(phone, name);
      await ask("POST", "/join", { cookie, body: {} }, 201);
      return cookie;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await desk.stop();
      await bench.stop();
    },
  };
}

/** A session's cookie as a browser keeps it. */
export function cookieOf(cookie: string, url: string): { name: string; value: string; url: string } {
  const at = cookie.indexOf("=");
  return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url };
}
