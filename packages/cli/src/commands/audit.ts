// perennial audit: verifies hash chain, postings, balances and state of every journal in a place, by replaying it.
import { existsSync, writeFileSync } from "node:fs";
import type { AuditReport } from "@perennial/kernel";
import type { JournalSource, Snapshot } from "@perennial/server";
import type { Command } from "commander";
import { fail, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import type { PlaceOptions } from "../support/journals.js";
import { journals, refused, withDatabase, withPlace } from "../support/journals.js";
import { progressBar } from "../support/progress.js";

interface Options extends PlaceOptions {
  readonly from?: string;
  readonly save?: string;
  readonly json?: boolean;
}

/** What the command itself finds wrong. */
const WRONG = 1;

export function auditCommand(program: Command, io: Io): void {
  withPlace(program.command("audit"))
    .description("Verify a journal: hash chain, postings, balances, and the state by replaying every event.")
    .argument("[file]", "a journal that perennial export --format journal wrote, in place of a database")
    .option("--from <file>", "begin at a snapshot that an earlier audit saved")
    .option("--save <file>", "save a snapshot when everything is right, to begin the next audit at")
    .option("--json", "print the report as JSON")
    .addHelpText("after", EXAMPLES)
    .action(async (file: string | undefined, options: Options) => audit(file, options, io));
}

const EXAMPLES = `
Examples:
  perennial audit --data .perennial
  perennial audit --database-url postgres://perennial@127.0.0.1/perennial --programme shop --save shop.snapshot
  perennial audit --database-url postgres://perennial@127.0.0.1/perennial --programme shop --from shop.snapshot
  perennial audit journal.jsonl --json

Exit codes: 0 everything is right; 1 something is wrong (the first entry that differs is named); 2 the journal can't be read.
`;

type Named = AuditReport & { readonly programme: string };

async function audit(file: string | undefined, options: Options, io: Io): Promise<void> {
  const reports = file === undefined ? await auditDatabase(options, io) : [await auditFile(file, options, io)];
  io.out(options.json ? `${JSON.stringify({ reports })}\n` : reports.map(inWords).join("\n"));
  if (reports.some(({ ok }) => !ok)) throw new Failure("", WRONG);
}

const auditDatabase = async (options: Options, io: Io): Promise<Named[]> =>
  withDatabase(options, async (database, store) => {
    const reports: Named[] = [];
    for await (const source of journals(options, database, store)) reports.push(await auditOne(source, options, io));
    if (reports.length > 1 && (options.save ?? options.from) !== undefined)
      fail("bad_option: a snapshot is of one programme; name it with --programme");
    return reports;
  });

async function auditFile(file: string, options: Options, io: Io): Promise<Named> {
  if (!existsSync(file)) fail(`journal_not_found: there is no file ${file}`);
  const { fileSource } = await import("@perennial/server");
  return auditOne(await fileSource(file).catch(refused), options, io);
}

async function auditOne(source: JournalSource, options: Options, io: Io): Promise<Named> {
  const { auditSource } = await import("@perennial/server");
  const from = options.from === undefined ? undefined : await snapshot(options.from);
  let bar: ((done: number) => void) | undefined;
  const report = await auditSource(source, {
    from,
    onProgress: (done, total) => {
      bar ??= progressBar(io, source.programme, total);
      bar(done);
    },
  }).catch(refused);
  if (report.ok && options.save !== undefined) await save(options.save, source);
  return { programme: source.programme, ...report };
}

async function snapshot(file: string): Promise<Snapshot> {
  if (!existsSync(file)) fail(`snapshot_not_found: there is no file ${file}`);
  const { readSnapshot } = await import("@perennial/server");
  return readSnapshot(file).catch(refused);
}

async function save(file: string, { programme, end, state }: JournalSource): Promise<void> {
  const { snapshotLines } = await import("@perennial/server");
  writeFileSync(file, "", { mode: 0o600 });
  for (const line of snapshotLines({ programme, ...end, state })) writeFileSync(file, line, { flag: "a" });
}

function inWords(report: Named): string {
  const { programme, ok, entries, events, postings, from, to, head, compared, findings, wrong } = report;
  const state = compared ? "the state is what the replay gives" : "no state was kept with it";
  const range = `entries ${Math.min(from + 1, to)} to ${to}: ${entries} (${events} events, ${postings} postings)`;
  if (ok) return `${programme}: right. ${range}; ${state}.\n  head of the chain ${head}\n`;
  const lines = findings.map(
    (each) => `  entry ${each.seq} (${each.place}): ${each.check}: ${each.wrong}\n    right would be ${each.right}`,
  );
  const more = wrong > findings.length ? `  … and ${wrong - findings.length} more\n` : "";
  return `${programme}: WRONG, ${wrong} finding${wrong === 1 ? "" : "s"}. ${range}\n${lines.join("\n")}\n${more}`;
}
