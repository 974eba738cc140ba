// The answer of a study as JSON for whoever asked, and the figures of a part as text on their way between machines.
import type { Plan } from "@perennial/kernel";
import type { RepairResult } from "../repair/repair.js";
import type { RunFigures } from "../run/outcome.js";
import { measureText, stressSummary } from "../stress/summary.js";
import type { Ready, Study, StudyAnswer } from "./study.js";

/** Plain JSON, the same for the same study whoever ran its parts. `planHash`: digest of the plan's document. */
export function answerOf({ study, plan }: Ready, answer: StudyAnswer, planHash: string) {
  return { kind: study.kind, ...headOf(study, plan, planHash), ...bodyOf(plan, study, answer) };
}

function headOf({ scenarios, seed, seeds }: Study, { document }: Plan, hash: string) {
  const { plan: name, version, currency } = document;
  return { plan: { name, version, hash }, currency, seed, seeds, inputs: scenarios };
}

function bodyOf(plan: Plan, study: Study, answer: StudyAnswer): Record<string, unknown> {
  switch (answer.kind) {
    case "stress":
      return { scenarios: stressSummary(plan, answer.results) };
    case "sweep": {
      const swept = answer.swept.map((each) =>
        "results" in each ? { value: each.value, scenarios: stressSummary(plan, each.results) } : each,
      );
      return { path: study.kind === "sweep" ? study.path : "", swept };
    }
    case "sensitivity": {
      const measure = study.kind === "sensitivity" ? study.measure : "uncovered";
      const write = (outcome: bigint): string => String(measureText(plan, measure, outcome));
      const parameters = answer.found.map(({ path, less, more, moves }) => ({
        path,
        less: { ...less, outcome: write(less.outcome) },
        more: { ...more, outcome: write(more.outcome) },
        moves: write(moves),
      }));
      return { measure, parameters };
    }
    case "repair":
      return repaired(plan, answer.result);
  }
}

function repaired(plan: Plan, result: RepairResult): Record<string, unknown> {
  if (result.outcome !== "repaired") return { outcome: result.outcome, before: stressSummary(plan, result.before) };
  const { changes, before, after, plan: changed } = result.repaired;
  const [was, is] = [before, after].map((results) => stressSummary(plan, results));
  return { outcome: result.outcome, changes, repairedPlan: changed.document, before: was, after: is };
}

/** Whole numbers of any size are written as `{"bigint": "…"}`. */
export function figuresText(figures: RunFigures): string {
  return JSON.stringify(figures, (_, value: unknown) =>
    typeof value === "bigint" ? { bigint: value.toString() } : value,
  );
}

/** The figures that `figuresText` wrote; what was undefined is absent. */
export function figuresFrom(text: string): RunFigures {
  return JSON.parse(text, (_, value: unknown) => {
    const isWide = typeof value === "object" && value !== null && "bigint" in value && typeof value.bigint === "string";
    return isWide ? BigInt(value.bigint as string) : value;
  }) as RunFigures;
}
