// The shipped plans, and small ones made for a test.
import { readdirSync, readFileSync } from "node:fs";
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import type { Scenario } from "../../src/population/scenario.js";
import { defaultScenario } from "../../src/population/defaults.js";

const shelf = new URL("../../../../plans/", import.meta.url);

export const shippedNames = readdirSync(shelf, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export const shipped = (name: string): Plan =>
  planOf(JSON.parse(readFileSync(new URL(`${name}/plan.json`, shelf), "utf8")) as unknown);

export function planOf(json: unknown): Plan {
  const result = readPlan(json);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.plan;
}

/** A plan with these mechanisms on one pool that takes 30 % of the gross. */
export const small = (mechanisms: readonly object[], more: object = {}): Plan =>
  planOf({
    plan: "small",
    version: 1,
    title: { zh: "小", en: "Small" },
    currency: "CNY",
    timezone: "Asia/Shanghai",
    assets: { points: { scale: 4 } },
    pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
    mechanisms,
    ...more,
  });

/** Everybody joins on the first day and orders for exactly 100.00 every so often; nobody leaves, sells or panics. */
export function plain(plan: Plan, members: number, days: number): Scenario {
  const base = defaultScenario(plan, { members, days });
  return {
    ...base,
    scenario: "plain",
    members: { ...base.members, founders: members, arrivals: { kind: "constant", perDay: "0" } },
    spend: { kind: "history", amounts: ["100.00"] },
    orders: { first: "1", everyDays: 3650, leave: "1" },
    merchants: { ...base.merchants, margin: { least: "0.40", most: "0.40" } },
    sellers: { ...base.sellers, hold: "1", multiple: "0", panic: "0" },
    habits: { redeem: "0", withdraw: "0", taskDays: 3650 },
  };
}
