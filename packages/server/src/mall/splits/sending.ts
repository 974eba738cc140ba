// Parts on their way to merchants and back: each is asked of its channel until it is done, or until so many days have passed.
import type { Channel as ChannelName } from "@perennial/api";
import { sql } from "kysely";
import type { Back } from "../../payments/channel.js";
import type { ProgrammeChannels } from "../../payments/channels.js";
import type { MallParts } from "../parts.js";
import type { SplitRow, Splits } from "./splits.js";

const AGAIN_MS = 5 * 60_000;
/** What a channel has not taken after so long is given up. */
const GIVE_UP_MS = 7 * 86_400_000;
const MOST_AT_ONCE = 50;

interface ReturnRow extends Pick<SplitRow, "programme_id" | "purchase" | "channel" | "account" | "channel_ref"> {
  readonly refund: string;
  readonly back: number;
  readonly made_at: Date;
}

export class SplitSending {
  constructor(
    private readonly parts: MallParts,
    private readonly channels: ProgrammeChannels,
    private readonly splits: Splits,
  ) {}

  /** What is due, in the programmes that this server writes. */
  async tick(): Promise<void> {
    for (const { id, served } of this.parts.programmes.list()) {
      if (!served) continue;
      for (const row of await this.booked(id)) await this.send(row);
      for (const row of await this.returning(id)) await this.takeBack(row);
    }
  }

  /** What a merchant gives back together with a refund, where its channel does it so; done when the refund is. */
  async withRefund(programme: string, refund: string): Promise<Back["returns"]> {
    const rows = await this.returns(programme).where("r.refund", "=", refund).execute();
    return rows.map(({ account: receiver, back: amount }) => ({ receiver, amount }));
  }

  private async send(row: SplitRow & { payment_ref: string }): Promise<void> {
    const { programme_id: programme, purchase, channel, payment, account: receiver, amount } = row;
    const { programme: memory } = this.parts.programmes.need(programme);
    const { currency } = memory.plan;
    await this.tried(row, row.made_at, {
      ask: async () => {
        await this.putOff("split", row);
        const door = await this.channels.need(programme, channel);
        const last = await this.isLast(row);
        const move = nameOf(purchase);
        return door.split?.({ payment, ref: row.payment_ref, move, amount: amount ?? 0, receiver, currency, last });
      },
      done: async (ref) => {
        await this.parts.database.query
          .updateTable("split")
          .set({ state: "done", channel_ref: ref })
          .where("programme_id", "=", programme)
          .where("purchase", "=", purchase)
          .where("state", "=", "booked")
          .execute();
      },
      giveUp: async () => {
        await this.parts.database.query.transaction().execute(async (tx) => {
          const found = await this.splits.row(tx, programme, purchase);
          if (found?.state === "booked") await this.splits.giveUp(tx, found);
        });
        await this.parts.outbox.deliver(programme);
      },
    });
  }

  private async takeBack(row: ReturnRow): Promise<void> {
    const { programme_id: programme, purchase, refund, channel } = row;
    const end = async (state: "done" | "failed"): Promise<void> => {
      await this.parts.database.query
        .updateTable("split_return")
        .set({ state })
        .where("programme_id", "=", programme)
        .where("purchase", "=", purchase)
        .where("refund", "=", refund)
        .where("state", "=", "due")
        .execute();
    };
    await this.tried(row, row.made_at, {
      ask: async () => {
        await this.putOff("split_return", row);
        const door = await this.channels.need(programme, channel);
        if (!door.unsplit) return this.refundIsDone(row);
        const part = { split: nameOf(purchase), splitRef: row.channel_ref, move: `back-${refund}` };
        return door.unsplit({ ...part, amount: row.back, receiver: row.account });
      },
      done: async () => end("done"),
      giveUp: async () => end("failed"),
    });
  }

