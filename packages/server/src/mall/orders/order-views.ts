// Orders as their buyer and their seller see them, from their rows; with what each may do now.
import type { Order, OrderDetail, OrderLine, Refund } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import type { Selectable } from "kysely";
import type { Database } from "../../database/database.js";
import type { MallTables } from "../tables.js";
import type { PurchaseRow } from "./moves.js";
import { invoiceOf, mayAskInvoice } from "./invoices.js";
import { isToBeSent } from "./sourcing.js";
import type { By } from "./states.js";
import { movesOf } from "./states.js";

export type OrderRow = PurchaseRow & { merchant_title: string | null };
type LineRow = Selectable<MallTables["purchase_line"]>;
type RefundRow = Selectable<MallTables["purchase_refund"]>;

/** Who looks: the buyer, or somebody of the seller's. */
export type Viewer = Extract<By, "buyer" | "seller">;

interface Parts {
  readonly lines: readonly LineRow[];
  readonly refunds: readonly RefundRow[];
  readonly reviewed: ReadonlySet<string>;
}

/** In the order of the rows. */
export async function ordersOf(
  database: Database,
  programme: string,
  rows: readonly OrderRow[],
  { scale, viewer }: { scale: number; viewer: Viewer },
): Promise<Order[]> {
  const parts = await partsOf(
    database,
    programme,
    rows.map(({ purchase }) => purchase),
  );
  return rows.map((row) => orderOf(row, parts(row.purchase), scale, viewer));
}

export async function orderDetailOf(
  database: Database,
  row: OrderRow,
  { scale, viewer }: { scale: number; viewer: Viewer },
): Promise<OrderDetail> {
  const { programme_id: programme, purchase } = row;
  const parts = (await partsOf(database, programme, [purchase]))(purchase);
  const steps = await database.query
    .selectFrom("purchase_step")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("purchase", "=", purchase)
    .orderBy("step")
    .execute();
  const titles = await storeTitles(database, programme, [row.store, row.ships_from]);
  const named = (store: string | null) => (store === null ? null : { id: store, title: titles.get(store) ?? "" });
  return {
    ...orderOf(row, parts, scale, viewer),
    tags: row.tags,
    address: row.address,
    pickup: named(row.store),
    from: named(row.ships_from),
    note: row.note,
    buyer: row.member,
    times: row.times,
    due: row.due?.toISOString() ?? null,
    shipment: row.carrier === null ? null : { carrier: row.carrier, number: row.tracking ?? "" },
    refunds: parts.refunds.map((refund) => refundOf(refund, scale)),
    invoice: await invoiceOf(database, row),
    entry: row.entry,
    refusal: row.refusal,
    history: steps.map((step) => ({
      at: step.at.toISOString(),
      from: step.from_state,
      to: step.to_state,
      by: step.by_whom,
      note: step.note,
    })),
  };
}

function orderOf(row: OrderRow, { lines, refunds, reviewed }: Parts, scale: number, viewer: Viewer): Order {
  const text = (minor: number): string => formatAmount(minor, scale);
  const latest = refunds.at(-1)?.state ?? null;
  return {
    id: row.purchase,
    state: row.state,
    settlement: row.settlement,
    merchant: row.merchant === null ? null : { id: row.merchant, title: row.merchant_title ?? row.merchant },
    lines: lines.map((line) => lineOf(line, reviewed, scale)),
    gross: text(row.gross),
    shipping: text(row.shipping),
    cash: text(row.cash + row.shipping),
    tender: Object.fromEntries(Object.entries(row.tender).map(([asset, part]) => [asset, text(part)])),
    refunded: text(row.refunded),
    payment: row.payment,
    at: row.created_at.toISOString(),
    refund: latest,
    actions: viewer === "buyer" ? buyerActions(row, latest, lines, reviewed) : sellerActions(row, latest),
  };
}

const OPEN_TO_REFUND = ["paid", "shipped", "received", "completed"];
const isOpen = (state: RefundRow["state"] | null): boolean => state === "asked" || state === "approved";

function buyerActions(
  row: OrderRow,
  refund: RefundRow["state"] | null,
  lines: readonly LineRow[],
  reviewed: ReadonlySet<string>,
): string[] {
  const paid = OPEN_TO_REFUND.includes(row.state);
  const arrived = row.state === "received" || row.state === "completed";
  return [
    ...(row.state === "unpaid" ? ["pay"] : []),
    ...movesOf(row, "buyer"),
    ...(paid && row.refunded < row.gross && !isOpen(refund) ? ["refund"] : []),
    ...(mayAskInvoice(row) ? ["invoice"] : []),
    ...(arrived && lines.some(({ variant }) => variant !== null && !reviewed.has(variant)) ? ["review"] : []),
  ];
}

function sellerActions(row: OrderRow, refund: RefundRow["state"] | null): string[] {
  return [
    ...movesOf(row, "seller").filter((action) => action !== "refund"),
    ...(OPEN_TO_REFUND.includes(row.state) && row.refunded < row.gross && !isOpen(refund) ? ["refund"] : []),
    ...(refund === "asked" ? ["answer-refund"] : []),
    ...(isToBeSent(row) ? ["source"] : []),
    ...(row.invoice?.state === "asked" ? ["issue-invoice"] : []),
    ...(row.invoice?.state === "issued" ? ["invoice-file"] : []),
    ...(row.settlement === "refused" ? ["settle"] : []),
  ];
}

const lineOf = (line: LineRow, reviewed: ReadonlySet<string>, scale: number): OrderLine => ({
  variant: line.variant ?? "",
  product: line.product ?? "",
  title: line.title,
  variantTitle: line.variant_title,
  photo: line.photo,
  price: formatAmount(line.price, scale),
  quantity: line.quantity,
  sum: formatAmount(line.price * line.quantity, scale),
  reviewed: reviewed.has(line.variant ?? ""),
});

const refundOf = (row: RefundRow, scale: number): Refund => ({
  id: row.refund,
  state: row.state,
  amount: formatAmount(row.amount, scale),
  shipping: formatAmount(row.shipping, scale),
  cash: formatAmount(row.cash + row.shipping, scale),
  reason: row.reason,
  answer: row.answer,
  at: row.created_at.toISOString(),
});

/** What stores are called, by name. */
export async function storeTitles(
  { query }: Database,
  programme: string,
  stores: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = stores.flatMap((store) => store ?? []);
  if (wanted.length === 0) return new Map();
  const rows = await query
    .selectFrom("store")
    .select(["store", "title"])
    .where("programme_id", "=", programme)
    .where("store", "in", [...new Set(wanted)])
    .execute();
  return new Map(rows.map(({ store, title }) => [store, title]));
}

async function partsOf(
  { query }: Database,
  programme: string,
  purchases: readonly string[],
): Promise<(purchase: string) => Parts> {
  if (purchases.length === 0) return () => ({ lines: [], refunds: [], reviewed: new Set() });
  const lines = await query
    .selectFrom("purchase_line")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("purchase", "in", purchases)
    .orderBy("line")
    .execute();
  const refunds = await query
    .selectFrom("purchase_refund")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("purchase", "in", purchases)
    .orderBy("nth")
    .execute();
  const reviews = await query
    .selectFrom("review")
    .select(["purchase", "variant"])
    .where("programme_id", "=", programme)
    .where("purchase", "in", purchases)
    .execute();
  return (purchase) => ({
    lines: lines.filter((row) => row.purchase === purchase),
    refunds: refunds.filter((row) => row.purchase === purchase),
    reviewed: new Set(reviews.filter((row) => row.purchase === purchase).map(({ variant }) => variant)),
  });
}
