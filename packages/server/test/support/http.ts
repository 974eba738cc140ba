// The HTTP application in memory, on a PGlite with two programmes: `play` (a demo) and `shop` (a sandbox).
import { join as joinPath } from "node:path";
import type { Sender } from "../../src/accounts/senders/sender.js";
import { openAccounts } from "../../src/accounts/open.js";
import type { Database } from "../../src/database/database.js";
import { Tree } from "../../src/audit/tree.js";
import { createApp } from "../../src/http/app.js";
import { DemoSessions, Keys } from "../../src/http/principal.js";
import type { Scope } from "@perennial/api";
import type { Rate } from "../../src/http/rate.js";
import { RateLimit } from "../../src/http/rate.js";
import type { App } from "../../src/http/service.js";
import { Inbox } from "../../src/inbox/inbox.js";
import { Jobs } from "../../src/jobs/jobs.js";
import type { Local } from "../../src/jobs/jobs.js";
import { silent } from "../../src/programmes/log.js";
import type { Mall } from "../../src/mall/mall.js";
import { openMall } from "../../src/mall/open.js";
import { Vault } from "../../src/payments/vault.js";
import { Earlier } from "../../src/prospectus/earlier.js";
import { Prospectuses } from "../../src/prospectus/prospectuses.js";
import { Outbox } from "../../src/settlement/outbox.js";
import type { RestOptions } from "../../src/programmes/rest.js";
import { Programmes } from "../../src/programmes/programmes.js";
import { Reports } from "../../src/store/reports.js";
import { SqlStore } from "../../src/store/sql-store.js";
import type { Bench } from "./databases.js";
import { testPlan } from "./plan.js";

export interface Rates {
  readonly keys: Rate;
  readonly sessions: Rate;
  readonly tills: Rate;
  readonly strangers: Rate;
  readonly codes: Rate;
  readonly tries: Rate;
}

const WIDE: Rate = { perSecond: 10_000, burst: 10_000 };

export interface Desk {
  readonly app: App;
  readonly database: Database;
  readonly programmes: Programmes;
  readonly keys: Keys;
  readonly jobs: Jobs;
  /** Sends a request; `key` as a bearer, `cookie` as the demo session. */
  send(method: string, path: string, more?: Sent): Promise<Response>;
  key(scopes: readonly Scope[], programme?: string): Promise<string>;
  session(): Promise<string>;
  /** Signs a phone in, with the code that was sent; its cookie. */
  signIn(phone: string, name?: string): Promise<string>;
  /** codes and tokens by phone or e-mail, the last one each */
  readonly sent: ReadonlyMap<string, string>;
  readonly outbox: Outbox;
  readonly mall: Mall;
  readonly inbox: Inbox;
  stop(): Promise<void>;
}

export interface Sent {
  key?: string | undefined;
  cookie?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function openDesk(
  bench: Bench,
  options: {
    rates?: Partial<Rates>;
    mostWaiting?: number;
    now?: () => number;
    webRoot?: string;
    owner?: string;
    simulate?: Local;
    sender?: Sender;
    rest?: RestOptions;
  } = {},
  database?: Database,
): Promise<Desk> {
  const base = database ?? (await bench.open());
  const programmes = new Programmes(new SqlStore(base), {
    owner: options.owner ?? "desk",
    log: silent,
    rest: options.rest,
    ...(options.mostWaiting !== undefined && { sequencer: { mostWaiting: options.mostWaiting } }),
  });
  await programmes.start();
  await programmes.create("play", testPlan(), "demo");
  await programmes.create("shop", testPlan(), "sandbox");
  const keys = new Keys(base);
  const jobs = new Jobs(base, silent, options.simulate);
  const rates = {
    keys: WIDE,
    sessions: WIDE,
    tills: WIDE,
    strangers: WIDE,
    codes: WIDE,
    rehearsals: WIDE,
    tries: WIDE,
    ...options.rates,
  };
  const now = options.now ?? Date.now;
  const outbox = new Outbox(base, programmes, silent, now);
  const sent = new Map<string, string>();
  const note = (to: string, secret: string): Promise<void> => Promise.resolve(void sent.set(to, secret));
  const sender: Sender = options.sender ?? {
    code: note,
    emailToken: note,
    passwordToken: note,
    letter: async (to, { lines }) => note(to, lines.join("\n")),
    message: async (to, { text }) => note(to, text),
  };
  const accounts = openAccounts(base, outbox, {
    sender,
    secret: Buffer.alloc(32, 9),
  });
  const mall = openMall(
    { database: base, programmes, outbox, log: silent, now },
    {
      members: accounts.members,
      vault: new Vault(Buffer.alloc(32, 5)),
      origin: "http://localhost",
      secret: Buffer.alloc(32, 9),
    },
  );
  const parts = { database: base, programmes, log: silent, now, origin: "http://localhost" };
  const inbox = new Inbox({ ...parts, sender, secret: Buffer.alloc(32, 9) });
  const app = createApp(
    {
      accounts,
      mall,
      inbox,
      prospectuses: new Prospectuses(base, programmes, jobs, silent, now, { members: 12, days: 30, seeds: 1 }),
      earlier: new Earlier(base, programmes, now),
      outbox,
      programmes,
      reports: new Reports(base),
      jobs,
      tree: new Tree(base, programmes.store),
      keys,
      sessions: new DemoSessions(Buffer.alloc(32, 7)),
      limits: {
        keys: new RateLimit(rates.keys),
        sessions: new RateLimit(rates.sessions),
        tills: new RateLimit(rates.tills),
        strangers: new RateLimit(rates.strangers),
        codes: new RateLimit(rates.codes),
        rehearsals: new RateLimit(rates.rehearsals),
        tries: new RateLimit(rates.tries),
      },
      log: silent,
      now,
    },
    { hosts: ["localhost"], version: "1.2.3", webRoot: options.webRoot && joinPath(options.webRoot) },
  );
  const send: Desk["send"] = async (method, path, { key, cookie, body, headers } = {}) =>
    app.request(path, {
      method,
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const signIn = async (phone: string, name?: string): Promise<string> => {
    await send("POST", "/api/v1/account/code", { body: { phone } });
    const body = { phone, code: sent.get(phone), ...(name !== undefined && { name }) };
    const answer = await send("POST", "/api/v1/account/sign-in/phone", { body });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  };
  return {
    app,
    signIn,
    sent,
    outbox,
    mall,
    inbox,
    database: base,
    programmes,
    keys,
    jobs,
    send,
    key: async (scopes, programme = "*") => keys.create(programme, "test", scopes),
    session: async () => (await send("POST", "/api/v1/session")).headers.get("set-cookie")?.split(";")[0] ?? "",
    stop: async () => {
      await jobs.stop();
      await programmes.stop();
      if (!database) await base.close();
    },
  };
}

/** Waits until the lists have caught up with the journal. */
export async function caughtUp(desk: Desk, programme: string): Promise<void> {
  const served = desk.programmes.need(programme);
  while (served.lag.projection > 0) await served.project();
}
