// perennial simulate: what a plan does to people under growth, shrinking, a stop and a run, over many seeds, on the kernel that runs it.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import { formatDay } from "@perennial/kernel";
import type { Job, Scenario, StressInput, StressResult } from "@perennial/lab";
import {
  defaultScenario,
  drive,
  jobsOf,
  readScenario,
  simulation,
  STRESSES,
  stressed,
  stressNamed,
  stressSummary,
} from "@perennial/lab";
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { stressWords } from "../simulate/words.js";
import { jsonHash } from "../support/digest.js";
import { fail, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { loadPlan } from "../support/plans.js";
import { progressBar } from "../support/progress.js";

interface Options {
  plan: string;
  scenario?: string;
  days: number;
  members: number;
  seed: number;
  seeds: number;
  quick?: boolean;
  json?: boolean;
  out?: string;
  lang: Language;
}

const NAMES = STRESSES.map(({ name }) => name).join(", ");

export function simulateCommand(program: Command, io: Io): void {
  program
    .command("simulate")
    .description("Run a simulated population through a plan: every shipped stress, or one scenario, with many seeds.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .option(
      "--scenario <name or file>",
      `one of ${NAMES}, or a JSON file that says what differs from what fits the plan; left out: all that are shipped`,
    )
    .option("--days <number>", "days to run", whole(1, 36_500), 365)
    .option("--members <number>", "who will have joined in the end when nothing grows", whole(1, 5_000_000), 300)
    .option("--seed <number>", "the first seed", whole(0, 2_147_483_647), 1)
    .option("--seeds <number>", "how many seeds, each one more than the one before", whole(1, 10_000), 5)
    .option("--quick", "a look: 100 members, 180 days, 3 seeds")
    .option("--json", "print the outcome as JSON")
    .option("--out <folder>", "write simulation.json there, and the first seed's events of each scenario as JSONL")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action((options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial simulate --plan appreciation --quick
  perennial simulate --plan evergreen --members 2000 --seeds 40 --json
  perennial simulate --plan circular --scenario run --days 200 --out run
  perennial simulate --plan my-plan.json --scenario my-town.json --seed 7

Exit codes: 0 in every run each cash promise had its cash; 1 in some it had not; 2 an option, the plan or the scenario is at fault.
The same plan, scenario and seed give the same outcome on every machine; the events replay with: perennial replay --plan … --events …
`;

/** A whole number within bounds, for an option. */
function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`);
    return value;
  };
}

function run(options: Options, io: Io): void {
  const plan = loadPlan(options.plan);
  const size = options.quick ? { members: 100, days: 180 } : { members: options.members, days: options.days };
  const base = defaultScenario(plan, size);
  const scenarios =
    options.scenario === undefined ? STRESSES.map((stress) => stress.of(base)) : [scenarioIn(options.scenario, base)];
  const input: StressInput = {
    plan,
    base,
    size,
    seed: options.seed,
    seeds: options.quick ? 3 : options.seeds,
    scenarios,
  };
  const results = runAll(input, options, io);
  const outcome = {
    plan: { name: plan.document.plan, version: plan.document.version, hash: jsonHash(plan.document) },
    currency: plan.document.currency,
    seed: input.seed,
    seeds: input.seeds,
    inputs: scenarios,
    scenarios: stressSummary(plan, results),
  };
  if (options.out !== undefined) write(options.out, outcome, input);
  io.out(options.json ? `${JSON.stringify(outcome)}\n` : stressWords(plan, results, options.lang));
  if (results.some(({ unsound }) => unsound > 0)) throw new Failure("", 1);
}

/** A shipped stress by name, or a file over what fits the plan. Fails with every fault. */
function scenarioIn(nameOrFile: string, base: Scenario): Scenario {
  const stress = stressNamed(nameOrFile);
  if (stress) return stress.of(base);
  if (!existsSync(nameOrFile)) fail(`scenario_not_found: "${nameOrFile}" is neither a file nor one of ${NAMES}`);
  const result = readScenario(jsonIn(nameOrFile), { ...base, scenario: "own" });
  if (result.ok) return result.scenario;
  const lines = result.faults.map(
    ({ path, wrong, right }) => `  ${path || "(the scenario)"}: ${wrong}; right would be ${right}`,
  );
  return fail(
    `malformed_scenario: ${nameOrFile} has ${lines.length} fault${lines.length === 1 ? "" : "s"}\n${lines.join("\n")}`,
  );
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    return fail(`scenario_unreadable: ${file}: ${(error as Error).message}; a scenario is a JSON document`);
  }
}

function runAll(input: StressInput, { lang }: Options, io: Io): StressResult[] {
  const jobs = jobsOf(input);
  const days = jobs.reduce((sum, { scenario }) => sum + scenario.days, 0);
  const show = progressBar(io, lang === "zh" ? "仿真" : "Simulating", days);
  const driven = drive(stressed(input), {
    onProgress: (progress) => show(Math.floor((days * progress.done) / jobs.length) + progress.day),
  });
  show(days);
  if (!driven.ok) throw new Error("a simulation that nobody stops was stopped");
  return driven.figures;
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
