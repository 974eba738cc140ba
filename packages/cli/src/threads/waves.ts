// Runs the waves of a study: on worker threads when there are several cores, else in this thread. The outcome is the same.
import { availableParallelism } from "node:os";
import type { Plan } from "@perennial/kernel";
import type { Part, RunFigures, Wave, Waves } from "@perennial/lab";
import { drive, oneByOne } from "@perennial/lab";
import { Threads } from "./threads.js";

/** How much is done: parts, and of the parts that run the share of their days. */
export interface WavesProgress {
  done: number;
  all: number;
}

/** As many threads as there are cores, where threads can be started at all. */
export const usualThreads = (): number => (Threads.here ? availableParallelism() : 1);

/** Rejects with the error of a part that fails. */
export async function runWaves<T>(
  plan: Plan,
  waves: Waves<T>,
  count: number,
  onProgress: (progress: WavesProgress) => void = () => undefined,
): Promise<T> {
  if (count <= 1) return inThisThread(plan, waves, onProgress);
  const threads = new Threads(count);
  const tell = new Tell(onProgress);
  try {
    let step = waves.next();
    while (step.done !== true) step = waves.next(await runWave(plan, step.value, threads, tell));
    return step.value;
  } finally {
    await threads.close();
  }
}

function inThisThread<T>(plan: Plan, waves: Waves<T>, onProgress: (progress: WavesProgress) => void): T {
  const driven = drive(oneByOne(plan, waves), {
    onProgress: ({ done, all, day, days }) => onProgress({ done: done + day / days, all }),
  });
  if (!driven.ok) throw new Error("a study that nobody stops was stopped");
  return driven.figures;
}

/** All parts at once; the threads take them in their order. What decides the wave gives the others up. */
async function runWave(
  { document }: Plan,
  { parts, until }: Wave,
  threads: Threads,
  tell: Tell,
): Promise<(RunFigures | undefined)[]> {
  const decided = new AbortController();
  tell.asked(parts.length);
  const run = async (part: Part): Promise<RunFigures | undefined> => {
    const progress = tell.part();
    try {
      const figures = await threads.run(document, part, { onProgress: progress.at, signal: decided.signal });
      if (until?.(figures)) decided.abort();
      return figures;
    } catch (error) {
      if (decided.signal.aborted) return undefined;
      decided.abort();
      throw error;
    } finally {
      progress.end();
    }
  };
  return Promise.all(parts.map(run));
}

/** Adds up the progress of parts that run side by side. */
class Tell {
  private all = 0;
  private done = 0;
  private readonly running = new Set<{ share: number }>();

  constructor(private readonly onProgress: (progress: WavesProgress) => void) {}

  asked(parts: number): void {
    this.all += parts;
  }

  part(): { at: (progress: { day: number; days: number }) => void; end: () => void } {
    const own = { share: 0 };
    this.running.add(own);
    return {
      at: ({ day, days }) => {
        own.share = day / days;
        this.tell();
      },
      end: () => {
        this.running.delete(own);
        this.done += 1;
        this.tell();
      },
    };
  }

  private tell(): void {
    const running = [...this.running].reduce((sum, { share }) => sum + share, 0);
    this.onProgress({ done: this.done + running, all: this.all });
  }
}
