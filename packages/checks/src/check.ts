// Holds a plan against what is known about plans: its faults, its bounds, and what the rules find in it.
import type { Bound, Fault, Plan, Text } from "@perennial/kernel";
import { compare, ONE, readPlan } from "@perennial/kernel";
import { boundsOf } from "./bounds/index.js";

/** Something that a rule found in a plan. `blocker`: such a plan can't go live; `review`: a named person must look; `warning`. */
export interface Finding {
  rule: string;
  /** where in the plan, e.g. `mechanisms[0].exit` */
  path: string;
  severity: "blocker" | "review" | "warning";
  text: Text;
  /** how to change the plan */
  fix: Text;
}

/** Looks at a plan without faults. Rule packs are lists of these. */
export type Rule = (plan: Plan, bounds: readonly Bound[]) => Finding[];

export type CheckResult =
  | { ok: false; faults: Fault[] }
  | { ok: true; plan: Plan; bounds: Bound[]; findings: Finding[] };

/** Cash rewards that the margin can't bear: orders would be refused. */
const marginRule: Rule = ({ document }, bounds) => {
  const needed = bounds.find(({ name }) => name === "margin-needed");
  if (!needed) return [];
  const { value, formula } = needed;
  const least = document.marginBand?.min;
  const always = value === undefined || compare(value, ONE) > 0;
  const band = least !== undefined && value !== undefined && moreThan(value, least);
  if (!always && !band) return [];
  return [
    {
      rule: "margin-exceeded",
      path: always ? "mechanisms" : "marginBand.min",
      severity: "blocker",
      text: always
        ? {
            zh: `资金池与现金奖励之和（${formula}）大于任何订单的让利，所有订单都会被拒绝`,
            en: `Pools and cash rewards together (${formula}) are more than any order's margin: every order would be refused`,
          }
        : {
            zh: `商家让利可低至 ${least}，不够支付资金池与现金奖励（${formula}），这样的订单会被拒绝`,
            en: `Merchants may concede as little as ${least}, less than pools and cash rewards need (${formula}): such orders would be refused`,
          },
      fix: always
        ? { zh: "降低入池比例或现金奖励比例", en: "lower the inflows or the rates of cash rewards" }
        : {
            zh: "提高 marginBand.min，或降低入池与奖励比例",
            en: "raise marginBand.min, or lower the inflows and rates",
          },
    },
  ];
};

function moreThan(value: { n: number; d: number }, rate: string): boolean {
  const [whole = "0", decimals = ""] = rate.split(".");
  return BigInt(value.n) * 10n ** BigInt(decimals.length) > BigInt(whole + decimals) * BigInt(value.d);
}

const generalRules: readonly Rule[] = [marginRule];

/** Checks a JSON value as a plan. `packs`: rules to hold it against besides the general ones. */
export function check(json: unknown, packs: readonly Rule[] = []): CheckResult {
  const result = readPlan(json);
  if (!result.ok) return result;
  const bounds = boundsOf(result.plan);
  const findings = [...generalRules, ...packs].flatMap((rule) => rule(result.plan, bounds));
  return { ok: true, plan: result.plan, bounds, findings };
}
