// The day an instant falls on in the plan's time zone. Offsets come from the platform's zone data, one look-up an hour at most.
import type { Day } from "./calendar.js";
import { dayOfDate } from "./calendar.js";

const HOUR = 3_600_000;

/** Whether the platform knows an IANA zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A function from an instant (milliseconds) to its day in the zone. */
export function zoneDays(timeZone: string): (instant: number) => Day {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  let hour = Number.NaN;
  let day = 0;
  // Every zone of the present day changes its date on a quarter of an hour, so the day is the same within one.
  const slot = HOUR / 4;
  return (instant) => {
    const now = Math.floor(instant / slot);
    if (now === hour) return day;
    const part = new Map(format.formatToParts(now * slot).map(({ type, value }) => [type, Number(value)]));
    hour = now;
    day = dayOfDate(part.get("year") ?? 0, part.get("month") ?? 0, part.get("day") ?? 0);
    return day;
  };
}
