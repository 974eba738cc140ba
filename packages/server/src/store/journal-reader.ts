// Rows of the journal on their way out of the database: an entry made whole again from its lines and the forms of its programme.
import type { EntryRecord, EntryText, Form, Line, Shorthand } from "@perennial/kernel";
import { readRecord, readText, textsOf } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import { withMovedWords } from "../settlement/moved-words.js";
import { bodyOf } from "./journal-rows.js";
import type { Standing, StoredRow } from "./store.js";

/** What a full row is read with, from `journal j`. The hash before is that of the row before. */
export const ROW_COLUMNS = `j.seq, j.event_id, encode(j.body_hash, 'hex') as body_hash, j.type, j.at, j.day::text as day, j.booked_at,
  j.event, j.postings, j.notes, j.gross, j.margin, j.standing, encode(j.hash, 'hex') as hash,
  coalesce((select encode(b.hash, 'hex') from journal b where b.programme_id = j.programme_id and b.seq = j.seq - 1),
    repeat('0', 64)) as before`;

/** Of the rows of a programme ($1) behind one: those up to the next part of a long close. One of these is as much as one wants to read at a time. */
export const upToPart = (seq: string, after: string): string =>
  `${seq} <= coalesce((select min(p.seq) from journal p where p.programme_id = $1 and p.type = 'day.closing' and p.seq > ${after}), ${seq})`;

export interface SqlRow {
  seq: number;
  event_id: string | null;
  body_hash: string | null;
  type: string;
  at: string;
  day: string;
  booked_at: Date;
  event: Record<string, unknown> | null;
  postings: Shorthand["postings"];
  notes: Shorthand["notes"] | null;
  gross: number | null;
  margin: number | null;
  standing: Standing | null;
  before: string;
  hash: string;
}

/** What an entry is made whole from. */
export type EntryRow = Pick<SqlRow, "seq" | "event_id" | "type" | "at" | "event" | "postings" | "notes">;

/** The id of an entry: its event's, or `day:2026-01-31` for a day that closed by itself, and for each part of such a close. */
export const entryId = ({ event_id: id, at }: { event_id: string | null; at: string }): string => id ?? `day:${at}`;

/** The forms of each programme, read when a row first asks for one that is not known yet. They never change once they are there. */
export class FormBook {
  private readonly known = new Map<string, Form[]>();

  constructor(private readonly database: Database) {}

  /** Forms enough for these rows. */
  async enough(programme: string, rows: readonly Pick<EntryRow, "postings" | "notes">[]): Promise<readonly Form[]> {
    const known = this.known.get(programme) ?? [];
    if (rows.every((row) => mostOf(row) < known.length)) return known;
    const read = await this.database.run<{ shape: Form }>(FORMS, [programme]);
    const forms = read.map(({ shape }) => shape);
    this.known.set(programme, forms);
    return forms;
  }
}

const FORMS = { name: "forms", text: `select shape from journal_form where programme_id = $1 order by form` };

/** The highest form number in a row; −1 when it has no lines. */
function mostOf({ postings, notes }: Pick<EntryRow, "postings" | "notes">): number {
  let most = -1;
  for (const line of notes ? [...postings, ...notes] : postings)
    if (Array.isArray(line)) most = Math.max(most, Number((line as Line)[0]));
  return most;
}

export function bodyOfRow(row: EntryRow): Record<string, unknown> | undefined {
  return row.event === null ? undefined : bodyOf(row.event, { id: entryId(row), at: row.at, type: row.type });
}

/** The entry without words, as its hash covers it. */
export function recordOf(row: EntryRow, forms: readonly Form[]): EntryRecord {
  return readRecord(shorthandOf(row), forms, textsOf(bodyOfRow(row)));
}

const shorthandOf = (row: EntryRow): Shorthand => {
  const { seq, type, at, postings, notes } = row;
  return { seq, type, id: entryId(row), at, postings, notes: notes ?? [] };
};

/** A row as the journal's readers get it; the entry has no words. */
export const storedRow = (row: SqlRow, forms: readonly Form[]): StoredRow => ({
  ...aroundOf(row),
  entry: recordOf(row, forms),
});

/** The entry with the words of every posting. */
export const textOf = (row: EntryRow, forms: readonly Form[]): EntryText =>
  withMovedWords(readText(shorthandOf(row), forms, textsOf(bodyOfRow(row))));

/** A row whose entry has words. */
export const toldRow = (row: SqlRow, forms: readonly Form[]): StoredRow<EntryText> => ({
  ...aroundOf(row),
  entry: textOf(row, forms),
});

function aroundOf(row: SqlRow): Omit<StoredRow, "entry"> {
  const body = bodyOfRow(row);
  return {
    ...(body && { event: { id: entryId(row), body, ...(row.body_hash !== null && { hash: row.body_hash }) } }),
    day: row.day,
    ...(row.gross !== null && row.margin !== null && { figures: { gross: row.gross, margin: row.margin } }),
    ...(row.standing !== null && { standing: row.standing }),
    before: row.before,
    hash: row.hash,
    bookedAt: row.booked_at,
  };
}
