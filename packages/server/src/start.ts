// Starts everything on one port: database, programmes, HTTP. Stops it again without losing what was answered.
import { Server } from "node:http";
import type { Socket } from "node:net";
import type { ServerType } from "@hono/node-server";
import { createAdaptorServer } from "@hono/node-server";
import { problemOf } from "@perennial/api";
import { MOST_EVENTS } from "@perennial/api/schemas";
import { pino } from "pino";
import { openAccounts } from "./accounts/open.js";
import { Tree } from "./audit/tree.js";
import type { Behind } from "./behind/behind.js";
import { openBehind } from "./behind/behind.js";
import type { Sender } from "./accounts/senders/sender.js";
import { consoleSender } from "./accounts/senders/sender.js";
import { Keys, DemoSessions } from "./http/principal.js";
import { createApp, MOST_BODY_BYTES } from "./http/app.js";
import type { LongWay } from "./http/lane/request-lane.js";
import { requestLane } from "./http/lane/request-lane.js";
import { SocketLane } from "./http/lane/socket-lane.js";
import { RateLimit } from "./http/rate.js";
import type { App, Limits, Service } from "./http/service.js";
import type { DatabasePlace } from "./database/database.js";
import { openDatabase } from "./database/open.js";
import { Inbox } from "./inbox/inbox.js";
import { Jobs } from "./jobs/jobs.js";
import type { Local } from "./jobs/jobs.js";
import { DEMO, ensureDemo } from "./demo/demo.js";
import { ensureDemoMall, standBehind } from "./demo/demo-mall.js";
import type { Progress } from "./demo/demo.js";
import { masterKey, operatorKey, sharedSessionSecret } from "./secrets.js";
import { openMall } from "./mall/open.js";
import { Vault } from "./payments/vault.js";
import type { Log } from "./programmes/log.js";
import { Programmes } from "./programmes/programmes.js";
import type { RestOptions } from "./programmes/rest.js";
import { Chores } from "./settlement/chores.js";
import { Earlier } from "./prospectus/earlier.js";
import { Prospectuses } from "./prospectus/prospectuses.js";
import { Outbox } from "./settlement/outbox.js";
import { Reports } from "./store/reports.js";
import { SqlStore } from "./store/sql-store.js";
import { listen, ownerName, shut } from "./socket.js";
import type { Plan } from "@perennial/kernel";

export interface StartOptions {
  /** 0: any port that is free */
  readonly port: number;
  /** folder for keys, and for the data when there is no `databaseUrl` */
  readonly folder: string;
  readonly databaseUrl?: string | undefined;
  /** folder of the built web application */
  readonly webRoot?: string | undefined;
  /** plan of the demo programme; left out: no demo */
  readonly demoPlan?: Plan | undefined;
  readonly onProgress?: (progress: Progress) => void;
  readonly version?: string;
  /** the least level that is logged, to standard error */
  readonly logLevel?: "debug" | "info" | "warn" | "error" | "silent";
  /** how long a lease outlives the silence of its server */
  readonly leaseMs?: number;
  /** postings and notes that fill a part of a close; left out: what the kernel takes for good */
  readonly closePart?: number;
  /** when programmes leave memory */
  readonly rest?: RestOptions | undefined;
  /** where the other servers of the database reach this one, when not on this machine: `https://a.example` */
  readonly address?: string | undefined;
  /** what carries codes to people; left out: they are shown on standard error */
  readonly sender?: Sender;
  /** where buyers and channels of payment reach this server: `https://mall.example` */
  readonly origin?: string | undefined;
  /** true behind a proxy that speaks TLS: session cookies travel only over it */
  readonly secureCookies?: boolean;
  /** how this server runs simulations itself; left out: workers do */
  readonly simulate?: Local | undefined;
}

