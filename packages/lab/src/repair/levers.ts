// The levers that a plan's own cash promises hang on: what is promised, each towards nothing.
import type { Plan } from "@perennial/kernel";
import { pathsOf } from "../run/paths.js";
import type { Lever } from "./repair.js";

/** A multiple of an exit, or an amount, must stay above 0. */
const NEXT_TO_NOTHING = "0.01";

/** Multiples of exits, rounds and releases, tickets, and the grants of assets that lead to cash; in the order of the plan. */
export function leversOf(plan: Plan): Lever[] {
  const promised = new Set(pathsOf(plan).map(({ asset }) => asset));
  return plan.document.mechanisms.flatMap((each, index) => {
    if (each.enabled === false) return [];
    const at = `mechanisms[${index}]`;
    const lever = (path: string, value: unknown, towards = "0"): Lever[] =>
      typeof value === "string" ? [{ path: `${at}.${path}`, towards }] : [];
    const tiers = (each as { lots?: { tiers?: unknown[] } }).lots?.tiers ?? [];
    switch (each.kind) {
      case "appreciation":
        return lever("exit.multiple", (each["exit"] as { multiple?: unknown } | undefined)?.multiple, NEXT_TO_NOTHING);
      case "queue":
        return lever("ticket", each["ticket"]);
      case "rounds":
        return lever("multiple", each["multiple"]);
      case "release":
        return tiers.flatMap((_, tier) => lever(`lots.tiers[${tier}].multiple`, "1"));
      case "grant":
        return promised.has(String(each["asset"]))
          ? [...lever("rate", each["rate"]), ...lever("amount", each["amount"], NEXT_TO_NOTHING)]
          : [];
      default:
        return [];
    }
  });
}
