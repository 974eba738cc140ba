// Where channels send a merchant's part of its orders; and the parts that were sent, as its statement shows them.
import type { Channel as ChannelName, Receiver, Split } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import { sql } from "kysely";
import type { Database } from "../../database/database.js";
import { Fault } from "../../http/fault.js";
import type { MallParts } from "../parts.js";
import type { ProgrammeChannels } from "../../payments/channels.js";

export async function receiversOf({ query }: Database, programme: string, merchant: string): Promise<Receiver[]> {
  return query
    .selectFrom("merchant_receiver")
    .select(["channel", "account", "name"])
    .where("programme_id", "=", programme)
    .where("merchant", "=", merchant)
    .orderBy("channel")
    .execute();
}

/** The channel is told first. Throws `channel_unavailable`, also for one that sends no parts or does not take the account. */
export async function setReceiver(
  { database: { query }, now }: Pick<MallParts, "database" | "now">,
  channels: ProgrammeChannels,
  { programme, merchant, channel }: { programme: string; merchant: string; channel: ChannelName },
  to: { account: string; name: string },
): Promise<void> {
  const door = await channels.need(programme, channel);
  const taken = door.splits && (await isTaken(async () => door.enrol?.(to)));
  if (!taken)
    throw new Fault(
      "channel_unavailable",
      "account",
      `${channel} does not send parts to this account`,
      "an account that the channel knows, on a channel that is set up to split payments",
    );
  await query
    .insertInto("merchant_receiver")
    .values({ programme_id: programme, merchant, channel, ...to, created_at: new Date(now()) })
    .onConflict((conflict) => conflict.columns(["programme_id", "merchant", "channel"]).doUpdateSet(to))
    .execute();
}

/** What has been reckoned for it is still sent there. */
export async function dropReceiver(
  { query }: Database,
  programme: string,
  merchant: string,
  channel: ChannelName,
): Promise<void> {
  await query
    .deleteFrom("merchant_receiver")
    .where("programme_id", "=", programme)
    .where("merchant", "=", merchant)
    .where("channel", "=", channel)
    .execute();
}

/** Parts of orders that settled from one day to another, both included, the oldest first. */
export async function splitsOf(
  { query }: Database,
  programme: string,
  merchant: string,
  { from, to, timezone }: { from: string; to: string; timezone: string },
  scale: number,
): Promise<Split[]> {
  const rows = await query
    .selectFrom("split")
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom("split_return as r")
        .select(sql<string>`coalesce(sum(r.amount), 0)`.as("amount"))
        .whereRef("r.programme_id", "=", "split.programme_id")
        .whereRef("r.purchase", "=", "split.purchase")
        .where("r.state", "=", "failed")
        .as("unreturned"),
    )
    .where("programme_id", "=", programme)
    .where("merchant", "=", merchant)
    .where(sql<string>`(made_at at time zone ${timezone})::date`, ">=", sql<string>`${from}::date`)
    .where(sql<string>`(made_at at time zone ${timezone})::date`, "<=", sql<string>`${to}::date`)
    .orderBy("made_at")
    .orderBy("purchase")
    .execute();
  return rows.map(({ made_at: at, purchase: order, channel, account, amount, returned, unreturned, state }) => ({
    at: at.toISOString(),
    order,
    channel,
    account,
    amount: amount === null ? null : formatAmount(amount, scale),
    returned: formatAmount(returned, scale),
    unreturned: formatAmount(Number(unreturned), scale),
    state,
  }));
}

/** What a library says of a refusal may quote keys: it is not passed on. */
async function isTaken(enrol: () => Promise<void>): Promise<boolean> {
  try {
    await enrol();
    return true;
  } catch {
    return false;
  }
}
