// The lab: members·days a second and memory of a simulation under plan `stack` on one core, beside the same deeds in a plain loop over all members a day and
// as SQL; Monte Carlo on two threads beside one; and how long a cancel may have to wait. Run: npm run bench -- lab [--members 100000,1000000] [--days 365]
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { readPlan } from "@perennial/kernel";
import { defaultScenario } from "@perennial/lab";
import { runnerImport } from "vite";
import { Threads } from "../packages/cli/dist/threads/threads.js";
import { machine } from "./support/machine.mjs";

const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback);
};
const sizes = option("--members", "10000,100000").split(",").map(Number);
const days = Number(option("--days", "365"));
const sqlDays = Number(option("--sql-days", "30"));
const seeds = Number(option("--seeds", "200"));
const rounds = Number(option("--rounds", "3"));
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const planOf = (name) => {
  const read = readPlan(JSON.parse(readFileSync(here(`../plans/${name}/plan.json`), "utf8")));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.plan;
};
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

async function child(settings) {
  const args = ["--expose-gc", "--max-old-space-size=16000", here("support/lab-child.mjs"), JSON.stringify(settings)];
  const { stdout } = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(await text(stdout));
}

function line(label, memberDays, { processor, wall, megabytes }, loop) {
  const rate = memberDays / processor;
  console.log(
    `${label.padEnd(44)} ${Math.round(rate).toLocaleString("en").padStart(12)} members·days/s   ${processor.toFixed(1).padStart(7)} s of a core (${wall.toFixed(1)} s)   ${Math.round(megabytes).toString().padStart(6)} MB   ${(processor / loop.processor).toFixed(1)} × loop`,
  );
}

async function size(members, url) {
  const ran = await child({ members, days, sqlDays: Math.min(sqlDays, days), ...(url && { url }) });
  console.log(
    `\n${ran.members.toLocaleString("en")} members, ${days} days, plan stack: ${ran.orders.toLocaleString("en")} orders, ${ran.events.toLocaleString("en")} events, ${ran.memberDays.toLocaleString("en")} members·days, fingerprint ${ran.fingerprint}`,
  );
  line("the kernel: ledger, undo, explanations", ran.memberDays, ran.lab, ran.loop);
  line("plain loop over all members a day", ran.memberDays, ran.loop, ran.loop);
  if (ran.sql) {
    const { seconds, memberDays, deeds } = ran.sql;
    const spent = seconds.reduce((sum, each) => sum + each, 0);
    const perDeed = spent / deeds;
    console.log(
      `${`SQL, sets a day, first ${seconds.length} days`.padEnd(44)} ${Math.round(memberDays / spent)
        .toLocaleString("en")
        .padStart(
          12,
        )} members·days/s   ${spent.toFixed(1).padStart(7)} s by the clock; ${(perDeed * 1e6).toFixed(0)} µs a deed, so ${(perDeed * ran.events).toFixed(0)} s for all of them (extrapolated)`,
    );
    console.log(
      `${"the kernel, the same first days' share".padEnd(44)} ${((ran.lab.processor / ran.events) * 1e6).toFixed(0)} µs a deed`,
    );
  }
  console.log(
    `longest way between two looks at the cancel flag: ${ran.longest.toFixed(0)} ms by the clock, ${ran.longestBusy.toFixed(0)} ms of work`,
  );
}

/** The same stress on one thread and on two, each by a command line of its own: what a thread takes to start and to warm up counts. */
async function monteCarlo() {
  const size = { members: 300, days: 180 };
  const run = async (threads) => {
    const args = [
      "simulate",
      "--plan",
      "stack",
      "--scenario",
      "steady",
      "--seeds",
      seeds,
      "--threads",
      threads,
      "--json",
    ];
    const sized = ["--members", size.members, "--days", size.days];
    const began = performance.now();
    const { stdout } = spawn(
      process.execPath,
      [here("../packages/cli/bin/perennial.js"), ...args, ...sized].map(String),
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const answer = await text(stdout);
    return { seconds: (performance.now() - began) / 1000, answer };
  };
  const [one, two] = [[], []];
  for (let round = 0; round < rounds; round++) {
    one.push(await run(1));
    two.push(await run(2));
  }
  if (new Set([...one, ...two].map(({ answer }) => answer)).size !== 1) throw new Error("threads changed the outcome");
  const [slow, fast] = [one, two].map((list) => median(list.map(({ seconds: each }) => each)));
  console.log(
    `\n${seeds} seeds, ${size.members} members, ${size.days} days, whole processes in turns, median of ${rounds}`,
  );
  console.log(
    `one thread ${slow.toFixed(1)} s, two threads ${fast.toFixed(1)} s by the clock: ${(slow / fast).toFixed(2)} ×; the same answer, byte by byte`,
  );
}

/** From giving a run up to its promise being rejected, in the middle of a run of many members. */
async function cancel(members) {
  const plan = planOf("stack");
  const scenario = defaultScenario(plan, { members, days: 3 });
  const answers = [];
  for (let round = 0; round < 5; round++) {
    const threads = new Threads(1);
    const given = new AbortController();
    let begun = () => undefined;
    const running = new Promise((resolve) => (begun = resolve));
    const run = threads.run(
      plan.document,
      { scenario, seed: round, settings: [] },
      { signal: given.signal, onProgress: begun },
    );
    run.catch(() => undefined);
    await running;
    const at = performance.now();
    given.abort();
    await run.catch(() => undefined);
    answers.push(performance.now() - at);
    await threads.close();
  }
  console.log(
    `cancel of a run that brings ${members.toLocaleString("en")} members in 3 days: answered after ${median(answers).toFixed(0)} ms (median of ${answers.length}), at most ${Math.max(...answers).toFixed(0)} ms`,
  );
}

console.log(machine());
const { module: support } = await runnerImport(here("../packages/server/test/support/postgres.ts"));
for (const members of sizes) {
  const postgres = sqlDays > 0 ? await support.startPostgres() : undefined;
  try {
    await size(members, postgres?.url);
  } finally {
    await postgres?.stop();
  }
}
if (seeds > 0) await monteCarlo();
for (const members of [100_000, 1_000_000]) await cancel(members);
