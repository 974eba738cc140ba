// What the commands that simulate have in common: size, seeds, scenarios, and the input that these make.
import { existsSync, readFileSync } from "node:fs";
import type { Plan } from "@perennial/kernel";
import type { Scenario, StressInput } from "@perennial/lab";
import { defaultScenario, readScenario, STRESSES, stressNamed } from "@perennial/lab";
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { fail } from "../support/fail.js";
import { usualThreads } from "../threads/waves.js";

export interface SizeOptions {
  days: number;
  members: number;
  seed: number;
  seeds: number;
  quick?: boolean;
  threads: number;
  database?: string;
}

export interface ScenarioOptions extends SizeOptions {
  scenario?: string;
}

const NAMES = STRESSES.map(({ name }) => name).join(", ");
/** What `--quick` stands for. */
export const QUICK = { members: 100, days: 180, seeds: 3 } as const;

/** `--days --members --seed --seeds --quick --threads --database`. */
export function sizeOptions(command: Command, usual: { members: number; days: number; seeds: number }): Command {
  return command
    .option("--days <number>", "days to run", whole(1, 36_500), usual.days)
    .option(
      "--members <number>",
      "who will have joined in the end when nothing grows",
      whole(1, 5_000_000),
      usual.members,
    )
    .option("--seed <number>", "the first seed", whole(0, 2_147_483_647), 1)
    .option("--seeds <number>", "how many seeds, each one more than the one before", whole(1, 10_000), usual.seeds)
    .option("--quick", `a look: ${QUICK.members} members, ${QUICK.days} days, ${QUICK.seeds} seeds`)
    .option("--threads <number>", "runs side by side; as many as there are cores", whole(1, 1_024), usualThreads())
    .option("--database <url>", "have the workers of this PostgreSQL run it (perennial worker)");
}

export function scenarioOption(command: Command): Command {
  return command.option(
    "--scenario <name or file>",
    `one of ${NAMES}, or a JSON file that says what differs from what fits the plan; left out: all that are shipped`,
  );
}

/** A whole number within bounds, for an option. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`);
    return value;
  };
}

/** Fails with every fault of a scenario. */
export function stressInput(plan: Plan, options: ScenarioOptions): StressInput & { scenarios: readonly Scenario[] } {
  const { quick, scenario, seed } = options;
  const { members, days, seeds } = quick ? QUICK : options;
  const size = { members, days };
  const base = defaultScenario(plan, size);
  const scenarios = scenario === undefined ? STRESSES.map((stress) => stress.of(base)) : [scenarioIn(scenario, base)];
  return { plan, base, size, seed, seeds, scenarios };
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
