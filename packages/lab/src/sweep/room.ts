// Variants of a plan under the same orders: these must leave enough margin for the dearest, or its orders would be refused and it would seem to promise nothing.
import type { Plan } from "@perennial/kernel";
import { demandOf, share } from "../population/demand.js";
import { perMillion } from "../population/scenario.js";
import type { Job } from "../jobs/part.js";

const MILLION = 1_000_000;

/** The jobs with margins moved up, as far as the dearest of the plans asks for; a plan's own margin band is never left. */
export function withRoom(jobs: readonly Job[], plan: Plan, variants: readonly Plan[]): Job[] {
  if (plan.document.marginBand) return [...jobs];
  const need = Math.max(0, ...variants.map((each) => perMillion(demandOf(each).margin.least)));
  return jobs.map((job) => {
    const { merchants } = job.scenario;
    const [least, most] = [perMillion(merchants.margin.least), perMillion(merchants.margin.most)];
    if (least >= need) return job;
    const margin = { least: share(need), most: share(Math.min(MILLION, most + need - least)) };
    return { ...job, scenario: { ...job.scenario, merchants: { ...merchants, margin } } };
  });
}