  /** Of a channel that takes parts back with the refund itself. */
  private async refundIsDone({ programme_id: programme, channel, refund }: ReturnRow) {
    const row = await this.parts.database.query
      .selectFrom("channel_move")
      .select("state")
      .where("programme_id", "=", programme)
      .where("channel", "=", channel)
      .where("move", "=", refund)
      .executeTakeFirst();
    return { state: row?.state === "done" ? ("done" as const) : ("waiting" as const), ref: refund };
  }

  private async tried(
    row: { programme_id: string; purchase: string; channel: ChannelName },
    since: Date,
    {
      ask,
      done,
      giveUp,
    }: {
      ask: () => Promise<{ state: "done" | "waiting"; ref: string } | undefined>;
      done: (ref: string) => Promise<void>;
      giveUp: () => Promise<void>;
    },
  ): Promise<void> {
    const { programme_id: programme, purchase, channel } = row;
    try {
      const moved = await ask();
      if (moved?.state === "done") return await done(moved.ref);
    } catch (error) {
      // Only the words: requests of libraries carry keys.
      const words = error instanceof Error ? error.message : "unknown";
      this.parts.log.warn({ programme, purchase, channel, error: words }, "a merchant's part could not be moved");
      if (since.getTime() + GIVE_UP_MS <= this.parts.now()) await giveUp();
    }
    return undefined;
  }

  private async putOff(
    table: "split" | "split_return",
    { programme_id: programme, purchase }: { programme_id: string; purchase: string },
  ): Promise<void> {
    await this.parts.database.query
      .updateTable(table)
      .set({ at: new Date(this.parts.now() + AGAIN_MS) })
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .execute();
  }

  private async booked(programme: string) {
    return this.parts.database.query
      .selectFrom("split as s")
      .innerJoin("payment as p", (join) =>
        join.onRef("p.programme_id", "=", "s.programme_id").onRef("p.payment", "=", "s.payment"),
      )
      .selectAll("s")
      .select((eb) => eb.fn.coalesce("p.channel_ref", sql<string>`''`).as("payment_ref"))
      .where("s.programme_id", "=", programme)
      .where("s.state", "=", "booked")
      .where("s.at", "<=", new Date(this.parts.now()))
      .orderBy("s.at")
      .limit(MOST_AT_ONCE)
      .execute();
  }

  private async returning(programme: string): Promise<ReturnRow[]> {
    const now = new Date(this.parts.now());
    return this.returns(programme).where("r.at", "<=", now).orderBy("r.at").limit(MOST_AT_ONCE).execute();
  }

  /** Parts that were sent and shall come back. */
  private returns(programme: string) {
    return this.parts.database.query
      .selectFrom("split_return as r")
      .innerJoin("split as s", (join) =>
        join.onRef("s.programme_id", "=", "r.programme_id").onRef("s.purchase", "=", "r.purchase"),
      )
      .select(["s.programme_id", "s.purchase", "s.channel", "s.account", "s.channel_ref", "r.refund", "r.made_at"])
      .select("r.amount as back")
      .where("r.programme_id", "=", programme)
      .where("r.state", "=", "due")
      .where("s.state", "=", "done");
  }

  /** Whether no other order of the payment can still send a part. */
  private async isLast({ programme_id: programme, payment, purchase }: SplitRow): Promise<boolean> {
    const other = await this.parts.database.query
      .selectFrom("purchase as o")
      .leftJoin("split as s", (join) =>
        join.onRef("s.programme_id", "=", "o.programme_id").onRef("s.purchase", "=", "o.purchase"),
      )
      .select("o.purchase")
      .where("o.programme_id", "=", programme)
      .where("o.payment", "=", payment)
      .where("o.purchase", "<>", purchase)
      .where("o.merchant", "is not", null)
      .where("o.state", "not in", ["cancelled", "refunded"])
      .where((eb) => eb.or([eb("o.settlement", "<>", "settled"), eb("s.state", "in", ["due", "booking", "booked"])]))
      .executeTakeFirst();
    return other === undefined;
  }
}

/** How a channel knows the part of an order. */
const nameOf = (purchase: string): string => `split-${purchase}`;
