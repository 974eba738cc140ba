// A worker: takes tasks from the queue, has their parts run, writes the figures down. Any number of them may work at one database; one that dies is replaced by the others.
import { setTimeout as delay } from "node:timers/promises";
import type { Part, Progress, RunFigures } from "@perennial/lab";
import { figuresText } from "@perennial/lab";
import type { Log } from "../programmes/log.js";
import type { Queue, Taken, Task } from "./queue.js";
import { BEAT_MS, PLANNING } from "./queue.js";
import type { RunKey, Runs } from "./runs.js";

/** Runs one part somewhere, on a thread for instance. Rejects with the error of the part, or the signal's reason once it is given up. */
export type Execute = (
  plan: Readonly<Record<string, unknown>>,
  part: Part,
  following: { onProgress: (progress: Progress) => void; signal: AbortSignal },
) => Promise<RunFigures>;

/** How long an idle worker waits before it asks again. */
const IDLE_MS = 400;
/** How often is asked whether a run that is under way was cancelled. */
const LOOK_MS = 100;
const TELL_MS = 1_000;
const TIDY_MS = 5_000;

interface Active extends RunKey {
  readonly part: number;
  share: number;
  told: number;
  readonly given: AbortController;
}

export class RunWorker {
  private readonly active = new Set<Active>();
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[];

  /** Begins at once. `slots`: how many parts at a time. */
  constructor(
    private readonly runs: Runs,
    private readonly queue: Queue,
    private readonly execute: Execute,
    private readonly log: Log,
    slots: number,
  ) {
    this.loops = [
      ...Array.from({ length: slots }, async () => this.repeat(IDLE_MS, async () => this.next())),
      this.repeat(LOOK_MS, async () => this.look()),
      this.repeat(TELL_MS, async () => this.tell()),
      this.repeat(TIDY_MS, async () => this.tidy()),
    ];
  }

  /** Gives back what it has in hand, for others to take at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const each of this.active) each.given.abort();
    await Promise.all(this.loops);
  }

  /** Does something again and again until the worker stops: at once while it says that there may be more, else after a while. A failure is logged and tried again. */
  private async repeat(everyMs: number, step: () => Promise<boolean | void>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        if (await step()) continue;
      } catch (error) {
        this.log.warn({ error }, "a worker stumbled");
      }
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async next(): Promise<boolean> {
    const taken = await this.queue.take();
    if (!taken) return false;
    const beat = setInterval(() => void this.queue.beat(taken).catch(() => undefined), BEAT_MS);
    try {
      await this.perform(taken);
      await this.queue.done(taken);
    } catch (error) {
      await this.queue.giveBack(taken);
      if (!this.stopping.signal.aborted) throw error;
    } finally {
      clearInterval(beat);
    }
    return true;
  }

  private async perform({ task }: Taken): Promise<void> {
    if (task.part === PLANNING) return this.plan(task);
    const found = await this.runs.part(task, task.part);
    if (found) return this.run(task, found.plan, found.part);
    // Somebody was here before; perhaps they could not say so any more.
    if (await this.runs.isComplete(task)) await this.queue.add([{ ...task, part: PLANNING }]);
    return undefined;
  }

  private async plan({ programme, run }: Task): Promise<void> {
    const parts = await this.runs.plan({ programme, run });
    await this.queue.add(parts.map((part) => ({ programme, run, part })));
  }

  private async run(task: Task, plan: Readonly<Record<string, unknown>>, part: Part): Promise<void> {
    const active: Active = { ...task, share: 0, told: 0, given: new AbortController() };
    this.active.add(active);
    try {
      const figures = await this.execute(plan, part, {
        onProgress: ({ day, days }) => (active.share = Math.floor((1000 * day) / days)),
        signal: active.given.signal,
      });
      const complete = await this.runs.finish(task, task.part, figuresText(figures));
      if (complete) await this.queue.add([{ ...task, part: PLANNING }]);
    } catch (error) {
      if (this.stopping.signal.aborted) throw error;
      if (active.given.signal.aborted) return;
      // The same part would fail in the same way again: the run has failed.
      await this.runs.fail(task, error instanceof Error ? error.message : String(error));
    } finally {
      this.active.delete(active);
    }
  }

  /** Gives up the parts of runs that have ended otherwise. */
  private async look(): Promise<void> {
    if (this.active.size === 0) return;
    const ended = await this.runs.ended([...this.active]);
    for (const each of this.active)
      if (ended.some(({ programme, run }) => programme === each.programme && run === each.run)) each.given.abort();
  }

  private async tell(): Promise<void> {
    const news = [...this.active].filter(({ share, told }) => share !== told);
    for (const each of news) each.told = each.share;
    await this.runs.tell(news);
  }

  /** Runs that were forgotten get a task; those whose workers died again and again have failed. */
  private async tidy(): Promise<void> {
    const forgotten = await this.runs.forgotten();
    await this.queue.add(forgotten.map((key) => ({ ...key, part: PLANNING })));
    for (let lost = await this.queue.takeLost(); lost; lost = await this.queue.takeLost())
      await this.runs.fail(lost, `part ${lost.part} ended its worker again and again`);
  }
}
