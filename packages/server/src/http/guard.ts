// The guard at the door: host names, who is asking, how often, and what they may do.
import type { Scope } from "@perennial/api";
import type { Context, MiddlewareHandler } from "hono";
import { getConnInfo } from "@hono/node-server/conninfo";
import { getCookie, setCookie } from "hono/cookie";
import type { Served } from "../programmes/served.js";
import { SESSION_COOKIE } from "../accounts/sign-in.js";
import type { Standing } from "../accounts/standing.js";
import { grants, isOwn, standingOf } from "../accounts/standing.js";
import { Fault } from "./fault.js";
import type { Env, Service } from "./service.js";

export const COOKIE = "perennial_demo";

/** Only these names lead here: a page elsewhere that resolves to this machine is turned away. */
export function hostGuard(hosts: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const host = new URL(c.req.url).hostname;
    if (!hosts.includes(host))
      throw new Fault("forbidden", "Host", `this server is not called ${host}`, `one of ${hosts.join(", ")}`);
    await next();
  };
}

/** Finds out who asks, and how often they do. Whoever brings something wrong is told so, not taken for a stranger. */
export function identify(service: Service): MiddlewareHandler<Env> {
  return async (c, next) => {
    const header = c.req.header("authorization");
    const cookie = getCookie(c, COOKIE);
    if (header !== undefined) {
      const [, key] = /^Bearer (\S+)$/i.exec(header) ?? [];
      const principal = key === undefined ? undefined : await service.keys.find(key);
      if (!principal) {
        limit(service.limits.strangers.take(address(c)));
        throw new Fault("unauthorised", "Authorization", "the key is none of ours, or was revoked", "Bearer and a key");
      }
      limit(service.limits.keys.take(principal.bucket));
      c.set("principal", principal);
    } else {
      const principal = cookie === undefined ? undefined : service.sessions.find(cookie, service.now());
      limit(principal ? service.limits.sessions.take(principal.bucket) : service.limits.strangers.take(address(c)));
      if (principal && c.req.method !== "GET") sameOrigin(c);
      c.set("principal", principal);
      await recognise(c, service);
    }
    await next();
  };
}

const IN_PROGRAMME = /^\/api\/v1\/programmes\/([a-z0-9-]{1,63})(?:\/|$)/;

/** Who is signed in, and what it is in the programme of the path. */
async function recognise(c: Context<Env>, { accounts }: Service): Promise<void> {
  if (!(c.req.header("cookie") ?? "").includes(SESSION_COOKIE)) return;
  const person = await accounts.person(c.req.raw.headers);
  if (person === undefined) return;
  if (c.req.method !== "GET") sameOrigin(c);
  c.set("person", person);
  const [, programme] = IN_PROGRAMME.exec(c.req.path) ?? [];
  if (programme !== undefined) c.set("standing", await standingOf(accounts.database, person, programme));
}

/** The browser says where a request comes from; a cookie speaks only for our own pages. */
function sameOrigin(c: Context): void {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new Fault("forbidden", "Sec-Fetch-Site", "the request comes from another site", "our own pages, or a key");
}

export function limit(seconds: number): void {
  if (seconds > 0) throw new Fault("rate_limited", "", "too many requests", `the next one in ${seconds} s`, seconds);
}

export function address(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? "";
  } catch {
    // Outside a socket, as in tests, there is no address.
    return "";
  }
}

/** Gives the browser a demo session, good for the demo programmes alone. Throws `rate_limited`. */
export function giveSession(c: Context, service: Service): void {
  limit(service.limits.strangers.take(address(c)));
  const { value, maxAgeSeconds } = service.sessions.create(service.now());
  setCookie(c, COOKIE, value, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: maxAgeSeconds });
}

/** Whether the caller may see that the programme is there. */
export function maySee(c: Context<Env>, programme: { id: string; mode: string }): boolean {
  const principal = c.get("principal");
  if (!principal) return false;
  if (principal.kind === "demo") return programme.mode === "demo";
  return principal.programme === "*" || principal.programme === programme.id;
}

/** Throws `unauthorised` or `forbidden` unless the caller has the scope. */
export function needScope(c: Context<Env>, scope: Scope): void {
  const principal = c.get("principal");
  if (!principal)
    throw new Fault("unauthorised", "Authorization", "nobody vouches for this request", "Authorization: Bearer <key>");
  if (!principal.scopes.has(scope))
    throw new Fault("forbidden", "Authorization", `the key has no scope ${scope}`, `a key with the scope ${scope}`);
}

/** Whether the roles of who is signed in open this. */
function roleOpens(standing: Standing | undefined, id: string, scope: Scope): boolean {
  return standing?.programme === id && grants(standing, scope);
}

/** Like `enter` with `holders:read`, but a holder itself may come in too: its own wallet is its own. */
export function enterHolder(c: Context<Env>, service: Service, id: string, name: string): Served {
  const standing = c.get("standing");
  if (standing?.programme === id && isOwn(standing, name) && service.programmes.has(id))
    return service.programmes.need(id);
  return enter(c, service, id, "holders:read");
}

/**
 * The programme that a route is about. Throws `unauthorised`, `forbidden` (the scope), `not_found` (also when the caller
 * may not see it), `unavailable`.
 */
export function enter(c: Context<Env>, service: Service, id: string, scope: Scope): Served {
  pass(c, service, id, scope);
  return service.programmes.need(id);
}

/** The same for what does not need the programme to be served: throws `unauthorised`, `forbidden`, `not_found`. */
export function pass(c: Context<Env>, service: Service, id: string, scope: Scope): void {
  const byRole = roleOpens(c.get("standing"), id, scope);
  if (!byRole) needScope(c, scope);
  const row = service.programmes.list().find((each) => each.id === id);
  if (!row || !(byRole || maySee(c, row)))
    throw new Fault("not_found", "programme", `there is no programme "${id}"`, "one of GET /programmes");
}
