// Mails and messages: what a member wants sent goes out as one digest a day and channel, by day and not by night, tried again when it fails.
import { createHash } from "node:crypto";
import type { Notice } from "@perennial/api";
import { clockAt } from "@perennial/api";
import type { PlanDocument } from "@perennial/kernel";
import { sql } from "kysely";
import type { Sender } from "../accounts/senders/sender.js";
import type { Database } from "../database/database.js";
import type { Log } from "../programmes/log.js";
import type { Served } from "../programmes/served.js";
import { digestText } from "./digest-text.js";
import { momentOf } from "./hours.js";
import { optOutToken } from "./opt-out.js";
import type { SentBy } from "./tables.js";
import { wording } from "./words.js";

export interface DigestParts {
  readonly database: Database;
  readonly sender: Sender;
  readonly log: Log;
  /** milliseconds since the epoch */
  readonly now: () => number;
  /** where members reach the mall: `https://mall.example` */
  readonly origin: string;
  readonly secret: Uint8Array;
}

/** Nothing is sent before this hour of the plan's time zone, and nothing is begun after that one. */
const FIRST_HOUR = 9;
const LAST_HOUR = 20;
/** After a failure it is tried again so much later, twice as much each time. */
const AGAIN_MS = 10 * 60_000;
const MOST_TRIES = 5;
const MOST_AT_ONCE = 50;
const MOST_IN_ONE = 20;
const DAY_MS = 86_400_000;
const ID_DIGITS = 32;

const FLAG = { mail: "by_mail", sms: "by_sms" } as const satisfies Record<SentBy, string>;
const CHANNELS = ["mail", "sms"] as const;
/** Whether there is somewhere to send it: proved by the person, and no stand-in for a phone. */
const REACHED = {
  mail: sql<boolean>`p.email_verified and p.email not like '%@phone.invalid'`,
  sms: sql<boolean>`coalesce(p.phone_number_verified, false) and p.phone_number is not null`,
} as const satisfies Record<SentBy, unknown>;

interface Due {
  member: string;
  channel: SentBy;
  day: string;
  tries: number;
}

export class Digests {
  constructor(private readonly parts: DigestParts) {}

  /** Plans what waits and sends what is due in a programme that this server writes. */
  async tick(served: Served): Promise<void> {
    for (const channel of CHANNELS) if (await this.isUnsent(served.id, channel)) await this.plan(served, channel);
    const due = await this.parts.database.query
      .selectFrom("notice_digest")
      .select(["member", "channel", "tries"])
      .select((eb) => eb.cast<string>("day", "text").as("day"))
      .where("programme_id", "=", served.id)
      .where("state", "=", "waiting")
      .where("at", "<=", new Date(this.parts.now()))
      .orderBy("at")
      .limit(MOST_AT_ONCE)
      .execute();
    for (const one of due) await this.send(served, one);
  }

