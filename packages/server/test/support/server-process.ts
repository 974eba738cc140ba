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
  readonly leaseMs?: number;
  /** postings and notes that fill a part of a close */
  readonly closePart?: number;
}

const serverRoot = fileURLToPath(new URL("../../", import.meta.url));

export interface Spawned {
  readonly server: ChildProcess;
  /** comes true when it answers, is rejected when the process ends before */
  readonly serving: Promise<void>;
}
export type SpawnServer = (settings: ServerSettings, onLine?: (line: string) => void) => Spawned;

/** Puts the sources as they are now, and the script that runs them, into one file; returns how to start it. */
export async function bundleServer(name: string): Promise<SpawnServer> {
  // As deep in the package as the sources are: the migrations lie beside them.
  const file = join(serverRoot, `dist/test-server/${name}.js`);
  await build({
    input: join(serverRoot, "test/support/server-child.mjs"),
    platform: "node",
    resolve: { conditionNames: ["@perennial/source", "node", "import"] },
    external: (id) => /^[a-z@]/.test(id) && !id.startsWith("@perennial/"),
    output: { file, format: "esm" },
    logLevel: "silent",
  });
  return (settings, onLine) => start(file, settings, onLine);
}

function start(file: string, settings: ServerSettings, onLine: (line: string) => void = () => undefined): Spawned {
  const argument = JSON.stringify({ logLevel: "silent", ...settings, plan: planDocument });
  // So short a life does not pay for optimising PGlite's code: the plain compiler halves the time to serve.
  const server = spawn(process.execPath, ["--liftoff-only", file, argument], { stdio: ["pipe", "pipe", "inherit"] });
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
