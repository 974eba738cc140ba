// perennial prove and verify: that an entry is in the journal. The proof is a file; checking it needs neither server nor database.
import { existsSync, readFileSync } from "node:fs";
import { inclusionProof } from "@perennial/api/schemas";
import type { InclusionProof } from "@perennial/kernel";
import { wrongWithInclusion } from "@perennial/kernel";
import type { Command } from "commander";
import { sha256, sha256Bytes } from "../support/digest.js";
import { fail, Failure } from "../support/fail.js";
import type { Io } from "../support/io.js";
import type { PlaceOptions } from "../support/journals.js";
import { withDatabase, withPlace } from "../support/journals.js";

interface ProveOptions extends PlaceOptions {
  readonly seq: string;
  readonly day?: string;
}

export function proveCommand(program: Command, io: Io): void {
  withPlace(program.command("prove"))
    .description("Write the proof that an entry is in the journal, under the root of a closed day (RFC 6962).")
    .requiredOption("--seq <number>", "the number of the entry")
    .option("--day <day>", "the closed day whose root is meant (default: the first that covers the entry)")
    .addHelpText("after", PROVE_EXAMPLES)
    .action(async (options: ProveOptions) => io.out(`${JSON.stringify(await prove(options))}\n`));
}

const PROVE_EXAMPLES = `
Examples:
  perennial prove --data .perennial --programme demo --seq 17 > proof.json
  perennial prove --programme shop --seq 17 --day 2026-01-31 > proof.json

Exit codes: 0 the proof is printed; 2 there is no such programme, entry or day.
`;

async function prove(options: ProveOptions): Promise<InclusionProof> {
  const { programme, seq: number, day } = options;
  const seq = Number(number);
  if (programme === undefined) fail("missing_option: --programme; the name of one");
  if (!Number.isSafeInteger(seq) || seq < 1) fail(`bad_option: --seq ${number}; a whole number from 1`);
  return withDatabase(options, async (database, store) => {
    const { Tree } = await import("@perennial/server");
    const standing = (await store.list()).find(({ id }) => id === programme);
    if (!standing) return fail(`unknown_programme: there is no "${programme}"`);
    const tree = new Tree(database, store);
    while (await tree.grow(programme, standing.seq));
    const [root] = day === undefined ? [await tree.dayOf(programme, seq)] : await tree.days(programme, day, day);
    if (day !== undefined && !root) fail(`unknown_day: ${day} has no root; a day that has closed`);
    const proof = await tree.inclusion(programme, seq, root ?? { size: standing.seq });
    return proof ?? fail(`unknown_entry: there is no entry ${seq} under that root`);
  });
}

export function verifyCommand(program: Command, io: Io): void {
  program
    .command("verify")
    .description("Check a proof that an entry is in a journal; needs neither server nor database.")
    .argument("<file>", "the proof, as perennial prove or the service gave it")
    .option("--root <hash>", "the root that was published for the day; left out: the one in the proof")
    .option("--json", "print the result as JSON")
    .addHelpText("after", VERIFY_EXAMPLES)
    .action((file: string, options: { root?: string; json?: boolean }) => verify(file, options, io));
}

const VERIFY_EXAMPLES = `
Examples:
  perennial verify proof.json --root 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328

Without --root the proof is only shown to agree with itself: compare the printed root with the published one.

Exit codes: 0 the entry is under that root; 1 it is not; 2 the file can't be read.
`;

function verify(file: string, { root, json }: { root?: string; json?: boolean }, io: Io): void {
  const { day, ...proof } = read(file);
  const wrong = wrongWithInclusion(proof, { text: sha256, bytes: sha256Bytes }, root);
  const { programme, entry, size } = proof;
  const shown = { ok: wrong === undefined, programme, seq: entry.seq, id: entry.id, size, root: root ?? proof.root };
  if (json)
    io.out(
      `${JSON.stringify({ ...shown, ...(day !== undefined && { day }), ...(wrong !== undefined && { wrong }) })}\n`,
    );
  else
    io.out(
      wrong === undefined
        ? `Entry ${entry.seq} (${entry.id}) of ${programme} is among the ${size} under the root ${shown.root}${day === undefined ? "" : `, ${day}`}.\n`
        : `Entry ${entry.seq} (${entry.id}) of ${programme} is NOT proved: ${wrong}.\n`,
    );
  if (wrong !== undefined) throw new Failure("", 1);
}

function read(file: string): ReturnType<typeof inclusionProof.parse> {
  if (!existsSync(file)) return fail(`proof_not_found: there is no file ${file}`);
  try {
    return inclusionProof.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return fail(`unreadable_proof: ${file} is no proof; right would be a file that perennial prove wrote`);
  }
}
