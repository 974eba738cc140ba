// perennial sensitivity: which parameters of a plan move an outcome most, each tried a tenth lower and a tenth higher.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { Measure, Sensitivity } from "@perennial/lab";
import { answerOf } from "@perennial/lab";
import type { Command } from "commander";
import { measureOption, TITLES, valueText } from "../simulate/measures.js";
import type { ScenarioOptions } from "../simulate/options.js";
import { scenarioOption, sizeOptions, whole } from "../simulate/options.js";
import { answerTo, studyOf } from "../simulate/study.js";
import { inColumns } from "../support/columns.js";
import { jsonHash } from "../support/digest.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { loadPlan } from "../support/plans.js";

interface Options extends ScenarioOptions {
  plan: string;
  measure: Measure;
  top: number;
  json?: boolean;
  lang: Language;
}

export function sensitivityCommand(program: Command, io: Io): void {
  const command = program
    .command("sensitivity")
    .description("Find the parameters of a plan that move an outcome most: each a tenth lower and a tenth higher.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .addOption(measureOption("deepest"))
    .option("--top <number>", "how many are printed", whole(1, 1000), 3);
  sizeOptions(scenarioOption(command), { members: 100, days: 180, seeds: 3 })
    .option("--json", "print all of them as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial sensitivity --plan appreciation
  perennial sensitivity --plan circular --measure shortShare --scenario steady --top 10
  perennial sensitivity --plan my-plan.json --seeds 20 --json

The outcome is the sum of the medians of the scenarios that were run.

Exit codes: 0 done; 2 an option, the plan or the scenario is at fault.
`;

async function run(options: Options, io: Io): Promise<void> {
  const plan = loadPlan(options.plan);
  const ready = studyOf("sensitivity", plan, options, { measure: options.measure });
  const answer = await answerTo(ready, "sensitivity", options, io);
  if (options.json) return io.out(`${JSON.stringify(answerOf(ready, answer, jsonHash(plan.document)))}\n`);
  io.out(foundText(plan, answer.found, options));
}

function foundText(plan: Plan, found: readonly Sensitivity[], { measure, top, lang }: Options): string {
  const zh = lang === "zh";
  const write = (value: bigint): string => valueText(measure, value, plan, lang);
  const title = `${plan.document.title[lang]} · ${TITLES[measure][lang]}`;
  const moving = found.filter(({ moves }) => moves > 0n);
  if (moving.length === 0)
    return `${title}\n\n${zh ? "没有哪个参数改变这个结果。" : "No parameter moves this outcome."}\n`;
  const head = zh ? ["参数", "−10%", "+10%", "差"] : ["parameter", "a tenth less", "a tenth more", "moves it by"];
  const rows = moving
    .slice(0, top)
    .map(({ path, less, more, moves }) => [
      path,
      `${less.value}: ${write(less.outcome)}`,
      `${more.value}: ${write(more.outcome)}`,
      write(moves),
    ]);
  return `${title}\n\n${inColumns([head, ...rows])}`;
}
