// Runs a scenario to its end.
import type { Plan } from "@perennial/kernel";
import type { Scenario } from "../../src/population/scenario.js";
import { drive } from "../../src/run/drive.js";
import type { RunFigures } from "../../src/run/outcome.js";
import type { RunInput } from "../../src/run/simulation.js";
import { simulation } from "../../src/run/simulation.js";

export function run(plan: Plan, scenario: Scenario, seed = 1, more: Partial<RunInput> = {}): RunFigures {
  const driven = drive(simulation({ plan, scenario, seed, ...more }));
  if (!driven.ok) throw new Error("stopped");
  return driven.figures;
}
