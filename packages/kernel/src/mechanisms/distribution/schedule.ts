// The day's sum of a schedule: daily with decay, or yearly totals in equal days.
import { fraction, minus, ONE } from "../../number/fraction.js";
import type { Day } from "../../time/calendar.js";
import { anniversary, yearsSince } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { Distribution } from "./parameters.js";

type Schedule = Extract<Distribution["from"], { schedule: unknown }>["schedule"];

/** Minor units for a day. `daily`: ⌊daily × (1 − decay)^y⌋ in programme year y; `yearly`: equal days, the remainder on the year's last. */
export function scheduled(world: World, schedule: Schedule, asset: number, day: Day): number {
  const year = yearsSince(world.start, day);
  if (year < 0) return 0;
  if ("daily" in schedule) {
    const kept = minus(ONE, fraction(schedule.decay ?? "0"));
    const power = BigInt(year);
    return Number(
      (BigInt(world.planAmount(schedule.daily, asset)) * BigInt(kept.n) ** power) / BigInt(kept.d) ** power,
    );
  }
  const text = schedule.yearly[year];
  if (text === undefined) return 0;
  const total = world.planAmount(text, asset);
  const [first, next] = [anniversary(world.start, year), anniversary(world.start, year + 1)];
  const daily = Math.floor(total / (next - first));
  return day === next - 1 ? total - daily * (next - first - 1) : daily;
}
