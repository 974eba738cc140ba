// A random plan and a stream of events for it, ready to be applied one after the other.
import { dayNumber, dayText, text } from "./audit/exact.js";
import type { Generator, Json } from "./generate/draft.js";
import { generatePlan } from "./generate/plan.js";
import { generateStream } from "./generate/stream.js";
import { Random } from "./random.js";

/** A plan and its events, each with its time; days pass between them. */
export function story(seed: number, kinds: readonly Generator[]): { plan: Json; events: Json[] } {
  const random = new Random(seed);
  const plan = generatePlan(random, kinds);
  let day = dayNumber(text(plan["start"]));
  const events = [...generateStream(random, plan, kinds, [])].map(({ event, daysBefore }, index): Json => {
    day += daysBefore ?? 0;
    return {
      id: `e${index}`,
      at: `${dayText(day)}T${String(8 + (index % 12)).padStart(2, "0")}:00:00+08:00`,
      ...event,
    };
  });
  return { plan, events };
}
