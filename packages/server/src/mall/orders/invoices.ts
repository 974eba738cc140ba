// The invoice of an order: asked for by its buyer, issued with its number and file or declined with a reason by its seller; after that it may be asked
// for again. What it says is the tax office's business: the mall carries it from one to the other.
import type { OrderDetail } from "@perennial/api";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import { mediaOf } from "../catalogue/images.js";
import type { MallParts } from "../parts.js";
import type { InvoiceText } from "../tables.js";
import type { PurchaseRow } from "./moves.js";
import { lock } from "./moves.js";

type Parts = Pick<MallParts, "database" | "now">;
type Wanted = Omit<InvoiceText, "state" | "number" | "reason">;

const PAID = new Set(["paid", "shipped", "received", "completed"]);
/** An OFD (GB/T 33190), as China's electronic invoices come, is a zip whose directory names this file. */
const OFD = "application/ofd";
const OFD_ROOT = Buffer.from("OFD.xml");
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** Whether its buyer may ask for one. */
export const mayAskInvoice = ({ state, invoice }: Pick<PurchaseRow, "state" | "invoice">): boolean =>
  PAID.has(state) && (invoice === null || invoice.state === "declined");

/** Throws `illegal_transition`. */
export async function askInvoice(parts: Parts, row: PurchaseRow, wanted: Wanted): Promise<void> {
  await change(parts, row, (order) => {
    if (!mayAskInvoice(order))
      throw new Fault(
        "illegal_transition",
        "invoice",
        "there is one, or nothing was paid",
        "an order that was paid, once",
      );
    return { ...wanted, state: "asked", number: "" };
  });
}

/** Throws `illegal_transition`. */
export async function issueInvoice(parts: Parts, row: PurchaseRow, number: string): Promise<void> {
  await change(parts, row, (order) => ({ ...asked(order), state: "issued", number }));
}

/** Throws `illegal_transition`. */
export async function declineInvoice(parts: Parts, row: PurchaseRow, reason: string): Promise<void> {
  await change(parts, row, (order) => ({ ...asked(order), state: "declined", reason }));
}

/** The file of one that was issued; another takes its place. Throws `unsupported_file`, `illegal_transition`. */
export async function addInvoiceFile({ database, now }: Parts, row: PurchaseRow, content: Uint8Array): Promise<void> {
  const media = mediaOf(content) ?? (isOfd(content) ? OFD : undefined);
  if (media === undefined)
    throw new Fault("unsupported_file", "body", "this is no invoice that is taken here", "a PDF, OFD, JPEG or PNG");
  await database.query.transaction().execute(async (tx) => {
    const order = await lock(tx, row.programme_id, row.purchase);
    if (order.invoice?.state !== "issued")
      throw new Fault("illegal_transition", "invoice", "it has no number yet", "an invoice that was issued");
    const name = `invoice-${order.purchase}.${media.split("/")[1]}`;
    const file = { name, media, content, created_at: new Date(now()) };
    await tx
      .insertInto("purchase_invoice")
      .values({ programme_id: order.programme_id, purchase: order.purchase, ...file })
      .onConflict((conflict) => conflict.columns(["programme_id", "purchase"]).doUpdateSet(file))
      .execute();
  });
}

/** With its bytes. Throws `not_found`. */
export async function invoiceFile({ database }: Parts, { programme_id: programme, purchase }: PurchaseRow) {
  const file = await database.query
    .selectFrom("purchase_invoice")
    .select(["name", "media", "content"])
    .where("programme_id", "=", programme)
    .where("purchase", "=", purchase)
    .executeTakeFirst();
  if (!file) throw new Fault("not_found", "invoice", "it has no file", "an order whose invoice has one");
  return file;
}

/** As the order tells it. */
export async function invoiceOf(
  { query }: Parts["database"],
  { programme_id: programme, purchase, invoice }: PurchaseRow,
): Promise<OrderDetail["invoice"]> {
  if (invoice === null) return null;
  const file = await query
    .selectFrom("purchase_invoice")
    .select(["name", "media"])
    .where("programme_id", "=", programme)
    .where("purchase", "=", purchase)
    .executeTakeFirst();
  return { ...invoice, file: file ?? null };
}

const isOfd = (bytes: Uint8Array): boolean => {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return content.subarray(0, ZIP.length).equals(ZIP) && content.includes(OFD_ROOT);
};

function asked({ invoice }: PurchaseRow): InvoiceText {
  if (invoice?.state === "asked") return invoice;
  throw new Fault("illegal_transition", "invoice", "nobody waits for one", "an order whose buyer asked for one");
}

async function change(
  { database }: Parts,
  { programme_id: programme, purchase }: PurchaseRow,
  next: (order: PurchaseRow) => InvoiceText,
): Promise<void> {
  await database.query.transaction().execute(async (tx: Tx) => {
    const invoice = next(await lock(tx, programme, purchase));
    await tx
      .updateTable("purchase")
      .set({ invoice: JSON.stringify(invoice) })
      .where("programme_id", "=", programme)
      .where("purchase", "=", purchase)
      .execute();
  });
}
