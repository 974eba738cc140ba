// What lists and reports need, derived from the journal by sequence: lines of holders, holders by name, daily figures.
// Each step moves the projection's own position in the same transaction, so that no entry is counted twice.
import type { Transaction } from "kysely";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import type { Tables } from "../database/tables.js";

interface Span {
  programme: string;
  after: number;
  to: number;
}
type Step = (transaction: Transaction<Tables>, span: Span) => Promise<unknown>;

/** Derives from at most `most` further entries; returns the sequence number reached. */
export async function project(database: Database, programme: string, most: number): Promise<number> {
  return database.query.transaction().execute(async (transaction) => {
    const position = await transaction
      .selectFrom("projection")
      .innerJoin("programme", "programme.programme_id", "projection.programme_id")
      .select(["projection.seq as after", "programme.seq as end"])
      .where("projection.programme_id", "=", programme)
      .where("name", "=", "lists")
      .forUpdate("projection")
      .executeTakeFirst();
    if (!position) throw new Error(`unknown_programme: there is no programme ${programme}`);
    const to = Math.min(position.end, position.after + most);
    if (to <= position.after) return position.after;
    const span = { programme, after: position.after, to };
    for (const step of STEPS) await step(transaction, span);
    await transaction
      .updateTable("projection")
      .set({ seq: to })
      .where("programme_id", "=", programme)
      .where("name", "=", "lists")
      .execute();
    return to;
  });
}

/** Forgets everything derived, to be built again from the journal. */
export async function dropProjections(database: Database, programme: string): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    await transaction.updateTable("projection").set({ seq: 0 }).where("programme_id", "=", programme).execute();
    for (const table of ["holder_line", "holder_entry", "daily"] as const)
      await transaction.deleteFrom(table).where("programme_id", "=", programme).execute();
  });
}

const lines: Step = (transaction, { programme, after, to }) =>
  sql`
    insert into holder_line (programme_id, holder, seq, line, side, asset, amount, account, paid)
    select j.programme_id, s.holder, j.seq, p.n - 1, s.side, p.asset, s.sign * p.amount, s.kind,
      s.side = 1 and p.asset = 'cash' and s.kind in ('wallet', 'lot')
        and p.why ->> 'mechanism' <> ''
    from journal j
    cross join lateral rows from (unnest(j.debits, j.credits, j.assets, j.amounts), json_array_elements(j.whys))
      with ordinality as p (debit, credit, asset, amount, why, n)
    cross join lateral (values (0, p.debit, -1), (1, p.credit, 1)) as a (side, account, sign)
    cross join lateral (
      select a.side, a.sign, split_part(a.account, ':', 1) as kind, substr(a.account, strpos(a.account, ':') + 1) as holder
    ) as s
    where j.programme_id = ${programme} and j.seq > ${after} and j.seq <= ${to}
      and s.kind in ('wallet', 'lot', 'hold', 'receivable') and s.holder <> 'platform'`.execute(transaction);

const holders: Step = (transaction, { programme, after, to }) =>
  sql`
    insert into holder_entry (programme_id, name, seq, kind, joined)
    select programme_id, coalesce(event ->> 'member', event ->> 'merchant', event ->> 'agent'), seq,
      case type when 'member.joined' then 'member' when 'merchant.joined' then 'merchant' else 'agent' end, day
    from journal
    where programme_id = ${programme} and seq > ${after} and seq <= ${to}
      and type in ('member.joined', 'merchant.joined', 'agent.appointed')
    order by seq
    on conflict (programme_id, name) do nothing`.execute(transaction);

const days: Step = (transaction, { programme, after, to }) =>
  sql`
    insert into daily (programme_id, day, orders, gross, margin, paid)
    select j.programme_id, j.day, count(*) filter (where j.type = 'order.settled'), coalesce(sum(j.gross), 0),
      coalesce(sum(j.margin), 0), coalesce(sum(w.paid), 0)
    from journal j
    left join lateral (
      select sum(p.amount) as paid
      from rows from (unnest(j.credits, j.assets, j.amounts), json_array_elements(j.whys))
        as p (credit, asset, amount, why)
      where p.asset = 'cash' and split_part(p.credit, ':', 1) in ('wallet', 'lot') and p.credit <> 'wallet:platform'
        and p.why ->> 'mechanism' <> ''
    ) as w on true
    where j.programme_id = ${programme} and j.seq > ${after} and j.seq <= ${to}
    group by j.programme_id, j.day
    on conflict (programme_id, day) do update set orders = daily.orders + excluded.orders,
      gross = daily.gross + excluded.gross, margin = daily.margin + excluded.margin, paid = daily.paid + excluded.paid`.execute(
    transaction,
  );

const standings: Step = (transaction, { programme, after, to }) =>
  sql`
    update daily set standing = j.standing
    from journal j
    where j.programme_id = ${programme} and j.seq > ${after} and j.seq <= ${to} and j.event_id is null
      and daily.programme_id = j.programme_id and daily.day = j.day`.execute(transaction);

const STEPS: readonly Step[] = [lines, holders, days, standings];
