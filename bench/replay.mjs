// How fast the kernel replays a history of purchases under plan 4, beside the plainest loop that gives the same result.
// Each way runs in a process of its own, three times; the median counts. See bench/README.md.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readPlan, Replay } from "@perennial/kernel";
import { plainLoop } from "./support/floor.mjs";
import { eventsOf, history } from "./support/history.mjs";
import { machine } from "./support/machine.mjs";

const WAYS = {
  floor: "plain loop (the floor)",
  kernel: "kernel, events as objects",
  lines: "kernel, events as JSON lines",
  chain: "kernel, JSON lines, hash chain",
};
const RUNS = 3;
const digest = (text) => createHash("sha256").update(text).digest("hex");

function planOf() {
  const json = JSON.parse(readFileSync(new URL("../plans/appreciation/plan.json", import.meta.url), "utf8"));
  const result = readPlan({ ...json, timezone: "UTC" });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.plan;
}

/** Replays events the given way; `inputs` are objects or lines. */
function replayed(inputs, way) {
  const replay = new Replay(planOf(), way === "chain" ? digest : undefined);
  for (const [index, input] of inputs.entries()) replay.line(index + 1, way === "kernel" ? input : JSON.parse(input));
  return replay;
}

/** One run in this process: time, peak memory, and the outcome as minor units. */
function measure(way) {
  const { rows } = history();
  const objects = way === "floor" ? [] : eventsOf(rows);
  const inputs = way === "kernel" ? objects : objects.map((event) => JSON.stringify(event));
  const startedAt = performance.now();
  const done = way === "floor" ? plainLoop(rows) : replayed(inputs, way);
  const seconds = (performance.now() - startedAt) / 1000;
  const outcome = way === "floor" ? [done.pool, done.supply] : minorUnits(done.result());
  return { seconds, megabytes: process.resourceUsage().maxRSS / 1024, outcome: outcome.join(" ") };
}

function minorUnits({ pools, supply, rejected }) {
  if (rejected.length > 0) throw new Error(`${rejected.length} events were refused`);
  return [pools["profit"], supply["points"]].map((text) => Number(text.replace(".", "")));
}

function inOwnProcess(way) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--one", way], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(`${way}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function report() {
  const { from, rows } = history();
  const events = eventsOf(rows).length;
  console.log(`${events} events (${rows.length} orders, ${from}); ${machine()}\n`);
  console.log(
    `${"".padEnd(32)}${"seconds".padStart(10)}${"events/s".padStart(12)}${"× floor".padStart(10)}${"peak MB".padStart(10)}`,
  );
  let floor = 0;
  let expected;
  for (const [way, title] of Object.entries(WAYS)) {
    const runs = Array.from({ length: RUNS }, () => inOwnProcess(way));
    const seconds = median(runs.map((run) => run.seconds));
    floor ||= seconds;
    expected ??= runs[0].outcome;
    if (runs.some(({ outcome }) => outcome !== expected)) throw new Error(`${way} comes to another result`);
    const megabytes = median(runs.map((run) => run.megabytes));
    const cells = [
      seconds.toFixed(3),
      Math.round(events / seconds).toLocaleString("en-US"),
      (seconds / floor).toFixed(1),
      megabytes.toFixed(0),
    ];
    const [time, rate, ratio, memory] = cells;
    console.log(
      `${title.padEnd(32)}${time.padStart(10)}${rate.padStart(12)}${ratio.padStart(10)}${memory.padStart(10)}`,
    );
  }
  console.log(`\nsame result in every run: pool and points ${expected} (minor units)`);
}

const [mode, way] = process.argv.slice(2);
if (mode === "--one") process.stdout.write(JSON.stringify(measure(way)));
else report();
