// Members: joining by referral code (told to the kernel), who brought whom, roles of staff.
import type { Account, Membership, Referral, Role, Team } from "@perennial/api";
import type { Database } from "../database/database.js";
import { Fault } from "../http/fault.js";
import type { Answer, Outbox, Tx } from "../settlement/outbox.js";
import { maskEmail, maskName, maskPhone, pseudonym, referralCode } from "./names.js";
import { isStandIn } from "./sign-in.js";

const JOIN = "join";

export class Members {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    outbox.on(JOIN, joinAnswered);
  }

  /** Whose code this is. Throws `not_found`. */
  async referral(programme: string, code: string): Promise<Referral & { member: string }> {
    const row = await this.database.query
      .selectFrom("member as m")
      .leftJoin("person as p", "p.id", "m.person_id")
      .select(["m.member", "p.name"])
      .where("m.programme_id", "=", programme)
      .where("m.referral_code", "=", code.toUpperCase())
      .where("m.state", "=", "joined")
      .executeTakeFirst();
    if (!row)
      throw new Fault(
        "not_found",
        "referralCode",
        `nobody here has the code ${code}`,
        "the code as it was given, or none",
      );
    return { code: code.toUpperCase(), name: maskName(row.name ?? row.member), member: row.member };
  }

  /** The name in the ledger that a code stands for, of those who have left too. */
  async nameOf(programme: string, code: string): Promise<string | undefined> {
    const row = await this.database.query
      .selectFrom("member")
      .select("member")
      .where("programme_id", "=", programme)
      .where("referral_code", "=", code.toUpperCase())
      .executeTakeFirst();
    return row?.member;
  }

  /**
   * Joins; the referrer is fixed with it. `read`: the version of the plan whose prospectus it has read. A second call answers like the first, whatever its code. Throws `not_found` (the code), or the
   * kernel's own code.
   */
  async join(
    programme: string,
    person: string,
    code: string | undefined,
    read: { version: number; at: Date } | undefined,
  ): Promise<Membership> {
    const referrer = code === undefined ? undefined : (await this.referral(programme, code)).member;
    await this.database.query.transaction().execute(async (tx) => {
      const member = pseudonym("M");
      const made = await tx
        .insertInto("member")
        .values({
          programme_id: programme,
          member,
          person_id: person,
          referral_code: referralCode(),
          referrer: referrer ?? null,
          prospectus_version: read?.version ?? null,
          prospectus_read_at: read?.at ?? null,
        })
        .onConflict((conflict) => conflict.columns(["programme_id", "person_id"]).doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) return;
      const body = { type: "member.joined", member, ...(referrer !== undefined && { referrer }) };
      await this.outbox.add(tx, { programme, eventId: `join:${member}`, body, about: JOIN, subject: member });
    });
    await this.outbox.deliver(programme);
    const membership = await this.membership(programme, person);
    if (membership.member === null)
      throw new Fault("unavailable", "", "the programme has not taken the new member", "try again after a moment", 2);
    return membership;
  }

  async membership(programme: string, person: string): Promise<Membership> {
    const [first] = await this.memberships(person, programme);
    return first ?? { ...NOTHING, programme };
  }

  /** What a person is in each programme, or in one. */
  async memberships(person: string, programme?: string): Promise<Membership[]> {
    const { query } = this.database;
    const only = <T extends { programme_id: string }>(rows: T[]): T[] =>
      rows.filter((row) => programme === undefined || row.programme_id === programme);
    const members = only(
      await query
        .selectFrom("member as m")
        .leftJoin("member as r", (join) =>
          join.onRef("r.programme_id", "=", "m.programme_id").onRef("r.member", "=", "m.referrer"),
        )
        .leftJoin("person as p", "p.id", "r.person_id")
        .select(["m.programme_id", "m.member", "m.referral_code", "m.referrer", "m.joined_at", "p.name"])
        .select(["m.prospectus_version as version", "m.prospectus_read_at as readAt"])
        .where("m.person_id", "=", person)
        .where("m.state", "=", "joined")
        .execute(),
    );
    const roles = only(await query.selectFrom("programme_role").selectAll().where("person_id", "=", person).execute());
    const shops = only(
      await query
        .selectFrom("merchant_staff as s")
        .innerJoin("merchant as m", (join) =>
          join.onRef("m.programme_id", "=", "s.programme_id").onRef("m.merchant", "=", "s.merchant"),
        )
        .select(["s.programme_id", "s.merchant", "m.title", "s.owner"])
        .where("s.person_id", "=", person)
        .execute(),
    );
    const ids = new Set([...members, ...roles, ...shops].map((row) => row.programme_id));
    return [...ids].toSorted().map((id) => {
      const own = members.find((row) => row.programme_id === id);
      return {
        ...NOTHING,
        programme: id,
        ...(own && {
          member: own.member,
          referralCode: own.referral_code,
          referrer: own.referrer === null ? null : maskName(own.name ?? own.referrer),
          joinedAt: own.joined_at.toISOString(),
          prospectus:
            own.version === null || own.readAt === null ? null : { version: own.version, at: own.readAt.toISOString() },
        }),
        roles: roles.filter((row) => row.programme_id === id).map(({ role }) => role),
        merchants: shops
          .filter((row) => row.programme_id === id)
          .map(({ merchant, title, owner }) => ({ merchant, title, owner })),
      };
    });
  }

  async account(person: string): Promise<Account | undefined> {
    const row = await this.database.query.selectFrom("person").selectAll().where("id", "=", person).executeTakeFirst();
    if (!row) return undefined;
    return {
      id: row.id,
      name: row.name,
      phone: row.phone_number === null ? null : maskPhone(row.phone_number),
      email: isStandIn(row.email) ? null : row.email,
      memberships: await this.memberships(person),
    };
  }

  async rename(person: string, name: string): Promise<void> {
    await this.database.query.updateTable("person").set({ name }).where("id", "=", person).execute();
  }

  /** Who was brought directly, masked, the newest first. */
  async team(programme: string, member: string, offset: number, limit: number): Promise<Team> {
    const brought = this.database.query
      .selectFrom("member as m")
      .leftJoin("person as p", "p.id", "m.person_id")
      .where("m.programme_id", "=", programme)
      .where("m.referrer", "=", member)
      .where("m.state", "=", "joined");
    const { direct } = await brought.select(({ fn }) => fn.countAll<number>().as("direct")).executeTakeFirstOrThrow();
    const rows = await brought
      .select(["m.member", "m.joined_at", "p.name"])
      .orderBy("m.joined_at", "desc")
      .orderBy("m.member")
      .offset(offset)
      .limit(limit + 1)
      .execute();
    const referrals = rows.slice(0, limit).map(({ member: name, name: person, joined_at: at }) => ({
      name: maskName(person ?? name),
      joinedAt: at.toISOString(),
    }));
    return { direct, referrals, next: rows.length > limit ? String(offset + limit) : null };
  }

  /** A person by its phone or its verified e-mail, as somebody else names it. Throws `not_found`. */
  async find({ phone, email }: { phone?: string | undefined; email?: string | undefined }): Promise<string> {
    const row = await this.database.query
      .selectFrom("person")
      .select("id")
      .where((eb) =>
        eb.or([
          eb.and([eb("phone_number", "=", phone ?? ""), eb("phone_number_verified", "=", true)]),
          eb.and([eb("email", "=", email?.toLowerCase() ?? ""), eb("email_verified", "=", true)]),
        ]),
      )
      .executeTakeFirst();
    if (!row)
      throw new Fault("not_found", "phone", "nobody has signed in with it yet", "a phone or a verified e-mail of ours");
    return row.id;
  }

  async staff(programme: string) {
    const rows = await this.database.query
      .selectFrom("programme_role as r")
      .innerJoin("person as p", "p.id", "r.person_id")
      .select(["p.id", "p.name", "p.phone_number", "p.email", "r.role"])
      .where("r.programme_id", "=", programme)
      .orderBy("p.id")
      .orderBy("r.role")
      .execute();
    const ids = [...new Set(rows.map(({ id }) => id))];
    return ids.flatMap((id) => {
      const own = rows.filter((row) => row.id === id);
      const [one] = own;
      return one ? [{ account: id, name: one.name, contact: contactOf(one), roles: own.map(({ role }) => role) }] : [];
    });
  }

  /** These roles and no others from now on. */
  async setRoles(programme: string, person: string, roles: readonly Role[]): Promise<void> {
    await this.database.query.transaction().execute(async (tx) => {
      await tx
        .deleteFrom("programme_role")
        .where("programme_id", "=", programme)
        .where("person_id", "=", person)
        .execute();
      const values = [...new Set(roles)].map((role) => ({ programme_id: programme, person_id: person, role }));
      if (values.length > 0) await tx.insertInto("programme_role").values(values).execute();
    });
  }
}

const NOTHING = {
  programme: "",
  member: null,
  referralCode: null,
  referrer: null,
  joinedAt: null,
  prospectus: null,
  roles: [],
  merchants: [],
} satisfies Membership;

export const contactOf = (person: { phone_number: string | null; email: string }): string =>
  person.phone_number === null ? maskEmail(person.email) : maskPhone(person.phone_number);

/** A member that the kernel refused is none, and may try again. */
async function joinAnswered(tx: Tx, programme: string, member: string, answer: Answer): Promise<void> {
  if ("code" in answer)
    await tx.deleteFrom("member").where("programme_id", "=", programme).where("member", "=", member).execute();
  else
    await tx
      .updateTable("member")
      .set({ state: "joined" })
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .execute();
}
