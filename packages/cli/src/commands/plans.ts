// perennial plans: what plans there are, and what one of them says.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { Command } from "commander";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { loadPlan, planFolder, planNames } from "../support/plans.js";

interface Options {
  json?: boolean;
  lang: Language;
}

export function plansCommand(program: Command, io: Io): void {
  program
    .command("plans")
    .description("List the plans that come with Perennial, or show one.")
    .argument("[name]", "one of our plans, or a plan.json")
    .option("--json", "print as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action((name: string | undefined, options: Options) =>
      io.out(name === undefined ? list(options) : show(name, options)),
    );
}

const EXAMPLES = `
Examples:
  perennial plans
  perennial plans appreciation --lang zh
  perennial plans appreciation --json > my-plan.json

Exit codes: 0 shown; 2 there is no such plan, or it has faults.
`;

function list({ json, lang }: Options): string {
  const plans = planNames().map((name) => ({ name, ...loadPlan(name).document }));
  if (json) return `${JSON.stringify(plans.map(({ name, version, title }) => ({ name, version, title })))}\n`;
  const width = Math.max(0, ...plans.map(({ name }) => name.length));
  return plans.map(({ name, title }) => `${name.padEnd(width)}  ${title[lang]}\n`).join("");
}

function show(name: string, { json, lang }: Options): string {
  const plan = loadPlan(name);
  if (json) return `${JSON.stringify(plan.document, undefined, 2)}\n`;
  const folder = planFolder(name);
  const story = folder === undefined ? "" : join(folder, "README.md");
  return `${inWords(plan, lang)}${existsSync(story) ? `\n${readFileSync(story, "utf8")}` : ""}`;
}

const WORDS = {
  zh: { version: "版本", assets: "资产", pools: "资金池", mechanisms: "机制", off: "（已停用）", none: "无" },
  en: { version: "version", assets: "Assets", pools: "Pools", mechanisms: "Mechanisms", off: " (off)", none: "none" },
} as const;

function inWords({ document, entries }: Plan, lang: Language): string {
  const words = WORDS[lang];
  const assets = Object.entries(document.assets).map(([name, { title }]) => `${name} ${title?.[lang] ?? ""}`.trim());
  const pools = Object.entries(document.pools ?? {}).map(
    ([name, { inflow }]) => `${name} ← ${inflow.map(({ rate, of }) => `${rate} × ${of}`).join(" + ") || words.none}`,
  );
  const mechanisms = entries.map(({ definition, params, id }) => {
    const parameters = Object.entries(params).filter(([key]) => !["kind", "id", "enabled"].includes(key));
    const shown = parameters.map(
      ([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`,
    );
    return `${id} · ${definition.title[lang]}${params.enabled === false ? words.off : ""}: ${shown.join(", ")}`;
  });
  const section = (title: string, lines: string[]): string =>
    `${title}\n${(lines.length ? lines : [words.none]).map((line) => `  ${line}\n`).join("")}`;
  return [
    `${document.title[lang]} (${document.plan}, ${words.version} ${document.version}, ${document.currency})\n`,
    section(words.assets, assets),
    section(words.pools, pools),
    section(words.mechanisms, mechanisms),
  ].join("");
}
