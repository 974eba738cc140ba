// perennial check: the faults of a plan all at once, what it can pay at most, and what rules find in it.
import type { CheckResult, Language } from "@perennial/checks";
import { check, PACKS } from "@perennial/checks";
import type { Bound } from "@perennial/kernel";
import { fractionText } from "@perennial/kernel";
import { type Command, InvalidArgumentError } from "commander";
import { BAD_INPUT, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { paperOf } from "../support/paper.js";
import { faultsText, planJson } from "../support/plans.js";
import { checkedInWords } from "./check-words.js";

interface Options {
  json?: boolean;
  lang: Language;
  pack?: string[];
}

/** The command ran well and found something that must not go live. */
const FOUND = 1;

export function checkCommand(program: Command, io: Io): void {
  program
    .command("check")
    .description("Check a plan: every fault at once, its bounds, and what the rules find in it.")
    .argument("<name or file>", "one of our plans, or a plan.json")
    .option("--pack <names>", "rule packs, with commas between; the plan's own `checks` when left out", packNames)
    .option("--json", "print as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action((name: string, { json, lang, pack }: Options) => {
      const result = check(planJson(name), pack && { packs: pack });
      if (json) io.out(`${JSON.stringify(asJson(result))}\n`);
      if (!result.ok) throw new Failure(json ? "" : faultsText(name, result.faults), BAD_INPUT);
      if (!json) io.out(checkedInWords(result, lang, paperOf(io)));
      if (result.findings.some(({ severity }) => severity === "blocker")) throw new Failure("", FOUND);
    });
}

const EXAMPLES = `
Examples:
  perennial check appreciation
  perennial check my-plan.json --lang zh --pack cn,intl
  perennial check my-plan.json --json | jq .bounds

A finding says which article a field of the plan touches, never whether the plan is lawful.

Exit codes: 0 no faults, nothing that blocks; 1 no faults, but a finding that must not go live; 2 the plan has faults, or there is none.
`;

/** `cn,intl`; none at all is allowed: `--pack ""`. */
function packNames(text: string): string[] {
  const known = PACKS.map(({ id }) => id);
  const names = text.split(",").flatMap((name) => name.trim() || []);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`there is no rule pack "${unknown}"; right would be ${known.join(", ")}.`);
  return names;
}

function asJson(result: CheckResult): unknown {
  if (!result.ok) return { ok: false, faults: result.faults };
  const { plan, bounds, packs, findings } = result;
  return {
    ok: true,
    plan: plan.document.plan,
    version: plan.document.version,
    faults: [],
    bounds: bounds.map((bound) => ({ ...bound, value: valueText(bound) })),
    packs: packs.map(({ id, title, version, unverified }) => ({ id, title, version, unverified })),
    findings,
  };
}

/** A bound's value with 12 decimals, rounded down; null when there is no bound. */
function valueText({ value }: Bound): string | null {
  return value === undefined ? null : fractionText(BigInt(value.n), BigInt(value.d), 12);
}
