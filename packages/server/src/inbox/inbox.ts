// A member's inbox: its notices page by page, what it has read, what it wants sent where; and the work behind it.
import type { InboxChoice, InboxChoiceBody, InboxTerms, Notice, NoticeDetail, NoticeTopic } from "@perennial/api";
import type { PlanDocument } from "@perennial/kernel";
import { formatDay } from "@perennial/kernel";
import type { Selectable } from "kysely";
import { maskEmail, maskPhone } from "../accounts/names.js";
import { isStandIn } from "../accounts/sign-in.js";
import { Fault } from "../http/fault.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Served } from "../programmes/served.js";
import { Reports, withoutSide } from "../store/reports.js";
import type { DigestParts } from "./digests.js";
import { Digests } from "./digests.js";
import { goRound, UNCHOSEN } from "./keep.js";
import { lookAhead, lookedFrom, termsOf } from "./look-ahead.js";
import { readOptOut } from "./opt-out.js";
import { planChanges } from "./plan-changes.js";
import type { InboxTables, SentBy } from "./tables.js";
import { wording } from "./words.js";

export interface InboxParts extends DigestParts {
  readonly programmes: Programmes;
}

type Row = Selectable<InboxTables["notice"]>;

/** Unread notices are counted up to so many. */
const MOST_UNREAD = 100;
/** Lines of one entry that are shown with a notice. */
const MOST_LINES = 50;
const ROUNDS_A_TICK = 10;

export class Inbox {
  private readonly digests: Digests;
  readonly reports: Reports;

  constructor(readonly parts: InboxParts) {
    this.digests = new Digests(parts);
    this.reports = new Reports(parts.database);
  }

  /** Looks ahead, tells members what is for all, sends what is due; in the programmes that this server writes. */
  async tick(): Promise<void> {
    const looked = await lookedFrom(this.parts.database);
    await this.each(async (served) => {
      const { opened, today } = served.programme;
      if (opened && looked.get(served.id) !== formatDay(today)) await lookAhead(this.parts.database, served);
    });
    const { rounds, digests } = await this.waiting();
    await this.each(async (served) => {
      for (let turn = 0; turn < ROUNDS_A_TICK && rounds.has(served.id); turn++)
        if (!(await goRound(this.parts.database, served.id))) break;
    });
    await this.each(async (served) => {
      if (digests.has(served.id) || rounds.has(served.id)) await this.digests.tick(served);
    });
  }

  /** One that fails holds up no other. */
  private async each(work: (served: Served) => Promise<void>): Promise<void> {
    for (const { id, served } of this.parts.programmes.list()) {
      if (served?.status !== "ready") continue;
      try {
        await work(served);
      } catch (error) {
        this.parts.log.warn({ programme: id, error }, "the inbox could not be brought up to date; it is tried again");
      }
    }
  }

  /** Programmes with rounds that are open, and with something to be sent. */
  private async waiting(): Promise<Record<"rounds" | "digests", ReadonlySet<string>>> {
    const { query } = this.parts.database;
    const rounds = await query
      .selectFrom("notice_round")
      .select("programme_id")
      .distinct()
      .where("is_done", "=", false)
      .execute();
    const digests = await query
      .selectFrom("notice")
      .select("programme_id")
      .where((eb) => eb.or([eb("by_mail", "=", true), eb("by_sms", "=", true)]))
      .union(query.selectFrom("notice_digest").select("programme_id").where("state", "=", "waiting"))
      .execute();
    const ids = (rows: readonly { programme_id: string }[]) => new Set(rows.map((row) => row.programme_id));
    return { rounds: ids(rounds), digests: ids(digests) };
  }

  /** The newest first; `limit` + 1 of them when there are more. */
  async page(programme: string, holder: string, before: number, limit: number): Promise<Notice[]> {
    const rows = await this.own(programme, holder)
      .where("notice", "<", before)
      .orderBy("notice", "desc")
      .limit(limit + 1)
      .execute();
    const view = viewing(this.planOf(programme));
    return rows.map(view);
  }

