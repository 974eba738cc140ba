// Rows of the journal on their way into the database: an entry's postings in short, and of the event what no other column has.
import type { Database, Statement } from "../database/database.js";
import type { Batch, JournalRow } from "./store.js";

/** Appends rows behind entry `from` where there is a `fence`; their columns are parameters from `first` on, one array each. */
const appended = (from: string, first: number): string => {
  const [id, hash, type, at, day, event, postings, notes, gross, margin, standing, own] = Array.from(
    { length: 12 },
    (_, index) => `$${first + index}`,
  );
  return `
  insert into journal (programme_id, seq, event_id, body_hash, type, at, day, event, postings, notes, gross, margin, standing, hash)
  select f.programme_id, ${from}::bigint + r.n, r.event_id, decode(r.body_hash, 'hex'), r.type, r.at, r.day::date, r.event::json,
    r.postings::json, r.notes::json, r.gross, r.margin, r.standing::json, decode(r.hash, 'hex')
  from fence f cross join unnest(${id}::text[], ${hash}::text[], ${type}::text[], ${at}::text[], ${day}::text[], ${event}::text[],
    ${postings}::text[], ${notes}::text[], ${gross}::bigint[], ${margin}::bigint[], ${standing}::text[], ${own}::text[]) with ordinality
    as r (event_id, body_hash, type, at, day, event, postings, notes, gross, margin, standing, hash, n)`;
};

const formed = (forms: string): string => `
  insert into journal_form (programme_id, form, shape)
  select f.programme_id, r.number, r.form from fence f cross join json_to_recordset(${forms}::json) as r (number integer, form json)`;

/** Moves the programme on, where it stands at entry `from` and is ours. */
const moved = (from: string, to: string, head: string, epoch: string): string => `
  update programme set seq = ${to}, head = decode(${head}, 'hex')
  where programme_id = $1 and seq = ${from} and epoch = ${epoch}
  returning programme_id`;

/** Keeps what the entries after `after`, up to `to`, have changed. */
const redone = (after: string, to: string, changes: string): string => `
  insert into redo (programme_id, seq, changes, after, sum)
  select f.programme_id, ${to}::bigint, ${changes}::json, ${after}::bigint, md5(${changes}::text)::uuid from fence f`;

const COUNTED = "select count(*)::integer as moved from fence";

/**
 * The commit, whole in one statement: it moves the programme on when it stands where we left it and is still ours, and
 * only then appends. Parameters: programme, new seq, new head, old seq, epoch, redo and new forms as JSON, then one array a column.
 */
export const COMMIT: Statement = {
  name: "commit",
  text: `
with fence as (${moved("$4", "$2", "$3", "$5")}
), appended as (${appended("$4", 8)}
), redone as (${redone("$4", "$2", "$6")}
), formed as (${formed("$7")}
)
${COUNTED}`,
};

export function commitValues(database: Database, programme: string, epoch: number, batch: Batch): unknown[] {
  const { redo, forms, rows } = batch;
  const told = [JSON.stringify(redo), JSON.stringify(forms)];
  return [programme, batch.to, batch.head, batch.from, epoch, ...told, ...columnsOf(database, rows)];
}

/**
 * Statements of a commit that is told in parts, in one transaction. Each looks whether the programme is still ours, but only the last,
 * which moves it on, locks its row: until then leases are renewed as ever.
 */
const OURS = `select programme_id from programme where programme_id = $1 and epoch = $2`;
/** Parameters: programme, epoch, the entry before, new forms, then one array a column. */
export const APPEND: Statement = {
  name: "append",
  text: `
with fence as (${OURS}
), appended as (${appended("$3", 5)}
), formed as (${formed("$4")}
)
${COUNTED}`,
};
/** Parameters: programme, epoch, the entries after and through which it tells, the changes. */
export const APPEND_REDO: Statement = {
  name: "append_redo",
  text: `
with fence as (${OURS}
), redone as (${redone("$3", "$4", "$5")}
)
${COUNTED}`,
};
/** Parameters: programme, epoch, old seq, new seq, new head. */
export const MOVE: Statement = {
  name: "move",
  text: `
with fence as (${moved("$3", "$4", "$5", "$2")}
)
${COUNTED}`,
};

/** The columns of rows as `appended` takes them. */
export function columnsOf(database: Database, rows: readonly JournalRow[]): unknown[] {
  const texts = (of: (row: JournalRow) => string | null | undefined): unknown =>
    database.texts(rows.map((row) => of(row) ?? null));
  const numbers = (of: (row: JournalRow) => number | undefined): unknown =>
    database.numbers(rows.map((row) => of(row) ?? null));
  return [
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
