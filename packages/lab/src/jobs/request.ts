// A study from what people ask: shipped stresses by name or a scenario that says only what differs, the sizes, the seeds; what is left out is what fits the plan.
import type { Fault, Plan } from "@perennial/kernel";
import { defaultScenario } from "../population/defaults.js";
import type { Scenario } from "../population/scenario.js";
import { readScenario } from "../population/scenario.js";
import { STRESSES, stressNamed } from "../stress/scenarios.js";
import type { Ready, Study } from "./study.js";
import { readStudy } from "./study.js";

export interface StudyRequest {
  kind: Study["kind"];
  members: number;
  days: number;
  seed: number;
  seeds: number;
  /** the name of a shipped stress, or what differs from what fits the plan; left out: all that are shipped */
  scenario?: string | Readonly<Record<string, unknown>> | undefined;
  /** of a sweep */
  path?: string | undefined;
  values?: readonly string[] | undefined;
  /** of a sensitivity */
  measure?: string | undefined;
  /** of a repair; left out: every lever that the plan has */
  levers?: readonly { path: string; towards: string }[] | undefined;
}

/** The study that a request means. Every fault is told at once, those of the scenario under `scenario`. */
export function studyFrom(plan: Plan, request: StudyRequest): ({ ok: true } & Ready) | { ok: false; faults: Fault[] } {
  const { kind, members, days, seed, seeds, path, values, measure, levers = [] } = request;
  const scenarios = scenariosOf(plan, request);
  if (!scenarios.ok) return scenarios;
  const own = { stress: {}, sweep: { path, values }, sensitivity: { measure }, repair: { levers } }[kind];
  if (!(members >= 1 && days >= 1))
    return {
      ok: false,
      faults: [{ path: "members", wrong: "nobody to simulate", right: "at least 1, for at least 1 day" }],
    };
  return readStudy({ kind, plan: plan.document, scenarios: scenarios.list, seed, seeds, ...own });
}

function scenariosOf(
  plan: Plan,
  { members, days, scenario }: StudyRequest,
): { ok: true; list: Scenario[] } | { ok: false; faults: Fault[] } {
  const base = defaultScenario(plan, { members, days });
  if (scenario === undefined) return { ok: true, list: STRESSES.map((stress) => stress.of(base)) };
  if (typeof scenario === "string") {
    const stress = stressNamed(scenario);
    if (stress) return { ok: true, list: [stress.of(base)] };
    const names = STRESSES.map(({ name }) => name).join(", ");
    return {
      ok: false,
      faults: [{ path: "scenario", wrong: `there is no stress "${scenario}"`, right: `one of ${names}` }],
    };
  }
  const read = readScenario(scenario, { ...base, scenario: "own" });
  if (read.ok) return { ok: true, list: [read.scenario] };
  return { ok: false, faults: read.faults.map((fault) => ({ ...fault, path: `scenario.${fault.path}` })) };
}
