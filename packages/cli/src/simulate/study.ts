// A question to the lab from the options of a command: made, run with a progress bar, and answered.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { Ready, Scenario, StressInput, StressResult, Study, StudyAnswer } from "@perennial/lab";
import { readStudy } from "@perennial/lab";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import type { ScenarioOptions } from "./options.js";
import { stressInput } from "./options.js";
import type { Where } from "./run.js";
import { answered } from "./run.js";

type Kind = Study["kind"];
type Own<K extends Kind> = Omit<Extract<Study, { kind: K }>, "kind" | "plan" | "scenarios" | "seed" | "seeds">;

/** Fails with every fault. */
export function studyOf<K extends Kind>(kind: K, plan: Plan, options: ScenarioOptions, own: Own<K>): Ready {
  return readyFor(kind, stressInput(plan, options), own);
}

type Input = StressInput & { scenarios: readonly Scenario[] };

function readyFor<K extends Kind>(kind: K, { plan, scenarios, seed, seeds }: Input, own: object): Ready {
  const read = readStudy({ kind, plan: plan.document, scenarios, seed, seeds, ...own });
  if (read.ok) return read;
  const lines = read.faults.map(({ path, wrong, right }) => `  ${path}: ${wrong}; right would be ${right}`);
  return fail(`malformed_study: ${lines.length} fault${lines.length === 1 ? "" : "s"}\n${lines.join("\n")}`);
}

const TITLES: Record<Kind, Record<Language, string>> = {
  stress: { zh: "仿真", en: "Simulating" },
  sweep: { zh: "逐值仿真", en: "Sweeping" },
  sensitivity: { zh: "逐个参数", en: "Trying parameters" },
  repair: { zh: "寻找最近的稳妥方案", en: "Looking for the nearest sound plan" },
};

export async function answerTo<K extends Kind>(
  ready: Ready,
  kind: K,
  where: Where,
  io: Io,
): Promise<Extract<StudyAnswer, { kind: K }>> {
  const answer = await answered(ready, TITLES[kind][where.lang], where, io);
  if (answer.kind !== kind) throw new Error(`asked for ${kind} and got ${answer.kind}`);
  return answer as Extract<StudyAnswer, { kind: K }>;
}

export async function runStresses(input: Input, where: Where, io: Io): Promise<StressResult[]> {
  const { results } = await answerTo(readyFor("stress", input, {}), "stress", where, io);
  return results;
}
