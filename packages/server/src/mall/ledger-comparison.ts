// The ledger's account of the outside against money that channels moved, for each day that has closed: what orders brought into the ledger on it was
// taken by a channel before, and what refunds took out of it went back through one.
import { CASH, formatAmount, parseAmount } from "@perennial/kernel";
import { sql } from "kysely";
import { textOf } from "../payments/channel.js";
import type { StoredRow } from "../store/store.js";
import type { MallParts } from "./parts.js";

const PAGE = 500;
/** After a long time the days are caught up with in parts. */
const MOST_DAYS = 30;
const REFUND = "refund:";

/** A line that both do not have alike. Minor units; null: it is missing there. */
interface Difference {
  readonly order: string;
  readonly kind: "in" | "out";
  readonly ledger: number | null;
  readonly money: number | null;
}

/** Cash over the border of the ledger: in for an order, or out for a refund. */
interface Crossing {
  readonly kind: "in" | "out";
  readonly order: string;
  /** name of the refund, where there is one */
  readonly refund?: string;
  readonly amount: number;
}

/** Compares a day of a programme and writes the outcome down. False: the day has not closed. */
export async function compareLedger(parts: MallParts, programme: string, day: string): Promise<boolean> {
  const { query } = parts.database;
  const range = await entriesOf(parts, programme, day);
  if (!range) return false;
  const crossings = await crossingsOf(parts, programme, range);
  const known = new Set(await knownOrders(parts, programme, crossings));
  const ours = crossings.filter(({ order }) => known.has(order));
  const differences: Difference[] = [];
  const sums = { ledger_in: 0, ledger_out: 0, money_in: 0, money_out: 0 };
  for (const each of together(ours)) {
    const money = await moneyOf(parts, programme, each);
    sums[`ledger_${each.kind}`] += each.amount;
    sums[`money_${each.kind}`] += money ?? 0;
    if (money !== each.amount) differences.push({ order: each.order, kind: each.kind, ledger: each.amount, money });
  }
  const elsewhere = crossings
    .filter(({ order }) => !known.has(order))
    .reduce((sum, { kind, amount }) => sum + (kind === "in" ? amount : -amount), 0);
  const figures = { ...sums, elsewhere, differences: JSON.stringify(differences) };
  await query
    .insertInto("ledger_comparison")
    .values({ programme_id: programme, day, ...figures, at: new Date(parts.now()) })
    .onConflict((conflict) => conflict.columns(["programme_id", "day"]).doUpdateSet(figures))
    .execute();
  if (differences.length > 0)
    parts.log.warn({ programme, day, differences: differences.length }, "the ledger differs from money that moved");
  return true;
}

/** Compares the days that have closed since the last one that was compared. `isDue`: whether to look again. */
export async function compareLedgers(parts: MallParts, isDue: (programme: string) => boolean): Promise<void> {
  for (const { id: programme, served } of parts.programmes.list())
    if (served && isDue(programme))
      for (const day of await closedDays(parts, programme)) await compareLedger(parts, programme, day);
}

/** Days that wait to be compared, in order. */
async function closedDays({ database: { query } }: MallParts, programme: string): Promise<string[]> {
  const last = query
    .selectFrom("ledger_comparison")
    .select((eb) => eb.fn.coalesce(eb.fn.max("day"), sql<string>`'-infinity'::date`).as("day"))
    .where("programme_id", "=", programme);
  const days = await query
    .selectFrom("journal")
    .select((eb) => eb.cast<string>("day", "text").as("on"))
    .where("programme_id", "=", programme)
    .where("type", "=", "day.closed")
    // The index leaves orders out; saying so lets the planner take it.
    .where("type", "<>", sql.lit("order.settled"))
    .where("day", ">", last)
    .groupBy("day")
    .orderBy("day")
    .limit(MOST_DAYS)
    .execute();
  return days.map(({ on }) => on);
}

/** The comparisons of a programme, the newest first, with amounts as text. */
export async function ledgerComparisonsOf({ database }: MallParts, programme: string, scale: number, limit: number) {
  const rows = await database.query
    .selectFrom("ledger_comparison")
    .selectAll()
    .select((eb) => eb.cast<string>("day", "text").as("on"))
    .where("programme_id", "=", programme)
    .orderBy("day", "desc")
    .limit(limit)
    .execute();
  const text = (minor: number | null): string | null => (minor === null ? null : formatAmount(minor, scale));
  return rows.map((row) => ({
    day: row.on,
    ledgerIn: formatAmount(row.ledger_in, scale),
    ledgerOut: formatAmount(row.ledger_out, scale),
    moneyIn: formatAmount(row.money_in, scale),
    moneyOut: formatAmount(row.money_out, scale),
    elsewhere: formatAmount(row.elsewhere, scale),
    differences: (row.differences as Difference[]).map((each) => ({
      ...each,
      ledger: text(each.ledger),
      money: text(each.money),
    })),
  }));
}

/** First and last entry of a day that has closed: days end with an entry of their own. */
async function entriesOf({ database }: MallParts, programme: string, day: string) {
  const closes = database.query
    .selectFrom("journal")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .where("programme_id", "=", programme)
    .where("type", "=", "day.closed")
    // The index leaves orders out; saying so lets the planner take it.
    .where("type", "<>", sql.lit("order.settled"));
  const { seq: last } = await closes.where("day", "=", day).executeTakeFirstOrThrow();
  const { seq: before } = await closes.where("day", "<", day).executeTakeFirstOrThrow();
  return last === null ? undefined : { first: Number(before ?? 0) + 1, last: Number(last) };
}

