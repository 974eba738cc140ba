// Days and instants in a programme's time zone, which need not be the reader's.

/** The day of an instant in a time zone, `2026-01-31`. */
export function dayOf(at: Date, timezone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The day of an event's time; the close of a day carries the day alone. */
export const dayOfEvent = (at: string, timezone: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(at) ? at : dayOf(new Date(at), timezone);

/** Milliseconds by which a zone is ahead of UTC at an instant. */
function offset(at: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(at.getTime() / 1000) * 1000;
}

/**
 * The time that an event of this moment carries: now; or, in a programme whose open day lies ahead of the calendar
 * (a demonstration that was played forward), noon of that day.
 */
export function eventTime(now: Date, today: string | null, timezone: string): string {
  if (today === null || dayOf(now, timezone) >= today) return now.toISOString();
  const noon = new Date(`${today}T12:00:00Z`);
  return new Date(noon.getTime() - offset(noon, timezone)).toISOString();
}
