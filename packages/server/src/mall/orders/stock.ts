// Goods of an order that go back on the shelf, or count as sold.
import { sql } from "kysely";
import type { Tx } from "../../settlement/outbox.js";
import type { PurchaseRow } from "./moves.js";

/** Puts everything of an order back where stock is counted. */
export async function restock(tx: Tx, row: PurchaseRow): Promise<void> {
  for (const { variant, quantity } of await piecesOf(tx, row))
    await tx
      .updateTable("variant")
      .set({ stock: sql`stock + ${quantity}` })
      .where("programme_id", "=", row.programme_id)
      .where("variant", "=", variant)
      .where("stock", "is not", null)
      .execute();
}

export async function countSold(tx: Tx, row: PurchaseRow): Promise<void> {
  for (const { product, quantity } of await piecesOf(tx, row))
    await tx
      .updateTable("product")
      .set({ sold: sql`sold + ${quantity}` })
      .where("programme_id", "=", row.programme_id)
      .where("product", "=", product)
      .execute();
}

async function piecesOf(tx: Tx, row: PurchaseRow): Promise<{ variant: string; product: string; quantity: number }[]> {
  const lines = await tx
    .selectFrom("purchase_line")
    .select(["variant", "product", "quantity"])
    .where("programme_id", "=", row.programme_id)
    .where("purchase", "=", row.purchase)
    .orderBy("variant")
    .execute();
  return lines.flatMap(({ variant, product, quantity }) =>
    variant === null || product === null ? [] : [{ variant, product, quantity }],
  );
}
