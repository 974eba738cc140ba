// Dates as order files write them, brought to a day in the plan's time zone and an instant on it.
import type { Day } from "@perennial/kernel";
import { formatDay, parseDay, parseInstant } from "@perennial/kernel";

export const DATE_FORMATS = ["auto", "iso", "compact", "mdy", "dmy", "rfc3339"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What each format looks like, for messages. */
const EXAMPLES: Record<DateFormat, string> = {
  auto: "2026-01-31, 20260131 or 2026-01-31T12:00:00+08:00; for 1/31/2026 say --date-format mdy, for 31/1/2026 dmy",
  iso: "2026-01-31, with a time 2026-01-31 12:00",
  compact: "20260131",
  mdy: "1/31/2026",
  dmy: "31/1/2026",
  rfc3339: "2026-01-31T12:00:00+08:00",
};

export const rightDate = (format: DateFormat): string => EXAMPLES[format];

export interface When {
  day: Day;
  /** where in the day: seconds from its beginning */
  second: number;
  /** RFC 3339, on that day in the plan's zone */
  at: string;
}

const TIME = /(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?/.source;
const ISO = new RegExp(`^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?${TIME}$`);
const COMPACT = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${TIME}$`);
const SLASHED = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${TIME}$`);

/** A reader for one file: `dayOf` is the plan's. Returns undefined for what is no date of the format. */
export function dateReader(format: DateFormat, dayOf: (instant: number) => Day): (text: string) => When | undefined {
  const noons = new Map<Day, string>();
  const noon = (day: Day): string => {
    const known = noons.get(day) ?? noonOf(day, dayOf);
    noons.set(day, known);
    return known;
  };
  return (text) => {
    const instant = format === "auto" || format === "rfc3339" ? parseInstant(text) : undefined;
    if (instant !== undefined) {
      const day = dayOf(instant);
      return { day, second: instant / 1000 - day * 86_400, at: text };
    }
    const local = localDate(text, format);
    return local && { ...local, at: noon(local.day) };
  };
}

function localDate(text: string, format: DateFormat): { day: Day; second: number } | undefined {
  const auto = format === "auto";
  const forward =
    (auto || format === "iso" ? ISO.exec(text) : null) ?? (auto || format === "compact" ? COMPACT.exec(text) : null);
  if (forward) return built(forward, forward[1], forward[2], forward[3]);
  const slashed = format === "mdy" || format === "dmy" ? SLASHED.exec(text) : null;
  if (!slashed) return undefined;
  const [month, date] = format === "mdy" ? [slashed[1], slashed[2]] : [slashed[2], slashed[1]];
  return built(slashed, slashed[3], month, date);
}

function built(match: RegExpExecArray, year = "", month = "", date = ""): { day: Day; second: number } | undefined {
  const day = parseDay(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (day === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  return { day, second: hour * 3600 + minute * 60 + second };
}

/** An instant that falls on the day in the zone: noon UTC, or six in the morning where noon is already tomorrow. */
function noonOf(day: Day, dayOf: (instant: number) => Day): string {
  const date = formatDay(day);
  const noon = `${date}T12:00:00Z`;
  return dayOf(parseInstant(noon) ?? 0) === day ? noon : `${date}T06:00:00Z`;
}
