// Holds a plan against what is known about plans: its faults, its bounds, and what the rules find in it.
import type { Bound, Fault, Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import { boundsOf } from "./bounds/index.js";
import type { Finding, Measured } from "./finding.js";
import { fallingRule } from "./general/falling.js";
import { marginRule } from "./general/margin.js";
import { packNamed, PACKS } from "./packs/index.js";
import { findingsOf } from "./packs/pack.js";
import type { Pack } from "./packs/pack.js";

export type CheckResult =
  | { ok: false; faults: Fault[] }
  | {
      ok: true;
      plan: Plan;
      bounds: Bound[];
      /** the packs that the plan was held against */
      packs: readonly Pack[];
      findings: Finding[];
    };

export interface CheckOptions {
  /** names of rule packs; left out: those of the plan's own `checks`, and all when it has none */
  packs?: readonly string[];
  /** what is known beyond the plan */
  measured?: Measured;
}

/** A pack that the plan names and nobody has. */
function packFaults(names: readonly string[] = []): Fault[] {
  return names.flatMap((name, index) =>
    packNamed(name)
      ? []
      : [
          {
            path: `checks[${index}]`,
            wrong: `there is no rule pack "${name}"`,
            right: `one of ${PACKS.map(({ id }) => id).join(", ")}`,
          },
        ],
  );
}

/**
 * Checks a JSON value as a plan. Faults of the language and names of packs that there are not come all at once; a plan without faults is
 * given with its bounds and its findings: those of the language first, then those of each pack in its order.
 */
export function check(json: unknown, { packs, measured = {} }: CheckOptions = {}): CheckResult {
  const result = readPlan(json);
  const faults = result.ok ? packFaults(result.plan.document.checks) : result.faults;
  if (!result.ok || faults.length) return { ok: false, faults };
  const { plan } = result;
  const bounds = boundsOf(plan);
  const names = packs ?? plan.document.checks ?? PACKS.map(({ id }) => id);
  const against = names.flatMap((name) => packNamed(name) ?? []);
  const findings = [
    ...marginRule(plan, bounds),
    ...fallingRule(plan),
    ...against.flatMap((pack) => findingsOf(pack, plan, measured, bounds)),
  ];
  return { ok: true, plan, bounds, packs: against, findings };
}
