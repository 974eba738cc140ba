// Payments: started with a channel, paid by a verified notification (each counts once, in whatever order they come), refunded through the same channel.
import type { Channel as ChannelName, PayAction, Payment } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import type { Selectable } from "kysely";
import type { Database } from "../database/database.js";
import { Fault } from "../http/fault.js";
import type { Log } from "../programmes/log.js";
import type { Tx } from "../settlement/outbox.js";
import type { Back, Channel, Due, Raw, Thanks, Told } from "./channel.js";
import type { PaymentTables } from "./tables.js";

export type PaymentRow = Selectable<PaymentTables["payment"]>;

/** Who keeps the channels of programmes. */
export interface Channels {
  names(programme: string): Promise<ChannelName[]>;
  /** Throws `channel_unavailable`. */
  need(programme: string, channel: ChannelName): Promise<Channel>;
}

/** What the mall does when money has moved, in the same transaction. */
export interface Consequences {
  paid(tx: Tx, programme: string, payment: string): Promise<void>;
  refunded(tx: Tx, programme: string, move: string, done: boolean): Promise<void>;
  /** Whether some of a payment may go straight to a merchant. */
  splits(programme: string, payment: string, channel: ChannelName): Promise<boolean>;
  /** What merchants give back with a refund. */
  returns(programme: string, move: string): Promise<Back["returns"]>;
}

export interface PaymentParts {
  readonly database: Database;
  readonly channels: Channels;
  readonly log: Log;
  readonly now: () => number;
  /** origin under which channels reach this server */
  readonly origin: string;
  readonly currencyOf: (programme: string) => { currency: string; scale: number };
}

const MOST_MOVES_AT_ONCE = 50;
/** A refund that a channel has taken, or would not take, is asked about again after so long. */
const AGAIN_MS = 5 * 60_000;

export class Payments {
  constructor(
    private readonly parts: PaymentParts,
    private readonly consequences: Consequences,
  ) {}

  async channels(programme: string): Promise<ChannelName[]> {
    return this.parts.channels.names(programme);
  }

  /** Throws `not_found`. `member`: only its own. */
  async need(programme: string, payment: string, member?: string): Promise<PaymentRow> {
    const row = await this.parts.database.query
      .selectFrom("payment")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .executeTakeFirst();
    if (!row || (member !== undefined && row.member !== member))
      throw new Fault("not_found", "payment", `there is no payment "${payment}"`, "a payment of your own");
    return row;
  }

  async view(row: PaymentRow): Promise<Payment> {
    const orders = await this.parts.database.query
      .selectFrom("purchase")
      .select("purchase")
      .where("programme_id", "=", row.programme_id)
      .where("payment", "=", row.payment)
      .orderBy("purchase")
      .execute();
    return {
      id: row.payment,
      state: row.state,
      amount: formatAmount(row.amount, this.parts.currencyOf(row.programme_id).scale),
      channel: row.channel,
      orders: orders.map(({ purchase }) => purchase),
      expiresAt: row.expires_at.toISOString(),
      paidAt: row.paid_at?.toISOString() ?? null,
    };
  }

  /** Asks a channel to take the money. Throws `not_found`, `expired`, `illegal_transition`, `channel_unavailable`. */
  async start(
    row: PaymentRow,
    channel: ChannelName,
    { method, returnTo }: { method: Due["method"]; returnTo: string },
  ): Promise<PayAction["action"]> {
    this.mustBeOpen(row);
    const { programme_id: programme, payment, amount, expires_at: expiresAt } = row;
    const door = await this.parts.channels.need(programme, channel);
    const { currency } = this.parts.currencyOf(programme);
    const splits = await this.consequences.splits(programme, payment, channel);
    const { action } = await this.asked(channel, async () =>
      door.start({
        payment,
        amount,
        currency,
        subject: `${programme} ${payment}`,
        method,
        notifyUrl: this.notifyUrl(programme, channel),
        returnUrl: `${this.parts.origin}${returnTo}`,
        expiresAt,
        splits,
      }),
    );
    await this.parts.database.query
      .updateTable("payment")
      .set({ channel })
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .where("state", "=", "open")
      .execute();
    return action;
  }

