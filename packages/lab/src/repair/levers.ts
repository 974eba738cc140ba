// The levers that a plan's own cash promises hang on: what is promised, each towards nothing.
import type { Plan } from "@perennial/kernel";
import { pathsOf } from "../run/paths.js";
import type { Lever } from "./repair.js";

/** Multiples of exits, rounds and releases, tickets, and the grants of assets that lead to cash; in the order of the plan. */
export function leversOf(plan: Plan): Lever[] {
  const promised = new Set(pathsOf(plan).map(({ asset }) => asset));
  return plan.document.mechanisms.flatMap((each, index) => {
    if (each.enabled === false) return [];
    const at = `mechanisms[${index}]`;
    const lever = (path: string, value: unknown): Lever[] =>
      typeof value === "string" ? [{ path, towards: "0" }] : [];
    const tiers = (each as { lots?: { tiers?: unknown[] } }).lots?.tiers ?? [];
    switch (each.kind) {
      case "appreciation":
        return lever(`${at}.exit.multiple`, (each["exit"] as { multiple?: unknown } | undefined)?.multiple);
      case "queue":
        return lever(`${at}.ticket`, each["ticket"]);
      case "rounds":
        return lever(`${at}.multiple`, each["multiple"]);
      case "release":
        return tiers.flatMap((_, tier) => lever(`${at}.lots.tiers[${tier}].multiple`, "1"));
      case "grant":
        return promised.has(String(each["asset"])) && each["on"] === "order" && each["rate"] !== undefined
          ? lever(`${at}.rate`, each["rate"])
          : [];
      default:
        return [];
    }
  });
}
