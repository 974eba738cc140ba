// perennial runs: what simulations wait in a database, how far they are, and stopping one.
import type { Command } from "commander";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import type { RunRow } from "../support/service.js";
import { withJobs } from "../support/service.js";

interface Options {
  database?: string;
  programme: string;
}

const MOST = 50;

export function runsCommand(program: Command, io: Io): void {
  program
    .command("runs")
    .description("Runs that wait, run and have ended in a database: the last ones, one answer, or stopping one.")
    .argument("[action]", "list, answer or cancel", "list")
    .argument("[run]", "number of a run")
    .option("--database <url>", "the PostgreSQL of the service", process.env["DATABASE_URL"])
    .option("--programme <id>", "whose runs; left out: those of no programme, as simulate --database makes them", "*")
    .addHelpText("after", EXAMPLES)
    .action(async (action: string, run: string | undefined, options: Options) => act(action, run, options, io));
}

const EXAMPLES = `
Examples:
  perennial runs --database postgres://perennial@db.example/perennial
  perennial runs answer 12 --database … > answer.json
  perennial runs cancel 12 --database …

Exit codes: 0 done; 2 an option is at fault, there is no such run, or the database does not answer.
`;

async function act(action: string, text: string | undefined, { database, programme }: Options, io: Io): Promise<void> {
  if (!["list", "answer", "cancel"].includes(action)) fail(`bad_option: ${action}; one of list, answer, cancel`);
  const run = Number(text);
  if (action !== "list" && !(Number.isSafeInteger(run) && run > 0))
    fail(`missing_option: the number of the run to ${action}`);
  await withJobs(database, io, undefined, async ({ runs }) => {
    if (action === "list") {
      for (const row of await runs.list(programme, Number.MAX_SAFE_INTEGER, MOST)) io.out(lineOf(row));
      return;
    }
    const key = { programme, run };
    if (action === "cancel") await runs.cancel(key);
    const row = (await runs.find(key)) ?? fail(`run_not_found: there is no run ${run}`);
    const answer = await runs.answer(key);
    if (action === "answer")
      io.out(
        `${answer ?? fail(`no_answer: run ${run} is ${row.state}${row.fault === null ? "" : `, ${row.fault}`}`)}\n`,
      );
    else io.out(lineOf(row));
  });
}

function lineOf({ run, kind, title, state, asked, done, createdAt, fault }: RunRow): string {
  const share = state === "running" && asked > 0 ? ` ${Math.floor(done / (10 * asked))} %` : "";
  const parts = [
    String(run),
    createdAt.toISOString(),
    kind,
    title,
    `${state}${share}`,
    `${asked} simulations`,
    fault ?? "",
  ];
  return `${parts.join("  ").trimEnd()}\n`;
}