  /** Play money: the page says how it went. Throws what `start` throws. */
  async play(row: PaymentRow, outcome: "paid" | "failed"): Promise<void> {
    await this.parts.channels.need(row.programme_id, "sandbox");
    if (row.state !== "paid") this.mustBeOpen(row);
    await this.take(row.programme_id, "sandbox", {
      notice: `${outcome}-${row.payment}`,
      kind: outcome,
      payment: row.payment,
      amount: row.amount,
      ref: `sandbox-${row.payment}`,
    });
  }

  /** A notification of a channel. Throws `bad_signature`, `channel_unavailable`. */
  async told(programme: string, channel: ChannelName, raw: Raw): Promise<Thanks> {
    const door = await this.parts.channels.need(programme, channel);
    await this.take(programme, channel, await door.read(raw));
    return door.thanks;
  }

  /** Nothing is left to pay in cash. */
  async free(tx: Tx, programme: string, payment: string): Promise<void> {
    await tx
      .updateTable("payment")
      .set({ state: "paid", paid_at: new Date(this.parts.now()) })
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .execute();
    await this.consequences.paid(tx, programme, payment);
  }

  /** Nobody shall pay it any more. What comes all the same goes back. */
  async close(tx: Tx, programme: string, payment: string): Promise<void> {
    await tx
      .updateTable("payment")
      .set({ state: "closed" })
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .where("state", "=", "open")
      .execute();
  }

  /** Puts a refund among those to be sent; `move` names it for good. */
  async giveBack(tx: Tx, row: PaymentRow, move: string, amount: number): Promise<void> {
    if (row.channel === null) throw new Error(`no_channel: payment ${row.payment} was never paid through one`);
    await tx
      .insertInto("channel_move")
      .values({
        programme_id: row.programme_id,
        channel: row.channel,
        move,
        kind: "out",
        payment: row.payment,
        amount,
        channel_ref: row.channel_ref ?? "",
        state: "waiting",
        day: dayOf(this.parts.now()),
        at: new Date(this.parts.now()),
      })
      .onConflict((conflict) => conflict.columns(["programme_id", "channel", "move"]).doNothing())
      .execute();
  }

  /** Sends the refunds that are due; one that has not ended is asked about again some minutes later. */
  async sendWaiting(): Promise<void> {
    const rows = await this.parts.database.query
      .selectFrom("channel_move as m")
      .innerJoin("payment as p", (join) =>
        join.onRef("p.programme_id", "=", "m.programme_id").onRef("p.payment", "=", "m.payment"),
      )
      .selectAll("m")
      .select("p.amount as total")
      .where("m.state", "=", "waiting")
      .where("m.kind", "=", "out")
      .where("m.at", "<=", new Date(this.parts.now()))
      .orderBy("m.at")
      .limit(MOST_MOVES_AT_ONCE)
      .execute();
    for (const row of rows) {
      const { programme_id: programme, channel, move } = row;
      try {
        const door = await this.parts.channels.need(programme, channel);
        await this.putOff(programme, channel, move);
        const returns = await this.consequences.returns(programme, move);
        const { state } = await door.refund({ ...this.backOf(row, row.total), returns });
        if (state === "done") await this.took(programme, channel, move, true);
      } catch (error) {
        this.parts.log.warn({ programme, channel, move, error }, "a refund could not be sent; it is tried again");
      }
    }
  }

  private async putOff(programme: string, channel: ChannelName, move: string): Promise<void> {
    await this.parts.database.query
      .updateTable("channel_move")
      .set({ at: new Date(this.parts.now() + AGAIN_MS) })
      .where("programme_id", "=", programme)
      .where("channel", "=", channel)
      .where("move", "=", move)
      .execute();
  }

  private backOf(
    row: {
      programme_id: string;
      channel: ChannelName;
      move: string;
      payment: string;
      amount: number;
      channel_ref: string;
    },
    total: number,
  ): Omit<Back, "returns"> {
    return {
      payment: row.payment,
      ref: row.channel_ref,
      move: row.move,
      amount: row.amount,
      total,
      currency: this.parts.currencyOf(row.programme_id).currency,
      notifyUrl: this.notifyUrl(row.programme_id, row.channel),
    };
  }

