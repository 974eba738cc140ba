// The threads of this machine as the server's jobs want them.
import type { Part, RunFigures } from "@perennial/lab";
import type { Following } from "./threads.js";
import { Threads } from "./threads.js";

export interface Local {
  execute(plan: unknown, part: Part, following: Following): Promise<RunFigures>;
  slots: number;
}

/** Runs the parts of runs on so many threads of this process; undefined when there are to be none. */
export function localThreads(count: number): Local | undefined {
  if (count === 0) return undefined;
  const threads = new Threads(count);
  return { execute: async (plan, part, following) => threads.run(plan, part, following), slots: count };
}
