// perennial prospectus: what a plan promises, what it can pay, and what happens to whom, as a page, as PDF and as data. The same seed writes the same bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@perennial/checks";
import { prospectusOf } from "@perennial/lab";
import type { Prospectus, StressInput } from "@perennial/lab";
import { pageHtml, prospectusReport } from "@perennial/lab/report";
import type { Command } from "commander";
import type { SizeOptions } from "../simulate/options.js";
import { sizeOptions, stressInput } from "../simulate/options.js";
import { runStresses } from "../simulate/study.js";
import { jsonHash } from "../support/digest.js";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { loadPlan } from "../support/plans.js";
import { progressBar } from "../support/progress.js";

interface Options extends SizeOptions {
  plan: string;
  out: string;
  pdf: boolean;
  json?: boolean;
  lang: Language;
}

const LANGUAGES: readonly Language[] = ["zh", "en"];

export function prospectusCommand(program: Command, io: Io): void {
  const command = program
    .command("prospectus")
    .description("Write a plan's prospectus: promises, limits, stress, who pays whom, law touched; HTML, PDF and JSON.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .requiredOption(
      "--out <folder>",
      "where prospectus.html, prospectus.zh.pdf, prospectus.en.pdf and prospectus.json go",
    );
  sizeOptions(command, { members: 300, days: 365, seeds: 5 })
    .option("--no-pdf", "write no PDF")
    .option("--json", "print the data as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action((options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial prospectus --plan evergreen --out prospectus --seed 1
  perennial prospectus --plan my-plan.json --out prospectus --quick --lang zh
  perennial prospectus --plan appreciation --out prospectus --members 1000 --seeds 20 --json | jq .summary

The page has both languages and opens in that of --lang. The same plan, seed and size write the same bytes, page, PDF and data alike.

Exit codes: 0 written, whatever it says of the plan; 2 an option or the plan is at fault, or the folder can't be written.
`;

async function run(options: Options, io: Io): Promise<void> {
  const plan = loadPlan(options.plan);
  const input = stressInput(plan, options);
  prepare(options.out);
  const said = prospectusOf(
    { ...input, planHash: jsonHash(plan.document), command: commandOf(options, input) },
    await runStresses(input, options, io),
  );
  const files = await write(said, options, io);
  io.out(options.json ? `${JSON.stringify(said)}\n` : words(said, files, options.lang));
}

/** What gives the same figures; the folder and the language change none. */
function commandOf({ plan, quick }: Options, { seed, seeds, size }: StressInput): string {
  const sized = quick ? "--quick" : `--members ${size.members} --days ${size.days} --seeds ${seeds}`;
  return `perennial prospectus --plan ${plan} --seed ${seed} ${sized} --out prospectus`;
}

/** Before the long work, so that a folder that can't be written is told at once. */
function prepare(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    fail(`out_not_writable: --out ${out}: ${(error as Error).message}; a folder that can be written`);
  }
}

async function write(said: Prospectus, { out, pdf, lang }: Options, io: Io): Promise<string[]> {
  const report = prospectusReport(said);
  const files: [name: string, content: string | Buffer][] = [
    ["prospectus.html", pageHtml(report, lang)],
    ["prospectus.json", `${JSON.stringify(said, undefined, 1)}\n`],
  ];
  if (pdf) {
    const { reportPdf } = await import("../report/pdf.js");
    const show = progressBar(io, "PDF", LANGUAGES.length);
    for (const [index, language] of LANGUAGES.entries()) {
      files.push([`prospectus.${language}.pdf`, await reportPdf(report, language)]);
      show(index + 1);
    }
  }
  return files.map(([name, content]) => {
    const path = join(out, name);
    try {
      writeFileSync(path, content);
    } catch (error) {
      fail(`out_not_writable: --out ${out}: ${(error as Error).message}; a folder that can be written`);
    }
    return path;
  });
}

function words(said: Prospectus, files: readonly string[], lang: Language): string {
  const sentences = said.summary.map((text, index) => `${index + 1}. ${text[lang]}`);
  return `${[said.plan.title[lang], ...sentences, "", ...files].join("\n")}\n`;
}
