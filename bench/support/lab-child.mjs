// One size of the lab's benchmark in a process of its own: the simulation, then the same deeds by a plain loop, then by SQL.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { readPlan } from "@perennial/kernel";
import { defaultScenario, simulation } from "@perennial/lab";
import { PlainStack } from "./plain-stack.mjs";
import { sqlStack } from "./sql-stack.mjs";
import { Trace } from "./trace.mjs";

const { members, days, sqlDays, url } = JSON.parse(process.argv[2] ?? "{}");
const read = readPlan(JSON.parse(readFileSync(new URL("../../plans/stack/plan.json", import.meta.url), "utf8")));
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const scenario = defaultScenario(read.plan, { members, days });

/** Seconds of processor time of this process: other work on the machine does not count. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function timed(work) {
  const began = { wall: performance.now(), processor: processor() };
  const result = work();
  return { ...result, wall: (performance.now() - began.wall) / 1000, processor: processor() - began.processor };
}

/** The run with every pause looked at: the longest way between two is how long a cancel may have to wait. */
function simulated(trace) {
  const run = simulation({ plan: read.plan, scenario, seed: 1, onEvent: (event) => trace.of(event) });
  let [longest, longestBusy, at, busyAt] = [0, 0, performance.now(), processor()];
  for (;;) {
    const step = run.next();
    const [now, busy] = [performance.now(), processor()];
    longest = Math.max(longest, now - at);
    longestBusy = Math.max(longestBusy, (busy - busyAt) * 1000);
    [at, busyAt] = [now, busy];
    if (step.done)
      return { figures: step.value, longest, longestBusy, megabytes: process.resourceUsage().maxRSS / 1024 };
  }
}

/** Memory that is held once all that nobody refers to is gone; buffers go only after a turn of the event loop. */
async function held() {
  for (let turn = 0; turn < 2; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function plain(trace, monthEnds) {
  const before = await held();
  const stack = new PlainStack(trace);
  const ran = timed(() => {
    stack.run(days, monthEnds);
    return {};
  });
  return { stack, megabytes: ((await held()) - before) / 2 ** 20, ...ran };
}

/** What both ways must have come to, in cents. Shares among holders of equity are rounded holder by holder: their sum is held within a cent each. */
function compare({ figures }, { stack }, trace) {
  const paid = {};
  for (const { paidBy } of figures.cohorts)
    for (const [id, cents] of Object.entries(paidBy)) paid[id] = (paid[id] ?? 0) + cents;
  const wrong = Object.entries(stack.paid).filter(([id, cents]) => cents !== (paid[id] ?? 0));
  const pools = stack.profit + stack.shareholders;
  if (pools !== figures.days.at(-1).pools) wrong.push(["pools", pools, figures.days.at(-1).pools]);
  if (Math.abs(stack.shared - (paid.shareholders ?? 0)) > trace.equity) wrong.push(["shareholders", stack.shared]);
  if (wrong.length > 0) throw new Error(`the ways differ: ${JSON.stringify({ wrong, paid })}`);
}

const trace = new Trace();
const lab = timed(() => simulated(trace));
const { figures } = lab;
const monthEnds = new Set(
  figures.days.flatMap(({ day }, index) => (new Date((day + 1) * 86_400_000).getUTCDate() === 1 ? [index] : [])),
);
let joined = 0;
const memberDays = figures.days.reduce((sum, each) => sum + (joined += each.joined), 0);
const loop = await plain(trace, monthEnds);
compare(lab, loop, trace);
const sql = url === undefined ? undefined : await sqlStack(url, trace, sqlDays, monthEnds);
const row = ({ wall, processor: busy, megabytes }) => ({ wall, processor: busy, megabytes });
process.stdout.write(
  `${JSON.stringify({
    members: figures.members,
    orders: figures.orders,
    events: figures.events,
    memberDays,
    fingerprint: figures.fingerprint,
    longest: lab.longest,
    longestBusy: lab.longestBusy,
    lab: row(lab),
    loop: row(loop),
    ...(sql && { sql: { ...sql, memberDays: memberDaysOf(sqlDays) } }),
  })}\n`,
);

function memberDaysOf(count) {
  let [members, sum] = [0, 0];
  for (const each of figures.days.slice(0, count)) {
    members += each.joined;
    sum += members;
  }
  return sum;
}
