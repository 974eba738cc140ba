// The till: an amount becomes a QR code that is signed and short-lived; whoever scans it makes an order of it, once.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { OrderState, TillTicket } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import { itemName } from "../../accounts/names.js";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import type { MallParts } from "../parts.js";
import type { Draft } from "../orders/basket.js";

const MINUTES = 10;
const RECENT = 20;

export class Till {
  constructor(
    private readonly parts: MallParts,
    private readonly secret: Uint8Array,
  ) {}

  /** The token to be shown. `amount` in minor units. */
  async open(
    programme: string,
    merchant: string | null,
    { amount, note, store, cost }: { amount: number; note: string; store: string | null; cost: number | null },
  ): Promise<string> {
    if (amount === 0) throw new Fault("amount_not_positive", "amount", "nothing to pay", "an amount above 0");
    if (cost !== null && (merchant !== null || cost > amount))
      throw new Fault(
        "malformed_request",
        "cost",
        "no cost of this sale",
        "of the house's own sale, at most its amount",
      );
    if (store !== null) await this.mustHave(programme, merchant, store);
    const ticket = itemName();
    const expires = new Date(this.parts.now() + MINUTES * 60_000);
    await this.parts.database.query
      .insertInto("till_ticket")
      .values({ programme_id: programme, ticket, merchant, store, amount, cost, note, expires_at: expires })
      .execute();
    return `${ticket}.${this.sign(programme, ticket)}`;
  }

  /** What a token stands for. Throws `not_found` (also for a forged one). */
  async read(programme: string, token: string, scale: number): Promise<TillTicket> {
    return ticketOf(await this.need(programme, token), token, scale);
  }

  /** What the till asked for lately, the newest first. */
  async recent(programme: string, merchant: string | null, scale: number): Promise<TillTicket[]> {
    const rows = await this.rows(programme)
      .where("t.merchant", merchant === null ? "is" : "=", merchant)
      .orderBy("t.expires_at", "desc")
      .limit(RECENT)
      .execute();
    return rows.map((row) => ticketOf(row, `${row.ticket}.${this.sign(programme, row.ticket)}`, scale));
  }

  /** What is bought by it. Throws `not_found`, `expired`, `illegal_transition` when somebody else has taken it. */
  async draft(
    programme: string,
    token: string,
    member: string,
  ): Promise<{ ticket: string; store: string | null; draft: Draft }> {
    const row = await this.need(programme, token);
    if (row.member !== null && row.member !== member)
      throw new Fault("illegal_transition", "token", "somebody has taken it", "a new code from the till");
    if (row.expires_at.getTime() <= this.parts.now())
      throw new Fault("expired", "token", "the code is too old", "a new code from the till");
    const title = { zh: row.note || "到店消费", en: row.note || "In-store purchase" };
    const line = { variant: null, product: null, title, variantTitle: { zh: "", en: "" }, photo: null, stores: [] };
    return {
      ticket: row.ticket,
      store: row.store,
      draft: {
        merchant: row.merchant,
        merchantTitle: row.title,
        kind: "till",
        tags: [],
        lines: [{ ...line, price: row.amount, cost: row.cost, quantity: 1 }],
        gross: row.amount,
        cost: row.cost,
        region: row.merchant === null ? row.region : null,
        tender: {},
        shipping: 0,
        from: null,
      },
    };
  }

  /** In the transaction that makes the order: nobody else can have it then. */
  async take(tx: Tx, programme: string, ticket: string, member: string, purchase: string): Promise<void> {
    const taken = await tx
      .updateTable("till_ticket")
      .set({ member, purchase })
      .where("programme_id", "=", programme)
      .where("ticket", "=", ticket)
      .where("purchase", "is", null)
      .executeTakeFirst();
    if (taken.numUpdatedRows === 0n)
      throw new Fault("illegal_transition", "token", "it has been taken", "a new code from the till");
  }

  private async need(programme: string, token: string) {
    const [ticket = "", signature = ""] = token.split(".");
    const right = Buffer.from(this.sign(programme, ticket));
    const given = Buffer.from(signature);
    const genuine = right.length === given.length && timingSafeEqual(right, given);
    const row = genuine ? await this.rows(programme).where("t.ticket", "=", ticket).executeTakeFirst() : undefined;
    if (!row) throw new Fault("not_found", "token", "that is no code of a till here", "the code that the till shows");
    return row;
  }

  private rows(programme: string) {
    return this.parts.database.query
      .selectFrom("till_ticket as t")
      .leftJoin("merchant as m", (join) =>
        join.onRef("m.programme_id", "=", "t.programme_id").onRef("m.merchant", "=", "t.merchant"),
      )
      .leftJoin("store as s", (join) =>
        join.onRef("s.programme_id", "=", "t.programme_id").onRef("s.store", "=", "t.store"),
      )
      .leftJoin("purchase as o", (join) =>
        join.onRef("o.programme_id", "=", "t.programme_id").onRef("o.purchase", "=", "t.purchase"),
      )
      .selectAll("t")
      .select(["m.title", "s.region", "o.state as order_state"])
      .where("t.programme_id", "=", programme);
  }

  /** Throws `not_found` for a store of somebody else. */
  private async mustHave(programme: string, merchant: string | null, store: string): Promise<void> {
    const found = await this.parts.database.query
      .selectFrom("store")
      .select("store")
      .where("programme_id", "=", programme)
      .where("store", "=", store)
      .where("merchant", merchant === null ? "is" : "=", merchant)
      .executeTakeFirst();
    if (!found) throw new Fault("not_found", "store", `the seller has no store "${store}"`, "one of GET …/stores");
  }

  private sign(programme: string, ticket: string): string {
    return createHmac("sha256", this.secret).update(`till ${programme} ${ticket}`).digest("base64url");
  }
}

interface TicketRow {
  amount: number;
  merchant: string | null;
  title: string | null;
  note: string;
  expires_at: Date;
  purchase: string | null;
  order_state: OrderState | null;
}

function ticketOf(row: TicketRow, token: string, scale: number): TillTicket {
  const paid = row.order_state !== null && !["unpaid", "cancelled"].includes(row.order_state);
  return {
    token,
    amount: formatAmount(row.amount, scale),
    merchant: row.merchant === null ? null : { id: row.merchant, title: row.title ?? row.merchant },
    note: row.note,
    expiresAt: row.expires_at.toISOString(),
    state: paid ? "paid" : row.purchase === null ? "open" : "taken",
    order: row.purchase,
  };
}
