// The server of a programme whose closes are long is killed while days close.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Chance } from "../../src/demo/chance.js";
import type { Body } from "./plan.js";
import { population } from "./slow-plan.js";
import { end } from "./server-process.js";
import type { ServerSettings, SpawnServer } from "./server-process.js";

const MEMBERS = 150;
/** How often the server dies before it may come to the end; more on demand. */
const DEATHS = process.env["KILL_ROUNDS"] === undefined ? 2 : 5;
const DAYS = 60;
const LATE: Body = { id: "late", at: "2026-03-02T12:00:00+08:00", type: "member.joined", member: "late" };

interface Shown {
  today: string;
  lag: { days: number; closing: number };
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
    if (death === 0) await told(await post(population(MEMBERS)));
    else stoodAt.push((await look()).today);
    let answered = false;
    const late = post([LATE]).then(
      () => (answered = true),
      () => undefined,
    );
    // What is still to be closed is told while it is being closed, and how far the day is that is half closed.
    const enough = DAYS - (DAYS / (DEATHS + 1)) * (death + 1);
    for (let lag = { days: 0, closing: 0 }; !answered && (lag.days === 0 || lag.days > enough || lag.closing === 0);) {
      await delay(chance.below(5));
      ({ lag } = await look());
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
