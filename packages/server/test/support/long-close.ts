// A programme whose closes are long: lots that free each other, so that each moves at every close. Its server is killed while days close.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import type { Chance } from "../../src/demo/chance.js";
import type { Body } from "./plan.js";
import { planDocument } from "./plan.js";
import { end } from "./server-process.js";
import type { ServerSettings, SpawnServer } from "./server-process.js";

const MEMBERS = 150;
/** How often the server dies before it may come to the end; more on demand. */
const DEATHS = process.env["KILL_ROUNDS"] === undefined ? 2 : 5;
const DAYS = 60;
const FIRST = "2026-01-01T12:00:00+08:00";
const LATE: Body = { id: "late", at: "2026-03-02T12:00:00+08:00", type: "member.joined", member: "late" };

export function slowPlan(): Plan {
  const read = readPlan({
    ...planDocument,
    assets: { points: { scale: 2 }, change: { scale: 2 } },
    pools: {},
    mechanisms: [
      {
        kind: "release",
        asset: "points",
        to: "change",
        lots: { tiers: [{ atLeast: "0", multiple: "3" }] },
        daily: "0.012",
        accelerate: ["0.5"],
      },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.plan;
}

const population = (): Body[] =>
  Array.from({ length: MEMBERS }, (_, n): Body[] => [
    { id: `j${n}`, at: FIRST, type: "member.joined", member: `m${n}`, ...(n > 0 && { referrer: `m${n >> 1}` }) },
    { id: `o${n}`, at: FIRST, type: "order.settled", order: `o${n}`, buyer: `m${n}`, gross: `${1_000 + n}.00` },
  ]).flat();

interface Shown {
  today: string;
  lag: { days: number };
}

/** Kills the server while it closes the days before a late event, then lets it finish; the days at which it stood when it was started again. */
export async function endDuringCloses(
  spawnServer: SpawnServer,
  settings: ServerSettings,
  chance: Chance,
): Promise<string[]> {
  const root = `http://127.0.0.1:${settings.port}/api/v1/programmes/slow`;
  const headers = (): Record<string, string> => ({
    authorization: `Bearer ${readFileSync(join(settings.folder, "operator.key"), "utf8").trim()}`,
    "content-type": "application/json",
  });
  const post = async (events: readonly Body[]): Promise<Response> =>
    fetch(`${root}/events`, { method: "POST", headers: headers(), body: JSON.stringify(events) });
  const look = async (): Promise<Shown> =>
    (await (await fetch(`${root}/state`, { headers: headers() })).json()) as Shown;

  const stoodAt: string[] = [];
  for (let death = 0; death < DEATHS; death++) {
    const { server, serving } = spawnServer(settings);
    await serving;
    if (death === 0) await told(await post(population()));
    else stoodAt.push((await look()).today);
    let answered = false;
    const late = post([LATE]).then(
      () => (answered = true),
      () => undefined,
    );
    // What is still to be closed is told while it is being closed.
    let left = 0;
    while (!answered && (left === 0 || left > DAYS - (DAYS / (DEATHS + 1)) * (death + 1))) {
      await delay(chance.below(20));
      ({ days: left } = (await look()).lag);
    }
    await end(server, "SIGKILL");
    await late;
  }
  const { server, serving } = spawnServer(settings);
  await serving;
  stoodAt.push((await look()).today);
  await told(await post([LATE]));
  await end(server, "SIGTERM");
  return stoodAt;
}

async function told(response: Response): Promise<void> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
}
