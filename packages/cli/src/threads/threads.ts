// Worker threads that run parts of studies, as many at once as there are threads. A part that is given up ends within a fraction of a second, whatever it is at.
import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Part, Progress, RunFigures } from "@perennial/lab";
import type { Asked } from "./thread.js";

export interface Following {
  readonly onProgress?: (progress: Progress) => void;
  /** gives the part up: its promise is rejected with the signal's reason */
  readonly signal?: AbortSignal;
}

type Told = { progress: Progress } | { figures: RunFigures } | { stopped: true } | { wrong: string };

/** The script of a thread is what is compiled: under a runner that reads the sources there is none. */
const SCRIPT = new URL("./thread.js", import.meta.url);
/** A thread that is deep inside one step, as in closing a day of a million lots, is ended when it has not looked up for so long. */
const PATIENCE_MS = 100;
/** Room for what is soon forgotten: with the usual 16 MB many small runs take a tenth longer. */
const YOUNG_MB = 96;

export class Threads {
  private readonly idle: Thread[] = [];
  private readonly waiting: ((thread: Thread) => void)[] = [];
  private readonly all = new Set<Thread>();

  constructor(private readonly count: number) {}

  /** Whether there is a compiled thread to run. */
  static get here(): boolean {
    return existsSync(fileURLToPath(SCRIPT));
  }

  /** Runs a part on the next thread that is free. Rejects with the error of the part, or the reason of the signal. */
  async run(plan: unknown, part: Part, following: Following = {}): Promise<RunFigures> {
    following.signal?.throwIfAborted();
    const thread = await this.free();
    try {
      following.signal?.throwIfAborted();
      return await thread.run({ plan, part }, following);
    } finally {
      this.release(thread);
    }
  }

  /** Ends the threads; what still runs is rejected, what waits is dropped. */
  async close(): Promise<void> {
    this.waiting.length = 0;
    await Promise.all([...this.all].map(async (thread) => thread.end()));
    this.all.clear();
  }

  private async free(): Promise<Thread> {
    const idle = this.idle.pop();
    if (idle) return idle;
    if (this.all.size < this.count) return this.start();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private start(): Thread {
    const thread = new Thread(Math.floor(totalmem() / 2 ** 20 / this.count));
    this.all.add(thread);
    return thread;
  }

  /** The next part that waits has the thread, or another one when it has ended. */
  private release(thread: Thread): void {
    if (thread.ended) this.all.delete(thread);
    const next = this.waiting.shift();
    if (next) next(thread.ended ? this.start() : thread);
    else if (!thread.ended) this.idle.push(thread);
  }
}

/** Whoever waits for what a thread says. */
interface Listener {
  told(told: Told): void;
  failed(error: Error): void;
}

class Thread {
  ended = false;
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;
  private listener: Listener | undefined;
  /** the document that it has read last */
  private plan: unknown;

  /** `megabytes`: how far its heap may grow. */
  constructor(megabytes: number) {
    this.worker = new Worker(SCRIPT, {
      workerData: this.stop.buffer,
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.worker.on("message", (told: Told) => this.listener?.told(told));
    this.worker.on("error", (error) => this.fail(error));
    this.worker.on("exit", () => this.fail(new Error("the thread has ended")));
    // Without work it does not keep the process.
    this.worker.unref();
  }

  async run(asked: Asked, { onProgress, signal }: Following): Promise<RunFigures> {
    Atomics.store(this.stop, 0, 0);
    let patience: NodeJS.Timeout | undefined;
    const giveUp = (): void => {
      Atomics.store(this.stop, 0, 1);
      patience = setTimeout(() => void this.end(), PATIENCE_MS);
    };
    signal?.addEventListener("abort", giveUp, { once: true });
    this.worker.ref();
    try {
      return await this.answer(asked, onProgress);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(patience);
      signal?.removeEventListener("abort", giveUp);
      this.listener = undefined;
      this.worker.unref();
    }
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.ended = true;
    this.listener?.failed(error);
  }

  private async answer(asked: Asked, onProgress: Following["onProgress"]): Promise<RunFigures> {
    return new Promise((resolve, reject) => {
      this.listener = {
        told: (told) => {
          if ("progress" in told) onProgress?.(told.progress);
          else if ("figures" in told) resolve(told.figures);
          else reject(new Error("wrong" in told ? told.wrong : "the part was given up"));
        },
        failed: reject,
      };
      const { plan, part } = asked;
      this.worker.postMessage(plan === this.plan ? { part } : asked);
      this.plan = plan;
    });
  }
}
