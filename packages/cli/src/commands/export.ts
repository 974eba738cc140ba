// perennial export: a journal as a file to audit, as books for beancount and hledger, or as a table.
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { JournalSource } from "@perennial/server";
import type { Command } from "commander";
import { Option } from "commander";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import type { PlaceOptions } from "../support/journals.js";
import { journals, refused, withDatabase, withPlace } from "../support/journals.js";
import { progressBar } from "../support/progress.js";

const FORMATS = ["journal", "beancount", "hledger", "csv"] as const;
type Format = (typeof FORMATS)[number];

interface Options extends PlaceOptions {
  readonly format: Format;
  readonly out?: string;
  readonly json?: boolean;
}

export function exportCommand(program: Command, io: Io): void {
  withPlace(program.command("export"))
    .description("Write the journal of a programme: to audit elsewhere, as books, or as a table.")
    .addOption(new Option("--format <format>", "what to write").choices(FORMATS).default("journal"))
    .option("--out <file>", "where to; left out: standard output")
    .option("--json", "with --out: print what was written as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => write(options, io));
}

const EXAMPLES = `
Examples:
  perennial export --programme demo --out demo.jsonl && perennial audit demo.jsonl
  perennial export --programme demo --format beancount --out demo.beancount && bean-check demo.beancount
  perennial export --programme demo --format hledger --out demo.journal && hledger -f demo.journal check -s
  perennial export --programme demo --format csv > demo.csv

Amounts keep their sign as accountants write them: what the platform owes is negative.

Exit codes: 0 written; 2 there is no such programme, or the place can't be read.
`;

async function write(options: Options, io: Io): Promise<void> {
  if (options.programme === undefined) fail("missing_option: --programme; the name of one");
  await withDatabase(options, async (database, store) => {
    for await (const source of journals(options, database, store)) {
      const bar = progressBar(io, source.programme, source.end.seq);
      const pieces = await text(source, options.format, bar);
      if (options.out === undefined) for await (const piece of pieces) io.out(piece);
      else await pipeline(Readable.from(pieces), createWriteStream(options.out, { mode: 0o600 })).catch(refused);
      const { programme, end } = source;
      if (options.json && options.out !== undefined)
        io.out(
          `${JSON.stringify({ programme, format: options.format, entries: end.seq, head: end.head, out: options.out })}\n`,
        );
    }
  });
}

async function text(
  source: JournalSource,
  format: Format,
  onEntry: (done: number) => void,
): Promise<AsyncIterable<string>> {
  const { csvText, journalLines, ledgerText } = await import("@perennial/server");
  if (format === "journal") return journalLines(source, onEntry);
  return format === "csv" ? csvText(source, onEntry) : ledgerText(source, format, onEntry);
}
