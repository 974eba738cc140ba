// Orders: reading them, and what buyer and seller do with them.
import type { Order, OrderState, RefundState, SettlementState } from "@perennial/api";
import { sql } from "kysely";
import { Fault } from "../../http/fault.js";
import type { Payments } from "../../payments/payments.js";
import type { Tx } from "../../settlement/outbox.js";
import type { MallParts } from "../parts.js";
import type { InvoiceText } from "../tables.js";
import type { Actor, PurchaseRow } from "./moves.js";
import { lock, move, unknownOrder } from "./moves.js";
import type { OrderRow, Viewer } from "./order-views.js";
import { ordersOf } from "./order-views.js";
import type { Settling } from "./settling.js";
import type { Action } from "./states.js";
import { countSold, lockStock, piecesOf, restock } from "./stock.js";
import { tellShipped } from "./telling.js";

export interface Filter {
  readonly member?: string | undefined;
  readonly merchant?: string | undefined;
  /** those without a merchant alone */
  readonly house?: boolean | undefined;
  readonly store?: string | undefined;
  readonly state?: OrderState | undefined;
  readonly refund?: RefundState | undefined;
  readonly invoice?: InvoiceText["state"] | undefined;
  readonly settlement?: SettlementState | undefined;
}

export class Orders {
  constructor(
    private readonly parts: MallParts,
    private readonly payments: Payments,
    private readonly settling: Settling,
  ) {}

  /** A page of orders, the newest first; `limit` + 1 of them when there are more. */
  async list(
    programme: string,
    { member, merchant, house, store, state, refund, invoice, settlement }: Filter,
    { offset, limit, scale, viewer }: { offset: number; limit: number; scale: number; viewer: Viewer },
  ): Promise<Order[]> {
    let rows = this.rows(programme);
    if (member !== undefined) rows = rows.where("o.member", "=", member);
    if (merchant !== undefined) rows = rows.where("o.merchant", "=", merchant);
    if (house) rows = rows.where("o.merchant", "is", null);
    if (store !== undefined)
      rows = rows.where((eb) => eb.or([eb("o.store", "=", store), eb("o.ships_from", "=", store)]));
    if (invoice !== undefined) rows = rows.where(sql<boolean>`o.invoice->>'state' = ${invoice}`);
    if (settlement !== undefined) rows = rows.where("o.settlement", "=", settlement);
    if (state !== undefined) rows = rows.where("o.state", "=", state);
    if (refund !== undefined)
      rows = rows.where(
        sql<boolean>`exists (select from purchase_refund r where r.programme_id = o.programme_id and r.purchase = o.purchase and r.state = ${refund})`,
      );
    const page = await rows
      .orderBy("o.created_at", "desc")
      .orderBy("o.purchase")
      .offset(offset)
      .limit(limit + 1)
      .execute();
    return ordersOf(this.parts.database, programme, page, { scale, viewer });
  }

  /** Throws `not_found`. */
  async need(programme: string, purchase: string): Promise<OrderRow> {
    const row = await this.rows(programme).where("o.purchase", "=", purchase).executeTakeFirst();
    if (!row) throw unknownOrder(purchase);
    return row;
  }

  async ofPayment(programme: string, payment: string, scale: number): Promise<Order[]> {
    const rows = await this.rows(programme).where("o.payment", "=", payment).orderBy("o.purchase").execute();
    return ordersOf(this.parts.database, programme, rows, { scale, viewer: "buyer" });
  }

  /** Cancels an unpaid order, and with it all that shall be paid together. Throws `illegal_transition`. */
  async cancel(row: PurchaseRow, actor: Actor): Promise<void> {
    await this.act(row, async (tx, order) => {
      // One payment stands for all of them: it can't be made smaller under the buyer's hands.
      const all = [...(await siblings(tx, order)), order];
      const pieces = await Promise.all(all.map(async (each) => piecesOf(tx, each)));
      await lockStock(
        tx,
        order.programme_id,
        pieces.flat().map(({ variant }) => variant),
      );
      for (const each of all) await this.cancelOne(tx, each, actor);
      await this.payments.close(tx, order.programme_id, order.payment);
    });
  }

  private async cancelOne(tx: Tx, order: PurchaseRow, actor: Actor): Promise<void> {
    await move(tx, order, "cancel", actor, this.when(order));
    await restock(tx, order);
  }

