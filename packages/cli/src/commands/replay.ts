// perennial replay: a plan and a file of events give wallets, pools, prices and refusals.
import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ReplayResult } from "@perennial/kernel";
import { parseDay, Replay } from "@perennial/kernel";
import type { Command } from "commander";
import { sha256 } from "../support/digest.js";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { loadPlan } from "../support/plans.js";

interface Options {
  plan: string;
  events: string;
  close?: string;
  json?: boolean;
}

export function replayCommand(program: Command, io: Io): void {
  program
    .command("replay")
    .description("Replay events under a plan and print wallets, pools, prices and refusals.")
    .requiredOption("--plan <name or file>", "one of our plans, or a plan.json")
    .requiredOption("--events <file>", "events as JSON lines; - reads standard input")
    .option("--close <day>", "close every day up to this one at the end, e.g. 2026-06-30")
    .option("--json", "print the result as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => {
      const result = await replay(options, io);
      io.out(options.json ? `${JSON.stringify(result)}\n` : inWords(result));
    });
}

const EXAMPLES = `
Examples:
  perennial replay --plan appreciation --events events.jsonl
  cat events.jsonl | perennial replay --plan my-plan.json --events - --close 2026-12-31 --json

Exit codes: 0 also when events were refused (they are listed); 2 a plan with faults, or a line that is no JSON object.
`;

async function replay({ plan, events, close }: Options, io: Io): Promise<ReplayResult> {
  const last = close === undefined ? undefined : parseDay(close);
  if (close !== undefined && last === undefined) fail(`bad_option: --close ${close}; a day such as 2026-06-30`);
  const run = new Replay(loadPlan(plan), sha256);
  let number = 0;
  for await (const line of lines(events, io)) {
    number += 1;
    if (line.trim() !== "") run.line(number, readLine(line, events, number));
  }
  if (last !== undefined) run.closeThrough(last);
  return run.result();
}

function lines(file: string, io: Io): AsyncIterable<string> {
  if (file !== "-" && !existsSync(file)) fail(`events_not_found: there is no file ${file}`);
  return createInterface({
    input: file === "-" ? io.input : createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
}

function readLine(line: string, file: string, number: number): unknown {
  try {
    const json: unknown = JSON.parse(line);
    if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  } catch {
    // falls through to the one message for a line that is no event
  }
  return fail(
    `unreadable_line: ${file}:${number}: ${line.slice(0, 60)}; a line is one JSON object such as {"id", "at", "type", …}`,
  );
}

function inWords(result: ReplayResult): string {
  const table = (title: string, rows: Record<string, string>): string =>
    Object.keys(rows).length
      ? `${title}\n${Object.entries(rows)
          .map(([name, value]) => `  ${name.padEnd(20)} ${value.padStart(24)}`)
          .join("\n")}\n`
      : "";
  const wallets = Object.entries(result.wallets).map(
    ([holder, wallet]) =>
      `  ${holder.padEnd(20)} ${Object.entries(wallet)
        .map(([asset, amount]) => `${asset} ${amount}`)
        .join("  ")}`,
  );
  const refused = result.rejected.map(
    ({ line, code, wrong, right }) => `  line ${line}: ${code}: ${wrong}; right would be ${right}`,
  );
  return [
    `Wallets\n${wallets.join("\n")}\n`,
    table("Pools", result.pools),
    table("Supply", result.supply),
    table("Prices", result.prices),
    table("Ranks", result.ranks),
    refused.length ? `Refused\n${refused.join("\n")}\n` : "",
    `${result.events} event${result.events === 1 ? "" : "s"} accepted, ${result.rejected.length} refused; head of the chain ${result.hash}\n`,
  ].join("");
}
