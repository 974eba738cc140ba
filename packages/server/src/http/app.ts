// The HTTP application: headers, limits and the guard first, then the routes, the reference and the web.
import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { MOST_FILE_BYTES } from "../mall/catalogue/images.js";
import { answerFault, Fault, problemResponse } from "./fault.js";
import { forward } from "./forward.js";
import { hostGuard, identify } from "./guard.js";
import { referencePage } from "./reference.js";
import { accountRoutes } from "./routes/account.js";
import { eventRoutes } from "./routes/events.js";
import { inboxRoutes } from "./routes/inbox.js";
import { holderRoutes } from "./routes/holders.js";
import { journalRoutes } from "./routes/journal.js";
import { mallRoutes } from "./routes/mall/index.js";
import { membershipRoutes } from "./routes/membership.js";
import { programmeRoutes } from "./routes/programmes.js";
import { prospectusRoutes } from "./routes/prospectus.js";
import { runRoutes } from "./routes/runs.js";
import { statementRoutes } from "./routes/statements.js";
import { proofRoutes } from "./routes/proofs.js";
import type { App, Env, Service } from "./service.js";
import { webRoutes } from "./web.js";

const API = "/api/v1";
/** 1,000 events of 2 kB each. */
export const MOST_BODY_BYTES = 2_000_000;
/** Paths that take a file. */
const TAKES_FILE = /\/(?:photos|documents)$/;

export interface AppOptions {
  /** names under which this server may be asked for */
  readonly hosts: readonly string[];
  /** folder of the built web application */
  readonly webRoot?: string | undefined;
  readonly version: string;
}

/** The whole service as one fetch handler. */
export function createApp(service: Service, options: AppOptions): App {
  const app: App = new OpenAPIHono<Env>();
  app.onError((error, c) => answerFault(error, c, service.log));
  app.notFound((c) => {
    const { problem } = new Fault(
      "not_found",
      "path",
      `there is nothing at ${c.req.path}`,
      `a route of ${API}/reference`,
    );
    return problemResponse(c, problem);
  });
  app.use(requestLog(service));
  app.use(headers());
  app.use(hostGuard(options.hosts));
  app.use(`${API}/*`, noStore, limitBody());
  for (const path of ["programmes/*", "account", "account/*"]) app.use(`${API}/${path}`, identify(service));
  app.use(`${API}/programmes/:programme/*`, forward(service));

  const api: App = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return result.target === "json" ? withoutNul(result.data) : undefined;
      const [issue] = result.error.issues;
      throw new Fault("malformed_request", issue?.path.join(".") ?? "", issue?.message ?? "not as described", RIGHT);
    },
  });
  programmeRoutes(api, service);
  holderRoutes(api, service);
  journalRoutes(api, service);
  proofRoutes(api, service);
  eventRoutes(api, service);
  accountRoutes(api, service);
  membershipRoutes(api, service);
  inboxRoutes(api, service);
  statementRoutes(api, service);
  prospectusRoutes(api, service);
  runRoutes(api, service);
  mallRoutes(api, service);
  app.route(API, api);
  documentRoutes(app, api, options.version);
  webRoutes(app, service, options.webRoot);
  return app;
}

/** No text of the database can hold a NUL. Throws `malformed_request`. */
function withoutNul(value: unknown, place = ""): undefined {
  if (typeof value === "string" && value.includes("\0"))
    throw new Fault("malformed_request", place, "a text with a NUL in it", RIGHT);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    withoutNul(key, place);
    withoutNul(part, place === "" ? key : `${place}.${key}`);
  }
  return undefined;
}

const RIGHT = `a request as ${API}/reference describes it`;

const tooLarge = (most: number) => (): never => {
  throw new Fault("too_large", "", "the body is too large", `at most ${most} bytes`);
};

/** The length that a body declares is enough, and costs nothing; only a body without one is counted as it comes in. */
function limitBody(): MiddlewareHandler {
  const limits = [MOST_BODY_BYTES, MOST_FILE_BYTES].map((maxSize) => ({
    maxSize,
    counted: bodyLimit({ maxSize, onError: tooLarge(maxSize) }),
  }));
  return async (c, next) => {
    const limit = limits[TAKES_FILE.test(c.req.path) ? 1 : 0];
    if (!limit) return next();
    const length = c.req.header("content-length");
    if (length === undefined && c.req.method !== "GET") return limit.counted(c, next);
    if (Number(length ?? 0) > limit.maxSize) tooLarge(limit.maxSize)();
    await next();
    return undefined;
  };
}

const noStore: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  c.header("Cache-Control", c.get("lasting") === true ? "public, max-age=31536000, immutable" : "no-store");
};

/** Our own scripts and nobody else's. Styles may be written by scripts: the component library of the console does so. */
const headers = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      workerSrc: ["'self'", "blob:"],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // Served over plain HTTP on loopback; a proxy that speaks TLS sets its own.
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    permissionsPolicy: { camera: [], microphone: [], payment: [], geolocation: ["self"] },
  });

/** One line a request: no headers, no query, no body; the route in place of the path, which may hold a name. */
const requestLog =
  ({ log }: Service): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now();
    await next();
    const millis = Math.round(performance.now() - began);
    log.info({ method: c.req.method, route: c.req.routePath, status: c.res.status, millis }, "request");
  };

function documentRoutes(app: App, api: App, version: string): void {
  api.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Perennial", version, description: "Events in; wallets, entries and explanations out." },
    servers: [{ url: API }],
  });
  const page = referencePage(document);
  for (const prefix of ["", API]) {
    app.get(`${prefix}/openapi.json`, (c) => c.json(document));
    app.get(`${prefix}/reference`, (c) => c.html(page));
  }
  for (const name of ["health", "ready"]) app.get(`/${name}`, (c) => c.redirect(`${API}/${name}`, 307));
}
