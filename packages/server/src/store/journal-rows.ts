// Rows of the journal on their way into and out of the database: postings as arrays, explanations beside them.
import type { EntryText, WhyText } from "@perennial/kernel";
import type { Statement } from "../database/database.js";
import type { Batch, JournalRow, Standing, StoredRow } from "./store.js";

/**
 * The commit, whole in one statement: it moves the programme on when it stands where we left it and is still ours, and
 * only then appends. Parameters: programme, new seq, new head, old seq, epoch, rows as JSON, redo as JSON.
 */
export const COMMIT: Statement = {
  name: "commit",
  text: `
with fence as (
  update programme set seq = $2, head = decode($3, 'hex')
  where programme_id = $1 and seq = $4 and epoch = $5
  returning programme_id
), appended as (
  insert into journal (programme_id, seq, event_id, body_hash, type, at, day, event, debits, credits, assets, amounts,
    whys, notes, gross, margin, standing, before, hash)
  select f.programme_id, r.seq, r.event_id, decode(r.body_hash, 'hex'), r.type, r.at, r.day, r.event, r.debits,
    r.credits, r.assets, r.amounts, r.whys, r.notes, r.gross, r.margin, r.standing, decode(r.before, 'hex'),
    decode(r.hash, 'hex')
  from fence f cross join json_to_recordset($6::json) as r (seq bigint, event_id text, body_hash text, type text,
    at text, day date, event json, debits text[], credits text[], assets text[], amounts numeric[], whys json,
    notes json, gross bigint, margin bigint, standing json, before text, hash text)
), redone as (
  insert into redo (programme_id, seq, changes) select f.programme_id, $2, $7::json from fence f
)
select count(*)::integer as moved from fence`,
};

export const commitValues = (programme: string, epoch: number, batch: Batch): unknown[] => [
  programme,
  batch.to,
  batch.head,
  batch.from,
  epoch,
  JSON.stringify(batch.rows.map(plainRow)),
  JSON.stringify(batch.redo),
];

function plainRow({ entry, event, day, figures, standing, before, hash }: JournalRow): Record<string, unknown> {
  const { postings } = entry;
  return {
    seq: entry.seq,
    event_id: event?.id,
    body_hash: event?.hash,
    type: entry.type,
    at: entry.at,
    day,
    event: event?.body,
    debits: postings.map(({ debit }) => debit),
    credits: postings.map(({ credit }) => credit),
    assets: postings.map(({ asset }) => asset),
    amounts: postings.map(({ amount }) => amount),
    whys: postings.map(({ why }) => why),
    notes: entry.notes,
    gross: figures?.gross,
    margin: figures?.margin,
    standing,
    before,
    hash,
  };
}

/** What a full row is read with. */
export const ROW_COLUMNS = `seq, event_id, encode(body_hash, 'hex') as body_hash, type, at, day::text as day, booked_at, event, debits,
  credits, assets, amounts::text[] as amounts, whys, notes, gross, margin, standing, encode(before, 'hex') as before,
  encode(hash, 'hex') as hash`;

export interface SqlRow {
  seq: number;
  event_id: string | null;
  body_hash: string | null;
  type: string;
  at: string;
  day: string;
  booked_at: Date;
  event: Record<string, unknown> | null;
  debits: string[];
  credits: string[];
  assets: string[];
  amounts: string[];
  whys: WhyText[];
  notes: WhyText[];
  gross: number | null;
  margin: number | null;
  standing: Standing | null;
  before: string;
  hash: string;
}

/** The id of an entry: its event's, or `day:2026-01-31` for a day that closed by itself. */
export const entryId = ({ event_id: id, at }: { event_id: string | null; at: string }): string => id ?? `day:${at}`;

export function storedRow(row: SqlRow): StoredRow {
  return {
    entry: entryOf(row),
    ...(row.event_id !== null &&
      row.body_hash !== null &&
      row.event !== null && { event: { id: row.event_id, hash: row.body_hash, body: row.event } }),
    day: row.day,
    ...(row.gross !== null && row.margin !== null && { figures: { gross: row.gross, margin: row.margin } }),
    ...(row.standing !== null && { standing: row.standing }),
    before: row.before,
    hash: row.hash,
    bookedAt: row.booked_at,
  };
}

function entryOf(row: SqlRow): EntryText {
  const postings = row.amounts.map((amount, index) => ({
    debit: row.debits[index] ?? "",
    credit: row.credits[index] ?? "",
    asset: row.assets[index] ?? "",
    amount,
    why: row.whys[index] ?? { mechanism: "", version: 0, rule: "", figures: {}, text: { zh: "", en: "" } },
  }));
  return { seq: row.seq, type: row.type, id: entryId(row), at: row.at, postings, notes: row.notes };
}
