// perennial backtest: a file of past orders under a plan: what it would have paid, to whom, and what would still be owed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import { parseAmount } from "@perennial/kernel";
import type { Backtest, Summary } from "@perennial/lab";
import { backtest, summaryOf } from "@perennial/lab";
import { reportHtml } from "@perennial/lab/report";
import { Option } from "commander";
import type { Command } from "commander";
import type { Named } from "../orders/columns.js";
import type { DateFormat } from "../orders/dates.js";
import { DATE_FORMATS } from "../orders/dates.js";
import type { OrderFile } from "../orders/read.js";
import { readOrders } from "../orders/read.js";
import type { RowFault } from "../orders/rows.js";
import { jsonHash, sha256 } from "../support/digest.js";
import { fail, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { languageOption } from "../support/language.js";
import { planJson, readOrFail } from "../support/plans.js";
import { progressBar } from "../support/progress.js";
import { summaryWords } from "../orders/words.js";

interface Options extends Named {
  plan: string;
  orders: string;
  out: string;
  json?: boolean;
  costRate?: string;
  currency?: string;
  dateFormat: DateFormat;
  delimiter: string;
  encoding: string;
  skipBad?: boolean;
  lang: Language;
}

export function backtestCommand(program: Command, io: Io): void {
  program
    .command("backtest")
    .description("Replay your own past orders under a plan: summary.json and report.html.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .requiredOption(
      "--orders <file>",
      "past orders as CSV with a header, or as Parquet; - reads a CSV from standard input",
    )
    .requiredOption("--out <folder>", "where summary.json and report.html go")
    .option(
      "--customer <column>",
      "column of the customer (guessed from the header when left out, like the next three)",
    )
    .option("--date <column>", "column of the date")
    .option("--amount <column>", "column of the amount paid")
    .option("--id <column>", "column of the order number; without one the row number serves")
    .option("--cost <column>", "column of what the goods cost")
    .addOption(new Option("--margin <column>", "or column of what is left after the cost").conflicts("cost"))
    .addOption(
      new Option("--cost-rate <rate>", "or cost as a share of the amount, e.g. 0.30").conflicts(["cost", "margin"]),
    )
    .option("--merchant <column>", "column of the shop; empty: the platform's own goods")
    .option("--referrer <column>", "column of the customer who brought this one; may be empty")
    .option("--tags <column>", "column of tags with semicolons between, e.g. zone;starter")
    .option("--currency <code>", "currency of the amounts when it is not the plan's, e.g. USD")
    .addOption(new Option("--date-format <format>", "how dates are written").choices(DATE_FORMATS).default("auto"))
    .option("--delimiter <character>", "what separates the columns", ",")
    .option("--encoding <name>", "encoding of the file, e.g. gb18030", "utf-8")
    .option("--skip-bad", "leave bad rows out instead of importing nothing")
    .option("--json", "print the summary as JSON")
    .addOption(languageOption(io))
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => run(options, io));
}

const EXAMPLES = `
Examples:
  perennial backtest --plan appreciation --orders orders.csv --out backtest
  perennial backtest --plan my-plan.json --orders 订单.csv --encoding gb18030 --cost-rate 0.30 --out backtest --lang zh
  perennial backtest --plan zhongdian --orders orders.parquet --merchant shop --margin margin --referrer invited_by --out backtest
  perennial backtest --plan appreciation --orders us.csv --date-format mdy --currency USD --out backtest --json

Exit codes: 0 done; 2 an option, the plan or a row is at fault (every bad row is listed and nothing is imported).
`;

async function run(options: Options, io: Io): Promise<void> {
  const plan = planIn(options);
  const file = await readOrders({
    ...options,
    file: options.orders,
    input: io.input,
    named: options,
    plan,
    costRate: costRateOf(options),
  });
  judge(file, options, io);
  const progress = progressBar(io, options.lang === "zh" ? "回放" : "Replaying", file.orders.length);
  const figures = backtest({ plan, orders: file.orders, digest: sha256, onProgress: progress });
  const summary = summaryOf(figures, {
    planHash: jsonHash(plan.document),
    inputHash: file.hash,
    rows: file.rows,
    skipped: file.rows - file.orders.length,
  });
  write(options, figures, summary);
  io.out(options.json ? `${JSON.stringify(summary)}\n` : summaryWords(figures, options.lang, options.out));
}

/** The plan, in the currency of the file. */
function planIn({ plan: name, currency }: Options): Plan {
  const json = planJson(name);
  if (currency === undefined || typeof json !== "object" || json === null) return readOrFail(name, json);
  if (!/^[A-Z]{3}$/.test(currency)) fail(`bad_option: --currency ${currency}; an ISO 4217 code such as CNY or USD`);
  return readOrFail(name, { ...json, currency });
}

function costRateOf({ costRate }: Options): string | undefined {
  if (costRate === undefined) return undefined;
  const value = /^\d+(?:\.\d+)?$/.test(costRate) ? parseAmount(costRate, 8, "unsigned") : undefined;
  if (typeof value !== "number" || value > 10 ** 8)
    fail(`bad_option: --cost-rate ${costRate}; a decimal from 0 to 1 such as 0.30`);
  return costRate;
}

/** Fails with every bad row, unless they are to be left out. */
function judge(file: OrderFile, { orders, skipBad, json }: Options, io: Io): void {
  const rows = new Set(file.faults.map(({ row }) => row)).size;
  if (rows > 0) {
    const title = `bad_rows: ${orders} has ${rows} bad row${rows === 1 ? "" : "s"}; ${skipBad ? "left out" : "nothing was imported (--skip-bad leaves them out)"}`;
    const text = `${title}\n${file.faults.map(faultText).join("\n")}`;
    if (!skipBad && json) io.out(`${JSON.stringify({ ok: false, code: "bad_rows", faults: file.faults })}\n`);
    if (!skipBad) throw new Failure(text);
    io.err(`${text}\n`);
  }
  if (file.orders.length === 0)
    fail(`no_orders: ${orders} has no order that can be imported; a header and at least one row`);
}

function faultText({ row, column, wrong, right }: RowFault): string {
  return `  row ${row}${column && `, ${column}`}: ${wrong}; right would be ${right}`;
}

function write({ out, lang }: Options, figures: Backtest, summary: Summary): void {
  try {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "summary.json"), `${JSON.stringify(summary, undefined, 1)}\n`);
    writeFileSync(join(out, "report.html"), reportHtml(figures, summary, lang));
  } catch (error) {
    fail(`out_not_writable: --out ${out}: ${(error as Error).message}; a folder that can be written`);
  }
}