async function crossingsOf(
  { programmes }: MallParts,
  programme: string,
  { first, last }: { first: number; last: number },
): Promise<Crossing[]> {
  const scale = programmes.need(programme).programme.scale(CASH);
  const found: Crossing[] = [];
  for (let after = first - 1; after < last;) {
    const rows = await programmes.store.journal(programme, after, Math.min(PAGE, last - after));
    if (rows.length === 0) break;
    found.push(...rows.flatMap((row) => crossingOf(row, scale)));
    after = rows.at(-1)?.entry.seq ?? last;
  }
  return found;
}

/** Of orders, refunds, and what was paid for sending: these are the mall's. */
function crossingOf({ entry, event }: StoredRow, scale: number): Crossing[] {
  const [about, subject = ""] = entry.id.split(":");
  const shipping = entry.type === "adjusted" && about === "shipping";
  if (!event || (!shipping && entry.type !== "order.settled" && entry.type !== "order.refunded")) return [];
  const order = shipping ? subject : textOf(event.body["order"]);
  const kind = entry.type === "order.refunded" ? "out" : "in";
  const side = kind === "in" ? "debit" : "credit";
  const amount = entry.postings
    .filter((posting) => posting[side] === "external" && posting.asset === "cash")
    .reduce((sum, posting) => sum + minorOf(posting.amount, scale), 0);
  const refund = entry.id.startsWith(REFUND) ? { refund: subject } : {};
  return [{ kind, order, amount, ...refund }];
}

function minorOf(text: string, scale: number): number {
  const amount = parseAmount(text, scale, "unsigned");
  return typeof amount === "number" ? amount : 0;
}

async function knownOrders({ database }: MallParts, programme: string, crossings: readonly Crossing[]) {
  if (crossings.length === 0) return [];
  const rows = await database.query
    .selectFrom("purchase")
    .select("purchase")
    .where("programme_id", "=", programme)
    .where("purchase", "in", [...new Set(crossings.map(({ order }) => order))])
    .execute();
  return rows.map(({ purchase }) => purchase);
}

/** What came in for one order counts together: the order, and its shipping. */
function together(crossings: readonly Crossing[]): Crossing[] {
  const sums = new Map<string, Crossing>();
  for (const each of crossings) {
    const key = `${each.kind} ${each.refund ?? each.order}`;
    sums.set(key, { ...each, amount: each.amount + (sums.get(key)?.amount ?? 0) });
  }
  return [...sums.values()];
}

/** What channels moved for it; null: nothing. What was given back before settlement never came into the ledger. */
async function moneyOf(parts: MallParts, programme: string, { kind, order, refund }: Crossing): Promise<number | null> {
  if (kind === "out") return refund === undefined ? null : outOf(parts, programme, order, [refund]);
  const row = await parts.database.query
    .selectFrom("purchase as o")
    .innerJoin("payment as p", (join) =>
      join.onRef("p.programme_id", "=", "o.programme_id").onRef("p.payment", "=", "o.payment"),
    )
    .leftJoin("channel_move as m", (join) =>
      join
        .onRef("m.programme_id", "=", "p.programme_id")
        .onRef("m.move", "=", "p.payment")
        .onRef("m.channel", "=", "p.channel"),
    )
    .select(["o.cash", "o.shipping", "o.merchant", "p.amount as due", "m.amount as came"])
    .where("o.programme_id", "=", programme)
    .where("o.purchase", "=", order)
    .executeTakeFirst();
  if (!row || (row.due > 0 && row.came !== row.due)) return null;
  const refunds = await parts.database.query
    .selectFrom("purchase_refund as r")
    .select("r.refund")
    .where("r.programme_id", "=", programme)
    .where("r.purchase", "=", order)
    .where("r.state", "in", ["approved", "paid"])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("outbox as b")
            .select("b.position")
            .whereRef("b.programme_id", "=", "r.programme_id")
            .where("b.event_id", "=", sql<string>`${REFUND}::text || r.refund`),
        ),
      ),
    )
    .execute();
  const back = await outOf(
    parts,
    programme,
    order,
    refunds.map((each) => each.refund),
  );
  return row.cash + (row.merchant === null ? 0 : row.shipping) - back;
}

/** What refunds took out through channels; of the house's own goods without the shipping, which is not in the ledger. */
async function outOf({ database }: MallParts, programme: string, order: string, refunds: readonly string[]) {
  if (refunds.length === 0) return 0;
  const rows = await database.query
    .selectFrom("purchase_refund as r")
    .innerJoin("purchase as o", (join) =>
      join.onRef("o.programme_id", "=", "r.programme_id").onRef("o.purchase", "=", "r.purchase"),
    )
    .innerJoin("channel_move as m", (join) =>
      join.onRef("m.programme_id", "=", "r.programme_id").onRef("m.move", "=", "r.refund"),
    )
    .select(["m.amount", "r.shipping", "o.merchant"])
    .where("r.programme_id", "=", programme)
    .where("r.purchase", "=", order)
    .where("r.refund", "in", [...refunds])
    .where("m.kind", "=", "out")
    .execute();
  return rows.reduce((sum, row) => sum + row.amount - (row.merchant === null ? row.shipping : 0), 0);
}
