// A real PostgreSQL for a test: its own data folder, a free loopback port, fsync on. Can be killed and restarted,
// so that recovery is tested against the real thing. `pgbench` is not part of it: see `pgbenchPath`.
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { Socket, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type SystemUser, binariesFor, databaseUser, reachableTemp } from "./postgres-binaries.js";

export interface Postgres {
  /** `postgres://postgres@127.0.0.1:<port>/postgres`; the port stays the same over `restart`. */
  readonly url: string;
  /** The server's first process; another one after `restart`. */
  readonly pid: number;
  readonly dataDir: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  /** Sends a signal to the first process and waits until it is gone; `SIGKILL` is a crash. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the server again on its data; ends it first (fast shutdown) when it still runs. */
  restart(): Promise<void>;
}

const startTimeoutMs = 20_000;
const stopTimeoutMs = 10_000;

interface Place {
  readonly bin: string;
  readonly folder: string;
  readonly dataDir: string;
  readonly port: number;
  readonly user: SystemUser | undefined;
}

/**
 * Ends the server and removes its folder when this process is gone, however it went: a shell that waits for the end of
 * a pipe which only we hold open. After an orderly stop it finds nothing to do.
 */
function guard(folder: string): void {
  const script = 'cat; read -r pid < "$0/data/postmaster.pid" && kill -QUIT "$pid" && sleep 2; rm -rf "$0"';
  const shell = spawn("/bin/sh", ["-c", script, folder], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  shell.on("error", () => undefined);
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("no_port: the loopback interface gave none"));
      });
    });
  });
}

/** Runs a program in the place, output to its log file. */
function launch(place: Place, program: string, args: readonly string[]): ChildProcess {
  const log = openSync(join(place.folder, "log"), "a");
  const child = spawn(join(place.bin, "bin", program), args, {
    cwd: place.folder,
    stdio: ["ignore", log, log],
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C", TZ: "UTC" },
    ...place.user,
  });
  closeSync(log);
  return child;
}

/** Resolves when the process is gone, also when it already was; rejects when it never began. */
async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => resolve());
    child.once("error", reject);
  });
}

function failure(place: Place, what: string): Error {
  const log = existsSync(join(place.folder, "log")) ? readFileSync(join(place.folder, "log"), "utf8") : "";
  return new Error(`${what}; its log ends:\n${log.split("\n").slice(-15).join("\n")}`);
}

async function createCluster(place: Place): Promise<void> {
  const args = ["-D", place.dataDir, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  const child = launch(place, "initdb", args);
  await gone(child);
  if (child.exitCode !== 0) throw failure(place, "initdb_failed: initdb ended with an error");
}

/** `postmaster.pid` says who serves the folder and, on its eighth line, whether it is ready. */
function isReady(place: Place, pid: number): boolean {
  try {
    const lines = readFileSync(join(place.dataDir, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    // It is not there yet, or that of a killed server has just been taken away.
    return false;
  }
}

/** One try to start: the process when it is ready, nothing when it ended by itself. */
async function tryServe(place: Place, deadline: number): Promise<ChildProcess | undefined> {
  const settings = [`port=${place.port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on"];
  const more = [
    "synchronous_commit=on",
    "max_connections=100",
    "shared_buffers=64MB",
    "dynamic_shared_memory_type=mmap",
  ];
  const flags = [...settings, ...more].flatMap((setting) => ["-c", setting]);
  const child = launch(place, "postgres", ["-D", place.dataDir, ...flags]);
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  while (child.exitCode === null && child.signalCode === null) {
    if (isReady(place, child.pid ?? 0)) return child;
    if (performance.now() > deadline) {
      child.kill("SIGQUIT");
      throw failure(place, `postgres_slow: not ready after ${startTimeoutMs} ms`);
    }
    await delay(15);
  }
  return undefined;
}

/** Tries again until the deadline: after a crash the orphans of the killed server first have to notice. */
async function serve(place: Place): Promise<ChildProcess> {
  const deadline = performance.now() + startTimeoutMs;
  while (performance.now() < deadline) {
    const child = await tryServe(place, deadline);
    if (child !== undefined) return child;
    await delay(100);
  }
  throw failure(place, "postgres_ended: the server ended at once, again and again");
}

async function end(child: ChildProcess): Promise<void> {
  child.kill("SIGINT");
  const patience = new AbortController();
  const late = delay(stopTimeoutMs, undefined, { signal: patience.signal }).then(() => child.kill("SIGKILL"));
  late.catch(() => undefined);
  await gone(child);
  patience.abort();
}

export interface PostgresOptions {
  /** the folder that its own is made in */
  readonly parent?: string;
  /** a folder with `bin/postgres`, in place of the one that comes from npm */
  readonly bin?: string;
}

async function preparePlace({ parent, bin: own }: PostgresOptions): Promise<Place> {
  const user = databaseUser();
  const bin = own ?? binariesFor(user);
  const folder = mkdtempSync(join(parent ?? reachableTemp(user), "perennial-postgres-"));
  const dataDir = join(folder, "data");
  guard(folder);
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o700);
  if (user !== undefined) {
    for (const path of [folder, dataDir]) chownSync(path, user.uid, user.gid);
  }
  return { bin, folder, dataDir, port: await freePort(), user };
}

/**
 * Starts a PostgreSQL of its own; user `postgres`, no password, loopback only. Costs about a second.
 * Rejects with initdb_failed, postgres_ended or postgres_slow and the end of the server's log.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const place = await preparePlace(options);
  let child: ChildProcess;
  try {
    await createCluster(place);
    child = await serve(place);
  } catch (error) {
    rmSync(place.folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgres://postgres@127.0.0.1:${place.port}/postgres`,
    dataDir: place.dataDir,
    get pid() {
      return child.pid ?? 0;
    },
    async stop() {
      await end(child);
      rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 });
    },
    async kill(signal) {
      child.kill(signal);
      await gone(child);
    },
    async restart() {
      await end(child);
      child = await serve(place);
    },
  };
}

/**
 * Where `pgbench` lies, or nothing. The npm package has none: it comes with Debian's `postgresql-contrib` or
 * `postgresql` (on PATH, or under /usr/lib/postgresql/<version>/bin).
 */
export function pgbenchPath(): string | undefined {
  const versions = ["18", "17", "16", "15"].map((version) => `/usr/lib/postgresql/${version}/bin`);
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...versions];
  return folders.map((folder) => join(folder, "pgbench")).find((path) => existsSync(path));
}
