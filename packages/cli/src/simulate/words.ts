// The outcome of stresses as a table for the terminal.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { Measure, StressResult } from "@perennial/lab";
import { stressNamed } from "@perennial/lab";
import { padded } from "../support/columns.js";
import { bandText, TITLES } from "./measures.js";

const SHOWN: readonly Measure[] = [
  "members",
  "gross",
  "paidToPromised",
  "shortShare",
  "firstUnpaid",
  "deepest",
  "gini",
];
const LABEL_WIDTH = 36;

/** One line a measure, one block a scenario: the median, and in brackets what 5 and 95 of a hundred runs stay at or below. */
export function stressWords(plan: Plan, results: readonly StressResult[], lang: Language): string {
  const zh = lang === "zh";
  const blocks = results.map((result) => {
    const line = (label: string, text: string): string => `  ${padded(label, LABEL_WIDTH)}  ${text}`;
    const lines = SHOWN.map((measure) =>
      line(TITLES[measure][lang], bandText(measure, result.bands[measure], plan, lang)),
    );
    const unsound = line(
      zh ? "承诺未付或无资金支撑的次数" : "runs with a promise unpaid or unbacked",
      `${result.unsound} / ${result.seeds.length}`,
    );
    const passed = result.passed.map((bound) => `  ${zh ? "超过上限" : "passed its bound"}: ${bound}`);
    return [scenarioText(result, lang), ...lines, unsound, ...passed].join("\n");
  });
  return `${plan.document.title[lang]}\n\n${blocks.join("\n\n")}\n`;
}

/** `run — a run half way: …` */
function scenarioText({ scenario }: Pick<StressResult, "scenario">, lang: Language): string {
  const title = stressNamed(scenario)?.title[lang];
  return title === undefined ? scenario : `${scenario} — ${title}`;
}
