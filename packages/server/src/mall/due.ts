// When a mall has something to do by itself in one programme: until then the programme may rest.
import { sql } from "kysely";
import type { Database } from "../database/database.js";

/**
 * The earliest moment, in milliseconds since the epoch like `now`; Infinity: there is none. A day counts from its first hour anywhere on earth.
 */
export async function nextDue({ query }: Database, programme: string, now: number): Promise<number> {
  const { rows } = await sql<{ at: number | null }>`
    select (extract(epoch from min(at)) * 1000)::double precision as at from (
      select min(due) as at from purchase where programme_id = ${programme} and state in ('unpaid', 'shipped')
      union all select min(settle_at) from purchase where programme_id = ${programme} and settlement = 'waiting'
      union all select min(next_margin_from)::timestamp at time zone 'UTC' - interval '14 hours' from merchant where programme_id = ${programme}
      union all select min(at) from channel_move where programme_id = ${programme} and state = 'waiting'
      union all select min(at) from split where programme_id = ${programme} and state in ('due', 'booked')
      union all select min(at) from split_return where programme_id = ${programme} and state = 'due'
      union all select min(at) from notice_digest where programme_id = ${programme} and state = 'waiting'
      union all select ${new Date(now)}::timestamptz from notice_round where programme_id = ${programme} and not is_done
      union all select ${new Date(now)}::timestamptz from notice n where n.programme_id = ${programme} and (n.by_mail or n.by_sms) and not exists (
        select from notice_digest d where d.programme_id = n.programme_id and d.member = n.holder and d.state = 'waiting')
      union all select ${new Date(now)}::timestamptz from outbox where programme_id = ${programme} and state = 'waiting'
    ) as dates`.execute(query);
  return rows[0]?.at ?? Number.POSITIVE_INFINITY;
}
