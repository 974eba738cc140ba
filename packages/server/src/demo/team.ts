// Accounts of those whom the demo's member brought in the history, so that its team has names.
import { itemName } from "../accounts/names.js";
import type { Database } from "../database/database.js";

const MOST = 8;

/** Nobody can sign in to them: they have neither a phone nor a password. Done again it adds nobody twice. */
export async function ensureTeam({ query }: Database, programme: string, member: string): Promise<void> {
  const joined = await query
    .selectFrom("journal")
    .select((eb) => [
      eb.fn<string>("json_extract_path_text", ["event", eb.val("member")]).as("name"),
      eb.ref("at").as("at"),
    ])
    .where("programme_id", "=", programme)
    .where("type", "=", "member.joined")
    .where((eb) => eb(eb.fn<string>("json_extract_path_text", ["event", eb.val("referrer")]), "=", member))
    .orderBy("seq")
    .limit(MOST)
    .execute();
  const known = await query.selectFrom("member").select("member").where("programme_id", "=", programme).execute();
  const missing = joined.filter(({ name }) => known.every((each) => each.member !== name));
  for (const [index, { name, at }] of missing.entries()) {
    const id = itemName();
    await query
      .insertInto("person")
      .values({ id, name, email: `${id}@phone.invalid`, image: null, phone_number: null, phone_number_verified: false })
      .execute();
    await query
      .insertInto("member")
      .values({
        programme_id: programme,
        member: name,
        person_id: id,
        referral_code: `CHANGT${index + 2}`,
        referrer: member,
        state: "joined",
        joined_at: new Date(at ?? 0),
      })
      .execute();
  }
}
