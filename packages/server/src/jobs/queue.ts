// The queue that workers take parts of runs from: pg-boss on our database. What it says is only who should look at which part; what became of a part stands in our tables.
import { createHash } from "node:crypto";
import { PgBoss } from "pg-boss";
import type { Database } from "../database/database.js";
import type { Log } from "../programmes/log.js";

/** What there is to do: a part of a run, or (−1) finding out what a run needs next. */
export interface Task {
  readonly programme: string;
  readonly run: number;
  readonly part: number;
}

/** A task in the hands of this process, until it is given back. */
export interface Taken {
  readonly task: Task;
  readonly attempt: { readonly id: string; readonly retryCount: number };
}

export const PLANNING = -1;
const TASKS = "run";
/** Where tasks end whose workers died again and again. */
const LOST = "run-lost";
/** A worker that was silent for so long is dead: the least that the queue allows. */
const HEARTBEAT_SECONDS = 10;
export const BEAT_MS = 3_000;
/** How often the silent ones are looked for. */
const WATCH_SECONDS = 2;
const MOST_SECONDS = 86_399;
const TRIES = 10;

export class Queue {
  private constructor(private readonly boss: PgBoss) {}

  /** `working`: whether this process takes tasks, and so looks after those of workers that died. The queue's own tables are made when they are missing. */
  static async open(database: Database, working: boolean, log: Log): Promise<Queue> {
    const boss = new PgBoss({
      ...database.queue,
      schema: "pgboss",
      schedule: false,
      supervise: working,
      superviseIntervalSeconds: WATCH_SECONDS,
      monitorIntervalSeconds: WATCH_SECONDS,
    });
    boss.on("error", (error) => log.warn({ error }, "the queue of runs"));
    await boss.start();
    const options = { expireInSeconds: MOST_SECONDS, heartbeatSeconds: HEARTBEAT_SECONDS, retryLimit: TRIES };
    await boss.createQueue(LOST, options);
    await boss.createQueue(TASKS, { ...options, deadLetter: LOST });
    return new Queue(boss);
  }

  /** Puts tasks in. The same task of a part is there once, however often it is put in. */
  async add(tasks: readonly Task[]): Promise<void> {
    const jobs = tasks.map((task) =>
      task.part === PLANNING
        ? { data: task, priority: 1 }
        : // Runs share the workers: the first parts of a new one come before the later parts of one that is under way.
          { data: task, id: idOf(task), priority: -task.part },
    );
    await this.boss.insert(TASKS, jobs);
  }

  /** The next task, if there is one. */
  async take(): Promise<Taken | undefined> {
    const [job] = await this.boss.fetch<Task>(TASKS);
    return job && { task: job.data, attempt: { id: job.id, retryCount: job.retryCount } };
  }

  /** A task that nobody managed to do, and that nobody will try again. */
  async takeLost(): Promise<Task | undefined> {
    const [job] = await this.boss.fetch<Task>(LOST);
    if (job) await this.boss.complete(LOST, job.id);
    return job?.data;
  }

  /** Says that a task is still in hand. */
  async beat({ attempt }: Taken): Promise<void> {
    await this.boss.touch(TASKS, attempt);
  }

  async done({ attempt }: Taken): Promise<void> {
    await this.boss.complete(TASKS, attempt);
  }

  /** Gives a task back, to be taken again. */
  async giveBack({ attempt }: Taken): Promise<void> {
    await this.boss.fail(TASKS, attempt);
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }
}

/** One id for one part, so that putting it in twice is putting it in once. */
function idOf({ programme, run, part }: Task): string {
  const hex = createHash("sha256").update(`${programme} ${run} ${part}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
