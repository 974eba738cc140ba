// Order events per second over HTTP, answered after the commit, beside pgbench's TPC-B and beside one transaction an order on the same
// PostgreSQL in the same run, and beside what the machine can do at most. Run: npm run bench -- service [--rounds 3] [--seconds 10], or
// npm run bench -- service --soak MINUTES. See bench/README.md.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runnerImport } from "vite";
import { appends, bareHttp, syncs } from "./support/limits.mjs";
import { machine } from "./support/machine.mjs";
import { Rivals } from "./support/rivals.mjs";
import { Running } from "./support/running.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "10" },
    soak: { type: "string" },
    pglite: { type: "boolean", default: false },
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const scratch = mkdtempSync(join(tmpdir(), "perennial-bench-"));
const CELLS = [64, 256].flatMap((connections) => [1, 100].map((batch) => ({ connections, batch })));

const number = (value, digits = 0) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const medians = (cells) =>
  Object.fromEntries(Object.keys(cells[0]).map((name) => [name, median(cells.map((cell) => cell[name]))]));
const nameOf = ({ connections, batch }) =>
  `${batch === 1 ? "one event" : `${batch} events`} a request, ${connections} connections`;
const line = (label, text) => console.log(`${label.padEnd(46)} ${text}`);

/** Every way one after the other in each round, so that all of them meet the same moods of the machine. */
async function sideBySide(running, rivals) {
  const taken = { tpcb: [], calm: [], order: [], cells: CELLS.map(() => []), halves: CELLS.map(() => []) };
  for (const cell of CELLS) await running.cell({ ...cell, seconds: seconds / 2 });
  for (let round = 0; round < rounds; round++) {
    if (rivals) taken.tpcb.push(rivals.tpcb(seconds));
    if (rivals) taken.order.push(rivals.order(seconds));
    for (const [index, cell] of CELLS.entries()) taken.cells[index].push(await running.cell({ ...cell, seconds }));
  }
  for (const [index, cell] of CELLS.entries()) {
    await settled(running);
    if (rivals) taken.calm.push(rivals.tpcbAt(median(taken.tpcb) / 2, seconds));
    const rate = median(taken.cells[index].map((each) => each.rate)) / 2;
    for (let round = 0; round < rounds; round++)
      taken.halves[index].push(await running.cell({ ...cell, seconds, rate }));
  }
  return taken;
}

/** Until lists have caught up, so that a cell at half rate does not pay for the one before; at most a while. */
async function settled(running) {
  if (!running.work.client) return;
  for (let tries = 0; tries < 120 && (await running.work.standing("bench")).lists > 1_000; tries++) await delay(500);
}

function print(label, figures, anchor) {
  const { rate, p50, p99, turnedAway, service, postgres, load } = figures;
  const times = anchor > 0 ? `${(rate / anchor).toFixed(2).padStart(6)} × TPC-B` : "";
  const cost = `µs of a core an event: service ${number(service)}, PostgreSQL ${number(postgres)}, load ${number(load)}`;
  const away = turnedAway > 0 ? `; turned away ${number(turnedAway)} requests` : "";
  line(
    label,
    `${number(rate).padStart(8)} events/s ${times}   p50 ${number(p50, 1).padStart(6)} ms   p99 ${number(p99, 1).padStart(6)} ms   ${cost}${away}`,
  );
}

function printBytes(cells) {
  const all = (name) => number(median(cells.flat().map((each) => each[name])));
  line("bytes of log (WAL) an event", `${all("log")} in all, of which the commits of the journal ${all("commits")}`);
  for (const [index, cell] of CELLS.entries()) {
    const each = medians(cells[index]);
    line(`  ${nameOf(cell)}`, `${number(each.log)} in all, commits ${number(each.commits)}`);
  }
  line(
    "bytes on disk an event, indexes included",
    `journal ${all("journal")}; lists, state and redo ${all("derived")} (what they grew while it ran)`,
  );
}

async function printLimits(postgres, cells) {
  const [perSync, bare] = [syncs(scratch, seconds / 2), await bareHttp(256, seconds / 2, '{"id":"o1","gross":"1.00"}')];
  const rows = await appends(postgres.url, 550, seconds / 2);
  const [single, batch] = [1, 100].map((size) =>
    Math.max(...CELLS.flatMap(({ batch: each }, at) => (each === size ? [median(cells[at].map((c) => c.rate))] : []))),
  );
  line(
    "one core of bare HTTP, 256 connections",
    `${number(bare)} requests/s; single events reach ${share(single, bare)} of it`,
  );
  line(
    "bare rows of 550 B, 1,000 a transaction, two under way",
    `${number(rows.rows)} rows/s, ${number(rows.bytes / 1e6, 1)} MB/s of log; batches reach ${share(batch, rows.rows)} of it`,
  );
  line("syncs of 8 kB on this disk", `${number(perSync)} a second: the most commits one after the other`);
}

