// The daily comparison: a channel's own account of a day against what we wrote down, line by line.
import type { Channel as ChannelName } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import type { BillLine } from "./channel.js";
import type { Log } from "../programmes/log.js";
import type { ProgrammeChannels } from "./channels.js";
import type { Channels } from "./payments.js";
import { dayOf } from "./payments.js";

/** A line that both do not have alike. Amounts in minor units; null: it is missing there. */
export interface Difference {
  readonly kind: "in" | "out";
  readonly move: string;
  readonly theirs: number | null;
  readonly ours: number | null;
}

/** What differs, by name of the movement. */
export function differencesOf(theirs: readonly BillLine[], ours: readonly Omit<BillLine, "ref">[]): Difference[] {
  const keyOf = ({ kind, move }: { kind: string; move: string }): string => `${kind} ${move}`;
  const sums = (lines: readonly Omit<BillLine, "ref">[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (const line of lines) found.set(keyOf(line), (found.get(keyOf(line)) ?? 0) + line.amount);
    return found;
  };
  const [there, here] = [sums(theirs), sums(ours)];
  return [...new Set([...there.keys(), ...here.keys()])].toSorted().flatMap((key) => {
    const [a, b] = [there.get(key) ?? null, here.get(key) ?? null];
    const [kind = "", move = ""] = key.split(" ");
    return a === b ? [] : [{ kind: kind === "in" ? ("in" as const) : ("out" as const), move, theirs: a, ours: b }];
  });
}

/** Compares a day and writes the outcome down. Undefined: the channel gives no bill. Throws what the channel throws. */
export async function reconcile(
  { database: { query }, now }: { database: Database; now: () => number },
  channels: Channels,
  programme: string,
  channel: ChannelName,
  day: string,
): Promise<readonly Difference[] | undefined> {
  const door = await channels.need(programme, channel);
  if (!door.bill) return undefined;
  const theirs = await door.bill(day);
  const ours = await query
    .selectFrom("channel_move")
    .select(["kind", "move", "amount"])
    .where("programme_id", "=", programme)
    .where("channel", "=", channel)
    .where("state", "=", "done")
    .where((eb) => eb.cast<string>("day", "text"), "=", day)
    .execute();
  const differences = differencesOf(theirs, ours);
  const sum = (lines: readonly { kind: string; amount: number }[], kind: string): number =>
    lines.filter((line) => line.kind === kind).reduce((total, { amount }) => total + amount, 0);
  const figures = {
    theirs_in: sum(theirs, "in"),
    theirs_out: sum(theirs, "out"),
    ours_in: sum(ours, "in"),
    ours_out: sum(ours, "out"),
    differences: JSON.stringify(differences),
  };
  await query
    .insertInto("reconciliation")
    .values({ programme_id: programme, channel, day, ...figures, at: new Date(now()) })
    .onConflict((conflict) => conflict.columns(["programme_id", "channel", "day"]).doUpdateSet(figures))
    .execute();
  return differences;
}

/** Channels have their accounts of a day ready by this hour of the next, by China's clock. */
const READY_HOUR = 10;
const HOUR_MS = 3_600_000;

/** Compares yesterday, once it can be, wherever it has not been; a channel that does not answer is asked again later. */
export async function compareYesterday(
  { database, log, now }: { database: Database; log: Log; now: () => number },
  channels: ProgrammeChannels,
): Promise<void> {
  const day = dayOf(now() - (24 + READY_HOUR) * HOUR_MS);
  for (const { programme, channel } of await channels.all()) {
    const done = await database.query
      .selectFrom("reconciliation")
      .select("channel")
      .where("programme_id", "=", programme)
      .where("channel", "=", channel)
      .where((eb) => eb(eb.cast<string>("day", "text"), "=", day))
      .executeTakeFirst();
    if (done || !channels.isDue(programme, channel, now())) continue;
    try {
      const differences = (await reconcile({ database, now }, channels, programme, channel, day)) ?? [];
      if (differences.length > 0)
        log.warn({ programme, channel, day, differences: differences.length }, "a channel's account differs from ours");
    } catch (error) {
      const words = error instanceof Error ? error.message : "unknown";
      log.warn({ programme, channel, day, error: words }, "a channel's account of a day could not be had");
    }
  }
}

/** The comparisons of a programme, the newest first, with amounts as text. */
export async function reconciliationsOf({ query }: Database, programme: string, scale: number, limit: number) {
  const rows = await query
    .selectFrom("reconciliation")
    .selectAll()
    .select((eb) => eb.cast<string>("day", "text").as("on"))
    .where("programme_id", "=", programme)
    .orderBy("day", "desc")
    .orderBy("channel")
    .limit(limit)
    .execute();
  const text = (minor: number | null): string | null => (minor === null ? null : formatAmount(minor, scale));
  return rows.map((row) => ({
    channel: row.channel,
    day: row.on,
    theirsIn: formatAmount(row.theirs_in, scale),
    theirsOut: formatAmount(row.theirs_out, scale),
    oursIn: formatAmount(row.ours_in, scale),
    oursOut: formatAmount(row.ours_out, scale),
    differences: (row.differences as Difference[]).map((each) => ({
      ...each,
      theirs: text(each.theirs),
      ours: text(each.ours),
    })),
  }));
}