  /** Up to a hundred. */
  async unread(programme: string, holder: string): Promise<number> {
    const { query } = this.parts.database;
    const some = query
      .selectFrom("notice")
      .select("notice")
      .where("programme_id", "=", programme)
      .where("holder", "=", holder)
      .where("read_at", "is", null)
      .limit(MOST_UNREAD);
    const { count } = await query
      .selectFrom(some.as("s"))
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** With the lines of its entry, or what a new version changes. Throws `not_found`. */
  async one(programme: string, holder: string, notice: number): Promise<NoticeDetail> {
    const row = await this.own(programme, holder).where("notice", "=", notice).executeTakeFirst();
    if (!row) throw new Fault("not_found", "notice", `you have no notice ${notice}`, "one of GET …/me/notices");
    const { documents } = this.parts.programmes.need(programme).programme;
    const after =
      row.kind === "planChanged" ? documents.find(({ version }) => String(version) === row.subject) : undefined;
    const before = after && documents[documents.indexOf(after) - 1];
    return {
      ...viewing(this.planOf(programme))(row),
      lines: row.entry === null ? [] : await this.linesOf(programme, holder, row.entry),
      changes: after && before ? planChanges(before, after) : [],
    };
  }

  private async linesOf(programme: string, holder: string, entry: number): Promise<NoticeDetail["lines"]> {
    const lines = await this.reports.lines(programme, holder, [entry + 1, 0, 0], MOST_LINES);
    return lines.filter(({ seq }) => seq === entry).map(withoutSide);
  }

  /** Marks a notice as read, and all before it unless `only`. */
  async read(programme: string, holder: string, { upTo, only }: { upTo: number; only: boolean }): Promise<void> {
    await this.parts.database.query
      .updateTable("notice")
      .set({ read_at: new Date(this.parts.now()) })
      .where("programme_id", "=", programme)
      .where("holder", "=", holder)
      .where("notice", only ? "=" : "<=", upTo)
      .where("read_at", "is", null)
      .execute();
  }

  async choice(programme: string, member: string): Promise<InboxChoice> {
    const { query } = this.parts.database;
    const chosen = await query
      .selectFrom("inbox_choice")
      .select(["mail", "sms", "language"])
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .executeTakeFirst();
    const person = await query
      .selectFrom("member as m")
      .innerJoin("person as p", "p.id", "m.person_id")
      .select(["p.email", "p.email_verified", "p.phone_number", "p.phone_number_verified"])
      .where("m.programme_id", "=", programme)
      .where("m.member", "=", member)
      .executeTakeFirst();
    const { mail, sms, language } = chosen ?? { mail: [...UNCHOSEN.mail], sms: [...UNCHOSEN.sms], language: null };
    return {
      mail,
      sms,
      language,
      address: person?.email_verified === true && !isStandIn(person.email) ? maskEmail(person.email) : null,
      phone: person?.phone_number_verified === true && person.phone_number ? maskPhone(person.phone_number) : null,
    };
  }

  async setChoice(programme: string, member: string, choice: InboxChoiceBody): Promise<void> {
    await this.choose(programme, member, choice);
  }

  /** Ends mails or messages for whom a token names. Throws `wrong_code`. */
  async unsubscribe(programme: string, token: string): Promise<SentBy> {
    const who = readOptOut(this.parts.secret, programme, token);
    if (!who) throw new Fault("wrong_code", "token", "the link is none of ours", "the whole link of a mail or message");
    const { mail, sms, language } = await this.choice(programme, who.member);
    await this.choose(programme, who.member, { mail, sms, language, [who.channel]: [] });
    return who.channel;
  }

  private async choose(
    programme: string,
    member: string,
    { mail, sms, language }: { mail: NoticeTopic[]; sms: NoticeTopic[]; language: InboxChoice["language"] },
  ): Promise<void> {
    const values = { mail: [...new Set(mail)], sms: [...new Set(sms)], language };
    await this.parts.database.query.transaction().execute(async (tx) => {
      await tx
        .insertInto("inbox_choice")
        .values({ programme_id: programme, member, ...values })
        .onConflict((conflict) => conflict.columns(["programme_id", "member"]).doUpdateSet(values))
        .execute();
      // What waits and is no longer wanted stays here.
      for (const [flag, topics] of [["by_mail", values.mail] as const, ["by_sms", values.sms] as const])
        await tx
          .updateTable("notice")
          .set({ [flag]: false })
          .where("programme_id", "=", programme)
          .where("holder", "=", member)
          .where(flag, "=", true)
          .$if(topics.length > 0, (update) => update.where("topic", "not in", topics))
          .execute();
    });
  }

  async terms(programme: string): Promise<InboxTerms> {
    const { daysAhead } = await termsOf(this.parts.database, programme);
    return { daysAhead };
  }

  /** Looks ahead again at once. */
  async setTerms(programme: string, { daysAhead }: InboxTerms): Promise<void> {
    const values = { days_ahead: daysAhead, looked: null };
    await this.parts.database.query
      .insertInto("inbox")
      .values({ programme_id: programme, ...values })
      .onConflict((conflict) => conflict.column("programme_id").doUpdateSet(values))
      .execute();
  }

  private own(programme: string, holder: string) {
    return this.parts.database.query
      .selectFrom("notice")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("holder", "=", holder);
  }

  private planOf(programme: string): PlanDocument {
    return this.parts.programmes.need(programme).programme.plan;
  }
}

/** How rows of a plan's inbox are shown. */
function viewing(plan: PlanDocument): (row: Row) => Notice {
  const say = wording(plan);
  return (row) => ({
    id: row.notice,
    kind: row.kind,
    topic: row.topic,
    at: row.at,
    isRead: row.read_at !== null,
    figures: { ...row.figures },
    ...say(row),
    entry: row.entry,
    subject: row.subject,
  });
}
