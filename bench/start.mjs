// How long a programme takes from the database to serving, and what a member costs in memory: all have joined, every tenth has bought.
// The state is written as a checkpoint to a real PostgreSQL and loaded as a server does. Run: npm run bench -- start [--members 1000000]
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { readFileSync } from "node:fs";
import { Programme, readPlan } from "@perennial/kernel";
import { runnerImport } from "vite";
import { openDatabase } from "../packages/server/dist/database/open.js";
import { Served, declarationsOf } from "../packages/server/dist/programmes/served.js";
import { SqlStore } from "../packages/server/dist/store/sql-store.js";
import { machine } from "./support/machine.mjs";

const { values } = parseArgs({ options: { members: { type: "string", default: "1000000" } } });
const members = Number(values.members);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const megabytes = () => {
  globalThis.gc?.();
  const { rss } = process.memoryUsage();
  return rss / 2 ** 20;
};
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(2);

function planOf(name) {
  const read = readPlan(JSON.parse(readFileSync(here(`../plans/${name}/plan.json`), "utf8")));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.plan;
}

function populate(programme) {
  const at = "2026-01-05T09:00:00+08:00";
  for (let n = 0; n < members; n++) {
    const member = `m${n}`;
    apply(programme, { id: `j${n}`, at, type: "member.joined", member, ...(n > 0 && { referrer: `m${n >> 1}` }) });
    if (n % 10 === 0)
      apply(programme, { id: `o${n}`, at, type: "order.settled", order: `o${n}`, buyer: member, gross: "129.90" });
  }
}

function apply(programme, event) {
  const outcome = programme.apply(event);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
}

console.log(machine());
const { module: support } = await runnerImport(here("../packages/server/test/support/postgres.ts"));
const postgres = await support.startPostgres();
const database = await openDatabase({ url: postgres.url }, () => undefined);
try {
  const store = new SqlStore(database);
  const before = megabytes();
  const programme = Programme.start(planOf("appreciation"), { tracking: true });
  const tables = declarationsOf(programme);
  let began = performance.now();
  populate(programme);
  console.log(
    `${members} members applied in ${seconds(began)} s; ${(((megabytes() - before) * 2 ** 20) / members).toFixed(0)} B of memory a member (whole process)`,
  );
  await store.create({ id: "bench", mode: "sandbox", status: "ready", redo: {} });
  const lease = await store.acquire("bench", "bench", 600_000);
  await store.load(lease, tables);
  const { seq } = programme;
  await database.run({ name: "at", text: "update programme set seq = $1" }, [seq]);
  // A start looks at the last entry of the journal alone: the others are not needed here.
  const last = `insert into journal (programme_id, seq, type, at, day, postings, hash, standing)
    select programme_id, seq, 'day.closed', '2026-01-04', '2026-01-04', '[]', head, '{}' from programme`;
  await database.run({ name: "last", text: last }, []);
  programme.store.takeRedo();
  began = performance.now();
  async function* steps() {
    for (const table of programme.store.all()) {
      const rows = table.takeWaiting();
      for (let from = 0; from < rows.length; from += store.stepRows)
        yield {
          table: table.declaration,
          rows: rows.slice(from, from + store.stepRows).map((row) => table.image(row)),
          length: table.length,
        };
    }
  }
  await store.checkpoint(lease, steps(), seq, () => 0);
  console.log(`checkpoint of everything written in ${seconds(began)} s`);
  began = performance.now();
  const served = await Served.open(store, lease, tables, { onFailed: console.error });
  console.log(`loaded, checked and serving in ${seconds(began)} s`);
  const at = "2026-01-05T10:00:00+08:00";
  const [first] = await served.sequencer.submit([
    { body: { id: "first", at, type: "order.settled", order: "first", buyer: "m1", gross: "1.00" } },
  ]);
  console.log(`first event ${first.status} ${seconds(began)} s after the start`);
} finally {
  await database.close();
  await postgres.stop();
}
