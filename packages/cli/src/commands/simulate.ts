// perennial simulate: what a plan does to people under growth, shrinking, a stop and a run, over many seeds, on the kernel that runs it.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import { formatDay } from "@perennial/kernel";
import type { Job, StressInput } from "@perennial/lab";
import { drive, jobsOf, simulation, stressSummary } from "@perennial/lab";
import type { Command } from "commander";
import type { ScenarioOptions } from "../simulate/options.js";
import { scenarioOption, sizeOptions, stressInput } from "../simulate/options.js";
import { runStresses } from "../simulate/study.js";
import { stressWords } from "../simulate/words.js";
import { jsonHash } from "../support/digest.js";
import { fail, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { loadPlan } from "../support/plans.js";

interface Options extends ScenarioOptions {
  plan: string;
  json?: boolean;
  out?: string;
  lang: Language;
}

export function simulateCommand(program: Command, io: Io): void {
  const command = program
    .command("simulate")
    .description("Run a simulated population through a plan: every shipped stress, or one scenario, with many seeds.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json");
  sizeOptions(scenarioOption(command), { members: 300, days: 365, seeds: 5 })
    .option("--json", "print the outcome as JSON")
    .option("--out <folder>", "write simulation.json there, and the first seed's events of each scenario as JSONL")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial simulate --plan appreciation --quick
  perennial simulate --plan evergreen --members 2000 --seeds 40 --json
  perennial simulate --plan circular --scenario run --days 200 --out run
  perennial simulate --plan my-plan.json --scenario my-town.json --seed 7
  perennial simulate --plan stack --seeds 200 --database postgres://perennial@db.example/perennial

Exit codes: 0 in every run each cash promise had its cash; 1 in some it had not; 2 an option, the plan or the scenario is at fault.
The same plan, scenario and seed give the same outcome on every machine; the events replay with: perennial replay --plan … --events …
`;

async function run(options: Options, io: Io): Promise<void> {
  const plan = loadPlan(options.plan);
  const input = stressInput(plan, options);
  const results = await runStresses(input, options, io);
  const outcome = {
    plan: { name: plan.document.plan, version: plan.document.version, hash: jsonHash(plan.document) },
    currency: plan.document.currency,
    seed: input.seed,
    seeds: input.seeds,
    inputs: input.scenarios,
    scenarios: stressSummary(plan, results),
  };
  if (options.out !== undefined) write(options.out, outcome, input);
  io.out(options.json ? `${JSON.stringify(outcome)}\n` : stressWords(plan, results, options.lang));
  if (results.some(({ unsound }) => unsound > 0)) throw new Failure("", 1);
}

function write(folder: string, outcome: unknown, input: StressInput): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "simulation.json"), `${JSON.stringify(outcome, undefined, 1)}\n`);
    for (const job of jobsOf({ ...input, seeds: 1 }))
      writeEvents(join(folder, `events-${job.scenario.scenario}.jsonl`), input.plan, job);
  } catch (error) {
    fail(`out_not_writable: --out ${folder}: ${(error as Error).message}; a folder that can be written`);
  }
}

/** The events of one run, with its last day closed, so that a replay ends where the run did. */
function writeEvents(path: string, plan: Plan, job: Job): void {
  const file = openSync(path, "w");
  try {
    const onEvent = (event: unknown): void => void writeSync(file, `${JSON.stringify(event)}\n`);
    const driven = drive(simulation({ plan, ...job, onEvent }));
    const last = driven.ok ? driven.figures.days.at(-1)?.day : undefined;
    if (last !== undefined) onEvent({ type: "day.closed", day: formatDay(last) });
  } finally {
    closeSync(file);
  }
}
