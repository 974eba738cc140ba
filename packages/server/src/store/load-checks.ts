// What a load is held against beside the rows of the state: the redo whole and without gaps, the forms in turn, and the head of the journal.
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { GENESIS } from "@perennial/kernel";
import type { Tables } from "../database/tables.js";

/** A redo as it stands in the database. */
export interface StoredRedo {
  readonly seq: number;
  /** the entry after which it begins; null: written by an earlier version */
  readonly after: number | null;
  readonly changes: unknown;
  /** whether its text is as it was written, as far as that is known */
  readonly whole: boolean;
}

/** The redo after a checkpoint, in order. */
export async function readRedo(query: Kysely<Tables>, programme: string, checkpoint: number): Promise<StoredRedo[]> {
  return query
    .selectFrom("redo")
    .select(["seq", "after", "changes"])
    .select(sql<boolean>`sum is null or sum = md5(changes::text)::uuid`.as("whole"))
    .where("programme_id", "=", programme)
    .where("seq", ">", checkpoint)
    .orderBy("seq")
    .execute();
}

/** A redo's text on its way in, with its sum. */
export const summed = (changes: string) => ({ changes, sum: sql<string>`md5(${changes}::text)::uuid` });

export function brokenRedo(redo: readonly StoredRedo[], checkpoint: number): string | undefined {
  let at = checkpoint;
  for (const { seq, after, whole } of redo) {
    if (!whole) return `table redo, row ${seq}: its text is not what was written`;
    if (after !== null && after !== at)
      return `table redo, row ${seq}: it follows entry ${after}, those before it end at ${at}`;
    at = seq;
  }
  return undefined;
}

export function missingForm(forms: readonly { form: number }[]): string | undefined {
  const gap = forms.findIndex(({ form }, index) => form !== index);
  return gap === -1 ? undefined : `table journal_form, row ${gap}: it is missing`;
}

/** The head that the programme was left with is the hash of the journal's last entry, and there is none behind it. */
export async function otherHead(
  query: Kysely<Tables>,
  programme: string,
  { seq, head }: { seq: number; head: string },
): Promise<string | undefined> {
  const [last, later] = await query
    .selectFrom("journal")
    .select("seq")
    .select(sql<string>`encode(hash, 'hex')`.as("hash"))
    .where("programme_id", "=", programme)
    .where("seq", ">=", seq)
    .orderBy("seq")
    .limit(2)
    .execute();
  const own = last?.seq === seq ? last.hash : seq === 0 ? GENESIS : undefined;
  const behind = last?.seq === seq ? later : last;
  if (own === undefined) return `table journal, row ${seq}: it is missing`;
  if (own !== head) return `table programme: its head is not the hash of entry ${seq} of the journal`;
  return behind && `table journal, row ${behind.seq}: the programme was left at entry ${seq}`;
}
