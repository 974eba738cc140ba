// Finding a plan: one of ours by name, or a file.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Fault, Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import { fail } from "./fail.js";

const shelf = new URL("../../../../plans/", import.meta.url);

/** The names of the plans that come with the product. */
export function planNames(): string[] {
  if (!existsSync(shelf)) return [];
  return readdirSync(shelf, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/plan.json`, shelf)))
    .map(({ name }) => name)
    .toSorted();
}

/** The JSON of a plan by name or file. Fails with the place when there is none, or it is no JSON. */
export function planJson(nameOrFile: string): unknown {
  const own = planNames().includes(nameOrFile);
  const path = own ? fileURLToPath(new URL(`${nameOrFile}/plan.json`, shelf)) : nameOrFile;
  if (!existsSync(path))
    fail(`plan_not_found: "${nameOrFile}" is neither a file nor one of our plans (${planNames().join(", ")})`);
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    return fail(`plan_unreadable: ${path}: ${(error as Error).message}; a plan is a JSON document`);
  }
}

/** A plan by name or file, ready to run. Fails with every fault. */
export function loadPlan(nameOrFile: string): Plan {
  return readOrFail(nameOrFile, planJson(nameOrFile));
}

/** A plan from its JSON. Fails with every fault; `name` is what the message calls it. */
export function readOrFail(name: string, json: unknown): Plan {
  const result = readPlan(json);
  return result.ok ? result.plan : fail(faultsText(name, result.faults));
}

/** Every fault of a plan, one a line. */
export function faultsText(name: string, faults: readonly Fault[]): string {
  const lines = faults.map(({ path, wrong, right }) => `  ${path || "(the plan)"}: ${wrong}; right would be ${right}`);
  return `malformed_plan: ${name} has ${faults.length} fault${faults.length === 1 ? "" : "s"}\n${lines.join("\n")}`;
}

/** The folder of a plan of ours; undefined for anything else. */
export function planFolder(name: string): string | undefined {
  return planNames().includes(name) ? fileURLToPath(new URL(`${name}/`, shelf)) : undefined;
}
