// Which store sends an order that was paid and has not left: what could, and sending it from another one. Its goods move with it.
import type { Sources } from "@perennial/api";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import type { MallParts } from "../parts.js";
import type { AddressText } from "../tables.js";
import type { Draft } from "./basket.js";
import type { PurchaseRow } from "./moves.js";
import { lock } from "./moves.js";
import { handsOut, looseFor, sendersOf } from "./sources.js";
import { lockStock, piecesOf, putBack, takeStock } from "./stock.js";

/** Whether somebody may still choose where it is sent from. */
export const isToBeSent = ({ state, kind, store }: Pick<PurchaseRow, "state" | "kind" | "store">): boolean =>
  kind === "goods" && store === null && (state === "unpaid" || state === "paid");

/** What could send it, the nearest to the buyer first. What it has taken already counts as there. */
export async function sourcesOf({ database }: Pick<MallParts, "database">, row: PurchaseRow): Promise<Sources> {
  const { programme_id: programme, ships_from: now } = row;
  const draft = await asDraft(database.query, row);
  const address: AddressText | null = row.address;
  const senders = (await sendersOf(database.query, programme, address)).filter(
    ({ merchant }) => merchant === row.merchant,
  );
  const asked = senders.map(({ store: id, merchant }) => ({ id, merchant, open: true }));
  const able = await handsOut(database.query, programme, [draft], asked);
  return {
    stores: senders.map(({ store: id, title }) => ({ id, title, holds: id === now || able.has(id) })),
    loose: now === null || (await looseFor(database.query, programme, draft)),
  };
}

/** Throws `illegal_transition`, `not_found` for a store that sends nothing for this seller, `out_of_stock`. */
export async function changeSource(
  { database }: Pick<MallParts, "database">,
  { programme_id: programme, purchase }: PurchaseRow,
  store: string | null,
): Promise<void> {
  await database.query.transaction().execute(async (tx) => {
    const order = await lock(tx, programme, purchase);
    if (!isToBeSent(order))
      throw new Fault("illegal_transition", "state", `the order is ${order.state}`, "goods that have not been sent");
    if (order.ships_from === store) return;
    if (store !== null) await mustSend(tx, order, store);
    const pieces = await piecesOf(tx, order);
    await lockStock(
      tx,
      programme,
      pieces.map(({ variant }) => variant),
    );
    await putBack(tx, programme, pieces, order.ships_from);
    await takeStock(tx, programme, pieces, store);
    await tx
      .updateTable("purchase")
      .set({ ships_from: store })
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .execute();
  });
}

async function mustSend(tx: Tx, { programme_id: programme, merchant }: PurchaseRow, store: string): Promise<void> {
  const senders = await sendersOf(tx, programme, null);
  if (!senders.some((each) => each.store === store && each.merchant === merchant))
    throw new Fault("not_found", "store", "this store sends nothing for the seller", "one of GET …/sources");
}

async function asDraft(db: Pick<Tx, "selectFrom">, row: PurchaseRow): Promise<Draft> {
  const lines = await db
    .selectFrom("purchase_line")
    .selectAll()
    .where("programme_id", "=", row.programme_id)
    .where("purchase", "=", row.purchase)
    .execute();
  return {
    ...row,
    merchantTitle: null,
    from: row.ships_from,
    lines: lines.map((line) => ({ ...line, variantTitle: line.variant_title, cost: null, stores: [] })),
  };
}
