// What the routes work with, and who is asking in each request.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Log } from "../programmes/log.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Reports } from "../store/reports.js";
import type { DemoSessions, Keys, Principal } from "./principal.js";
import type { RateLimit } from "./rate.js";

export interface Service {
  readonly programmes: Programmes;
  readonly reports: Reports;
  readonly keys: Keys;
  readonly sessions: DemoSessions;
  readonly limits: Limits;
  readonly log: Log;
  /** milliseconds since the epoch */
  readonly now: () => number;
}

export interface Limits {
  /** requests with an API key */
  readonly keys: RateLimit;
  /** requests with a demo session */
  readonly sessions: RateLimit;
  /** events that a demo session may post */
  readonly tills: RateLimit;
  /** requests that nobody vouches for, by address */
  readonly strangers: RateLimit;
}

export interface Env {
  Variables: { principal: Principal | undefined };
}

export type App = OpenAPIHono<Env>;