  /** What a channel told is written down once, and acted on. */
  private async take(programme: string, channel: ChannelName, told: Told): Promise<void> {
    await this.parts.database.query.transaction().execute(async (tx) => {
      const first = await tx
        .insertInto("channel_notice")
        .values({
          programme_id: programme,
          channel,
          notice: told.notice,
          kind: told.kind,
          payment: told.payment ?? null,
          amount: told.amount ?? null,
          outcome: "taken",
          received_at: new Date(this.parts.now()),
        })
        .onConflict((conflict) => conflict.columns(["programme_id", "channel", "notice"]).doNothing())
        .executeTakeFirst();
      if (first.numInsertedOrUpdatedRows !== 1n) return;
      const outcome = await this.act(tx, programme, channel, told);
      await tx
        .updateTable("channel_notice")
        .set({ outcome })
        .where("programme_id", "=", programme)
        .where("channel", "=", channel)
        .where("notice", "=", told.notice)
        .execute();
    });
  }

  /** What a channel told, in the transaction that writes it down; what became of it. */
  async act(tx: Tx, programme: string, channel: ChannelName, told: Told): Promise<string> {
    if (told.move !== undefined && (told.kind === "refunded" || told.kind === "refund_failed")) {
      await this.ended(tx, programme, channel, told.move, told.kind === "refunded");
      return told.kind;
    }
    if (told.kind !== "paid" || told.payment === undefined) return told.kind;
    const row = await tx
      .selectFrom("payment")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("payment", "=", told.payment)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return "unknown_payment";
    return this.paid(tx, row, channel, told);
  }

  private async paid(tx: Tx, row: PaymentRow, channel: ChannelName, told: Told): Promise<string> {
    const { programme_id: programme, payment } = row;
    const ref = told.ref ?? "";
    if (row.state === "paid" && row.channel === channel && row.channel_ref === ref) return "repeated";
    const amount = told.amount ?? 0;
    const day = dayOf(this.parts.now());
    const fits = row.state === "open" && amount === row.amount;
    const move = fits ? payment : `${payment}-${ref}`;
    await tx
      .insertInto("channel_move")
      .values({
        programme_id: programme,
        channel,
        move,
        kind: "in",
        payment,
        amount,
        channel_ref: ref,
        state: "done",
        day,
        at: new Date(this.parts.now()),
      })
      .onConflict((conflict) => conflict.columns(["programme_id", "channel", "move"]).doNothing())
      .execute();
    if (!fits) {
      // Paid too late, twice, or not what was asked: the money goes back.
      await this.giveBack(tx, { ...row, channel, channel_ref: ref }, `back-${move}`, amount);
      return row.state === "open" ? "amount_differs" : "sent_back";
    }
    await tx
      .updateTable("payment")
      .set({ state: "paid", channel, channel_ref: ref, paid_at: new Date(this.parts.now()) })
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .execute();
    await this.consequences.paid(tx, programme, payment);
    return "paid";
  }

  private async took(programme: string, channel: ChannelName, move: string, done: boolean): Promise<void> {
    await this.parts.database.query.transaction().execute(async (tx) => this.ended(tx, programme, channel, move, done));
  }

  /** The end of a refund; the second word about it changes nothing. */
  async ended(tx: Tx, programme: string, channel: ChannelName, move: string, done: boolean): Promise<void> {
    const changed = await tx
      .updateTable("channel_move")
      .set({ state: done ? "done" : "failed" })
      .where("programme_id", "=", programme)
      .where("channel", "=", channel)
      .where("move", "=", move)
      .where("state", "=", "waiting")
      .executeTakeFirst();
    if (changed.numUpdatedRows > 0n) await this.consequences.refunded(tx, programme, move, done);
  }

  private mustBeOpen(row: PaymentRow): void {
    if (row.state !== "open")
      throw new Fault("illegal_transition", "state", `the payment is ${row.state}`, "a payment that is open");
    if (row.expires_at.getTime() <= this.parts.now())
      throw new Fault("expired", "payment", "the time to pay is over", "a new checkout");
  }

  /** A library's failure is the channel's, not the caller's. */
  private async asked<T>(channel: ChannelName, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.parts.log.warn({ channel, error: nameOf(error) }, "a channel did not take a payment");
      throw new Fault(
        "channel_unavailable",
        "channel",
        `${channel} does not answer as it should`,
        "another channel, or later",
        30,
      );
    }
  }

  private notifyUrl(programme: string, channel: ChannelName): string {
    return `${this.parts.origin}/api/v1/programmes/${programme}/notifications/${channel}`;
  }
}

/** Only the name and the words: requests of libraries carry keys. */
const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : "unknown");

/** The day in the channels' zone, China's: their daily files go by it. */
export const dayOf = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
