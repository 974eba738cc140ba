// What sending goods costs: terms of each seller, what they ask of a checkout, and the merchant's credit for it. It is paid in money and no part
// of the order's gross, so that nothing is earned on it.
import type { ShippingTerms } from "@perennial/api";
import { CASH, formatAmount } from "@perennial/kernel";
import type { Kysely } from "kysely";
import type { Database } from "../../database/database.js";
import type { Tables } from "../../database/tables.js";
import { adjustedEvent } from "../../settlement/events.js";
import type { Tx } from "../../settlement/outbox.js";
import { minor } from "../catalogue/products.js";
import type { MallParts } from "../parts.js";
import type { Draft } from "./basket.js";
import type { PurchaseRow } from "./moves.js";

/** The house, and every merchant without terms of its own. */
const HOUSE = "";

/** Minor units of cash. */
interface Terms {
  readonly fee: number;
  readonly free_from: number | null;
}

/** Terms of the house (null) or of a merchant itself; null: it has none. */
export async function shippingOf(
  { query }: Database,
  programme: string,
  merchant: string | null,
  scale: number,
): Promise<ShippingTerms | null> {
  const row = (await termsOf(query, programme)).get(merchant ?? HOUSE);
  if (!row) return null;
  const text = (amount: number): string => formatAmount(amount, scale);
  return { fee: text(row.fee), freeFrom: row.free_from === null ? null : text(row.free_from) };
}

/** Throws `scale_exceeded`. Null: none of its own any more. */
export async function setShipping(
  { query }: Database,
  programme: string,
  merchant: string | null,
  terms: { fee: string; freeFrom: string | null } | null,
  scale: number,
): Promise<void> {
  const seller = merchant ?? HOUSE;
  if (terms === null) {
    await query
      .deleteFrom("shipping_terms")
      .where("programme_id", "=", programme)
      .where("seller", "=", seller)
      .execute();
    return;
  }
  const figures = {
    fee: minor(terms.fee, scale, "shipping.fee"),
    free_from: terms.freeFrom === null ? null : minor(terms.freeFrom, scale, "shipping.freeFrom"),
  };
  await query
    .insertInto("shipping_terms")
    .values({ programme_id: programme, seller, ...figures })
    .onConflict((conflict) => conflict.columns(["programme_id", "seller"]).doUpdateSet(figures))
    .execute();
}

/** Once for each seller of goods, on the first of its orders; nothing from its `freeFrom` on, and nothing for what is picked up. */
export async function withShipping(
  db: Kysely<Tables>,
  programme: string,
  drafts: readonly Draft[],
  pickup: boolean,
): Promise<Draft[]> {
  if (pickup) return [...drafts];
  const terms = await termsOf(db, programme);
  const asked = new Set<string>();
  return drafts.map((draft) => {
    const seller = draft.merchant ?? HOUSE;
    const { fee = 0, free_from: free = null } = terms.get(seller) ?? terms.get(HOUSE) ?? {};
    if (draft.kind !== "goods" || asked.has(seller)) return draft;
    asked.add(seller);
    const all = drafts.filter(({ kind, merchant }) => kind === "goods" && (merchant ?? HOUSE) === seller);
    const gross = all.reduce((sum, each) => sum + each.gross, 0);
    return { ...draft, shipping: free !== null && gross >= free ? 0 : fee };
  });
}

/**
 * What the buyer paid for sending a merchant's goods is the merchant's, once the order can't be undone as if nothing had been sent. The house's own
 * is no business of the plan's.
 */
export async function creditShipping(
  tx: Tx,
  { programmes, outbox }: Pick<MallParts, "programmes" | "outbox">,
  { programme_id: programme, purchase, merchant, shipping, shipping_refunded: back }: PurchaseRow,
): Promise<void> {
  if (merchant === null || shipping === back) return;
  const amount = formatAmount(shipping - back, programmes.need(programme).programme.scale(CASH));
  const body = adjustedEvent(merchant, amount, `订单 ${purchase} 运费 · shipping of ${purchase}`);
  await outbox.add(tx, { programme, eventId: `shipping:${purchase}`, body, about: "shipping", subject: purchase });
}

async function termsOf(db: Kysely<Tables>, programme: string): Promise<Map<string, Terms>> {
  const rows = await db.selectFrom("shipping_terms").selectAll().where("programme_id", "=", programme).execute();
  return new Map(rows.map(({ seller, ...terms }) => [seller, terms]));
}