const share = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`;

async function campaign(name, settings, rivals) {
  const running = await Running.start({ folder: join(scratch, name), ...settings });
  try {
    await rivals?.prepare(Math.max(3, Math.round(seconds / 3)));
    const { tpcb, calm, order, cells, halves } = await sideBySide(running, rivals);
    const anchor = median(tpcb);
    console.log(`\n${name}, plan appreciation; medians of ${rounds} rounds, ${seconds} s a cell; ${machine()}`);
    if (rivals) {
      line(`pgbench TPC-B, prepared, ${rivals.clients.tpcb} clients`, `${number(anchor).padStart(8)} tps`);
      const { rate, p50, p99 } = medians(calm);
      line(
        "  at half of that rate",
        `${number(rate).padStart(8)} tps   p50 ${number(p50, 1)} ms   p99 ${number(p99, 1)} ms`,
      );
      line(
        `one transaction an order, prepared, ${rivals.clients.order} clients`,
        `${number(median(order)).padStart(8)} orders/s ${(median(order) / anchor).toFixed(2).padStart(6)} × TPC-B`,
      );
    }
    for (const [index, cell] of CELLS.entries()) {
      print(nameOf(cell), medians(cells[index]), anchor);
      print("  at half of that rate", medians(halves[index]), anchor);
    }
    await finish(running, cells);
    return cells;
  } finally {
    await running.stop();
  }
}

/** Every answer must be in the journal; then what it took. */
async function finish(running, cells) {
  line("memory of the service", `${number(running.memory())} MB, at most ${number(running.memory("VmHWM"))} MB`);
  if (!running.work.client) return;
  const { seq, lists, checkpoint } = await running.work.standing("bench");
  if (seq < running.answered) throw new Error(`${running.answered} events were answered, the journal has ${seq}`);
  printBytes(cells);
  line("answered and in the journal", `${number(running.answered)} of ${number(seq)} entries`);
  line("behind at the end", `lists ${number(lists)} entries, checkpoint ${number(checkpoint)}`);
}

/** Half of the rate that is reached first, for so many minutes; memory every half minute. */
async function soak(settings, minutes) {
  const running = await Running.start({ folder: join(scratch, "soak"), ...settings });
  try {
    const shape = { connections: 64, batch: 1 };
    await running.cell({ ...shape, seconds });
    const { rate } = await running.cell({ ...shape, seconds });
    console.log(`soak: ${minutes} minutes at ${number(rate / 2)} events/s, half of ${number(rate)}; ${machine()}`);
    const [memory, answered] = [[], []];
    for (let half = 0; half < minutes * 2; half++) {
      const { p50, p99, rate: kept } = await running.cell({ ...shape, seconds: 30, rate: rate / 2 });
      const { lists, checkpoint } = await running.work.standing("bench");
      memory.push(running.memory());
      answered.push(running.answered);
      line(
        `${number((half + 1) / 2, 1)} min`,
        `${number(memory.at(-1))} MB   ${number(kept)} events/s   p50 ${number(p50, 1)} ms   p99 ${number(p99, 1)} ms   ${number(running.answered)} answered   lists behind ${number(lists)}, checkpoint ${number(checkpoint)}`,
      );
    }
    const third = Math.max(1, Math.floor(memory.length / 3));
    const thirds = (list) => [list.slice(-2 * third, -third), list.slice(-third)].map(median);
    const [[middle, end], [before, after]] = [thirds(memory), thirds(answered)];
    line(
      "median memory of the middle and of the last third",
      `${number(middle)} MB, ${number(end)} MB: ${number(((end - middle) * 2 ** 20) / (after - before))} B an order, which stays in the state`,
    );
  } finally {
    await running.stop();
  }
}

console.log(machine());
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module: support } = await runnerImport(here("../packages/server/test/support/postgres.ts"));
const postgres = await support.startPostgres();
try {
  const settings = { databaseUrl: postgres.url };
  if (values.soak !== undefined) await soak(settings, Number(values.soak));
  else {
    const path = support.pgbenchPath();
    if (!path) console.log("pgbench is not on the PATH: nothing to hold the figures against");
    const cells = await campaign("PostgreSQL", settings, path && new Rivals(path, postgres.url, scratch));
    await printLimits(postgres, cells);
    if (values.pglite) await campaign("PGlite", {});
  }
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}
