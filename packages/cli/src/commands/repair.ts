// perennial repair: the nearest plan that is sound: the least change of some parameters under which no stress leaves a cash promise unpaid, and both plans side by side.
import { writeFileSync } from "node:fs";
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { Lever, Measure, Repaired, RepairResult, StressResult } from "@perennial/lab";
import { answerOf, leversOf, parametersOf, valueAt, withSettings } from "@perennial/lab";
import type { Command } from "commander";
import { TITLES, valueText } from "../simulate/measures.js";
import type { ScenarioOptions } from "../simulate/options.js";
import { scenarioOption, sizeOptions } from "../simulate/options.js";
import { answerTo, studyOf } from "../simulate/study.js";
import { inColumns } from "../support/columns.js";
import { jsonHash } from "../support/digest.js";
import { fail, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { faultsText, loadPlan } from "../support/plans.js";

interface Options extends ScenarioOptions {
  plan: string;
  lever?: string[];
  out?: string;
  json?: boolean;
  lang: Language;
}

/** The command ran well and found no sound plan. */
const BEYOND = 1;
const SHOWN: readonly Measure[] = ["paidToPromised", "shortShare", "firstUnpaid", "deepest", "paid"];

export function repairCommand(program: Command, io: Io): void {
  const command = program
    .command("repair")
    .description("Find the nearest plan that is sound: the least change under which no stress leaves a promise unpaid.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .option(
      "--lever <path=towards...>",
      "parameters that may move, and the values towards which they are safer, e.g. mechanisms[0].ticket=0; left out: what the plan promises by",
    )
    .option("--out <file>", "write the repaired plan there");
  sizeOptions(scenarioOption(command), { members: 100, days: 180, seeds: 3 })
    .option("--json", "print the outcome as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial repair --plan appreciation --out repaired.json
  perennial repair --plan three-in-one-out --lever "mechanisms[0].ticket=0" "pools.subsidy.inflow[0].rate=0.5"
  perennial repair --plan my-plan.json --scenario run --seeds 20 --json

A lever moves in 64 steps from its value to its safe end. The answer moves the levers least in sum; none of them can go back a step.

Exit codes: 0 sound already, or repaired; 1 not even all levers at their safe ends make it sound; 2 an option, the plan, the scenario or a lever is at fault.
`;

async function run(options: Options, io: Io): Promise<void> {
  const plan = loadPlan(options.plan);
  const levers = options.lever === undefined ? leversOf(plan) : options.lever.map((text) => leverOf(plan, text));
  const ends = withSettings(
    plan,
    levers.map(({ path, towards }) => ({ path, value: towards })),
  );
  if (!ends.ok)
    fail(faultsText("the plan with every lever at its end", ends.faults).replace("malformed_plan", "malformed_lever"));
  const ready = studyOf("repair", plan, options, { levers });
  const answer = await answerTo(ready, "repair", options, io);
  if (options.out !== undefined && answer.result.outcome === "repaired")
    write(options.out, answer.result.repaired.plan);
  io.out(
    options.json
      ? `${JSON.stringify(answerOf(ready, answer, jsonHash(plan.document)))}\n`
      : resultText(plan, answer.result, options),
  );
  if (answer.result.outcome === "beyond") throw new Failure("", BEYOND);
}

/** `mechanisms[0].ticket=0` */
function leverOf(plan: Plan, text: string): Lever {
  const at = text.lastIndexOf("=");
  const [path, towards] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || !/^\d+(?:\.\d{1,8})?$/.test(towards))
    fail(`bad_option: --lever ${text}; a path and the value towards which it is safer, such as mechanisms[0].ticket=0`);
  if (!/^\d+(?:\.\d+)?$/.test(valueAt(plan, path) ?? ""))
    fail(
      `parameter_not_found: --lever ${path}; ${plan.document.plan} has ${
        parametersOf(plan)
          .map((each) => each.path)
          .join(", ") || "none"
      }`,
    );
  return { path, towards };
}

function write(file: string, { document }: Plan): void {
  try {
    writeFileSync(file, `${JSON.stringify(document, undefined, 2)}\n`);
  } catch (error) {
    fail(`out_not_writable: --out ${file}: ${(error as Error).message}; a file that can be written`);
  }
}

const OUTCOMES = {
  sound: {
    zh: "方案本来就稳妥：没有一次模拟留下没有钱支撑的承诺。",
    en: "The plan is sound as it is: no run left a promise without its money.",
  },
  beyond: {
    zh: "把这些参数都移到安全的一端也不够：换别的参数再试（--lever）。",
    en: "Not even all of these parameters at their safe ends are enough: try others (--lever).",
  },
} as const;

function resultText(plan: Plan, result: RepairResult, { lang, out }: Options): string {
  const title = plan.document.title[lang];
  if (result.outcome !== "repaired") return `${title}\n${OUTCOMES[result.outcome][lang]}\n`;
  const { changes } = result.repaired;
  const zh = lang === "zh";
  const head = zh ? "最近的稳妥方案：" : "The nearest plan that is sound:";
  const changed = inColumns(
    changes.map(({ path, from, to }) => [path, from, "→", to]),
    2,
  );
  return [
    `${title}\n${head}\n${changed}`,
    ...sideBySide(plan, result.repaired, lang),
    ...(out === undefined ? [] : [`${out}\n`]),
  ].join("\n");
}

/** Medians of each scenario, as it was and as it is now. */
function sideBySide(plan: Plan, { before, after }: Repaired, lang: Language): string[] {
  const head = lang === "zh" ? ["之前", "之后"] : ["before", "after"];
  return before.map((was, index) => {
    const is = after[index];
    const cell = (result: StressResult | undefined, measure: Measure): string =>
      valueText(measure, result?.bands[measure].p50, plan, lang);
    const rows = SHOWN.map((measure) => [TITLES[measure][lang], cell(was, measure), cell(is, measure)]);
    return inColumns([[was.scenario, ...head], ...rows]);
  });
}
