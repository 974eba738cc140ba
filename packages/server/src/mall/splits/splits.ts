// The merchant's part of a settled order, sent straight to it by the channel that took the money (分账). The ledger gives the part up first, so that
// nobody is paid twice; then the channel sends it. What a refund takes back goes the same way round.
import type { Channel, SplitState } from "@perennial/api";
import { CASH, formatAmount, mulDivFloor } from "@perennial/kernel";
import type { Selectable } from "kysely";
import { Fault } from "../../http/fault.js";
import { adjustedEvent } from "../../settlement/events.js";
import type { Answer, Tx } from "../../settlement/outbox.js";
import type { PurchaseRow } from "../orders/moves.js";
import { hasOpenRefund, lock } from "../orders/moves.js";
import type { MallParts } from "../parts.js";
import type { MallTables } from "../tables.js";
import type { Credited } from "./credited.js";
import { creditedBy } from "./credited.js";

const BOOK = "split";
/** What the ledger says to these changes nothing here. */
const MOVED = "split-moved";
const MOST_AT_ONCE = 50;
export type SplitRow = Selectable<MallTables["split"]>;

export class Splits {
  constructor(private readonly parts: MallParts) {
    parts.outbox.on(BOOK, async (tx, programme, purchase, answer) => this.booked(tx, programme, purchase, answer));
  }

  /** An order has settled: its merchant's part is due where the channel that took the money sends parts, and knows the merchant. */
  async settled(tx: Tx, { programme_id: programme, purchase, merchant, payment }: PurchaseRow): Promise<void> {
    if (merchant === null) return;
    const to = await tx
      .selectFrom("payment as p")
      .innerJoin("merchant_receiver as r", (join) =>
        join
          .onRef("r.programme_id", "=", "p.programme_id")
          .onRef("r.channel", "=", "p.channel")
          .on("r.merchant", "=", merchant),
      )
      .select(["r.channel", "r.account"])
      .where("p.programme_id", "=", programme)
      .where("p.payment", "=", payment)
      .executeTakeFirst();
    if (!to) return;
    const now = new Date(this.parts.now());
    await tx
      .insertInto("split")
      .values({ programme_id: programme, purchase, merchant, payment, ...to, at: now, made_at: now })
      .onConflict((conflict) => conflict.columns(["programme_id", "purchase"]).doNothing())
      .execute();
  }

