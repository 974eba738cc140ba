// How many are expected to join on each day, by the four laws of arrival.
import { exp, power } from "../chance/elementary.js";
import type { Scenario } from "./scenario.js";
import { perMillion } from "./scenario.js";

const MONTH = 30;
const real = (text: string): number => perMillion(text) / 1_000_000;

/**
 * Expected arrivals of day 0, 1, … :
 * constant — perDay; growth — perDay × (1 + perMonth)^(day ÷ 30); logistic — members ÷ (1 + e^(−steepness × (day − middle))), its increase of the day;
 * Bass — (innovation + imitation × joined ÷ members) × (members − joined), per day.
 */
export function expectedArrivals(arrivals: Scenario["members"]["arrivals"], days: number): number[] {
  switch (arrivals.kind) {
    case "constant":
      return Array.from({ length: days }, () => real(arrivals.perDay));
    case "growth":
      return growing(real(arrivals.perDay), 1 + real(arrivals.perMonth), days);
    case "logistic": {
      const joined = (day: number): number =>
        arrivals.members / (1 + exp(-real(arrivals.steepness) * (day - arrivals.middle)));
      return Array.from({ length: days }, (_, day) => joined(day + 1) - joined(day));
    }
    case "bass":
      return bass(arrivals.members, real(arrivals.innovation), real(arrivals.imitation), days);
  }
}

const growing = (perDay: number, factor: number, days: number): number[] =>
  Array.from({ length: days }, (_, day) => perDay * power(factor, day / MONTH));

function bass(members: number, p: number, q: number, days: number): number[] {
  let joined = 0;
  return Array.from({ length: days }, () => {
    const today = Math.min(members - joined, (p + (q * joined) / members) * (members - joined));
    joined += today;
    return today;
  });
}
