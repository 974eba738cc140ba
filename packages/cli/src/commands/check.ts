// perennial check: the faults of a plan all at once, what it can pay at most, and what rules find in it.
import type { CheckResult, Finding, Language } from "@perennial/checks";
import { boundSentence, check } from "@perennial/checks";
import type { Bound } from "@perennial/kernel";
import { fractionText } from "@perennial/kernel";
import type { Command } from "commander";
import { BAD_INPUT, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { faultsText, planJson } from "../support/plans.js";

interface Options {
  json?: boolean;
  lang: Language;
}

/** The command ran well and found something that must not go live. */
const FOUND = 1;

export function checkCommand(program: Command, io: Io): void {
  program
    .command("check")
    .description("Check a plan: every fault at once, its bounds, and what the rules find in it.")
    .argument("<name or file>", "one of our plans, or a plan.json")
    .option("--json", "print as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action((name: string, options: Options) => {
      const result = check(planJson(name));
      if (options.json) io.out(`${JSON.stringify(asJson(result))}\n`);
      if (!result.ok) throw new Failure(options.json ? "" : faultsText(name, result.faults), BAD_INPUT);
      if (!options.json) io.out(inWords(result, options.lang));
      if (result.findings.some(({ severity }) => severity === "blocker")) throw new Failure("", FOUND);
    });
}

const EXAMPLES = `
Examples:
  perennial check appreciation
  perennial check my-plan.json --lang zh
  perennial check my-plan.json --json | jq .bounds

Exit codes: 0 no faults, nothing that blocks; 1 no faults, but a finding that must not go live; 2 the plan has faults, or there is none.
`;

function asJson(result: CheckResult): unknown {
  if (!result.ok) return { ok: false, faults: result.faults };
  const { document } = result.plan;
  return {
    ok: true,
    plan: document.plan,
    version: document.version,
    faults: [],
    bounds: result.bounds.map((bound) => ({ ...bound, value: valueText(bound) })),
    findings: result.findings,
  };
}

/** A bound's value with 12 decimals, rounded down; null when there is no bound. */
function valueText({ value }: Bound): string | null {
  return value === undefined ? null : fractionText(BigInt(value.n), BigInt(value.d), 12);
}

const WORDS = {
  zh: {
    sound: "方案没有语法错误。",
    bounds: "最多能付多少（由参数证明，不假设增长）：",
    findings: "规则发现的问题：",
    fix: "修改办法",
    severity: { blocker: "阻断", review: "需法务审阅", warning: "提醒" },
  },
  en: {
    sound: "The plan has no faults.",
    bounds: "What it can pay at most (proved from its parameters, with no assumption about growth):",
    findings: "What the rules found:",
    fix: "to change",
    severity: { blocker: "blocker", review: "legal review", warning: "warning" },
  },
} as const;

function inWords({ plan, bounds, findings }: Extract<CheckResult, { ok: true }>, lang: Language): string {
  const words = WORDS[lang];
  const { document } = plan;
  const line = (finding: Finding): string =>
    `  [${words.severity[finding.severity]}] ${finding.path || document.plan}: ${finding.text[lang]}; ${words.fix}: ${finding.fix[lang]}\n`;
  const limits = bounds.map((bound) => `  ${boundSentence(bound, lang, document.currency)}\n`).join("");
  return [
    `${document.title[lang]} (${document.plan} ${document.version}): ${words.sound}\n`,
    bounds.length ? `${words.bounds}\n${limits}` : "",
    findings.length ? `${words.findings}\n${findings.map(line).join("")}` : "",
  ].join("");
}
