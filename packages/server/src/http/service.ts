// What the routes work with, and who is asking in each request.
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Accounts } from "../accounts/accounts.js";
import type { Standing } from "../accounts/standing.js";
import type { Inbox } from "../inbox/inbox.js";
import type { Jobs } from "../jobs/jobs.js";
import type { Mall } from "../mall/mall.js";
import type { Tree } from "../audit/tree.js";
import type { Log } from "../programmes/log.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Earlier } from "../prospectus/earlier.js";
import type { Prospectuses } from "../prospectus/prospectuses.js";
import type { Outbox } from "../settlement/outbox.js";
import type { Reports } from "../store/reports.js";
import type { DemoSessions, Keys, Principal } from "./principal.js";
import type { RateLimit } from "./rate.js";

export interface Service {
  readonly programmes: Programmes;
  readonly reports: Reports;
  readonly jobs: Jobs;
  /** roots and proofs */
  readonly tree: Tree;
  readonly keys: Keys;
  readonly sessions: DemoSessions;
  readonly accounts: Accounts;
  readonly outbox: Outbox;
  readonly mall: Mall;
  readonly inbox: Inbox;
  readonly prospectuses: Prospectuses;
  readonly earlier: Earlier;
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
  /** codes and tokens sent, by phone or e-mail */
  readonly codes: RateLimit;
  /** products whose earnings are asked for and must be rehearsed */
  readonly rehearsals: RateLimit;
  /** tries to sign in, by address */
  readonly tries: RateLimit;
}

export interface Env {
  Variables: {
    principal: Principal | undefined;
    /** who is signed in */
    person: string | undefined;
    /** what that person is in the programme that the path names */
    standing: Standing | undefined;
    /** true: the answer never changes under its address, and may be kept */
    lasting: boolean | undefined;
  };
}

export type App = OpenAPIHono<Env>;
