// What follows behind the writer: lists and the tree of proofs. On a PostgreSQL it is made in a thread of its own over connections of its
// own, so that orders never wait for it; PGlite has one connection, which is in this thread.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Tree } from "../audit/tree.js";
import type { DatabasePlace } from "../database/database.js";
import type { Log } from "../programmes/log.js";
import type { Pace } from "../programmes/pace.js";
import { BESIDE_THE_WRITER, IN_A_THREAD } from "../programmes/pace.js";
import type { Store } from "../store/store.js";

export interface Behind {
  /** of steps of the lists */
  readonly pace: Pace;
  /** As the store's: derives lists from at most `most` further entries; how far it has come. */
  project(programme: string, most: number): Promise<number>;
  /** As the tree's: makes the next tiles up to the entry `committed`. True: there is more to do. */
  grow(programme: string, committed: number): Promise<boolean>;
  /** Once nothing is asked for any more. */
  close(): Promise<void>;
}

/** The script of the thread is what is compiled: under a runner that reads the sources there is none. */
const SCRIPT = fileURLToPath(new URL("./thread.js", import.meta.url));
const STEPS_AT_ONCE = 4;

export function openBehind(
  place: DatabasePlace,
  { store, tree }: { store: Store; tree: Tree },
  log: Pick<Log, "warn" | "error">,
  script = SCRIPT,
): Behind {
  if ("url" in place && existsSync(script)) return inThread(place.url, log, script);
  return {
    pace: BESIDE_THE_WRITER,
    project: async (programme, most) => store.project(programme, most),
    grow: async (programme, committed) => tree.grow(programme, committed),
    close: async () => Promise.resolve(),
  };
}

/** The thread starts with the first step, and again should it have died. */
function inThread(url: string, log: Pick<Log, "warn" | "error">, filename: string): Behind {
  const thread = new Piscina({
    filename,
    workerData: url,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    concurrentTasksPerWorker: STEPS_AT_ONCE,
    // It runs what is compiled, however this thread was started.
    execArgv: [],
    // It listens to its connections while it waits for the next step.
    atomics: "disabled",
  });
  thread.on("message", (error: Error) => log.warn({ error }, "a database connection of the thread behind broke"));
  // A thread that could not even be loaded leaves steps waiting for it: they fail, and are asked for again by whoever asked.
  let asked = new AbortController();
  thread.on("error", (error: Error) => {
    log.error({ error }, "the thread behind the writer failed");
    asked.abort(error);
    asked = new AbortController();
  });
  const run = async <T>(name: string, ...task: unknown[]): Promise<T> =>
    thread.run(task, { name, signal: asked.signal }) as Promise<T>;
  return {
    pace: IN_A_THREAD,
    project: async (programme, most) => run("project", programme, most),
    grow: async (programme, committed) => run("grow", programme, committed),
    close: async () => {
      if (thread.threads.length > 0) await run("end");
      await thread.close();
    },
  };
}
