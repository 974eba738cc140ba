// Refunds: asked by the buyer, answered by the seller. Before settlement the order becomes smaller; after it the kernel takes back what the order gave.
// The money goes the way it came.
import { CASH, formatAmount } from "@perennial/kernel";
import { sql } from "kysely";
import { itemName } from "../../accounts/names.js";
import { Fault } from "../../http/fault.js";
import type { Payments } from "../../payments/payments.js";
import { backOf, refundedEvent } from "../../settlement/events.js";
import type { Answer, Tx } from "../../settlement/outbox.js";
import { minor } from "../catalogue/products.js";
import type { MallParts } from "../parts.js";
import type { Splits } from "../splits/splits.js";
import type { PurchaseRow } from "./moves.js";
import { lock, move } from "./moves.js";
import { creditShipping } from "./shipping.js";
import { restock } from "./stock.js";
import { tellRefund } from "./telling.js";

const REFUND = "refund";
const OPEN_TO_REFUND = new Set(["paid", "shipped", "received", "completed"]);

export class Refunds {
  constructor(
    private readonly parts: MallParts,
    private readonly payments: Payments,
    private readonly splits: Splits,
  ) {
    parts.outbox.on(REFUND, async (tx, programme, subject, answer) => this.answered(tx, programme, subject, answer));
  }

  /** `text`: part of the gross; all that is left without it. Throws `illegal_transition`, `refund_exceeds_order`. */
  async ask(row: PurchaseRow, text: string | undefined, reason: string): Promise<void> {
    const { programme_id: programme, purchase } = row;
    await this.parts.database.query.transaction().execute(async (tx) => {
      const order = await lock(tx, programme, purchase);
      const left = order.gross - order.refunded;
      if (!OPEN_TO_REFUND.has(order.state) || left === 0)
        throw new Fault(
          "illegal_transition",
          "state",
          `an order that is ${order.state} is not refunded`,
          "one that was paid",
        );
      const amount = text === undefined ? left : minor(text, this.scale(programme), "amount");
      if (amount > left || amount === 0)
        throw new Fault(
          "refund_exceeds_order",
          "amount",
          `${formatAmount(left, this.scale(programme))} is left`,
          "at most that",
        );
      const open = await tx
        .selectFrom("purchase_refund")
        .select("refund")
        .where("programme_id", "=", programme)
        .where("purchase", "=", purchase)
        .where("state", "in", ["asked", "approved"])
        .executeTakeFirst();
      if (open) throw new Fault("illegal_transition", "refund", "a refund waits for its answer", "one at a time");
      const cash = cashBack(order, amount);
      await tx
        .insertInto("purchase_refund")
        .values({
          programme_id: programme,
          purchase,
          refund: itemName(),
          amount,
          cash,
          // Nothing was sent yet: what sending costs goes back with the rest.
          shipping: amount === left && order.state === "paid" ? shippingLeft(order) : 0,
          reason,
          nth: sql`(select count(*) from purchase_refund b where b.programme_id = ${programme} and b.purchase = ${purchase})`,
          created_at: new Date(this.parts.now()),
        })
        .execute();
    });
  }

  /** Throws `not_found`, `illegal_transition`. */
  async answer(
    row: PurchaseRow,
    refund: string,
    {
      approve,
      answer,
      restock: back,
      shipping,
    }: { approve: boolean; answer: string; restock: boolean; shipping?: boolean | undefined },
  ): Promise<void> {
    const { programme_id: programme, purchase } = row;
    await this.parts.database.query.transaction().execute(async (tx) => {
      const order = await lock(tx, programme, purchase);
      const asked = await this.need(tx, programme, purchase, refund);
      if (asked.state !== "asked")
        throw new Fault(
          "illegal_transition",
          "refund",
          `the refund is ${asked.state}`,
          "one that waits for its answer",
        );
      if (order.settlement === "sent")
        throw new Fault("illegal_transition", "settlement", "the order is just being settled", "again in a moment");
      await tx
        .updateTable("purchase_refund")
        .set({
          state: approve ? "approved" : "refused",
          answer,
          answered_at: new Date(this.parts.now()),
          ...(shipping !== undefined && { shipping: shippingBack(order, asked.amount, shipping) }),
        })
        .where("programme_id", "=", programme)
        .where("purchase", "=", purchase)
        .where("refund", "=", refund)
        .execute();
      if (!approve) return tellRefund(tx, { ...asked, answer }, "refundRefused", this.told());
      if (back && asked.amount === order.gross - order.refunded) await restock(tx, order);
      if (order.settlement !== "settled") return this.book(tx, order, await this.need(tx, programme, purchase, refund));
      await this.splits.refunding(tx, order, asked);
      const body = refundedEvent(purchase, asked.amount, this.scale(programme));
      const subject = `${purchase}/${refund}`;
      await this.parts.outbox.add(tx, { programme, eventId: `refund:${refund}`, body, about: REFUND, subject });
      return undefined;
    });
  }

