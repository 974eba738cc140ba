// What a run cost besides time: processor time of the service and of PostgreSQL, bytes of its log and on its disk. Unlike a rate, these
// hardly depend on what else the machine is doing.
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

const TICKS = 100;

/** Parent and processor seconds of a process, those of its ended children with `whole`; undefined when it is gone. */
function processOf(pid, whole = false) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, whole ? 15 : 13).reduce((sum, each) => sum + Number(each), 0);
    return { parent: Number(fields[1]), seconds: ticks / TICKS };
  } catch {
    return undefined;
  }
}

function familySeconds(parent) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => {
    const process = processOf(pid, Number(pid) === parent);
    return process?.parent === parent || Number(pid) === parent ? sum + (process?.seconds ?? 0) : sum;
  }, 0);
}

/** A line of a process's status in MB: `VmRSS`, or `VmHWM` for the peak. */
export const megabytes = (pid, line) =>
  Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** `commits`: log written by the connections that append batches, whole pages after a checkpoint of PostgreSQL left out as far as it tells. */
const BYTES = `
select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as log,
  (select sum((pg_stat_get_backend_wal(pid)).wal_bytes) from pg_stat_activity where application_name = 'perennial commits') as commits,
  (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relname in ('journal', 'journal_form')) as journal,
  (select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and (relname in ('redo', 'holder_line', 'holder_entry', 'daily') or relname like 'state\\_%')) as derived`;

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
    const { rows = [] } = (await this.client?.query(BYTES)) ?? {};
    const bytes = Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
    return {
      service: processOf(this.pid)?.seconds ?? 0,
      postgres: this.postmaster === undefined ? 0 : familySeconds(this.postmaster),
      ...bytes,
    };
  }

  /** Per event, between two moments: microseconds of processor of service and PostgreSQL, bytes of the rest. */
  static between(before, after, events) {
    const each = (name) =>
      ((after[name] - before[name]) * (name === "service" || name === "postgres" ? 1e6 : 1)) / events;
    return Object.fromEntries(Object.keys(after).map((name) => [name, each(name)]));
  }

  /** Entries in the journal of a programme, and those that its lists and its checkpoint are behind. */
  async standing(programme) {
    const { rows } = await this.client.query(
      `select g.seq, g.seq - p.seq as lists, g.seq - greatest(c.seq, 0) as checkpoint from programme g
        join projection p using (programme_id) join checkpoint c using (programme_id) where programme_id = $1 and p.name = 'lists'`,
      [programme],
    );
    const [{ seq, lists, checkpoint }] = rows;
    return { seq: Number(seq), lists: Number(lists), checkpoint: Number(checkpoint) };
  }

  async close() {
    await this.client?.end();
  }
}
