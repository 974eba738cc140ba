// The command line: one program, one file a command. This file only gathers the commands and runs them.
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { replayCommand } from "./commands/replay.js";
import { Failure } from "./support/fail.js";

/** The version of this package, read from its own package.json so that it is written once. */
function ownVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === "object" && parsed !== null && "version" in parsed) return String(parsed.version);
  throw new Error("package.json of the command line has no version");
}

const program = new Command("perennial")
  .description("Green-points commerce that adds up: run, check and explain plans.")
  .version(ownVersion())
  .showHelpAfterError();

replayCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
