// perennial sweep: one parameter of a plan over several values, each under the same stresses with the same seeds.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import { formatAmount, parseAmount } from "@perennial/kernel";
import type { Measure, Swept } from "@perennial/lab";
import { answerOf, parametersOf, valueAt } from "@perennial/lab";
import type { Command } from "commander";
import { bandText, measureOption, TITLES } from "../simulate/measures.js";
import type { ScenarioOptions } from "../simulate/options.js";
import { scenarioOption, sizeOptions, whole } from "../simulate/options.js";
import { answerTo, studyOf } from "../simulate/study.js";
import { inColumns } from "../support/columns.js";
import { jsonHash } from "../support/digest.js";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { loadPlan } from "../support/plans.js";

interface Options extends ScenarioOptions {
  plan: string;
  parameter?: string;
  values?: string;
  from?: string;
  to?: string;
  steps: number;
  measure: Measure;
  json?: boolean;
  lang: Language;
}

const DECIMALS = 8;

export function sweepCommand(program: Command, io: Io): void {
  const command = program
    .command("sweep")
    .description("Try several values of one parameter of a plan, each under the same stresses with the same seeds.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .option("--parameter <path>", "which one, e.g. mechanisms[0].exit.multiple; left out: the parameters are listed")
    .option("--values <list>", "the values, with commas between")
    .option("--from <value>", "or a range: its lowest")
    .option("--to <value>", "its highest")
    .option("--steps <number>", "and how many values, both ends among them", whole(2, 100), 5)
    .addOption(measureOption("deepest"));
  sizeOptions(scenarioOption(command), { members: 100, days: 180, seeds: 3 })
    .option("--json", "print the outcome as JSON, every measure of it")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial sweep --plan appreciation
  perennial sweep --plan appreciation --parameter "mechanisms[0].exit.multiple" --values 1,2,3
  perennial sweep --plan guild-queue --parameter "mechanisms[0].ticket" --from 0.1 --to 0.5 --steps 9 --measure shortShare
  perennial sweep --plan my-plan.json --parameter "pools.profit.inflow[0].rate" --values 0.2,0.3 --scenario run --json

A value with which the plan has faults is shown with them and not run.

Exit codes: 0 done; 2 an option, the plan, the scenario or the parameter is at fault.
`;

async function run(options: Options, io: Io): Promise<void> {
  const plan = loadPlan(options.plan);
  const { parameter } = options;
  if (parameter === undefined) return io.out(parametersText(plan, options));
  if (valueAt(plan, parameter) === undefined)
    fail(`parameter_not_found: --parameter ${parameter}; ${plan.document.plan} has ${known(plan)}`);
  const ready = studyOf("sweep", plan, options, { path: parameter, values: valuesOf(options) });
  const answer = await answerTo(ready, "sweep", options, io);
  if (options.json) return io.out(`${JSON.stringify(answerOf(ready, answer, jsonHash(plan.document)))}\n`);
  io.out(sweptText(plan, answer.swept, options));
}

const known = (plan: Plan): string =>
  parametersOf(plan)
    .map(({ path }) => path)
    .join(", ") || "none";

function parametersText(plan: Plan, { json }: Options): string {
  const parameters = parametersOf(plan);
  return json ? `${JSON.stringify(parameters)}\n` : inColumns(parameters.map(({ path, value }) => [path, value]));
}

function valuesOf({ values, from, to, steps }: Options): string[] {
  if (values !== undefined) return values.split(",").flatMap((value) => value.trim() || []);
  if (from === undefined || to === undefined)
    return fail("bad_option: neither --values nor a range; e.g. --values 1,2,3 or --from 1 --to 3 --steps 5");
  const [low, high] = [minorOf(from), minorOf(to)];
  return Array.from({ length: steps }, (_, step) => {
    const at = BigInt(low) + ((BigInt(high) - BigInt(low)) * BigInt(step)) / BigInt(steps - 1);
    return formatAmount(Number(at), DECIMALS).replace(/\.?0+$/, "");
  });
}

function minorOf(text: string): number {
  const value = /^\d+(?:\.\d+)?$/.test(text) ? parseAmount(text, DECIMALS, "unsigned") : undefined;
  return typeof value === "number" ? value : fail(`bad_option: "${text}" is no end of a range; a decimal such as 0.25`);
}

/** A line a value, a column a scenario. */
function sweptText(plan: Plan, swept: readonly Swept[], { parameter = "", measure, lang }: Options): string {
  const [first] = swept.flatMap((each) => ("results" in each ? [each.results] : []));
  const scenarios = first?.map(({ scenario }) => scenario) ?? [];
  const own = valueAt(plan, parameter);
  const rows = swept.map((each): string[] => {
    const label = each.value === own ? `${each.value} *` : each.value;
    if ("faults" in each) return [label, each.faults.map(({ path, wrong }) => `${path} ${wrong}`).join("; ")];
    return [label, ...each.results.map(({ bands }) => bandText(measure, bands[measure], plan, lang))];
  });
  const note =
    lang === "zh" ? "* 方案现在的值；括号里是 5% 与 95%" : "* the plan's own value; in brackets 5 % and 95 %";
  const title = `${plan.document.title[lang]} · ${parameter} · ${TITLES[measure][lang]}`;
  return `${title}\n\n${inColumns([[lang === "zh" ? "值" : "value", ...scenarios], ...rows])}\n${note}\n`;
}
