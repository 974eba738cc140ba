// Requests for a programme that another server writes go to that server, with the caller's own credentials, and its answer comes back.
import type { ProgrammeBrief } from "@perennial/api";
import type { Context, MiddlewareHandler } from "hono";
import { proxy } from "hono/proxy";
import type { Elsewhere } from "../programmes/ownership.js";
import { Unavailable } from "../programmes/results.js";
import type { ProgrammeRow } from "../store/store.js";
import type { Env, Service } from "./service.js";

/** Marks a request that a server has passed on: it is never passed on twice. Whoever sends it himself only gets a 503 sooner. */
const PASSED = "x-perennial-passed-on";

/** What anybody may look at, and where channels of payment knock. */
const OPEN = /^\/api\/v1\/programmes\/[^/]+\/(?:shop|products|stores|photos|referrals|notifications)(?:\/|$)/;

const PATIENCE_MS = 30_000;
const LIST_PATIENCE_MS = 2_000;

/** Throws Unavailable in the gap between two owners: which one it is shows after a lease. */
export function forward({ programmes }: Service): MiddlewareHandler<Env> {
  return async (c, next) => {
    const id = c.req.param("programme") ?? "";
    // Whoever may do nothing is told so here.
    if (!(c.get("principal") || c.get("person") || OPEN.test(c.req.path))) return next();
    const done = programmes.use(id);
    try {
      const owner = programmes.isHere(id) ? undefined : await programmes.elsewhere(id);
      if (!owner) return await next();
      if (owner.address === null || c.req.header(PASSED) !== undefined)
        throw new Unavailable(`the programme is served by ${owner.owner}`);
      return await ask(c, owner, owner.address);
    } finally {
      done();
    }
  };
}

async function ask(c: Context<Env>, { owner, passed }: Elsewhere, address: string): Promise<Response> {
  const url = new URL(c.req.url);
  const hasBody = c.req.method !== "GET" && c.req.method !== "HEAD";
  try {
    const answer = await proxy(`${address}${url.pathname}${url.search}`, {
      method: c.req.method,
      // The next server finds its own name.
      headers: { ...c.req.header(), host: undefined, connection: undefined, [PASSED]: "1" },
      ...(hasBody && { body: await c.req.arrayBuffer() }),
      signal: AbortSignal.any([passed, AbortSignal.timeout(PATIENCE_MS)]),
    });
    return answer;
  } catch (error) {
    const reason = passed.aborted ? "the programme has just passed to another server" : `${owner} does not answer`;
    throw new Unavailable(reason, { cause: error, retryAfterSeconds: 1 });
  }
}

/** What the caller may see of programmes that other servers have; what does not answer soon is left out. */
export async function listElsewhere(
  c: Context<Env>,
  { programmes, log }: Service,
  rows: readonly ProgrammeRow[],
): Promise<Map<string, ProgrammeBrief>> {
  const found = new Map<string, ProgrammeBrief>();
  if (c.req.header(PASSED) !== undefined) return found;
  const missing = rows.filter(({ id }) => !programmes.get(id));
  const addresses = new Set(missing.map(({ id }) => programmes.ownership.elsewhere(id)?.address ?? ""));
  addresses.delete("");
  const path = new URL(c.req.url).pathname;
  const lists = [...addresses].map(async (address) => {
    const signal = AbortSignal.timeout(LIST_PATIENCE_MS);
    const headers = { authorization: c.req.header("authorization"), cookie: c.req.header("cookie"), [PASSED]: "1" };
    const answer = await proxy(`${address}${path}`, { headers, signal });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    const list = (await answer.json()) as { programmes: ProgrammeBrief[] };
    for (const each of list.programmes) found.set(each.id, each);
  });
  for (const each of await Promise.allSettled(lists))
    if (each.status === "rejected") log.warn({ error: each.reason as unknown }, "a list of another server is missing");
  return found;
}
