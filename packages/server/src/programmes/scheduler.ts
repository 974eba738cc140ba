// Closes days by the wall clock, for live programmes. In the others time is data: a day closes when an event of a later one comes.
import { formatDay, readPlan } from "@perennial/kernel";
import type { Served } from "./served.js";

/** Posts the close of yesterday when the wall clock has passed it; the id makes it count once. */
export async function closeDays(served: Served, now: number): Promise<void> {
  const { programme } = served;
  if (served.mode !== "live" || !programme.opened) return;
  const read = readPlan(programme.plan);
  if (!read.ok) return;
  const yesterday = read.plan.dayOf(now) - 1;
  if (programme.today > yesterday) return;
  const day = formatDay(yesterday);
  const body = { id: `clock:${day}`, type: "day.closed", day };
  await served.sequencer.submit([{ body }]);
}
