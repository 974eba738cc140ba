// The shipped stresses: growth of 15 % a month, none, a shrinking by 30 % a month, a sudden stop, and a run. Each is one change of a base.
import type { Text } from "@perennial/kernel";
import { expectedArrivals } from "../population/arrivals.js";
import type { Scenario } from "../population/scenario.js";

export interface Stress {
  name: string;
  title: Text;
  of(base: Scenario): Scenario;
}

/** All begin with as many new members a day as the base has on average. */
export const STRESSES: readonly Stress[] = [
  {
    name: "growth",
    title: { zh: "每月增长 15%", en: "growth of 15 % a month" },
    of: (base) => growing(base, "growth", "0.15"),
  },
  { name: "steady", title: { zh: "不增长", en: "no growth" }, of: (base) => growing(base, "steady", "0") },
  {
    name: "decline",
    title: { zh: "每月萎缩 30%", en: "30 % less each month" },
    of: (base) => growing(base, "decline", "-0.30"),
  },
  {
    name: "stop",
    title: { zh: "半途骤停：无人加入，无人下单", en: "a sudden stop half way: nobody joins, nobody orders" },
    of: (base) => ({ ...growing(base, "stop", "0"), stop: Math.floor(base.days / 2) }),
  },
  {
    name: "run",
    title: { zh: "半途挤兑：人人卖出、花掉、提现", en: "a run half way: everybody sells, spends and withdraws" },
    of: (base) => ({ ...growing(base, "run", "0"), run: { day: Math.floor(base.days / 2), share: "1" } }),
  },
];

export const stressNamed = (name: string): Stress | undefined => STRESSES.find((stress) => stress.name === name);

function growing(base: Scenario, scenario: string, perMonth: string): Scenario {
  const { arrivals } = base.members;
  const perDay = arrivals.kind === "constant" || arrivals.kind === "growth" ? arrivals.perDay : average(base);
  return { ...base, scenario, members: { ...base.members, arrivals: { kind: "growth", perDay, perMonth } } };
}

/** Expected arrivals a day, in millionths as a decimal text. */
function average({ members, days }: Scenario): string {
  const expected = expectedArrivals(members.arrivals, days).reduce((sum, each) => sum + each, 0);
  const millionths = String(Math.round((expected / days) * 1_000_000)).padStart(7, "0");
  return `${millionths.slice(0, -6)}.${millionths.slice(-6)}`;
}