  /** Whether some part of a payment may go to a merchant through this channel. */
  async mayFollow(programme: string, payment: string, channel: Channel): Promise<boolean> {
    const found = await this.parts.database.query
      .selectFrom("purchase as o")
      .innerJoin("merchant_receiver as r", (join) =>
        join.onRef("r.programme_id", "=", "o.programme_id").onRef("r.merchant", "=", "o.merchant"),
      )
      .select("o.purchase")
      .where("o.programme_id", "=", programme)
      .where("o.payment", "=", payment)
      .where("r.channel", "=", channel)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Has the ledger give up the parts that are due, in the programmes that this server writes. */
  async tick(): Promise<void> {
    const { programmes, database, now, log, outbox } = this.parts;
    for (const { id: programme, served } of programmes.list()) {
      if (!served) continue;
      const rows = await database.query
        .selectFrom("split")
        .select("purchase")
        .where("programme_id", "=", programme)
        .where("state", "=", "due")
        .where("at", "<=", new Date(now()))
        .orderBy("at")
        .limit(MOST_AT_ONCE)
        .execute();
      for (const { purchase } of rows) {
        try {
          const credited = await creditedBy(programmes.store, await this.entryOf(programme, purchase));
          await database.query.transaction().execute(async (tx) => this.book(tx, programme, purchase, credited));
        } catch (error) {
          log.warn({ programme, purchase, error }, "a merchant's part could not be reckoned; it is tried again");
        }
      }
      if (rows.length > 0) await outbox.deliver(programme);
    }
  }

  /** A refund after settlement is on its way to the kernel: the part comes back into the wallet that it is taken from. Throws `illegal_transition`. */
  async refunding(tx: Tx, order: PurchaseRow, { refund, amount }: { refund: string; amount: number }): Promise<void> {
    const { programme_id: programme, purchase } = order;
    const row = await this.row(tx, programme, purchase);
    if (row?.state === "booking")
      throw new Fault(
        "illegal_transition",
        "settlement",
        "the merchant's part is just being sent",
        "again in a moment",
      );
    if (!row || row.amount === null || (row.state !== "booked" && row.state !== "done")) return;
    const left = row.amount - row.fee - row.returned;
    const back = mulDivFloor(left, amount, order.gross - order.refunded);
    if (back === 0) return;
    const now = new Date(this.parts.now());
    await tx
      .insertInto("split_return")
      .values({ programme_id: programme, purchase, refund, amount: back, state: "booking", at: now, made_at: now })
      .execute();
    await this.change(tx, row, { returned: row.returned + back });
    await this.adjust(
      tx,
      row,
      `unsplit:${refund}`,
      back,
      `订单 ${purchase} 退款，分账退回 · part of ${purchase} returned`,
    );
  }

  /** The kernel has answered that refund: the channel takes the part back, or the ledger gives it up again. */
  async refunded(tx: Tx, programme: string, purchase: string, refund: string, taken: boolean): Promise<void> {
    const back = await tx
      .selectFrom("split_return")
      .select("amount")
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .where("refund", "=", refund)
      .where("state", "=", "booking")
      .executeTakeFirst();
    const row = back && (await this.row(tx, programme, purchase));
    if (!back || !row) return;
    await tx
      .updateTable("split_return")
      .set({ state: taken ? "due" : "dropped", at: new Date(this.parts.now()) })
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .where("refund", "=", refund)
      .execute();
    if (taken) return;
    await this.change(tx, row, { returned: row.returned - back.amount });
    await this.adjust(tx, row, `unsplit-undone:${refund}`, -back.amount, `订单 ${purchase} 分账 · part of ${purchase}`);
  }

  /** The channel would not take a part: it goes back into the wallet. What refunds want of it they have there. */
  async giveUp(tx: Tx, row: SplitRow): Promise<void> {
    await this.change(tx, row, { state: "failed" });
    await tx
      .updateTable("split_return")
      .set({ state: "dropped" })
      .where("programme_id", "=", row.programme_id)
      .where("purchase", "=", row.purchase)
      .where("state", "in", ["booking", "due"])
      .execute();
    const left = (row.amount ?? 0) - row.returned;
    const reason = `订单 ${row.purchase} 分账未成，回到余额 · part of ${row.purchase} could not be sent`;
    if (left > 0) await this.adjust(tx, row, `split-undone:${row.purchase}`, left, reason);
  }

  async row(tx: Tx, programme: string, purchase: string): Promise<SplitRow | undefined> {
    return tx
      .selectFrom("split")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .forUpdate()
      .executeTakeFirst();
  }

  async change(
    tx: Tx,
    { programme_id: programme, purchase }: SplitRow,
    values: Partial<Pick<SplitRow, "state" | "amount" | "fee" | "returned" | "channel_ref" | "at">>,
  ): Promise<void> {
    await tx
      .updateTable("split")
      .set(values)
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .execute();
  }

  /** `credited`: what the kernel gave the merchant for the order. While a refund is open nothing is sent. */
  private async book(tx: Tx, programme: string, purchase: string, credited: Credited): Promise<void> {
    const order = await lock(tx, programme, purchase);
    const row = await this.row(tx, programme, purchase);
    if (row?.state !== "due" || (await hasOpenRefund(tx, order))) return;
    const fee = order.shipping - order.shipping_refunded;
    const kept = order.gross - order.refunded;
    const amount = fee + (kept === 0 ? 0 : mulDivFloor(credited.cash, kept, credited.gross));
    if (amount === 0) return this.change(tx, row, { state: "kept", amount: 0 });
    await this.change(tx, row, { state: "booking", amount, fee });
    return this.adjust(tx, row, `split:${purchase}`, -amount, `订单 ${purchase} 分账 · part of ${purchase}`, BOOK);
  }

  /** What the ledger does not give up (it was paid out, or is owed) stays where it is. */
  private async booked(tx: Tx, programme: string, purchase: string, answer: Answer): Promise<void> {
    const row = await this.row(tx, programme, purchase);
    const state: SplitState = "code" in answer ? "kept" : "booked";
    if (row) await this.change(tx, row, { state, at: new Date(this.parts.now()) });
  }

  private async adjust(
    tx: Tx,
    { programme_id: programme, merchant, purchase }: SplitRow,
    eventId: string,
    amount: number,
    reason: string,
    about = MOVED,
  ): Promise<void> {
    const { programme: memory } = this.parts.programmes.need(programme);
    const body = adjustedEvent(merchant, formatAmount(amount, memory.scale(CASH)), reason);
    await this.parts.outbox.add(tx, { programme, eventId, body, about, subject: purchase });
  }

  private async entryOf(programme: string, purchase: string) {
    const { entry, merchant } = await this.parts.database.query
      .selectFrom("purchase")
      .select(["entry", "merchant"])
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .executeTakeFirstOrThrow();
    return { programme, entry: entry ?? 0, merchant: merchant ?? "", scale: this.scale(programme) };
  }

  private scale(programme: string): number {
    return this.parts.programmes.need(programme).programme.scale(CASH);
  }
}
