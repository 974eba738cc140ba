// Every bound of a plan in one list: those that its mechanisms prove, and those that hold for any pool and any margin.
import type { Bound, Plan } from "@perennial/kernel";
import { firstExits } from "./first-exit.js";
import { marginNeeded } from "./margin.js";
import { poolBounds } from "./pools.js";
import { spendBounds } from "./spend.js";

/** The bounds of a plan: its mechanisms' in the order of the plan (those that are switched off left out), then the general ones. */
export function boundsOf(plan: Plan): Bound[] {
  const own = plan.entries.flatMap(({ definition, params }, index) =>
    params.enabled === false ? [] : definition.bounds(params, plan.document, `mechanisms[${index}]`),
  );
  return [...own, ...firstExits(plan), ...poolBounds(plan, own), ...spendBounds(plan), ...marginNeeded(plan)];
}
