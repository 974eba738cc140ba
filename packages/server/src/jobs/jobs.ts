// Runs as a whole: what routes and commands ask of them. The queue is opened by the first who needs it: most servers never run a simulation.
import type { Ready } from "@perennial/lab";
import type { Database } from "../database/database.js";
import type { Log } from "../programmes/log.js";
import { PLANNING, Queue } from "./queue.js";
import { Runs } from "./runs.js";
import type { Execute } from "./worker.js";
import { RunWorker } from "./worker.js";

export interface Local {
  readonly execute: Execute;
  /** parts at a time */
  readonly slots: number;
}

export class Jobs {
  readonly runs: Runs;
  private queue: Promise<Queue> | undefined;
  private worker: RunWorker | undefined;

  /** `local`: runs parts in this process too; left out: other workers do. */
  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly local?: Local,
  ) {
    this.runs = new Runs(database);
  }

  /** Begins to take tasks. */
  async work(): Promise<void> {
    await this.opened();
  }

  /** Takes tasks from now on if any run is open: after a restart nobody need ask again. */
  async resume(): Promise<void> {
    if (this.local && (await this.runs.anyOpen())) await this.opened();
  }

  /** Puts a study in; returns the number of its run. */
  async submit(programme: string, ready: Ready): Promise<number> {
    const queue = await this.opened();
    const run = await this.runs.create(programme, ready);
    await queue.add([{ programme, run, part: PLANNING }]);
    return run;
  }

  async stop(): Promise<void> {
    const queue = await this.queue;
    await this.worker?.stop();
    await queue?.close();
  }

  private async opened(): Promise<Queue> {
    this.queue ??= this.open();
    return this.queue;
  }

  private async open(): Promise<Queue> {
    const { local } = this;
    const queue = await Queue.open(this.database, local !== undefined, this.log);
    if (local) this.worker = new RunWorker(this.runs, queue, local.execute, this.log, local.slots);
    return queue;
  }
}
