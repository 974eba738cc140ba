// What is kept about a person, all of it as one document; and erasing it. The ledger keeps its pseudonym, behind which nobody stands any more.
import type { Database } from "../database/database.js";
import { Fault } from "../http/fault.js";
import { holderView } from "../programmes/views.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Tx } from "../settlement/outbox.js";
import { isStandIn } from "./sign-in.js";

/** Everything that is kept about a person, by programme. Passwords and tokens are no data about it. */
export async function exportOf(
  { query }: Database,
  programmes: Programmes,
  person: string,
): Promise<Record<string, unknown>> {
  const own = await query.selectFrom("person").selectAll().where("id", "=", person).executeTakeFirstOrThrow();
  const sessions = await query
    .selectFrom("person_session")
    .select(["created_at", "expires_at", "ip_address", "user_agent"])
    .where("user_id", "=", person)
    .execute();
  const members = await query.selectFrom("member").selectAll().where("person_id", "=", person).execute();
  const applications = await query
    .selectFrom("merchant_application")
    .select(["programme_id", "application", "state", "body", "created_at"])
    .where("person_id", "=", person)
    .execute();
  const roles = await query.selectFrom("programme_role").selectAll().where("person_id", "=", person).execute();
  return {
    person: {
      name: own.name,
      phone: own.phone_number,
      email: isStandIn(own.email) ? null : own.email,
      createdAt: own.created_at.toISOString(),
    },
    sessions,
    roles,
    applications,
    programmes: await Promise.all(
      members.map(async ({ programme_id: programme, member, referral_code, referrer, joined_at, ...row }) => ({
        programme,
        member,
        referralCode: referral_code,
        referrer,
        joinedAt: joined_at.toISOString(),
        prospectus: { version: row.prospectus_version, readAt: row.prospectus_read_at?.toISOString() ?? null },
        ...(await shopping(query, programme, member)),
        inbox: await inboxOf(query, programme, member),
        wallet: await (await programmes.wake(programme))?.sequencer.read((memory) => holderView(memory, member)),
      })),
    ),
  };
}

async function shopping(query: Database["query"], programme: string, member: string): Promise<Record<string, unknown>> {
  const addresses = await query
    .selectFrom("address")
    .select(["body", "created_at"])
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .execute();
  const orders = await query
    .selectFrom("purchase")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .execute();
  const reviews = await query
    .selectFrom("review")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .execute();
  return { addresses, orders, reviews };
}

/** What it was told, what of it was sent when, and what it wants sent. */
async function inboxOf(query: Database["query"], programme: string, member: string): Promise<Record<string, unknown>> {
  const notices = await query
    .selectFrom("notice")
    .select(["kind", "at", "figures", "subject", "read_at"])
    .where("programme_id", "=", programme)
    .where("holder", "=", member)
    .orderBy("notice")
    .execute();
  const digests = await query
    .selectFrom("notice_digest")
    .select(["channel", "state", "at"])
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .execute();
  const choice = await query
    .selectFrom("inbox_choice")
    .select(["mail", "sms", "language"])
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .executeTakeFirst();
  return { notices, digests, choice: choice ?? null };
}

/**
 * Erases a person. Throws `illegal_transition` while an order is under way or it owns a shop: somebody would be left without an
 * answer.
 */
export async function erase({ query }: Database, person: string): Promise<void> {
  await query.transaction().execute(async (tx) => {
    const members = await tx.selectFrom("member").selectAll().where("person_id", "=", person).forUpdate().execute();
    for (const { programme_id: programme, member } of members) await eraseIn(tx, programme, member);
    await mayLeave(tx, person);
    await tx.deleteFrom("merchant_staff").where("person_id", "=", person).execute();
    await tx
      .deleteFrom("merchant_application")
      .where("person_id", "=", person)
      .where("state", "<>", "approved")
      .execute();
    await tx.deleteFrom("programme_role").where("person_id", "=", person).execute();
    await tx.updateTable("member").set({ person_id: null }).where("person_id", "=", person).execute();
    const own = await tx
      .selectFrom("person")
      .select(["phone_number", "email"])
      .where("id", "=", person)
      .executeTakeFirst();
    const names = [own?.phone_number ?? "", own?.email ?? ""].filter((name) => name !== "");
    if (names.length > 0) await tx.deleteFrom("person_proof").where("identifier", "in", names).execute();
    await tx.deleteFrom("person").where("id", "=", person).execute();
  });
}

async function mayLeave(tx: Tx, person: string): Promise<void> {
  const shop = await tx
    .selectFrom("merchant_staff")
    .select("merchant")
    .where("person_id", "=", person)
    .where("owner", "=", true)
    .executeTakeFirst();
  if (shop)
    throw new Fault("illegal_transition", "account", "it owns a shop", "hand the shop over, or close it, first");
}

async function eraseIn(tx: Tx, programme: string, member: string): Promise<void> {
  const open = await tx
    .selectFrom("purchase")
    .select("purchase")
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .where("state", "in", ["unpaid", "paid", "shipped", "received"])
    .executeTakeFirst();
  if (open)
    throw new Fault("illegal_transition", "account", `order ${open.purchase} is under way`, "end or cancel it first");
  await tx.deleteFrom("notice").where("programme_id", "=", programme).where("holder", "=", member).execute();
  await tx.deleteFrom("notice_digest").where("programme_id", "=", programme).where("member", "=", member).execute();
  await tx.deleteFrom("inbox_choice").where("programme_id", "=", programme).where("member", "=", member).execute();
  await tx.deleteFrom("cart_line").where("programme_id", "=", programme).where("member", "=", member).execute();
  await tx.deleteFrom("address").where("programme_id", "=", programme).where("member", "=", member).execute();
  await tx
    .updateTable("purchase")
    .set({ address: null, note: "", invoice: null })
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .execute();
  await tx
    .updateTable("review")
    .set({ body: "" })
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .execute();
}
