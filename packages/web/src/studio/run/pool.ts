// Runs on workers: as many at a time as there are cores to spare, the results in the order of the jobs, and an end at any moment.
import type { Job, Progress, RunFigures } from "@perennial/lab";
import type { Answer, Order } from "./protocol.js";

export interface Advance {
  /** of all days of all jobs, from 0 to 1 */
  share: number;
  done: number;
  jobs: number;
  /** of the jobs at work */
  members: number;
  events: number;
}

export type Ended = { ok: true; runs: RunFigures[] } | { ok: false; message: string };

export interface Running {
  ended: Promise<Ended>;
  /** ends the workers at once, whatever they are doing */
  cancel: () => void;
}

const MOST_WORKERS = 4;
/** From so many members on a run needs some hundred megabytes. */
const LARGE_MEMBERS = 50_000;
const MOST_LARGE = 2;

function workersFor(jobs: number, members: number): number {
  const cores = Math.max(1, (navigator.hardwareConcurrency || 2) - 1);
  return Math.max(1, Math.min(jobs, cores, members >= LARGE_MEMBERS ? MOST_LARGE : MOST_WORKERS));
}

/** Runs all jobs of a plan. `members`: about how many one run has. */
export function runJobs(
  plan: unknown,
  jobs: readonly Job[],
  members: number,
  onAdvance: (advance: Advance) => void,
): Running {
  const workers: Worker[] = [];
  const runs: RunFigures[] = [];
  const standing = new Map<number, Progress>();
  let next = 0;
  let done = 0;
  let finish: (ended: Ended) => void = () => undefined;
  const ended = new Promise<Ended>((resolve) => {
    finish = (result) => {
      for (const worker of workers) worker.terminate();
      resolve(result);
    };
  });

  const tell = (): void => {
    const days = jobs.reduce((sum, { scenario }) => sum + scenario.days, 0);
    const past = jobs.reduce(
      (sum, { scenario }, number) => sum + (runs[number] ? scenario.days : (standing.get(number)?.day ?? 0)),
      0,
    );
    const working = [...standing].filter(([number]) => !runs[number]).map(([, progress]) => progress);
    onAdvance({
      share: days === 0 ? 1 : past / days,
      done,
      jobs: jobs.length,
      members: working.reduce((sum, each) => sum + each.members, 0),
      events:
        runs.reduce((sum, run) => sum + (run?.events ?? 0), 0) + working.reduce((sum, each) => sum + each.events, 0),
    });
  };

  const give = (worker: Worker): void => {
    const job = jobs[next];
    if (!job) return;
    const order: Order = { number: next, plan, scenario: job.scenario, seed: job.seed };
    next += 1;
    worker.postMessage(order);
  };

  const hear = (worker: Worker, answer: Answer): void => {
    if (answer.type === "failed") return finish({ ok: false, message: answer.message });
    if (answer.type === "progress") standing.set(answer.number, answer.progress);
    else {
      runs[answer.number] = answer.figures;
      done += 1;
      give(worker);
    }
    tell();
    if (done === jobs.length) finish({ ok: true, runs });
    return undefined;
  };

  for (let count = workersFor(jobs.length, members); count > 0; count--) {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => hear(worker, data));
    worker.addEventListener("error", ({ message }) => finish({ ok: false, message }));
    workers.push(worker);
    give(worker);
  }
  return { ended, cancel: () => finish({ ok: false, message: "" }) };
}
