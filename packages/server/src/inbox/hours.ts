// When the clocks of a time zone show an hour of the day.
import { clockAt } from "@perennial/api";

const HOUR_MS = 3_600_000;

/** When the clocks show `hour` on the day that it is there; where they leave it out, the moment that takes its place. */
export function momentOf(at: number, timeZone: string, hour: number): number {
  const { day, ahead } = clockAt(at, timeZone);
  const shown = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  return shown - clockAt(shown - ahead, timeZone).ahead;
}
