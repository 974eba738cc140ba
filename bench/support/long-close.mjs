// A close that writes for every member (a release whose lots free each other): what the kernel takes for it alone, and what it takes on its
// way into the journal of a real PostgreSQL, where parts leave memory one after the other while leases are renewed.
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { formatDay, GENESIS, Programme } from "@perennial/kernel";
import { sql } from "kysely";
import { openDatabase } from "../../packages/server/dist/database/open.js";
import { Applier } from "../../packages/server/dist/programmes/applier.js";
import { Sequencer } from "../../packages/server/dist/programmes/sequencer.js";
import { SqlStore } from "../../packages/server/dist/store/sql-store.js";

const LEASE_MS = 5_000;
const CLOSES = 3;
const AT = "2026-01-01T09:00:00+08:00";

/** Three brought by each member, everybody has bought once. */
function populated(plan, members) {
  const programme = Programme.start(plan, { tracking: true });
  for (let n = 0; n < members; n++) {
    const [member, order] = [`m${n}`, `o${n}`];
    const above = n > 0 && { referrer: `m${Math.floor(n / 3)}` };
    programme.apply({ id: `j${n}`, at: AT, type: "member.joined", member, ...above });
    programme.apply({ id: order, at: AT, type: "order.settled", order, buyer: member, gross: "1000.00" });
    if (n % 1_000 === 0) programme.store.takeRedo();
  }
  programme.store.takeRedo();
  programme.closeThrough(programme.today); // lots that are born today release nothing yet
  return programme;
}

/** Milliseconds and postings of a close in the kernel alone. */
function inKernel(programme) {
  const began = performance.now();
  const parts = programme.closeInParts(programme.today);
  let postings = 0;
  for (let step = parts.next(); ; step = parts.next()) {
    postings += step.value.postings.length;
    if (step.done) return { millis: performance.now() - began, postings };
  }
}

/** Closes days through the sequencer; renews the lease meanwhile as a server does. */
async function throughJournal(programme, database, members) {
  const store = new SqlStore(database);
  const name = `bench-${members}`;
  await store.create({ id: name, mode: "sandbox", status: "ready", redo: {} });
  // What came before is left out: the programme stands where memory does.
  programme.store.takeRedo();
  for (const table of programme.store.all()) table.takeWaiting();
  await sql`update programme set seq = ${programme.seq} where programme_id = ${name}`.execute(database.query);
  const lease = await store.acquire(name, "bench", LEASE_MS);
  const sequencer = new Sequencer(store, lease, new Applier(programme, GENESIS));
  const watch = keepLease(store, name);
  const turns = monitorEventLoopDelay({ resolution: 10 });
  const closes = [];
  for (let count = 0; count < CLOSES; count++) {
    const day = formatDay(programme.today);
    turns.reset();
    turns.enable();
    const began = performance.now();
    const [result] = await sequencer.submit([{ body: { id: `c${day}`, type: "day.closed", day } }]);
    if (result?.status !== "accepted") throw new Error(JSON.stringify(result));
    closes.push({ millis: performance.now() - began, blocked: turns.max / 1e6 });
    turns.disable();
  }
  return { closes, renewal: await watch(), bytes: await journalBytes(database, name) };
}

/** Renews the lease every quarter of it; gives how long the slowest answer took. */
function keepLease(store, name) {
  const stop = new AbortController();
  let slowest = 0;
  const keeping = (async () => {
    while (!stop.signal.aborted) {
      const began = performance.now();
      const renewed = await store.renewAll("bench", [name], LEASE_MS);
      if (renewed.size !== 1) throw new Error("the lease is lost");
      slowest = Math.max(slowest, performance.now() - began);
      await delay(LEASE_MS / 4, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await keeping;
    return slowest;
  };
}

async function journalBytes(database, name) {
  const { rows } = await sql`select sum(octet_length(postings::text))::bigint as bytes, count(*)::integer as parts
    from journal where programme_id = ${name} and event_id is null`.execute(database.query);
  return rows[0];
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Prints a line a size; asserts that the lease was kept. */
export async function longCloses(url, plan, sizes) {
  console.log(
    "members    postings   kernel ms   with journal ms   longest turn ms   slowest renewal ms   parts a close   MB a close   peak RSS MB (before)",
  );
  const database = await openDatabase({ url }, () => undefined);
  try {
    for (const size of sizes) {
      const programme = populated(plan, size);
      const kernel = Array.from({ length: CLOSES }, () => inKernel(programme));
      globalThis.gc?.();
      const before = process.memoryUsage().rss / 2 ** 20;
      const peak = watchMemory();
      const { closes, renewal, bytes } = await throughJournal(programme, database, size);
      const cells = [
        [size, 7],
        [kernel[0].postings, 11],
        [median(kernel.map(({ millis }) => millis)).toFixed(0), 11],
        [median(closes.map(({ millis }) => millis)).toFixed(0), 17],
        [Math.max(...closes.map(({ blocked }) => blocked)).toFixed(0), 17],
        [renewal.toFixed(0), 20],
        [Math.round(bytes.parts / CLOSES), 15],
        [(bytes.bytes / CLOSES / 2 ** 20).toFixed(1), 12],
        [`${peak().toFixed(0)} (${before.toFixed(0)})`, 22],
      ];
      console.log(cells.map(([cell, width]) => String(cell).padStart(width)).join(" "));
    }
  } finally {
    await database.close();
  }
}

/** The most memory that the process had, looked at fifty times a second. */
function watchMemory() {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage().rss / 2 ** 20));
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}
