// What a run cost besides time: processor time of the service and of PostgreSQL, and bytes of its log. Unlike a rate, these hardly
// depend on what else the machine is doing.
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

const TICKS = 100;

/** Parent and processor seconds of a process; undefined when it is gone. */
function processOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}

function familySeconds(parent) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => {
    const process = processOf(pid);
    return process?.parent === parent || Number(pid) === parent ? sum + (process?.seconds ?? 0) : sum;
  }, 0);
}

/** Follows one service and, when it is there, its PostgreSQL. */
export class Work {
  static async open(pid, url) {
    const work = new Work();
    work.pid = pid;
    if (url === undefined) return work;
    work.client = new pg.Client({ connectionString: url });
    await work.client.connect();
    const { rows } = await work.client.query("select pg_backend_pid() as pid");
    work.postmaster = processOf(rows[0].pid)?.parent;
    return work;
  }

  async now() {
    const { rows = [] } =
      (await this.client?.query("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes")) ?? {};
    return {
      service: processOf(this.pid)?.seconds ?? 0,
      postgres: this.postmaster === undefined ? 0 : familySeconds(this.postmaster),
      bytes: Number(rows[0]?.bytes ?? 0),
    };
  }

  /** Per event, between two moments: microseconds of processor, bytes of log. */
  static between(before, after, events) {
    const each = (name, unit) => ((after[name] - before[name]) * unit) / events;
    return { service: each("service", 1e6), postgres: each("postgres", 1e6), bytes: each("bytes", 1) };
  }

  async close() {
    await this.client?.end();
  }
}
