// Goods leaving the shelf and coming back. A variant's `stock` is all there is of it; rows of `store_stock` say how many of these lie in which store.
// So the rows never come to more than the whole, and what is in no row lies in no store. Every change takes the variant's row first, which makes
// buyers wait for each other there and nowhere else.
import { sql } from "kysely";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import type { PurchaseRow } from "./moves.js";

export interface Pieces {
  readonly variant: string;
  readonly quantity: number;
  /** for the one who is told that there are too few */
  readonly title: string;
}

/** In the order of their names, so that two who take the same things never wait for each other crosswise. Not to be asked for twice in a transaction. */
export async function lockStock(tx: Tx, programme: string, variants: readonly string[]): Promise<void> {
  if (variants.length === 0) return;
  await tx
    .selectFrom("variant")
    .select("variant")
    .where("programme_id", "=", programme)
    .where("variant", "in", [...new Set(variants)])
    .orderBy("variant")
    .forUpdate()
    .execute();
}

/** Takes goods out of a store, or from what lies in none (null). Throws `out_of_stock`. */
export async function takeStock(
  tx: Tx,
  programme: string,
  pieces: readonly Pieces[],
  store: string | null,
): Promise<void> {
  for (const { variant, quantity, title } of pieces.toSorted((a, b) => (a.variant < b.variant ? -1 : 1))) {
    const taken = await tx
      .updateTable("variant")
      .set({ stock: sql`stock - ${quantity}` })
      .where("programme_id", "=", programme)
      .where("variant", "=", variant)
      .where((eb) => eb.or([eb("stock", "is", null), eb("stock", ">=", quantity)]))
      .returning("stock")
      .executeTakeFirst();
    if (!taken) throw tooFew(title);
    if (taken.stock === null) continue;
    const kept = await keptIn(tx, programme, variant);
    if (kept.length === 0) continue;
    if (store === null) {
      if (kept.reduce((sum, { stock }) => sum + stock, 0) > taken.stock) throw tooFew(title);
    } else if (!(await moveRow(tx, programme, variant, store, -quantity))) throw tooFew(title);
  }
}

/** Puts everything of an order back where it was taken from. */
export async function restock(tx: Tx, row: PurchaseRow): Promise<void> {
  await putBack(tx, row.programme_id, await piecesOf(tx, row), row.store ?? row.ships_from);
}

/** A variant that is kept by store goes back into the store; any other just counts more. */
export async function putBack(
  tx: Tx,
  programme: string,
  pieces: readonly Omit<Pieces, "title">[],
  store: string | null,
): Promise<void> {
  for (const { variant, quantity } of pieces.toSorted((a, b) => (a.variant < b.variant ? -1 : 1))) {
    const counted = await tx
      .updateTable("variant")
      .set({ stock: sql`stock + ${quantity}` })
      .where("programme_id", "=", programme)
      .where("variant", "=", variant)
      .where("stock", "is not", null)
      .executeTakeFirst();
    if (counted.numUpdatedRows === 0n || store === null) continue;
    if ((await keptIn(tx, programme, variant)).length > 0) await moveRow(tx, programme, variant, store, quantity);
  }
}

/** What lies in which store; none: the variant is not kept by store. */
export async function keptIn(tx: Tx, programme: string, variant: string): Promise<{ store: string; stock: number }[]> {
  return tx
    .selectFrom("store_stock")
    .select(["store", "stock"])
    .where("programme_id", "=", programme)
    .where("variant", "=", variant)
    .orderBy("store")
    .execute();
}

/** Adds to a store's row, which is made when there is none. False: there are not so many in it. */
export async function moveRow(
  tx: Tx,
  programme: string,
  variant: string,
  store: string,
  change: number,
): Promise<boolean> {
  if (change >= 0) {
    await tx
      .insertInto("store_stock")
      .values({ programme_id: programme, variant, store, stock: change })
      .onConflict((conflict) =>
        conflict
          .columns(["programme_id", "variant", "store"])
          .doUpdateSet({ stock: sql<number>`store_stock.stock + excluded.stock` }),
      )
      .execute();
    return true;
  }
  const moved = await tx
    .updateTable("store_stock")
    .set({ stock: sql`stock + ${change}` })
    .where("programme_id", "=", programme)
    .where("variant", "=", variant)
    .where("store", "=", store)
    .where("stock", ">=", -change)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
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

/** What of an order stands in the catalogue. */
export async function piecesOf(tx: Tx, row: PurchaseRow): Promise<(Pieces & { product: string })[]> {
  const lines = await tx
    .selectFrom("purchase_line")
    .select(["variant", "product", "quantity", "title"])
    .where("programme_id", "=", row.programme_id)
    .where("purchase", "=", row.purchase)
    .orderBy("variant")
    .execute();
  return lines.flatMap(({ variant, product, quantity, title }) =>
    variant === null || product === null ? [] : [{ variant, product, quantity, title: title.zh }],
  );
}

const tooFew = (title: string): Fault =>
  new Fault("out_of_stock", "lines", `there are not so many of "${title}" left`, "fewer, or something else");
