// What lists and reports need, derived from the journal by sequence: lines of holders, holders by name, daily figures.
// Each step moves the projection's own position in the same transaction, so that no entry is counted twice.
import type { EntryRecord } from "@perennial/kernel";
import type { Transaction } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import type { Tables } from "../database/tables.js";
import { announce, keep } from "../inbox/keep.js";
import { FOR_ALL, newsForAll, newsOf } from "../inbox/news.js";
import type { EntryRow, FormBook } from "./journal-reader.js";
import { bodyOfRow, recordOf, upToPart } from "./journal-reader.js";

/** The entries of a step. */
interface Span {
  readonly database: Database;
  readonly programme: string;
  readonly rows: readonly Row[];
  readonly records: readonly EntryRecord[];
  /** up to here members have been told what happened */
  readonly told: number;
  readonly lines: readonly Line[];
}
interface Row extends EntryRow {
  day: string;
  gross: number | null;
  margin: number | null;
  standing: string | null;
}
/** One side of a posting that is a holder's. `paid`: cash that a mechanism gave. */
interface Line {
  holder: string;
  seq: number;
  line: number;
  side: 0 | 1;
  asset: string;
  amount: string;
  account: string;
  paid: boolean;
  day: string;
}
type Step = (transaction: Transaction<Tables>, span: Span) => Promise<unknown>;

/**
 * Derives from at most `most` further entries, and no further than the next part of a long close; returns the sequence number reached. The entries are read before the transaction
 * begins: whoever has moved the position meanwhile has done this step.
 */
export async function project(database: Database, forms: FormBook, programme: string, most: number): Promise<number> {
  const [position] = await database.run<{ after: number; end: number; told: number }>(POSITION, [programme]);
  if (!position) throw new Error(`unknown_programme: there is no programme ${programme}`);
  const { after, end, told } = position;
  if (end <= after) return after;
  const rows = await database.run<Row>(ENTRIES, [programme, after, Math.min(end, after + most)]);
  const to = rows.at(-1)?.seq;
  if (to === undefined) throw new Error(`journal_gap: ${programme} has no entry behind ${after}, its end is ${end}`);
  const known = await forms.enough(programme, rows);
  const records = rows.map((row) => recordOf(row, known));
  const derived = records.flatMap((record, index) => linesOf(record, rows[index]?.day ?? ""));
  return database.behind.query.transaction().execute(async (transaction) => {
    const moved = await transaction
      .updateTable("projection")
      .set({ seq: to })
      .where("programme_id", "=", programme)
      .where("name", "=", "lists")
      .where("seq", "=", after)
      .executeTakeFirst();
    if (Number(moved.numUpdatedRows) === 0) return after;
    for (const step of STEPS) await step(transaction, { database, programme, rows, records, told, lines: derived });
    return to;
  });
}

const POSITION = {
  name: "position",
  text: `select p.seq as after, g.seq as end,
  coalesce((select i.seq from projection i where i.programme_id = p.programme_id and i.name = 'inbox'), 0) as told
from projection p join programme g on g.programme_id = p.programme_id
where p.programme_id = $1 and p.name = 'lists'`,
};
const ENTRIES = {
  name: "entries",
  text: `select seq, event_id, type, at, day::text as day, event, postings, null as notes, gross, margin, standing::text as standing
from journal where programme_id = $1 and seq > $2 and seq <= $3 and ${upToPart("seq", "$2")} order by seq`,
};

/** Forgets everything derived, to be built again from the journal; what members were told stays told. */
export async function dropProjections(database: Database, programme: string): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("projection")
      .set({ seq: 0 })
      .where("programme_id", "=", programme)
      .where("name", "=", "lists")
      .execute();
    for (const table of ["holder_line", "holder_entry", "daily"] as const)
      await transaction.deleteFrom(table).where("programme_id", "=", programme).execute();
  });
}

const HOLDERS = new Set(["wallet", "lot", "hold", "receivable"]);

function linesOf({ seq, postings }: EntryRecord, day: string): Line[] {
  const lines: Line[] = [];
  for (const [line, { debit, credit, asset, amount, why }] of postings.entries())
    for (const side of [0, 1] as const) {
      const account = side === 0 ? debit : credit;
      const colon = account.indexOf(":");
      const kind = account.slice(0, colon);
      const holder = account.slice(colon + 1);
      if (!HOLDERS.has(kind) || holder === "platform") continue;
      const paid = side === 1 && asset === "cash" && (kind === "wallet" || kind === "lot") && why.mechanism !== "";
      lines.push({
        holder,
        seq,
        line,
        side,
        asset,
        amount: side === 0 ? `-${amount}` : amount,
        account: kind,
        paid,
        day,
      });
    }
  return lines;
}