  private async isUnsent(programme: string, channel: SentBy): Promise<boolean> {
    const row = await this.parts.database.query
      .selectFrom("notice")
      .select("notice")
      .where("programme_id", "=", programme)
      .where(FLAG[channel], "=", true)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** A digest for everybody for whom something waits: today's when there was none yet and it is not too late, else tomorrow's. What has nowhere to go is let go. */
  private async plan({ id, programme }: Served, channel: SentBy): Promise<void> {
    const { query } = this.parts.database;
    const flag = sql.ref(`n.${FLAG[channel]}`);
    await sql`
      update notice n set ${sql.ref(FLAG[channel])} = false
      where n.programme_id = ${id} and ${flag} and not exists (
        select from member m join person p on p.id = m.person_id
        where m.programme_id = n.programme_id and m.member = n.holder and ${REACHED[channel]})`.execute(query);
    const { timezone } = programme.plan;
    const now = this.parts.now();
    const slot = (at: number) => ({ day: clockAt(at, timezone).day, at: momentOf(at, timezone, FIRST_HOUR) });
    const tomorrow = slot(now + DAY_MS);
    const first = clockAt(now, timezone).hour < LAST_HOUR ? slot(now) : tomorrow;
    await sql`
      insert into notice_digest (programme_id, member, channel, day, at)
      select ${id}, n.holder, ${channel}, d.day, case d.day when ${first.day}::date
        then ${new Date(Math.max(now, first.at))}::timestamptz else ${new Date(tomorrow.at)}::timestamptz end
      from (select distinct n.holder from notice n where n.programme_id = ${id} and ${flag}) n
      cross join lateral (
        select case when exists (
          select from notice_digest g where g.programme_id = ${id} and g.member = n.holder and g.channel = ${channel}
            and g.day = ${first.day}::date and g.state <> 'waiting')
        then ${tomorrow.day}::date else ${first.day}::date end as day) d
      where not exists (
        select from notice_digest w where w.programme_id = ${id} and w.member = n.holder and w.channel = ${channel}
          and w.state = 'waiting')
      on conflict (programme_id, member, channel, day) do nothing`.execute(query);
  }

  private async send({ id, programme }: Served, due: Due): Promise<void> {
    const { member, channel, day, tries } = due;
    const now = this.parts.now();
    // Put off first: a server that is killed while it sends does not send the next moment again.
    await this.set(id, due, { tries: tries + 1, at: new Date(now + AGAIN_MS * 2 ** tries) });
    const rows = await this.unsent(id, member, channel);
    const to = await this.addressOf(id, member, channel);
    const last = rows.at(-1);
    try {
      if (to !== undefined && last) await this.carry({ ...due, to, id }, programme.plan, rows);
      await this.sent(id, member, channel, last?.notice ?? 0);
      await this.set(id, due, { state: "sent" });
    } catch (error) {
      this.parts.log.warn({ programme: id, channel, day, error }, "a digest could not be sent");
      if (tries + 1 < MOST_TRIES) return;
      await this.sent(id, member, channel, last?.notice ?? 0);
      await this.set(id, due, { state: "failed" });
    }
  }

  private async carry(
    { member, channel, day, to, id }: Due & { to: { address: string; language: "zh-CN" | "en" | null }; id: string },
    plan: PlanDocument,
    rows: readonly Unsent[],
  ): Promise<void> {
    const { sender, origin, secret } = this.parts;
    const say = wording(plan);
    const token = optOutToken(secret, { programme: id, member, channel });
    const page = `${origin}/p/${id}/mall`;
    const letter = digestText(plan.title, rows.slice(0, MOST_IN_ONE).map(say), {
      more: Math.max(0, rows.length - MOST_IN_ONE),
      languages: to.language === null ? ["zh-CN", "en"] : [to.language],
      inbox: `${page}/inbox`,
      out: `${page}/unsubscribe?token=${token}`,
    });
    const name = createHash("sha256").update([id, member, day, channel].join("\n")).digest("hex").slice(0, ID_DIGITS);
    if (channel === "sms") return sender.message(to.address, { id: name, text: letter.short });
    const oneClick = `${origin}/api/v1/programmes/${id}/unsubscribe?token=${token}`;
    return sender.letter(to.address, { id: name, subject: letter.subject, lines: letter.lines, oneClick });
  }

  private async unsent(programme: string, member: string, channel: SentBy): Promise<Unsent[]> {
    return this.parts.database.query
      .selectFrom("notice")
      .select(["notice", "kind", "at", "figures", "subject"])
      .where("programme_id", "=", programme)
      .where("holder", "=", member)
      .where(FLAG[channel], "=", true)
      .orderBy("notice")
      .execute();
  }

  private async addressOf(programme: string, member: string, channel: SentBy) {
    const row = await this.parts.database.query
      .selectFrom("member as m")
      .innerJoin("person as p", "p.id", "m.person_id")
      .leftJoin("inbox_choice as c", (join) =>
        join.onRef("c.programme_id", "=", "m.programme_id").onRef("c.member", "=", "m.member"),
      )
      .select(["p.email", "p.phone_number", "c.language"])
      .where("m.programme_id", "=", programme)
      .where("m.member", "=", member)
      .where(REACHED[channel])
      .executeTakeFirst();
    const address = channel === "mail" ? row?.email : row?.phone_number;
    return row && address ? { address, language: row.language } : undefined;
  }

  /** Nothing up to this notice waits any more. */
  private async sent(programme: string, member: string, channel: SentBy, notice: number): Promise<void> {
    await this.parts.database.query
      .updateTable("notice")
      .set({ [FLAG[channel]]: false })
      .where("programme_id", "=", programme)
      .where("holder", "=", member)
      .where("notice", "<=", notice)
      .where(FLAG[channel], "=", true)
      .execute();
  }

  private async set(
    programme: string,
    { member, channel, day }: Due,
    values: { state?: "sent" | "failed"; tries?: number; at?: Date },
  ): Promise<void> {
    await this.parts.database.query
      .updateTable("notice_digest")
      .set(values)
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .where("channel", "=", channel)
      .where("day", "=", day)
      .execute();
  }
}

interface Unsent extends Pick<Notice, "kind" | "at" | "figures" | "subject"> {
  readonly notice: number;
}
