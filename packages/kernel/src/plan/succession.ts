// What may follow a plan: the same plan in a higher version, with every asset that is in use as it was, its cap too.
import { compare, fraction } from "../number/fraction.js";
import { refuse } from "../refusal.js";
import type { Plan } from "./compile.js";
import { readPlan } from "./compile.js";
import { currencyScale } from "./references.js";
import type { PlanDocument } from "./schema.js";

/** Reads the plan that is to follow `current`; `scales`: the assets in use. Refuses with `malformed_plan`. */
export function successor(json: unknown, current: PlanDocument, scales: ReadonlyMap<string, number>): Plan {
  const result = readPlan(json);
  if (!result.ok) {
    const [first] = result.faults;
    refuse(
      "malformed_plan",
      `plan.${first?.path ?? ""}`,
      first?.wrong ?? "the plan is at fault",
      first?.right ?? "a plan without faults",
    );
  }
  const { document } = result.plan;
  if (document.plan !== current.plan || document.version <= current.version)
    refuse(
      "malformed_plan",
      "plan.version",
      `${document.plan} version ${document.version}`,
      `${current.plan} with a version above ${current.version}`,
    );
  for (const [name, scale] of scales) {
    const next = name === "cash" ? currencyScale(document.currency) : document.assets[name]?.scale;
    if (next !== scale)
      refuse(
        "malformed_plan",
        `plan.assets.${name}`,
        "an asset that is in use is missing or has another scale",
        `the asset with scale ${scale}`,
      );
    const [was, is] = [current.assets[name]?.cap, document.assets[name]?.cap];
    if (!isSameCap(was, is))
      refuse(
        "malformed_plan",
        `plan.assets.${name}.cap`,
        `the asset is in use with ${was === undefined ? "no cap" : `a cap of ${was}`}`,
        was === undefined ? "leave it out" : `a cap of ${was}`,
      );
  }
  return result.plan;
}

/** How much there can ever be is what holders were promised: it stays. */
function isSameCap(was: string | undefined, is: string | undefined): boolean {
  if (was === undefined || is === undefined) return was === is;
  return compare(fraction(was), fraction(is)) === 0;
}
