// The socket: binding it with a clear word when the port is taken, and closing it without cutting answers off.
import { once } from "node:events";
import { hostname } from "node:os";
import type { ServerType } from "@hono/node-server";

/** Requests under way get so long when the server goes down. */
const PATIENCE_MS = 5_000;

/** Binds; returns the port. Rejects with `port_taken`. */
export async function listen(server: ServerType, host: string, port: number): Promise<number> {
  const failed = once(server, "error").then(([error]: unknown[]) => {
    throw error;
  });
  server.listen(port, host);
  try {
    await Promise.race([once(server, "listening"), failed]);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new Error(
        `port_taken: something listens on ${host}:${port} already; end it, or choose another port with --port`,
        { cause: error },
      );
    throw error;
  }
  failed.catch(() => undefined);
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

/** No new connections; those under way are answered, within a limit. */
export async function shut(server: ServerType): Promise<void> {
  const closed = once(server, "close");
  server.close();
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  const late = setTimeout(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  }, PATIENCE_MS);
  await closed;
  clearTimeout(late);
}

/** Names this server among those of a database: a restart on the same machine and port is the same one. */
export const ownerName = (port: number): string => `${hostname()}:${port}`;
