// The HTTP application on a port of this machine, for tests that look at it with a browser.
import { createAdaptorServer } from "@hono/node-server";
import { listen, shut } from "../../src/socket.js";
import type { Desk } from "./http.js";

/** `origin`: where a browser finds it. */
export async function serveDesk({ app }: Desk): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await listen(server, "127.0.0.1", 0);
  return { origin: `http://localhost:${port}`, stop: async () => shut(server) };
}
