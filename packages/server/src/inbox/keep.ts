// Writes news down, each once for a holder and cause: for the members behind whom somebody stands, with what of it they want sent.
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Database } from "../database/database.js";
import type { Tables } from "../database/tables.js";
import type { News, OwnNews } from "./news.js";
import { TOPIC_OF } from "./news.js";

type Query = Kysely<Tables>;

/** What is sent to whoever has chosen nothing. */
export const UNCHOSEN = { mail: ["statement"], sms: [] } as const;

const NO_CHOICE = sql`coalesce(c.mail, array['statement'])`;
const WANTED = sql`n.topic = any(${NO_CHOICE}), n.topic = any(coalesce(c.sms, '{}'))`;

/** `arrays`: how the database takes lists. */
export async function keep(
  query: Query,
  arrays: Pick<Database, "texts" | "numbers">,
  programme: string,
  news: readonly OwnNews[],
): Promise<void> {
  if (news.length === 0) return;
  const texts = (of: (one: OwnNews) => string): unknown => arrays.texts(news.map(of));
  await sql`
    insert into notice (programme_id, holder, cause, kind, topic, at, figures, entry, subject, by_mail, by_sms)
    select m.programme_id, n.holder, n.cause, n.kind, n.topic, n.at, n.figures::jsonb, n.entry, n.subject, ${WANTED}
    from unnest(${texts(({ holder }) => holder)}::text[], ${texts(({ cause }) => cause)}::text[],
      ${texts(({ kind }) => kind)}::text[], ${texts(({ kind }) => TOPIC_OF[kind])}::text[], ${texts(({ at }) => at)}::text[],
      ${texts(({ figures }) => JSON.stringify(figures))}::text[],
      ${arrays.numbers(news.map(({ entry }) => entry ?? null))}::bigint[],
      ${texts(({ subject }) => subject ?? "")}::text[])
      with ordinality as n (holder, cause, kind, topic, at, figures, entry, subject, place)
    join member m on m.programme_id = ${programme} and m.member = n.holder and m.person_id is not null
    left join inbox_choice c on c.programme_id = m.programme_id and c.member = m.member
    order by n.place
    on conflict (programme_id, holder, cause) do nothing`.execute(query);
}

/** One holder's news, in the transaction that makes it true. */
export async function tell(query: Query, programme: string, { holder, ...news }: OwnNews): Promise<void> {
  await sql`
    insert into notice (programme_id, holder, cause, kind, topic, at, figures, subject, by_mail, by_sms)
    select m.programme_id, m.member, ${news.cause}, ${news.kind}, n.topic, ${news.at}, ${JSON.stringify(news.figures)}::jsonb,
      ${news.subject ?? ""}, ${WANTED}
    from member m cross join (select ${TOPIC_OF[news.kind]}::text as topic) n
    left join inbox_choice c on c.programme_id = m.programme_id and c.member = m.member
    where m.programme_id = ${programme} and m.member = ${holder} and m.person_id is not null
    on conflict (programme_id, holder, cause) do nothing`.execute(query);
}

/** Shall be told to all members, or those that had joined before a day. */
export async function announce(query: Query, programme: string, news: News, joinedBefore?: string): Promise<void> {
  await query
    .insertInto("notice_round")
    .values({
      programme_id: programme,
      cause: news.cause,
      kind: news.kind,
      topic: TOPIC_OF[news.kind],
      at: news.at,
      figures: JSON.stringify(news.figures),
      entry: news.entry ?? null,
      subject: news.subject ?? "",
      joined_before: joinedBefore ?? null,
    })
    .onConflict((conflict) => conflict.columns(["programme_id", "cause"]).doNothing())
    .execute();
}

const MEMBERS_AT_ONCE = 2_000;

/** Tells the next members of the programme's open rounds; false: none is open. */
export async function goRound({ query }: Database, programme: string): Promise<boolean> {
  return query.transaction().execute(async (tx) => {
    const round = await tx
      .selectFrom("notice_round")
      .select(["cause", "after", "topic"])
      .where("programme_id", "=", programme)
      .where("is_done", "=", false)
      .orderBy("cause")
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (!round) return false;
    const members = await tx
      .selectFrom("member")
      .select("member")
      .where("programme_id", "=", programme)
      .where("member", ">", round.after)
      .orderBy("member")
      .limit(MEMBERS_AT_ONCE)
      .execute();
    const last = members.at(-1)?.member;
    if (last !== undefined) await tellSome(tx, programme, round, last);
    await tx
      .updateTable("notice_round")
      .set({ after: last ?? round.after, is_done: members.length < MEMBERS_AT_ONCE })
      .where("programme_id", "=", programme)
      .where("cause", "=", round.cause)
      .execute();
    return true;
  });
}

/** Tells the members after `round.after` up to `last`. */
async function tellSome(
  tx: Query,
  programme: string,
  round: { readonly cause: string; readonly after: string },
  last: string,
): Promise<void> {
  await sql`
    insert into notice (programme_id, holder, cause, kind, topic, at, figures, entry, subject, by_mail, by_sms)
    select m.programme_id, m.member, n.cause, n.kind, n.topic, n.at, n.figures, n.entry, n.subject, ${WANTED}
    from member m
    join notice_round n on n.programme_id = m.programme_id and n.cause = ${round.cause}
    left join inbox_choice c on c.programme_id = m.programme_id and c.member = m.member
    where m.programme_id = ${programme} and m.person_id is not null and m.member > ${round.after} and m.member <= ${last}
      and (n.joined_before is null or exists (
        select from holder_entry h where h.programme_id = m.programme_id and h.name = m.member and h.joined < n.joined_before))
    order by m.member
    on conflict (programme_id, holder, cause) do nothing`.execute(tx);
}