export interface Running {
  readonly url: string;
  readonly port: number;
  /** whether what was answered survives a power cut */
  readonly durable: boolean;
  /** file with a key that may do everything */
  readonly operatorKeyFile: string;
  /** whether the demo programme was created (or finished) by this start */
  readonly demoCreated: boolean;
  readonly programmes: Programmes;
  readonly keys: Keys;
  /** Answers what waits, writes a checkpoint, gives the leases back, closes the database. */
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const HOSTS = [HOST, "localhost", "[::1]"];

/** Rejects with `port_taken`, `folder_in_use`, `migration_failed`, or the database's own error. */
export async function startServer(options: StartOptions): Promise<Running> {
  const log: Log = pino(
    { level: options.logLevel ?? "warn", serializers: { error: pino.stdSerializers.err } },
    pino.destination(2),
  );
  // The port comes first: whoever has it may be using the same folder.
  const gate: { fetch: (request: Request, env: unknown) => Response | Promise<Response> } = { fetch: starting };
  const server = createAdaptorServer({ fetch: async (request, env) => gate.fetch(request, env) });
  const port = await listen(server, HOST, options.port);
  const url = `http://${HOST}:${port}`;
  const address = options.address ?? url;
  const place: DatabasePlace =
    options.databaseUrl === undefined ? { folder: options.folder } : { url: options.databaseUrl };
  try {
    const database = await openDatabase(place, (error) => log.warn({ error }, "a database connection broke"));
    const store = new SqlStore(database);
    const tree = new Tree(database, store);
    const behind = openBehind(place, { store, tree }, log);
    const programmes = new Programmes(store, {
      owner: ownerName(port),
      address,
      log,
      rest: options.rest,
      lists: behind,
      closePart: options.closePart,
      ...(options.leaseMs !== undefined && { leaseMs: options.leaseMs }),
    });
    await programmes.start();
    const keys = new Keys(database);
    const operatorKeyFile = await operatorKey(options.folder, keys);
    const demoCreated = options.demoPlan
      ? await ensureDemo(
          programmes,
          options.demoPlan,
          Date.now(),
          options.onProgress ?? (() => undefined),
          async (names) => standBehind(database, DEMO, names),
        )
      : false;
    const secret = await sharedSessionSecret(database, options.folder);
    const outbox = new Outbox(database, programmes, log, Date.now);
    const sender = options.sender ?? consoleSender((line) => process.stderr.write(`${line}\n`));
    const accounts = openAccounts(database, outbox, {
      sender,
      secret,
      secure: options.secureCookies ?? false,
    });
    const jobs = new Jobs(database, log, options.simulate);
    await jobs.resume();
    const mall = openMall(
      { database, programmes, outbox, log, now: Date.now },
      {
        members: accounts.members,
        vault: new Vault(masterKey(options.folder)),
        origin: options.origin ?? address,
        secret,
      },
    );
    if (options.demoPlan && programmes.get(DEMO)) await ensureDemoMall(mall, DEMO);
    const origin = options.origin ?? address;
    const inbox = new Inbox({ database, programmes, sender, log, now: Date.now, origin, secret });
    const chores = new Chores(log, {
      mall: async () => mall.tick(),
      inbox: async () => inbox.tick(),
      tree: async () => growAll(programmes, behind),
    });
    const service = {
      accounts,
      mall,
      inbox,
      prospectuses: new Prospectuses(database, programmes, jobs, log, Date.now),
      earlier: new Earlier(database, programmes, Date.now),
      outbox,
      programmes,
      reports: new Reports(database),
      jobs,
      tree,
      keys,
      sessions: new DemoSessions(secret),
      limits: limits(),
      log,
      now: Date.now,
    };
    const hosts = [...HOSTS, ...[address, options.origin ?? address].map((each) => new URL(each).hostname)];
    const app = createApp(service, { hosts, webRoot: options.webRoot, version: options.version ?? "0.0.0" });
    gate.fetch = (request, env) => app.fetch(request, env);
    const closeLanes = await openLanes(server, service, app, hosts);
    return {
      url,
      port,
      durable: database.durable,
      operatorKeyFile,
      demoCreated,
      programmes,
      keys,
      stop: async () => {
        // Whoever comes now is turned away; whoever came before is answered.
        gate.fetch = ending;
        closeLanes();
        await chores.stop();
        await programmes.stop();
        await behind.close();
        await shut(server);
        await jobs.stop();
        await database.close();
      },
    };
  } catch (error) {
    await shut(server);
    throw error;
  }
}

/** From here on plain events take a short way; what is returned ends that. Its answers have the headers that the application gives to every answer. */
async function openLanes(
  server: ServerType,
  service: Service,
  app: App,
  hosts: readonly string[],
): Promise<() => void> {
  const [longWay] = server.listeners("request") as LongWay[];
  const [http] = server.listeners("connection") as ((socket: Socket) => void)[];
  if (!longWay || !http || !(server instanceof Server)) return () => undefined;
  const sample = await app.request(`http://${hosts[0] ?? HOST}/api/v1/health`);
  const headers = Object.fromEntries(
    [...sample.headers].filter(([name]) => !name.startsWith("content-t") && name !== "content-length"),
  );
  const options = { hosts, mostBytes: MOST_BODY_BYTES, mostEvents: MOST_EVENTS, headers };
  const requests = requestLane(service, options, longWay);
  const sockets = new SocketLane(service, options, server, (socket) => http.call(server, socket));
  server.off("request", longWay).on("request", requests);
  server.off("connection", http).on("connection", sockets.accept);
  return () => {
    server.off("request", requests).on("request", longWay);
    server.off("connection", sockets.accept).on("connection", http);
    sockets.close();
  };
}

/** A step for each programme that this server writes. */
async function growAll(programmes: Programmes, behind: Behind): Promise<void> {
  for (const { id, served } of programmes.list()) if (served) await behind.grow(id, served.sequencer.committedSeq);
}

const limits = (): Limits => ({
  keys: new RateLimit({ perSecond: 50_000, burst: 50_000 }),
  sessions: new RateLimit({ perSecond: 50, burst: 200 }),
  tills: new RateLimit({ perSecond: 10, burst: 100 }),
  strangers: new RateLimit({ perSecond: 20, burst: 100 }),
  codes: new RateLimit({ perSecond: 1 / 60, burst: 3 }),
  rehearsals: new RateLimit({ perSecond: 50, burst: 500 }),
  tries: new RateLimit({ perSecond: 0.2, burst: 20 }),
});

const starting = (): Response =>
  Response.json({ status: "loading", programmes: [] }, { status: 503, headers: { "retry-after": "1" } });

function ending(): Response {
  const problem = problemOf("unavailable", "", "the server is going down", "send it again; another one will answer");
  const headers = { "content-type": "application/problem+json", "retry-after": "1", connection: "close" };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
