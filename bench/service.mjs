// Order events per second over HTTP, answered after the commit: on PGlite and on PostgreSQL, beside pgbench's TPC-B on the same server in the same run;
// and how long `perennial up` takes to its first page. Run: npm run bench -- service [--seconds 6]
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { load, postOnce } from "./support/load.mjs";
import { machine } from "./support/machine.mjs";
import { Work } from "./support/work.mjs";

const option = (name, fallback) => Number(process.argv[process.argv.indexOf(name) + 1] || fallback);
const seconds = process.argv.includes("--seconds") ? option("--seconds", 6) : 6;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const MEMBERS = 2000;
const scratch = mkdtempSync(join(tmpdir(), "perennial-bench-"));

const peakMb = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** Starts the service and gives it members to sell to. */
async function service(settings) {
  const argument = JSON.stringify({ planFile: here("../plans/appreciation/plan.json"), ...settings });
  const child = spawn(process.execPath, [here("support/service-child.mjs"), argument], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { url, keyFile } = JSON.parse(line);
  const key = readFileSync(keyFile, "utf8").trim();
  const events = `${url}/api/v1/programmes/bench/events`;
  const at = new Date().toISOString();
  for (let from = 0; from < MEMBERS; from += 500) {
    await postOnce(
      events,
      key,
      Array.from({ length: 500 }, (_, i) => ({
        id: `join-${from + i}`,
        at,
        type: "member.joined",
        member: `m${from + i}`,
      })),
    );
  }
  const work = await Work.open(child.pid, settings.databaseUrl);
  return { child, events, key, at, work };
}

/** One cell: single events or batches of 100; with `rate`, so many events a second are due. */
async function cell(running, label, connections, batch, rate) {
  const stamp = `${label}-${performance.now()}`;
  const order = (n) => ({
    id: `${stamp}-${n}`,
    at: running.at,
    type: "order.settled",
    order: `${stamp}-${n}`,
    buyer: `m${n % MEMBERS}`,
    gross: "129.90",
  });
  const bodyOf = (n) =>
    JSON.stringify(batch === 1 ? order(n) : Array.from({ length: batch }, (_, i) => order(n * batch + i)));
  const before = await running.work.now();
  const figures = await load({
    url: running.events,
    key: running.key,
    connections,
    seconds,
    events: batch,
    bodyOf,
    rate,
  });
  return { ...figures, ...Work.between(before, await running.work.now(), figures.events) };
}

function print(label, { rate, p50, p99, service: own, postgres: database, bytes }, anchor) {
  const ratio = anchor ? `${(rate / anchor).toFixed(2)} × pgbench` : "";
  const cost = `µs an event: service ${own.toFixed(0)}${database > 0 ? `, PostgreSQL ${database.toFixed(0)}; log ${bytes.toFixed(0)} B` : ""}`;
  console.log(
    `${label.padEnd(44)} ${rate.toFixed(0).padStart(8)} events/s   p50 ${p50.toFixed(1).padStart(7)} ms   p99 ${p99.toFixed(1).padStart(7)} ms   ${ratio}   ${cost}`,
  );
}

async function campaign(name, settings, anchor) {
  const running = await service(settings);
  await cell(running, "warm", 64, 1);
  for (const connections of [64, 256]) {
    const top = await cell(running, `single-${connections}`, connections, 1);
    print(`${name}, one event a request, ${connections} connections`, top, anchor);
    const half = await cell(running, `half-${connections}`, connections, 1, top.rate / 2);
    print(`${name}, the same at half of that rate`, half, anchor);
  }
  print(`${name}, 100 events a request, 8 connections`, await cell(running, "batch", 8, 100), anchor);
  console.log(
    `${`${name}, peak memory of the service`.padEnd(44)} ${peakMb(running.child.pid).toFixed(0).padStart(8)} MB`,
  );
  await running.work.close();
  running.child.kill("SIGTERM");
  await once(running.child, "exit");
}

function pgbench(path, url) {
  const run = (args) => {
    const { status, stdout, stderr } = spawnSync(path, [...args, url], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  run(["-i", "-q", "-s", "20"]);
  return Math.max(
    ...[8, 16, 32].map((clients) =>
      Number(
        /tps = ([\d.]+)/.exec(
          run(["-M", "prepared", "-c", String(clients), "-j", "2", "-T", String(seconds), "-n"]),
        )?.[1] ?? 0,
      ),
    ),
  );
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

/** From the command to the first page that answers. */
async function up(label, folder) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [here("../packages/cli/bin/perennial.js"), "up", "--port", String(port), "--data", folder],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.status === 200;
  while (!(await ready())) await delay(20);
  console.log(
    `${label.padEnd(44)} ${((performance.now() - began) / 1000).toFixed(2).padStart(8)} s         peak ${peakMb(child.pid).toFixed(0)} MB`,
  );
  child.kill("SIGTERM");
  await once(child, "exit");
}

console.log(machine());
const { module: support } = await runnerImport(here("../packages/server/test/support/postgres.ts"));
const postgres = await support.startPostgres();
try {
  const path = support.pgbenchPath();
  const anchor = path ? pgbench(path, postgres.url) : undefined;
  console.log(
    anchor
      ? `${"pgbench TPC-B, prepared, scale 20, best of 8, 16, 32".padEnd(44)} ${anchor.toFixed(0)} tps`
      : "pgbench is not on the PATH: no anchor",
  );
  await campaign("PostgreSQL", { folder: join(scratch, "pg"), databaseUrl: postgres.url }, anchor);
  await campaign("PGlite", { folder: join(scratch, "pglite") }, anchor);
} finally {
  await postgres.stop();
}
await up("up, first start with the demo's history", join(scratch, "up"));
await up("up, started again", join(scratch, "up"));
rmSync(scratch, { recursive: true, force: true });