  async ship(row: PurchaseRow, actor: Actor, shipment: { carrier: string; number: string }): Promise<void> {
    await this.act(row, async (tx, order) => {
      const action: Action = order.kind === "goods" && order.store === null ? "ship" : "hand";
      const moved = await move(tx, order, action, actor, this.when(order));
      await tx
        .updateTable("purchase")
        .set({ carrier: shipment.carrier, tracking: shipment.number })
        .where("programme_id", "=", order.programme_id)
        .where("purchase", "=", order.purchase)
        .execute();
      if (moved.state === "shipped") await tellShipped(tx, moved, { ...shipment, at: this.parts.now() });
      await this.arrived(tx, moved);
    });
  }

  async confirm(row: PurchaseRow, actor: Actor): Promise<void> {
    await this.act(row, async (tx, order) =>
      this.arrived(tx, await move(tx, order, "confirm", actor, this.when(order))),
    );
  }

  /** All orders of a payment are paid. What was bought at a till is received with it. */
  async paid(tx: Tx, programme: string, payment: string): Promise<void> {
    const rows = await tx
      .selectFrom("purchase")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .where("state", "=", "unpaid")
      .orderBy("purchase")
      .forUpdate()
      .execute();
    for (const row of rows) {
      const paid = await move(tx, row, "pay", { by: "channel", name: "payment" }, this.when(row));
      await countSold(tx, paid);
      await this.settling.settle(tx, paid);
      if (row.kind === "till")
        await this.arrived(tx, await move(tx, paid, "hand", { by: "seller", name: "till" }, this.when(row)));
    }
  }

  /** Once for each thing that was bought. Throws `illegal_transition`, `not_found`. */
  async review(row: PurchaseRow, variant: string, stars: number, text: string): Promise<void> {
    await this.act(row, async (tx, order) => {
      if (order.state !== "received" && order.state !== "completed")
        throw new Fault("illegal_transition", "state", `the order is ${order.state}`, "one that was received");
      const line = await tx
        .selectFrom("purchase_line")
        .select("product")
        .where("programme_id", "=", order.programme_id)
        .where("purchase", "=", order.purchase)
        .where("variant", "=", variant)
        .executeTakeFirst();
      if (!line?.product)
        throw new Fault("not_found", "variant", "it is not in this order", "something that was bought");
      const made = await tx
        .insertInto("review")
        .values({
          programme_id: order.programme_id,
          product: line.product,
          purchase: order.purchase,
          variant,
          member: order.member,
          stars,
          body: text,
          created_at: new Date(this.parts.now()),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n)
        throw new Fault("illegal_transition", "variant", "it has been reviewed", "something not reviewed yet");
      await tx
        .updateTable("product")
        .set({ stars: sql`stars + ${stars}`, reviews: sql`reviews + 1` })
        .where("programme_id", "=", order.programme_id)
        .where("product", "=", line.product)
        .execute();
    });
  }

  /** Throws `illegal_transition` unless the kernel refused it. */
  async settleAgain(row: PurchaseRow): Promise<void> {
    await this.act(row, async (tx, order) => {
      if (order.settlement !== "refused")
        throw new Fault("illegal_transition", "settlement", `it is ${order.settlement}`, "one that was refused");
      await this.settling.again(tx, order);
    });
  }

  private async arrived(tx: Tx, row: PurchaseRow): Promise<void> {
    if (row.state !== "received") return;
    await this.settling.settle(tx, row);
    await this.settling.complete(tx, row);
  }

  /** Locked in a transaction; what it told the kernel is delivered afterwards. */
  private async act(
    { programme_id: programme, purchase }: PurchaseRow,
    work: (tx: Tx, row: PurchaseRow) => Promise<void>,
  ) {
    await this.parts.database.query.transaction().execute(async (tx) => work(tx, await lock(tx, programme, purchase)));
    await this.parts.outbox.deliver(programme);
  }

  private when(row: PurchaseRow) {
    return { now: this.parts.now(), hold: this.settling.holdOf(row.programme_id) };
  }

  private rows(programme: string) {
    return this.parts.database.query
      .selectFrom("purchase as o")
      .leftJoin("merchant as m", (join) =>
        join.onRef("m.programme_id", "=", "o.programme_id").onRef("m.merchant", "=", "o.merchant"),
      )
      .selectAll("o")
      .select("m.title as merchant_title")
      .where("o.programme_id", "=", programme);
  }
}

/** The other unpaid orders of the same payment. */
async function siblings(tx: Tx, { programme_id: programme, purchase, payment }: PurchaseRow): Promise<PurchaseRow[]> {
  return tx
    .selectFrom("purchase")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("payment", "=", payment)
    .where("purchase", "<>", purchase)
    .where("state", "=", "unpaid")
    .orderBy("purchase")
    .forUpdate()
    .execute();
}
