// The time of an event from the demo's till: now, or the open day when that is ahead of now. Time in the demo is data.
import { formatDay, parseInstant, readPlan } from "@perennial/kernel";
import type { Programme } from "@perennial/kernel";

/** RFC 3339, on the open day or later; a day is never closed before it. */
export function tillTime(programme: Programme, now: number): string {
  const present = new Date(now).toISOString();
  const read = readPlan(programme.plan);
  if (!read.ok || !programme.opened || read.plan.dayOf(now) >= programme.today) return present;
  // Noon in one of the zones of the world lies on the open day wherever the plan is at home.
  const day = formatDay(programme.today);
  const noons = ["Z", "-11:00", "+13:00"].map((offset) => `${day}T12:00:00${offset}`);
  return noons.find((at) => read.plan.dayOf(parseInstant(at) ?? 0) === programme.today) ?? `${day}T12:00:00Z`;
}
