// Spans of days by week, month, quarter or year: the rows and columns of what is reported.
import type { Day } from "@perennial/kernel";
import { dateOfDay, formatDay } from "@perennial/kernel";

export type Grain = "week" | "month" | "quarter" | "year";

/** Consecutive spans from the one that holds the first day to the one that holds the last. */
export interface Buckets {
  readonly grain: Grain;
  /** `1997-01-08` (the first of seven days, counted from the first day of all), `1997-01`, `1997-Q1` or `1997` */
  readonly labels: readonly string[];
  /** number of the span that holds a day; 0 the first */
  of(day: Day): number;
}

export function bucketsBetween(first: Day, last: Day, grain: Grain): Buckets {
  if (grain === "week") return weeksBetween(first, last);
  const from = serial(first, grain);
  const length = serial(last, grain) - from + 1;
  return {
    grain,
    labels: Array.from({ length }, (_, index) => label(from + index, grain)),
    of: (day) => serial(day, grain) - from,
  };
}

/** The finest grain that cuts a span of days into no more than about three dozen pieces. */
export function grainFor(first: Day, last: Day, finest: Grain): Grain {
  const most = { week: 26 * 7, month: 36 * 31, quarter: 36 * 92, year: Number.POSITIVE_INFINITY };
  const grains: Grain[] = ["week", "month", "quarter", "year"];
  return grains.slice(grains.indexOf(finest)).find((grain) => last - first < most[grain]) ?? "year";
}

function weeksBetween(first: Day, last: Day): Buckets {
  const length = Math.floor((last - first) / 7) + 1;
  const labels = Array.from({ length }, (_, index) => formatDay(first + 7 * index));
  return { grain: "week", labels, of: (day) => Math.floor((day - first) / 7) };
}

function serial(day: Day, grain: Exclude<Grain, "week">): number {
  const { year, month } = dateOfDay(day);
  if (grain === "month") return year * 12 + month - 1;
  return grain === "quarter" ? year * 4 + Math.floor((month - 1) / 3) : year;
}

function label(number: number, grain: Exclude<Grain, "week">): string {
  switch (grain) {
    case "month":
      return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
    case "quarter":
      return `${Math.floor(number / 4)}-Q${(number % 4) + 1}`;
    case "year":
      return String(number);
  }
}
