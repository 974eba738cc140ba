// What a member has set aside: assets tendered in orders that have not settled. They stay in the wallet until the settlement takes them.
import type { Tx } from "../../settlement/outbox.js";
import { leftOf } from "../../settlement/events.js";

/** By asset, in minor units of cash. */
export async function reservedBy(
  db: Pick<Tx, "selectFrom">,
  programme: string,
  member: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("purchase")
    .select(["gross", "cash", "tender", "refunded"])
    .where("programme_id", "=", programme)
    .where("member", "=", member)
    .where("state", "not in", ["cancelled", "refunded"])
    .where("settlement", "<>", "settled")
    .execute();
  const sums = new Map<string, number>();
  for (const row of rows)
    for (const [asset, part] of Object.entries(leftOf(row).tender)) sums.set(asset, (sums.get(asset) ?? 0) + part);
  return sums;
}
