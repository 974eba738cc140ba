// A question to the lab from the options of a command: made, run with a progress bar, and answered.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { Ready, Study, StudyAnswer } from "@perennial/lab";
import { answering, readStudy } from "@perennial/lab";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import type { ScenarioOptions } from "./options.js";
import { stressInput } from "./options.js";
import { runWaves } from "./run.js";

type Kind = Study["kind"];
type Own<K extends Kind> = Omit<Extract<Study, { kind: K }>, "kind" | "plan" | "scenarios" | "seed" | "seeds">;

/** Fails with every fault. */
export function studyOf<K extends Kind>(kind: K, plan: Plan, options: ScenarioOptions, own: Own<K>): Ready {
  const { scenarios, seed, seeds } = stressInput(plan, options);
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
  lang: Language,
  io: Io,
): Promise<Extract<StudyAnswer, { kind: K }>> {
  const answer = await runWaves(ready.plan, answering(ready), TITLES[kind][lang], io);
  if (answer.kind !== kind) throw new Error(`asked for ${kind} and got ${answer.kind}`);
  return answer as Extract<StudyAnswer, { kind: K }>;
}
