// The demo programme: created once, also when the first try was cut off in the middle.
import type { Plan } from "@perennial/kernel";
import { parseDay } from "@perennial/kernel";
import { bodyHash } from "../programmes/body-hash.js";
import type { Body } from "../programmes/applier.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Served } from "../programmes/served.js";
import { demoHistory } from "./history.js";
import type { HistoryOptions } from "./history.js";

export const DEMO = "demo";

const SEED = 20_260_101;
const DAYS = 60;
const MEMBERS = 400;
const EVENTS_PER_STEP = 100;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * Creates the demo and fills it with its history up to yesterday, or goes on where a former try was ended: events carry
 * the same ids, so that none counts twice. Returns whether there was anything to do.
 * `onMembers`: told who is going to join, in their order, before anything happens.
 */
export async function ensureDemo(
  programmes: Programmes,
  plan: Plan,
  now: number,
  onProgress: (progress: Progress) => void,
  onMembers: (names: readonly string[]) => Promise<void> = async () => Promise.resolve(),
): Promise<boolean> {
  if (!programmes.has(DEMO)) await programmes.create(DEMO, plan, "demo", "filling");
  const served = programmes.get(DEMO);
  if (!served || served.status === "ready") return false;
  const events = [...demoHistory(await optionsFor(programmes, served, plan, now))];
  await onMembers(events.flatMap(({ type, member }) => (type === "member.joined" ? [String(member)] : [])));
  await fill(served, events, onProgress);
  // Whoever opens the page first finds the lists whole, and no background work in the way.
  while (served.lag.projection > 0) await served.project();
  await served.checkpoint(true);
  await programmes.store.setReady(served.lease);
  served.status = "ready";
  return true;
}

/** The history begins on the day that the journal says, when it has begun; else so that it ends yesterday. */
async function optionsFor({ store }: Programmes, served: Served, plan: Plan, now: number): Promise<HistoryOptions> {
  const [first] = await store.journal(served.id, 0, 1);
  const start = parseDay(first?.day ?? "") ?? plan.dayOf(now) - DAYS;
  return { plan, start, days: DAYS, seed: SEED, members: MEMBERS };
}

async function fill(served: Served, events: readonly Body[], onProgress: (progress: Progress) => void): Promise<void> {
  const total = events.length;
  for (let done = 0; done < total; done += EVENTS_PER_STEP) {
    onProgress({ done, total });
    const step = events.slice(done, done + EVENTS_PER_STEP).map((body) => ({ body, hash: bodyHash(body) }));
    const results = await served.sequencer.submit(step);
    const refused = results.find(({ status }) => status === "refused");
    if (refused) throw new Error(`demo_refused: ${JSON.stringify(refused)}`);
  }
  onProgress({ done: total, total });
}
