// Stock as its seller keeps it: pieces that come, go, or are carried from one store to another; each with its reason.
import { sql } from "kysely";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import { lockStock, moveRow } from "../orders/stock.js";
import type { MallParts } from "../parts.js";

type Parts = Pick<MallParts, "database" | "now">;
interface Shelf {
  readonly programme: string;
  readonly product: string;
  readonly variant: string;
}
/** Who writes it down, why, and when in milliseconds. */
interface Note {
  readonly reason: string;
  readonly by: string;
  readonly now: number;
}

/**
 * Adds to the stock of a variant, or takes from it: in a store, or what lies in none (null). Throws `not_found` for a store that is not the
 * seller's, `out_of_stock`.
 */
export async function moveStock(
  { database, now }: Parts,
  shelf: Shelf,
  { store, change, reason }: { store: string | null; change: number; reason: string },
  by: string,
): Promise<void> {
  await database.query.transaction().execute(async (tx) => {
    await own(tx, shelf, store);
    const moved = await tx
      .updateTable("variant")
      .set({ stock: sql`coalesce(stock, 0) + ${change}` })
      .where("programme_id", "=", shelf.programme)
      .where("product", "=", shelf.product)
      .where("variant", "=", shelf.variant)
      .where(sql<boolean>`coalesce(stock, 0) + ${change} >= 0`)
      .executeTakeFirst();
    const fits =
      moved.numUpdatedRows === 1n &&
      (store === null ? await fitsRows(tx, shelf) : await moveRow(tx, shelf.programme, shelf.variant, store, change));
    if (!fits) throw tooFew();
    await noteStock(tx, shelf, store, change, { reason, by, now: now() });
  });
}

/** Carries pieces from one store to another; null is what lies in none. Throws as `moveStock` does, and `malformed_request` for one place. */
export async function carryStock(
  { database, now }: Parts,
  shelf: Shelf,
  { from, to, pieces, reason }: { from: string | null; to: string | null; pieces: number; reason: string },
  by: string,
): Promise<void> {
  if (from === to) throw new Fault("malformed_request", "to", "that is the same place", "another store");
  await database.query.transaction().execute(async (tx) => {
    await own(tx, shelf, from);
    await own(tx, shelf, to);
    await lockStock(tx, shelf.programme, [shelf.variant]);
    const note = { reason, by, now: now() };
    for (const [store, change] of [
      [from, -pieces],
      [to, pieces],
    ] as const) {
      if (store !== null && !(await moveRow(tx, shelf.programme, shelf.variant, store, change))) throw tooFew();
      await noteStock(tx, shelf, store, change, note);
    }
    if (!(await fitsRows(tx, shelf))) throw tooFew();
  });
}

export async function noteStock(
  tx: Tx,
  { programme, variant }: Omit<Shelf, "product">,
  store: string | null,
  change: number,
  { reason, by, now }: Note,
): Promise<void> {
  await tx
    .insertInto("stock_move")
    .values({ programme_id: programme, variant, store, change, reason, by_whom: by, at: new Date(now) })
    .execute();
}

/** Whether what lies in stores is no more than there is; not when nothing is counted. */
async function fitsRows(tx: Tx, { programme, variant }: Shelf): Promise<boolean> {
  const row = await tx
    .selectFrom("variant as v")
    .select("v.stock")
    .select((eb) =>
      eb
        .selectFrom("store_stock as s")
        .select(sql<string>`coalesce(sum(s.stock), 0)`.as("kept"))
        .whereRef("s.programme_id", "=", "v.programme_id")
        .whereRef("s.variant", "=", "v.variant")
        .as("kept"),
    )
    .where("v.programme_id", "=", programme)
    .where("v.variant", "=", variant)
    .executeTakeFirst();
  return row !== undefined && row.stock !== null && Number(row.kept ?? 0) <= row.stock;
}

/** The store must be one of whoever sells the product. */
async function own(tx: Tx, { programme, product }: Shelf, store: string | null): Promise<void> {
  if (store === null) return;
  const found = await tx
    .selectFrom("store as s")
    .innerJoin("product as p", "p.programme_id", "s.programme_id")
    .select("s.store")
    .where("s.programme_id", "=", programme)
    .where("s.store", "=", store)
    .where("p.product", "=", product)
    .where(sql<boolean>`s.merchant is not distinct from p.merchant`)
    .executeTakeFirst();
  if (!found) throw new Fault("not_found", "store", `the seller has no store "${store}"`, "one of GET …/stores");
}

const tooFew = (): Fault =>
  new Fault(
    "out_of_stock",
    "change",
    "there are not so many of this variant there",
    "a variant, and at most its stock there",
  );
