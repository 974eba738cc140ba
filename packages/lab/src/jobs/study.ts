// A study: a question to the lab as plain data, so that it can wait in a queue, and the waves of simulations that answer it. The same study has the same answer whoever runs it.
import type { Fault, Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import { z } from "zod";
import { scenarioSchema } from "../population/scenario.js";
import { leversOf } from "../repair/levers.js";
import type { RepairResult } from "../repair/repair.js";
import { repairing } from "../repair/repair.js";
import type { StressInput, StressResult } from "../stress/stress.js";
import { MEASURES, stressing } from "../stress/stress.js";
import { valueAt } from "../sweep/parameters.js";
import type { Sensitivity, Swept } from "../sweep/sweep.js";
import { sensing, sweeping } from "../sweep/sweep.js";
import type { Waves } from "./part.js";

/** Most seeds of one study. */
export const MOST_SEEDS = 10_000;

const path = z.string().max(200);
const value = z.string().max(40);
const common = {
  /** the whole document */
  plan: z.record(z.string(), z.unknown()),
  scenarios: z.array(scenarioSchema).min(1).max(20),
  /** the first seed; the others follow it by one */
  seed: z.int().min(0).max(2_147_483_647),
  seeds: z.int().min(1).max(MOST_SEEDS),
};

const studySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stress"), ...common }),
  z.strictObject({ kind: z.literal("sweep"), ...common, path, values: z.array(value).min(1).max(100) }),
  z.strictObject({ kind: z.literal("sensitivity"), ...common, measure: z.enum(MEASURES) }),
  z.strictObject({
    kind: z.literal("repair"),
    ...common,
    /** none: every lever that the plan has */
    levers: z.array(z.strictObject({ path, towards: value })).max(20),
  }),
]);

export type Study = z.infer<typeof studySchema>;
export const STUDIES = ["stress", "sweep", "sensitivity", "repair"] as const satisfies readonly Study["kind"][];

export type StudyAnswer =
  | { kind: "stress"; results: StressResult[] }
  | { kind: "sweep"; swept: Swept[] }
  | { kind: "sensitivity"; found: Sensitivity[] }
  | { kind: "repair"; result: RepairResult };

/** A study that can be run, with its plan read. */
export interface Ready {
  study: Study;
  plan: Plan;
}

/** Reads a study. The faults of its plan come under `plan`; a path that the plan does not have is a fault. */
export function readStudy(json: unknown): ({ ok: true } & Ready) | { ok: false; faults: Fault[] } {
  const read = studySchema.safeParse(json);
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map((issue) => ({
        path: issue.path.join("."),
        wrong: issue.message,
        right: "a study as the reference describes it",
      })),
    };
  const study = read.data;
  const result = readPlan(study.plan);
  if (!result.ok)
    return { ok: false, faults: result.faults.map((fault) => ({ ...fault, path: `plan.${fault.path}` })) };
  const lost = pathsIn(study).find((each) => valueAt(result.plan, each) === undefined);
  if (lost !== undefined)
    return { ok: false, faults: [{ path: lost, wrong: "the plan has no text there", right: "the path of a decimal" }] };
  return { ok: true, study, plan: result.plan };
}

function pathsIn(study: Study): string[] {
  if (study.kind === "sweep") return [study.path];
  return study.kind === "repair" ? study.levers.map((lever) => lever.path) : [];
}

/** What answers a study. */
export function* answering({ study, plan }: Ready): Waves<StudyAnswer> {
  const { kind } = study;
  const input = inputOf(study, plan);
  if (kind === "stress") return { kind, results: yield* stressing(input) };
  if (kind === "sweep") {
    const settings = study.values.map((each) => ({ path: study.path, value: each }));
    return { kind, swept: yield* sweeping(input, settings) };
  }
  if (kind === "sensitivity") return { kind, found: yield* sensing(input, study.measure) };
  return { kind, result: yield* repairing(input, study.levers.length > 0 ? study.levers : leversOf(plan)) };
}

function inputOf({ scenarios, seed, seeds }: Study, plan: Plan): StressInput {
  const [base] = scenarios;
  return { plan, ...(base && { base }), size: { members: 1, days: base?.days ?? 1 }, seed, seeds, scenarios };
}
