// What the close of a day costs at 10^4, 10^5 and 10^6 holders, where nobody is touched (distribution, rounds, release without acceleration),
// beside the SQL update that a mall would run on PostgreSQL. Run: npm run bench -- close [--most 1000000] [--only release]. Prints milliseconds a close, the ratio to the
// smallest size, and how many times as long SQL takes; asserts nothing. --only accelerated: a release that moves every lot, in parts (`support/long-close.mjs`).
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Programme, parseDay, readPlan } from "@perennial/kernel";
import { runnerImport } from "vite";
import { longCloses } from "./support/long-close.mjs";
import { machine } from "./support/machine.mjs";
import { sqlCloses } from "./support/sql-close.mjs";

const { values } = parseArgs({ options: { most: { type: "string", default: "1000000" }, only: { type: "string" } } });
const most = Number(values.most);
const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= most);
const CLOSES = 30;
const SQL_CLOSES = 3;

const frame = (name, assets, pools, mechanisms) => ({
  plan: name,
  version: 1,
  title: { zh: name, en: name },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets,
  pools,
  mechanisms,
});

const plans = {
  distribution: frame("distribution", { weight: { scale: 2 }, shell: { scale: 4, cap: "390000" } }, {}, [
    { kind: "grant", on: "order", to: "buyer", asset: "weight", rate: "1", of: "gross" },
    {
      kind: "distribution",
      asset: "shell",
      from: { schedule: { daily: "498", decay: "0.5" } },
      by: { holding: "weight" },
    },
  ]),
  rounds: frame(
    "rounds",
    { points: { scale: 2 }, voucher: { scale: 2 } },
    { fund: { inflow: [{ rate: "1", of: "margin" }] } },
    [
      {
        kind: "rounds",
        points: "points",
        voucher: "voucher",
        rate: "0.005",
        growth: "0.15",
        trigger: { growth: "0.15", days: 1 },
        multiple: "5",
        maxRounds: 40,
      },
    ],
  ),
  release: frame("release", { green: { scale: 2 }, change: { scale: 2 } }, {}, [
    {
      kind: "release",
      asset: "green",
      to: "change",
      lots: { tiers: [{ atLeast: "0", multiple: "3" }] },
      daily: "0.012",
    },
  ]),
};

const [release] = plans.release.mechanisms;
const accelerated = { ...plans.release, mechanisms: [{ ...release, accelerate: ["0.5", "0.3"] }] };
const isLong = values.only === "accelerated";
const measured = Object.entries(plans).filter(([name]) => values.only === undefined || name === values.only);

function planOf(document) {
  const result = readPlan(document);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.plan;
}

/** A programme in which so many members have bought once. */
function populated(document, members) {
  const programme = Programme.start(planOf(document));
  const at = "2026-01-01T09:00:00+08:00";
  for (let member = 0; member < members; member++) {
    programme.apply({ id: `j${member}`, at, type: "member.joined", member: `m${member}` });
    programme.apply({
      id: `o${member}`,
      at,
      type: "order.settled",
      order: `o${member}`,
      buyer: `m${member}`,
      gross: "1000.00",
    });
  }
  return programme;
}

/** Milliseconds a close. Day by day, so that no more than the entries of one are held at a time. */
function close(document, size) {
  const programme = populated(document, size);
  const day = parseDay("2026-01-01");
  programme.closeThrough(day + 1); // the first closes open rows and warm the code
  const began = performance.now();
  for (let count = 1; count <= CLOSES; count++) programme.closeThrough(day + 1 + count);
  return (performance.now() - began) / CLOSES;
}

console.log(machine());
const { module: support } = await runnerImport(
  fileURLToPath(new URL("../packages/server/test/support/postgres.ts", import.meta.url)),
);
const postgres = await support.startPostgres();
const sql = new Map();
try {
  if (isLong) await longCloses(postgres.url, planOf(accelerated), sizes);
  for (const size of isLong ? [] : sizes)
    sql.set(
      size,
      await sqlCloses(
        postgres.url,
        size,
        SQL_CLOSES,
        measured.map(([name]) => name),
      ),
    );
} finally {
  await postgres.stop();
}
if (!isLong) console.log("mechanism      members    ms a close   × smallest     ms in SQL   SQL ÷ ours");
for (const [name, document] of measured) {
  let first;
  for (const size of sizes) {
    const millis = close(document, size);
    first ??= millis;
    const update = sql.get(size)[name];
    const cells = [millis.toFixed(4), (millis / first).toFixed(2), update.toFixed(1), (update / millis).toFixed(1)];
    const [own, ratio, rival, times] = cells;
    console.log(
      `${name.padEnd(13)} ${String(size).padStart(8)} ${own.padStart(13)} ${ratio.padStart(12)} ${rival.padStart(13)} ${times.padStart(12)}`,
    );
  }
}