  /** The money has gone back, or has not. */
  async sent(tx: Tx, programme: string, refund: string, done: boolean): Promise<void> {
    const ended = await tx
      .updateTable("purchase_refund")
      .set({ state: done ? "paid" : "failed" })
      .where("programme_id", "=", programme)
      .where("refund", "=", refund)
      .where("state", "=", "approved")
      .returningAll()
      .execute();
    for (const row of ended) await tellRefund(tx, row, done ? "refundPaid" : "refundFailed", this.told());
  }

  private async answered(tx: Tx, programme: string, subject: string, answer: Answer): Promise<void> {
    const [purchase = "", refund = ""] = subject.split("/");
    const order = await lock(tx, programme, purchase);
    const asked = await this.need(tx, programme, purchase, refund);
    await this.splits.refunded(tx, programme, purchase, refund, !("code" in answer));
    if (!("code" in answer)) return this.book(tx, order, asked);
    await tx
      .updateTable("purchase_refund")
      .set({ state: "failed", answer: `${answer.code}: ${answer.wrong}` })
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .where("refund", "=", refund)
      .execute();
    return tellRefund(tx, asked, "refundFailed", this.told());
  }

  /** Makes the order smaller, and sends the cash part of it back. */
  private async book(
    tx: Tx,
    order: PurchaseRow,
    asked: { refund: string; amount: number; cash: number; shipping: number },
  ): Promise<void> {
    const { programme_id: programme, purchase } = order;
    const refunded = order.refunded + asked.amount;
    const shipping_refunded = order.shipping_refunded + asked.shipping;
    const money = asked.cash + asked.shipping;
    await tx
      .updateTable("purchase")
      .set({ refunded, cash_refunded: order.cash_refunded + asked.cash, shipping_refunded })
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .execute();
    if (refunded === order.gross)
      await move(tx, order, "refund", { by: "seller", name: "refund" }, { now: this.parts.now(), hold: null });
    if (refunded === order.gross && order.settlement !== "settled")
      await creditShipping(tx, this.parts, { ...order, shipping_refunded });
    if (money === 0) return this.sent(tx, programme, asked.refund, true);
    const payment = await tx
      .selectFrom("payment")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("payment", "=", order.payment)
      .executeTakeFirstOrThrow();
    return this.payments.giveBack(tx, payment, asked.refund, money);
  }

  private async need(tx: Tx, programme: string, purchase: string, refund: string) {
    const row = await tx
      .selectFrom("purchase_refund")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .where("refund", "=", refund)
      .executeTakeFirst();
    if (!row) throw new Fault("not_found", "refund", `the order has no refund "${refund}"`, "a refund of this order");
    return row;
  }

  private told() {
    return { at: this.parts.now(), scale: (programme: string) => this.scale(programme) };
  }

  private scale(programme: string): number {
    return this.parts.programmes.need(programme).programme.scale(CASH);
  }
}

const shippingLeft = ({ shipping, shipping_refunded }: PurchaseRow): number => shipping - shipping_refunded;

/** What a seller gives back of it: with the last part of an order that has not settled. Throws `illegal_transition`. */
function shippingBack(order: PurchaseRow, amount: number, wanted: boolean): number {
  if (!wanted) return 0;
  if (order.settlement === "settled" || amount !== order.gross - order.refunded)
    throw new Fault(
      "illegal_transition",
      "shipping",
      "shipping goes back with all that is left of an order, before it settles",
      "leave it out",
    );
  return shippingLeft(order);
}

/** The cash in a part of the gross: what all parts together give back is the whole, to the last unit. */
const cashBack = ({ cash, gross, refunded }: PurchaseRow, amount: number): number =>
  backOf(cash, refunded + amount, gross) - backOf(cash, refunded, gross);
