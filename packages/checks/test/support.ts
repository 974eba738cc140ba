// The smallest plan that holds some mechanisms, and what a check finds in it.
import type { CheckOptions, Finding } from "../src/index.js";
import { check } from "../src/index.js";

export const RULES = {
  zh: "积分自获得之日起 365 天有效，下单时 1:1 抵现。",
  en: "Points are valid for 365 days and pay for orders 1:1.",
};

export type Json = Record<string, unknown>;

/** A plan with one asset and one pool; `more` replaces parts of it. */
export function planOf(mechanisms: Json[], more: Json = {}): Json {
  return {
    plan: "p",
    version: 1,
    title: { zh: "试", en: "try" },
    currency: "CNY",
    timezone: "Asia/Shanghai",
    rules: RULES,
    assets: { points: { scale: 4 } },
    pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
    mechanisms,
    ...more,
  };
}

/** What is found in a plan that must have no faults. */
export function found(json: Json, options?: CheckOptions): Finding[] {
  const result = check(json, options);
  if (!result.ok) throw new Error(JSON.stringify(result.faults, undefined, 1));
  return result.findings;
}

/** A grant to a referrer; every part can be replaced. */
export const referral = (more: Json = {}): Json => ({
  kind: "grant",
  id: `referral-${JSON.stringify(more).length}`,
  on: "order",
  to: "referrer",
  asset: "cash",
  rate: "0.05",
  of: "margin",
  ...more,
});

export const appreciation: Json = {
  kind: "appreciation",
  asset: "points",
  pool: "profit",
  mint: "0.70",
  initialPrice: "1",
  retention: "0.20",
  exit: { multiple: "3" },
};

export const chain: Json = {
  kind: "chain",
  tag: "entry",
  leaderAfter: 2,
  rewards: { direct: "100", leader: "200", own: "300" },
};
