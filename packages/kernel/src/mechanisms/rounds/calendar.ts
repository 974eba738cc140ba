// When rounds come: after growth or after days, decided at one close and issued at a later one.
import type { Fraction } from "../../number/fraction.js";
import type { Day } from "../../time/calendar.js";
import { weekday } from "../../time/calendar.js";

/** The next day, or (workdays) the next Monday to Friday. */
export function dayAfter(day: Day, workdays: boolean): Day {
  let next = day + 1;
  while (workdays && weekday(next) > 5) next += 1;
  return next;
}

/** Whether `now` has grown by the rate since `base`; reaching it counts. */
export function hasGrown(base: number, now: number, rate: Fraction): boolean {
  return base > 0 && BigInt(now) * BigInt(rate.d) >= BigInt(base) * BigInt(rate.n + rate.d);
}

/** The least number that has grown by the rate since `base`; 0 where nothing can. */
export function grownFrom(base: number, rate: Fraction): number {
  const d = BigInt(rate.d);
  return base > 0 ? Number((BigInt(base) * BigInt(rate.n + rate.d) + d - 1n) / d) : 0;
}
