// The settings of a mechanism as the plan states them, for whoever wants to see behind the sentences.
import type { PlanDocument } from "@perennial/kernel";

const COMMON = new Set(["kind", "id", "enabled"]);

/** A path and a value for each. */
export function settings(entry: PlanDocument["mechanisms"][number]): [string, string][] {
  const flat = (path: string, value: unknown): [string, string][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, each]) => flat(`${path}.${key}`, each))
      : [[path, String(value)]];
  return Object.entries(entry)
    .filter(([key]) => !COMMON.has(key))
    .flatMap(([key, value]) => flat(key, value));
}
