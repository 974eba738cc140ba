// A server in a process of its own, so that it can be killed. It runs the sources as they are, put into one file first.
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { planDocument } from "./plan.js";

export interface ServerSettings {
  readonly port: number;
  readonly folder: string;
  readonly databaseUrl?: string;
  /** creates the demo in place of the programme `shop` */
  readonly demo?: boolean;
}

const serverRoot = fileURLToPath(new URL("../../", import.meta.url));
const child = join(serverRoot, "dist/test-server/server-child.js");

/** Puts the sources as they are now, and the script that runs them, into one file for the child. */
export async function bundleServer(): Promise<void> {
  await build({
    input: join(serverRoot, "test/support/server-child.mjs"),
    platform: "node",
    resolve: { conditionNames: ["@perennial/source", "node", "import"] },
    external: (id) => /^[a-z@]/.test(id) && !id.startsWith("@perennial/"),
    // As deep in the package as the sources are: the migrations lie beside them.
    output: { file: child, format: "esm" },
    logLevel: "silent",
  });
}

/** Starts a server; `serving` comes true when it answers, and is rejected when the process ends before. */
export function spawnServer(settings: ServerSettings, onLine: (line: string) => void = () => undefined) {
  const argument = JSON.stringify({ logLevel: "silent", ...settings, plan: planDocument });
  const server = spawn(process.execPath, [child, argument], { stdio: ["pipe", "pipe", "inherit"] });
  const serving = new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      onLine(line);
      if (line === "serving") resolve();
    });
    server.once("exit", (code, signal) => reject(new Error(`server_ended: code ${code}, signal ${signal}`)));
  });
  serving.catch(() => undefined);
  return { server, serving };
}

/** Sends a signal and waits until the process is gone. */
export async function end(server: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill(signal);
  await gone;
}
