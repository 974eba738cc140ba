// The web application from the same origin: hashed files for good, the page itself fresh each time, with a demo session.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { Fault } from "./fault.js";
import { COOKIE, giveSession } from "./guard.js";
import type { App, Env, Service } from "./service.js";

const NOT_BUILT = "the web application is not built";

export function webRoutes(app: App, service: Service, root: string | undefined): void {
  const index = root === undefined ? undefined : join(root, "index.html");
  const page: MiddlewareHandler<Env> = async (c) => {
    if (index === undefined || !existsSync(index))
      throw new Fault(
        "not_found",
        "path",
        NOT_BUILT,
        "npm run build, then start again; the API is at /api/v1/reference",
      );
    const known = service.sessions.find(getCookie(c, COOKIE) ?? "", service.now());
    if (!known) giveSession(c, service);
    c.header("Cache-Control", "no-cache");
    return c.html(await readFile(index, "utf8"));
  };
  app.get("/", page);
  app.get("/index.html", page);
  if (root !== undefined) {
    app.use("/assets/*", lasting);
    app.get("*", serveStatic({ root, precompressed: true }));
  }
  // A page of the application: it reads its own address. A file that is missing is missing. What follows the dot in a till's code is no file's ending: it is long.
  app.get("*", async (c, next) => {
    const isPage = !c.req.path.startsWith("/api/") && !/\.[a-z0-9]{1,12}$/i.test(c.req.path);
    return isPage ? page(c, next) : next();
  });
}

/** Names of these files hold a hash of their content. */
const lasting: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", c.res.ok ? "public, max-age=31536000, immutable" : "no-store");
};