const lines: Step = (transaction, { database, programme, lines: rows }) => {
  const texts = (of: (line: Line) => string): unknown => database.texts(rows.map(of));
  const numbers = (of: (line: Line) => number): unknown => database.numbers(rows.map(of));
  return sql`
    insert into holder_line (programme_id, holder, seq, line, side, asset, amount, account, paid)
    select ${programme}, l.holder, l.seq, l.line, l.side, l.asset, l.amount::numeric, l.account, l.paid = 1
    from unnest(${texts(({ holder }) => holder)}::text[], ${numbers(({ seq }) => seq)}::bigint[],
      ${numbers(({ line }) => line)}::bigint[], ${numbers(({ side }) => side)}::bigint[], ${texts(({ asset }) => asset)}::text[],
      ${texts(({ amount }) => amount)}::text[], ${texts(({ account }) => account)}::text[],
      ${numbers(({ paid }) => Number(paid))}::bigint[])
      as l (holder, seq, line, side, asset, amount, account, paid)
    order by l.holder, l.seq, l.line, l.side`.execute(transaction);
};

const JOINED: Readonly<Record<string, string>> = {
  "member.joined": "member",
  "merchant.joined": "merchant",
  "agent.appointed": "agent",
};

const holders: Step = async (transaction, { database, programme, rows }) => {
  const joined = rows.flatMap((row) => {
    const kind = JOINED[row.type];
    return kind === undefined ? [] : [{ kind, name: String(bodyOfRow(row)?.[kind]), seq: row.seq, day: row.day }];
  });
  if (joined.length === 0) return;
  const texts = (of: (row: (typeof joined)[number]) => string): unknown => database.texts(joined.map(of));
  await sql`
    insert into holder_entry (programme_id, name, seq, kind, joined)
    select ${programme}, h.name, h.seq, h.kind, h.day::date
    from unnest(${texts(({ name }) => name)}::text[], ${database.numbers(joined.map(({ seq }) => seq))}::bigint[],
      ${texts(({ kind }) => kind)}::text[], ${texts(({ day }) => day)}::text[]) as h (name, seq, kind, day)
    order by h.seq
    on conflict (programme_id, name) do nothing`.execute(transaction);
};

const days: Step = (transaction, { database, programme, rows, lines: all }) => {
  const paid = all.filter((line) => line.paid);
  return sql`
    insert into daily (programme_id, day, orders, gross, margin, paid)
    select ${programme}, d.day::date, sum(d.orders), coalesce(sum(d.gross), 0), coalesce(sum(d.margin), 0), sum(d.paid)
    from (
      select day, orders, gross, margin, 0::numeric as paid
      from unnest(${database.texts(rows.map(({ day }) => day))}::text[],
        ${database.numbers(rows.map(({ type }) => Number(type === "order.settled")))}::bigint[],
        ${database.numbers(rows.map(({ gross }) => gross))}::bigint[],
        ${database.numbers(rows.map(({ margin }) => margin))}::bigint[]) as e (day, orders, gross, margin)
      union all
      select day, 0, 0, 0, amount::numeric
      from unnest(${database.texts(paid.map(({ day }) => day))}::text[],
        ${database.texts(paid.map(({ amount }) => amount))}::text[]) as p (day, amount)
    ) as d
    group by d.day
    on conflict (programme_id, day) do update set orders = daily.orders + excluded.orders,
      gross = daily.gross + excluded.gross, margin = daily.margin + excluded.margin, paid = daily.paid + excluded.paid`.execute(
    transaction,
  );
};

const standings: Step = async (transaction, { database, programme, rows }) => {
  const closed = rows.filter(({ standing }) => standing !== null);
  if (closed.length === 0) return;
  await sql`
    update daily set standing = c.standing::json
    from unnest(${database.texts(closed.map(({ day }) => day))}::text[]::date[],
      ${database.texts(closed.map(({ standing }) => standing))}::text[]) as c (day, standing)
    where daily.programme_id = ${programme} and daily.day = c.day`.execute(transaction);
};

const news: Step = async (transaction, { database, programme, rows, records, told }) => {
  const to = records.at(-1)?.seq ?? 0;
  if (to <= told) return;
  const fresh = records.filter(({ seq }) => seq > told);
  await keep(transaction, database, programme, fresh.flatMap(newsOf));
  for (const row of rows) {
    const all = row.seq > told && FOR_ALL.has(row.type) ? newsForAll(row, bodyOfRow(row)) : undefined;
    if (all) await announce(transaction, programme, all);
  }
  await transaction
    .insertInto("projection")
    .values({ programme_id: programme, name: "inbox", seq: to })
    .onConflict((conflict) => conflict.columns(["programme_id", "name"]).doUpdateSet({ seq: to }))
    .execute();
};

const STEPS: readonly Step[] = [lines, holders, days, standings, news];
