// A seller's day at a glance: what came in today, and what waits for somebody to do it.
import type { DeskSummary } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import { sql } from "kysely";
import type { Database } from "../../database/database.js";

const TWO_DAYS_MS = 172_800_000;

export interface SummaryWanted {
  readonly programme: string;
  /** left out: all sellers, or the house */
  readonly merchant: string | undefined;
  readonly house: boolean;
  /** whether applications to sell are the caller's business */
  readonly reviews: boolean;
  readonly now: number;
  /** today in the programme's time zone */
  readonly day: string;
  readonly timezone: string;
  readonly scale: number;
}

/** Sums are of what was paid today, gross, less nothing: refunds stand beside them. */
export async function summaryOf(database: Database, wanted: SummaryWanted): Promise<DeskSummary> {
  const { scale, day } = wanted;
  const [today, waits, soldOut, applications] = await Promise.all([
    todayOf(database, wanted),
    waitingOf(database, wanted),
    soldOutOf(database, wanted),
    wanted.reviews ? applicationsOf(database, wanted.programme) : null,
  ]);
  const text = (minor: number): string => formatAmount(minor, scale);
  return {
    day,
    orders: today.orders,
    gross: text(today.gross),
    refunded: text(today.refunded),
    ...waits,
    soldOut,
    applications,
  };
}

const ordersOf = ({ query }: Database, { programme, merchant, house }: SummaryWanted) => {
  const rows = query.selectFrom("purchase as o").where("o.programme_id", "=", programme);
  if (house) return rows.where("o.merchant", "is", null);
  return merchant === undefined ? rows : rows.where("o.merchant", "=", merchant);
};

async function todayOf(database: Database, wanted: SummaryWanted) {
  const { now, day, timezone } = wanted;
  const row = await ordersOf(database, wanted)
    // Nobody pays later than that; it keeps the day's question from reading all orders.
    .where("o.created_at", ">=", new Date(now - TWO_DAYS_MS))
    .where(sql<boolean>`to_char((o.times->>'paid')::timestamptz at time zone ${timezone}, 'YYYY-MM-DD') = ${day}`)
    .select([
      sql<string>`count(*)`.as("orders"),
      sql<string>`coalesce(sum(o.gross), 0)`.as("gross"),
      sql<string>`coalesce(sum(o.refunded), 0)`.as("refunded"),
    ])
    .executeTakeFirstOrThrow();
  return { orders: Number(row.orders), gross: Number(row.gross), refunded: Number(row.refunded) };
}

async function waitingOf(database: Database, wanted: SummaryWanted) {
  const asked = sql`exists (select from purchase_refund r where r.programme_id = o.programme_id and r.purchase = o.purchase and r.state = 'asked')`;
  const row = await ordersOf(database, wanted)
    .select([
      sql<string>`count(*) filter (where o.state = 'paid' and o.kind = 'goods' and o.store is null)`.as("toShip"),
      sql<string>`count(*) filter (where o.state = 'paid' and (o.kind <> 'goods' or o.store is not null))`.as("toHand"),
      sql<string>`count(*) filter (where ${asked})`.as("refunds"),
      sql<string>`count(*) filter (where o.invoice->>'state' = 'asked')`.as("invoices"),
      sql<string>`count(*) filter (where o.settlement = 'refused')`.as("refused"),
    ])
    .executeTakeFirstOrThrow();
  return {
    toShip: Number(row.toShip),
    toHand: Number(row.toHand),
    refunds: Number(row.refunds),
    invoices: Number(row.invoices),
    refused: Number(row.refused),
  };
}

/** Products on offer of which nothing is left. */
async function soldOutOf({ query }: Database, { programme, merchant, house }: SummaryWanted): Promise<number> {
  let rows = query.selectFrom("product as p").where("p.programme_id", "=", programme).where("p.listed", "=", true);
  if (merchant !== undefined) rows = rows.where("p.merchant", "=", merchant);
  if (house) rows = rows.where("p.merchant", "is", null);
  const { count } = await rows
    .where(
      sql<boolean>`not exists (select from variant v where v.programme_id = p.programme_id and v.product = p.product and not v.dropped and coalesce(v.stock, 1) > 0)`,
    )
    .select(sql<string>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function applicationsOf({ query }: Database, programme: string): Promise<number> {
  const { count } = await query
    .selectFrom("merchant_application")
    .where("programme_id", "=", programme)
    .where("state", "=", "submitted")
    .select(sql<string>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
