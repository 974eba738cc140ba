// Rows of the journal on their way into the database: an entry's postings in short, and of the event what no other column has.
import type { Database, Statement } from "../database/database.js";
import type { Batch, JournalRow } from "./store.js";

/**
 * The commit, whole in one statement: it moves the programme on when it stands where we left it and is still ours, and
 * only then appends. Parameters: programme, new seq, new head, old seq, epoch, redo and new forms as JSON, then one array a column.
 */
export const COMMIT: Statement = {
  name: "commit",
  text: `
with fence as (
  update programme set seq = $2, head = decode($3, 'hex')
  where programme_id = $1 and seq = $4 and epoch = $5
  returning programme_id
), appended as (
  insert into journal (programme_id, seq, event_id, body_hash, type, at, day, event, postings, notes, gross, margin, standing, hash)
  select f.programme_id, $4::bigint + r.n, r.event_id, decode(r.body_hash, 'hex'), r.type, r.at, r.day::date, r.event::json,
    r.postings::json, r.notes::json, r.gross, r.margin, r.standing::json, decode(r.hash, 'hex')
  from fence f cross join unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
    $15::text[], $16::bigint[], $17::bigint[], $18::text[], $19::text[]) with ordinality
    as r (event_id, body_hash, type, at, day, event, postings, notes, gross, margin, standing, hash, n)
), redone as (
  insert into redo (programme_id, seq, changes, after, sum)
  select f.programme_id, $2, $6::json, $4, md5($6::text)::uuid from fence f
), formed as (
  insert into journal_form (programme_id, form, shape)
  select f.programme_id, r.number, r.form from fence f cross join json_to_recordset($7::json) as r (number integer, form json)
)
select count(*)::integer as moved from fence`,
};

export function commitValues(database: Database, programme: string, epoch: number, batch: Batch): unknown[] {
  const { rows } = batch;
  const texts = (of: (row: JournalRow) => string | null | undefined): unknown =>
    database.texts(rows.map((row) => of(row) ?? null));
  const numbers = (of: (row: JournalRow) => number | undefined): unknown =>
    database.numbers(rows.map((row) => of(row) ?? null));
  return [
    programme,
    batch.to,
    batch.head,
    batch.from,
    epoch,
    JSON.stringify(batch.redo),
    JSON.stringify(batch.forms),
    texts(({ event }) => event?.id),
    texts(({ event }) => event?.hash),
    texts(({ entry }) => entry.type),
    texts(({ entry }) => entry.at),
    texts(({ day }) => day),
    texts(eventText),
    texts(({ entry }) => entry.postings),
    texts(({ entry }) => (entry.notes === "[]" ? null : entry.notes)),
    numbers(({ figures }) => figures?.gross),
    numbers(({ figures }) => figures?.margin),
    texts(({ standing }) => standing && JSON.stringify(standing)),
    texts(({ hash }) => hash),
  ];
}

/** Fields of an event that the row has as columns: in its place among the keys stands 0. */
const OWN = ["id", "at", "type"] as const;

/** As `JSON.stringify` writes it. Most fields are plain texts: those it need not look at. */
function eventText({ event, entry }: JournalRow): string | undefined {
  if (!event) return undefined;
  const { body } = event;
  let text = "";
  for (const key of Object.keys(body)) {
    const value = body[key];
    const own = (key === "id" || key === "at" || key === "type") && value === entry[key];
    const json = own ? "0" : typeof value === "string" ? quoted(value) : JSON.stringify(value);
    if (json !== undefined) text += `${text === "" ? "" : ","}${quoted(key)}:${json}`;
  }
  return `{${text}}`;
}

/** A JSON text. Most need no escapes; asking is cheaper than escaping. */
const PLAIN = /^[\w:.\-+/ ]*$/;
const quoted = (value: string): string => (PLAIN.test(value) ? `"${value}"` : JSON.stringify(value));

/** The body of an event as it was, from what `eventText` left of it. */
export function bodyOf(
  short: Readonly<Record<string, unknown>>,
  columns: Record<(typeof OWN)[number], string>,
): Record<string, unknown> {
  const body = { ...short };
  for (const field of OWN) if (body[field] === 0) body[field] = columns[field];
  return body;
}
