// Days and instants in a programme's time zone, which need not be the reader's.
import { clockAt } from "@perennial/api";

/** The day of an instant in a time zone, `2026-01-31`. */
export const dayOf = (at: Date, timezone: string): string => clockAt(at.getTime(), timezone).day;

/** The day of an event's time; the close of a day carries the day alone. */
export const dayOfEvent = (at: string, timezone: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : dayOf(new Date(at), timezone);

/**
 * The time that an event of this moment carries: now; or, in a programme whose open day lies ahead of the calendar
 * (a demonstration that was played forward), noon of that day.
 */
export function eventTime(now: Date, today: string | null, timezone: string): string {
  if (today === null || dayOf(now, timezone) >= today) return now.toISOString();
  const noon = new Date(`${today}T12:00:00Z`);
  return new Date(noon.getTime() - clockAt(noon.getTime(), timezone).ahead).toISOString();
}
