// The numbers of a plan that can be turned: decimal texts in its pools, assets and mechanisms, by path; and a plan with some of them changed.
import type { Plan, PlanResult } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";

/** One value at one place, e.g. `mechanisms[0].exit.multiple` = "2". */
export interface Setting {
  path: string;
  value: string;
}

type Json = Record<string, unknown>;
const PLACES = ["assets", "pools", "mechanisms", "budgets"] as const;
const DECIMAL = /^\d+(?:\.\d+)?$/;

/** Every decimal text above 0, in the order of the document. */
export function parametersOf({ document }: Plan): Setting[] {
  return PLACES.flatMap((place) => walk(document[place], place));
}

function walk(value: unknown, path: string): Setting[] {
  if (typeof value === "string") return DECIMAL.test(value) && /[1-9]/.test(value) ? [{ path, value }] : [];
  if (Array.isArray(value)) return value.flatMap((each, index) => walk(each, `${path}[${index}]`));
  if (typeof value !== "object" || value === null || (value as Json)["enabled"] === false) return [];
  return Object.entries(value).flatMap(([key, each]) => walk(each, `${path}.${key}`));
}

/** The plan with other values at some places. Throws RangeError when a path leads nowhere; the changed plan may have faults. */
export function withSettings({ document }: Plan, settings: readonly Setting[]): PlanResult {
  const copy = JSON.parse(JSON.stringify(document)) as Json;
  for (const { path, value } of settings) put(copy, path, value);
  return readPlan(copy);
}

function put(document: Json, path: string, value: string): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const last = keys.pop() ?? "";
  let at: unknown = document;
  for (const key of keys) at = typeof at === "object" && at !== null ? (at as Json)[key] : undefined;
  if (typeof at !== "object" || at === null || !(last in at)) throw new RangeError(`the plan has nothing at ${path}`);
  (at as Json)[last] = value;
}

export function valueAt({ document }: Plan, path: string): string | undefined {
  const found = path
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? (at as Json)[key] : undefined), document);
  return typeof found === "string" ? found : undefined;
}
