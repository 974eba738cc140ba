// What is run in Node and in a browser alike: every stress of a few plans, down to the fingerprint of all that moved.
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import { defaultScenario } from "../../src/population/defaults.js";
import { drive } from "../../src/run/drive.js";
import { simulation } from "../../src/run/simulation.js";
import { STRESSES } from "../../src/stress/scenarios.js";

/** `name scenario fingerprint`, one for each plan and stress. */
export function fingerprints(plans: readonly unknown[]): string[] {
  return plans.flatMap((json) => {
    const result = readPlan(json);
    return result.ok ? STRESSES.map((stress) => fingerprint(result.plan, stress.name)) : ["a plan with faults"];
  });
}

function fingerprint(plan: Plan, name: string): string {
  const stress = STRESSES.find((each) => each.name === name);
  const base = defaultScenario(plan, { members: 60, days: 90 });
  const driven = drive(simulation({ plan, scenario: stress?.of(base) ?? base, seed: 11 }));
  return driven.ok ? `${plan.document.plan} ${name} ${driven.figures.fingerprint}` : "stopped";
}
