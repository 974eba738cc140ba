// Days and instants as integers: the clock comes in as data, the zone comes from the plan.

/** Days since 1970-01-01. */
export type Day = number;

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:([Zz])|([+-])(\d{2}):(\d{2}))$/;

/** Days since the epoch of a date in the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function dayOfDate(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Year, month and date of a day; the inverse of `dayOfDate`. */
export function dateOfDay(day: Day): { year: number; month: number; date: number } {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The number that the digits from `from` on to `to` make; NaN when one of them is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `2026-01-31` as a day; undefined when there is no such date. */
export function parseDay(text: string): Day | undefined {
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-") return undefined;
  const [year, month, date] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (!(year >= 0 && month >= 0 && date >= 0)) return undefined;
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return undefined;
  return dayOfDate(year, month, date);
}

/** A day as `2026-01-31`. */
export function formatDay(day: Day): string {
  const { year, month, date } = dateOfDay(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** The instant that was read last: one event asks several times, and events that come together have often the same. */
const last = { text: "", instant: undefined as number | undefined };

/** Milliseconds since the epoch of an RFC 3339 instant; undefined when it is none. */
export function parseInstant(text: string): number | undefined {
  if (text !== last.text) {
    last.instant = readInstant(text);
    last.text = text;
  }
  return last.instant;
}

function readInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const day = parseDay(text.slice(0, 10));
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (day === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  const [offsetHour, offsetMinute] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  if (offsetHour > 23 || offsetMinute > 59) return undefined;
  const offset = (match[9] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  const millis = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  return ((day * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + millis;
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Whole programme years between two days: 0 in the first year, counted by anniversaries of `start` (29 February falls on 1 March). */
export function yearsSince(start: Day, day: Day): number {
  const from = dateOfDay(start);
  const to = dateOfDay(day);
  const before = to.month < from.month || (to.month === from.month && to.date < from.date);
  return to.year - from.year - (before ? 1 : 0);
}

/** The day on which programme year `year` (0 first) begins. */
export function anniversary(start: Day, year: number): Day {
  const { year: first, month, date } = dateOfDay(start);
  const leapDay = month === 2 && date === 29 && !isLeapYear(first + year);
  return leapDay ? dayOfDate(first + year, 3, 1) : dayOfDate(first + year, month, date);
}

/** Whether the next day is in another month. */
export function isMonthEnd(day: Day): boolean {
  return dateOfDay(day + 1).date === 1;
}
