// Days, months, anniversaries, zones and instants, against the platform's own clockwork.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anniversary,
  dateOfDay,
  dayOfDate,
  formatDay,
  isLeapYear,
  isMonthEnd,
  parseDay,
  parseInstant,
  weekday,
  yearsSince,
} from "../../src/time/calendar.js";
import { isTimeZone, zoneDays } from "../../src/time/zone.js";
import { table } from "../support/table.js";

const DAY_MS = 86_400_000;
const day = (text: string): number => parseDay(text) ?? Number.NaN;
/** Days from 0000-03-01 to 9999-12-31. */
const days = fc.integer({ min: -719_468, max: 2_932_896 });

test("[calendar] every day goes to a date and back, as the platform has it", () => {
  fc.assert(
    fc.property(days, (number) => {
      const { year, month, date } = dateOfDay(number);
      const there = new Date(number * DAY_MS);
      expect([year, month, date]).toEqual([there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate()]);
      expect(dayOfDate(year, month, date)).toBe(number);
      expect(weekday(number)).toBe(there.getUTCDay() || 7);
      expect(isMonthEnd(number)).toBe(new Date((number + 1) * DAY_MS).getUTCDate() === 1);
      if (year > 0) expect(parseDay(formatDay(number))).toBe(number);
    }),
    { seed: 21, numRuns: 20_000 },
  );
});

test("[calendar] leap years", () => {
  expect([1900, 2000, 2023, 2024, 2100, 2400].map(isLeapYear)).toEqual([false, true, false, true, false, true]);
});

test("[calendar] what is no date", () => {
  for (const text of [
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "20260101",
    "2026-01-01T00:00",
    "",
  ])
    expect(`${text} ${parseDay(text)}`).toBe(`${text} undefined`);
  expect(parseDay("2024-02-29")).toBeDefined();
});

test("[calendar] programme years are counted by anniversaries", () => {
  for (const { start, on, years } of table(`
    | start      | on         | years |
    | 2026-01-01 | 2026-01-01 | 0     |
    | 2026-01-01 | 2026-12-31 | 0     |
    | 2026-01-01 | 2027-01-01 | 1     |
    | 2026-06-15 | 2027-06-14 | 0     |
    | 2026-06-15 | 2027-06-15 | 1     |
    | 2024-02-29 | 2025-02-28 | 0     |
    | 2024-02-29 | 2025-03-01 | 1     |
    | 2024-02-29 | 2028-02-28 | 3     |
    | 2024-02-29 | 2028-02-29 | 4     |
  `))
    expect(`${start} ${on} ${yearsSince(day(start ?? ""), day(on ?? ""))}`).toBe(`${start} ${on} ${years}`);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 60 }), (start, year) => {
      const first = anniversary(start, year);
      expect(yearsSince(start, first)).toBe(year);
      expect(yearsSince(start, first - 1)).toBe(year - 1);
    }),
    { seed: 22, numRuns: 5000 },
  );
});

test("[instants] RFC 3339", () => {
  for (const { text, same } of table(`
    | text                          | same                     |
    | 2026-01-31T09:00:00Z          | 2026-01-31T09:00:00.000Z |
    | 2026-01-31T09:00:00+08:00     | 2026-01-31T01:00:00.000Z |
    | 2026-01-31t09:00:00z          | 2026-01-31T09:00:00.000Z |
    | 2026-01-31T23:59:60Z          | 2026-02-01T00:00:00.000Z |
    | 2026-01-31T00:00:00.5-11:30   | 2026-01-31T11:30:00.500Z |
    | 2026-01-31T00:00:00.123456Z   | 2026-01-31T00:00:00.123Z |
    | 1969-12-31T23:59:59.999Z      | 1969-12-31T23:59:59.999Z |
  `))
    expect(parseInstant(text ?? "")).toBe(Date.parse(same ?? ""));
  for (const text of [
    "2026-01-31",
    "2026-01-31T09:00Z",
    "2026-01-31T09:00:00",
    "2026-01-31 09:00:00Z",
    "2026-02-30T09:00:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T09:60:00Z",
    "2026-01-31T09:00:61Z",
    "2026-01-31T09:00:00+8:00",
    "2026-01-31T09:00:00+24:00",
    "2026-01-31T09:00:00.Z",
  ])
    expect(`${text} ${parseInstant(text)}`).toBe(`${text} undefined`);
});

test("[zones] the day of an instant in the plan's zone, daylight saving and odd offsets included", () => {
  for (const { zone, at, on } of table(`
    | zone                | at                   | on         |
    | Asia/Shanghai       | 2026-01-01T15:59:59Z | 2026-01-01 |
    | Asia/Shanghai       | 2026-01-01T16:00:00Z | 2026-01-02 |
    | UTC                 | 2026-01-01T23:59:59Z | 2026-01-01 |
    | Asia/Kathmandu      | 2026-01-01T18:14:59Z | 2026-01-01 |
    | Asia/Kathmandu      | 2026-01-01T18:15:00Z | 2026-01-02 |
    | America/New_York    | 2026-07-01T03:59:59Z | 2026-06-30 |
    | America/New_York    | 2026-07-01T04:00:00Z | 2026-07-01 |
    | America/New_York    | 2026-12-01T04:59:59Z | 2026-11-30 |
    | Pacific/Apia        | 2011-12-30T09:59:59Z | 2011-12-29 |
    | Pacific/Apia        | 2011-12-30T10:00:00Z | 2011-12-31 |
    | Australia/Lord_Howe | 2026-06-01T13:30:00Z | 2026-06-02 |
  `))
    expect(`${zone} ${at} ${formatDay(zoneDays(zone ?? "")(Date.parse(at ?? "")))}`).toBe(`${zone} ${at} ${on}`);
  expect(isTimeZone("Asia/Shanghai")).toBe(true);
  expect(isTimeZone("Asia/Nowhere")).toBe(false);
});

test("[zones] one look-up serves many instants in any order", () => {
  const inShanghai = zoneDays("Asia/Shanghai");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (instant) => {
      // China has had no daylight saving since 1991.
      fc.pre(instant > Date.parse("1992-01-01T00:00:00Z"));
      expect(inShanghai(instant)).toBe(Math.floor((instant + 8 * 3_600_000) / DAY_MS));
    }),
    { seed: 23, numRuns: 2000 },
  );
});
