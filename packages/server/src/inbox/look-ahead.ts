// Once for each open day: what lapses soon, who has come nearer in a line, and whether a month has ended. From memory, at a committed entry.
import type { FrontText, Programme } from "@perennial/kernel";
import { formatDay, lapsingText, parseDay, frontsText } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import type { Served } from "../programmes/served.js";
import { announce, keep } from "./keep.js";
import type { OwnNews } from "./news.js";

/** A place is told when the next of these is reached. */
const MILESTONES = [1, 3, 10, 30, 100, 300, 1_000] as const;
const MOST_PLACES = 1_000;

/** Looks from the open day, once what was booked before it is all in the lists. */
export async function lookAhead(database: Database, served: Served): Promise<void> {
  const { query } = database;
  const { id } = served;
  if (!(await isTold(database, served))) return;
  const terms = await termsOf(database, id);
  const { today, news } = await served.sequencer.read((memory) => ({
    today: formatDay(memory.today),
    news: [...lapsing(memory, terms.daysAhead), ...places(memory)],
  }));
  const month = monthBefore(today);
  const begin = `${today.slice(0, 7)}-01`;
  const isNew = terms.looked === null || monthBefore(terms.looked) !== month;
  const isDue = isNew && (await isFilled(database, id, `${month}-01`, begin));
  const statement = {
    cause: `statement:${month}`,
    kind: "statement",
    at: today,
    figures: { month },
    subject: month,
  } as const;
  await query.transaction().execute(async (tx) => {
    await keep(tx, database, id, news);
    if (isDue) await announce(tx, id, statement, begin);
    await tx
      .insertInto("inbox")
      .values({ programme_id: id, looked: today })
      .onConflict((conflict) => conflict.column("programme_id").doUpdateSet({ looked: today }))
      .execute();
  });
}

/** The day that each programme was last looked ahead from. */
export async function lookedFrom({ query }: Database): Promise<ReadonlyMap<string, string | null>> {
  const rows = await query
    .selectFrom("inbox")
    .select("programme_id")
    .select((eb) => eb.cast<string | null>("looked", "text").as("looked"))
    .execute();
  return new Map(rows.map(({ programme_id: id, looked }) => [id, looked]));
}

export const DAYS_AHEAD = 7;

/** The programme's setting, and the day that was last looked from. */
export async function termsOf(
  { query }: Database,
  programme: string,
): Promise<{ daysAhead: number; looked: string | null }> {
  const row = await query
    .selectFrom("inbox")
    .select("days_ahead as daysAhead")
    .select((eb) => eb.cast<string | null>("looked", "text").as("looked"))
    .where("programme_id", "=", programme)
    .executeTakeFirst();
  return row ?? { daysAhead: DAYS_AHEAD, looked: null };
}

/** What lapses from today's close on, up to so many days ahead. */
function lapsing(programme: Programme, daysAhead: number): OwnNews[] {
  const { today } = programme;
  return Array.from({ length: daysAhead + 1 }, (_, ahead) => today + ahead).flatMap((day) =>
    lapsingText(programme, day).map(({ holder, asset, amount }) => {
      const due = formatDay(day);
      const figures = { asset, amount, due };
      return { holder, cause: `expiring:${asset}:${due}`, kind: "expiring" as const, at: formatDay(today), figures };
    }),
  );
}

function places(programme: Programme): OwnNews[] {
  return frontsText(programme, MOST_PLACES).flatMap((one) => {
    const reached = MILESTONES.find((milestone) => one.place <= milestone);
    return reached === undefined ? [] : [placeNews(one, reached, formatDay(programme.today))];
  });
}

const placeNews = ({ holder, mechanism, order, place, left }: FrontText, reached: number, at: string): OwnNews => ({
  holder,
  cause: `place:${mechanism}:${order}:${reached}`,
  kind: "queuePlace",
  at,
  figures: { mechanism, place: String(place), left },
  subject: order,
});

/** `2026-03-07` → `2026-02`. */
const monthBefore = (day: string): string => formatDay((parseDay(`${day.slice(0, 7)}-01`) ?? 0) - 1).slice(0, 7);

/** Whether lists have come as far as the last closed day: who had joined by then is known. */
async function isTold({ query }: Database, { id, projectedSeq }: Served): Promise<boolean> {
  const closed = await query
    .selectFrom("journal")
    .select("seq")
    .where("programme_id", "=", id)
    .where("event_id", "is", null)
    .orderBy("day", "desc")
    .limit(1)
    .executeTakeFirst();
  return (closed?.seq ?? 0) <= projectedSeq;
}

/** Whether anything was booked from one day until before another. */
async function isFilled({ query }: Database, programme: string, from: string, before: string): Promise<boolean> {
  const row = await query
    .selectFrom("daily")
    .select("orders")
    .where("programme_id", "=", programme)
    .where("day", ">=", from)
    .where("day", "<", before)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
