// The command line: one program, one file a command. This file only gathers the commands and runs them.
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { auditCommand } from "./commands/audit.js";
import { backtestCommand } from "./commands/backtest.js";
import { checkCommand } from "./commands/check.js";
import { keysCommand } from "./commands/keys.js";
import { exportCommand } from "./commands/export.js";
import { plansCommand } from "./commands/plans.js";
import { prospectusCommand } from "./commands/prospectus.js";
import { repairCommand } from "./commands/repair.js";
import { proveCommand, verifyCommand } from "./commands/prove.js";
import { replayCommand } from "./commands/replay.js";
import { runsCommand } from "./commands/runs.js";
import { schemaCommand } from "./commands/schema.js";
import { sensitivityCommand } from "./commands/sensitivity.js";
import { simulateCommand } from "./commands/simulate.js";
import { sweepCommand } from "./commands/sweep.js";
import { serveCommand, upCommand } from "./commands/up.js";
import { workerCommand } from "./commands/worker.js";
import { BAD_INPUT, Failure } from "./support/fail.js";
import type { Io } from "./support/io.js";
import { processIo } from "./support/io.js";

/** The version of this package, read from its own package.json so that it is written once. */
function ownVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === "object" && parsed !== null && "version" in parsed) return String(parsed.version);
  throw new Error("package.json of the command line has no version");
}

function commands(io: Io): Command {
  const program = new Command("perennial")
    .description("Green-points commerce that adds up: run, check and explain plans.")
    .version(ownVersion())
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      outputError: (text, write) => write(text.replace(/^error: /, "bad_option: ")),
    })
    .exitOverride()
    .showHelpAfterError("(--help shows the options and examples)");
  plansCommand(program, io);
  checkCommand(program, io);
  schemaCommand(program, io);
  replayCommand(program, io);
  backtestCommand(program, io);
  simulateCommand(program, io);
  sweepCommand(program, io);
  sensitivityCommand(program, io);
  repairCommand(program, io);
  prospectusCommand(program, io);
  upCommand(program, io);
  serveCommand(program, io);
  workerCommand(program, io);
  runsCommand(program, io);
  keysCommand(program, io);
  auditCommand(program, io);
  proveCommand(program, io);
  verifyCommand(program, io);
  exportCommand(program, io);
  return program;
}

/** Runs the command line with its arguments (without the program's own name); returns the exit code. */
export async function main(args: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    await commands(io).parseAsync([...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : BAD_INPUT;
    if (!(error instanceof Failure)) throw error;
    if (error.message !== "") io.err(`${error.message}\n`);
    return error.exitCode;
  }
}
