// From what somebody wants to buy to orders: one for each seller and set of tags, because the plan reads both from the order as a whole.
import type { Text } from "@perennial/api";
import { MAX_AMOUNT, formatAmount } from "@perennial/kernel";
import type { Kysely } from "kysely";
import type { Tables } from "../../database/tables.js";
import { Fault } from "../../http/fault.js";
import { minor } from "../catalogue/products.js";

/** Minor units of cash; tender likewise, since an asset that pays counts one to one. */
export interface Draft {
  readonly merchant: string | null;
  readonly merchantTitle: string | null;
  readonly kind: "goods" | "service" | "till";
  readonly tags: readonly string[];
  readonly lines: readonly DraftLine[];
  readonly gross: number;
  /** of the house's own goods; null: none was told, or the merchant's margin rate decides */
  readonly cost: number | null;
  readonly region: string | null;
  readonly tender: Readonly<Record<string, number>>;
  /** no part of the gross */
  readonly shipping: number;
  /** the store that sends it; null: from what lies in no store, or nothing is sent */
  readonly from: string | null;
}

export interface DraftLine {
  readonly variant: string | null;
  readonly product: string | null;
  readonly title: Text;
  readonly variantTitle: Text;
  readonly photo: string | null;
  readonly price: number;
  /** of one; null: none was told */
  readonly cost: number | null;
  readonly quantity: number;
  /** that hand it out; empty: all of the seller's */
  readonly stores: readonly string[];
}

export interface Wish {
  readonly variant: string;
  readonly quantity: number;
}

const MOST_PIECES = 999;

/** Reads prices as they stand. Throws `not_found`, `amount_overflow`. */
export async function draftsOf(db: Kysely<Tables>, programme: string, wishes: readonly Wish[]): Promise<Draft[]> {
  const pieces = new Map<string, number>();
  for (const { variant, quantity } of wishes) pieces.set(variant, (pieces.get(variant) ?? 0) + quantity);
  const rows = await offered(db, programme)
    .where("v.variant", "in", [...pieces.keys()])
    .execute();
  const groups = new Map<string, Offered[]>();
  for (const variant of pieces.keys()) {
    const row = rows.find((each) => each.variant === variant);
    if (!row)
      throw new Fault("not_found", "lines", `"${variant}" is not offered`, "a variant of a product that is listed");
    const key = JSON.stringify([row.merchant, row.kind, row.tags.toSorted()]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [draftOf(first, group, pieces)] : [];
  });
}

/** One piece of the cheapest variant of each of these products, as an order of its own; without those that are not offered. */
export async function singlesOf(
  db: Kysely<Tables>,
  programme: string,
  products: readonly string[],
): Promise<Map<string, Draft>> {
  const rows = await offered(db, programme)
    .where("v.product", "in", products)
    .distinctOn("v.product")
    .orderBy("v.product")
    .orderBy("v.price")
    .orderBy("v.position")
    .execute();
  return new Map(rows.map((row) => [row.product, draftOf(row, [row], new Map([[row.variant, 1]]))]));
}

type Offered = Awaited<ReturnType<ReturnType<typeof offered>["execute"]>>[number];

/** Variants that can be bought, with what an order takes over from them. */
const offered = (db: Kysely<Tables>, programme: string) =>
  db
    .selectFrom("variant as v")
    .innerJoin("product as p", (join) =>
      join.onRef("p.programme_id", "=", "v.programme_id").onRef("p.product", "=", "v.product"),
    )
    .leftJoin("merchant as m", (join) =>
      join.onRef("m.programme_id", "=", "p.programme_id").onRef("m.merchant", "=", "p.merchant"),
    )
    .select([
      "v.variant",
      "v.price",
      "v.cost",
      "v.title as variant_title",
      "p.product",
      "p.title",
      "p.merchant",
      "m.title as merchant_title",
      "p.kind",
      "p.tags",
      "p.photos",
      "p.stores",
    ])
    .where("v.programme_id", "=", programme)
    .where("v.dropped", "=", false)
    .where("p.listed", "=", true);

/** An order of these variants of one seller, so many pieces of each. `first` is one of them. */
function draftOf(first: Offered, group: readonly Offered[], pieces: ReadonlyMap<string, number>): Draft {
  const lines = group.map((row) => ({
    variant: row.variant,
    product: row.product,
    title: row.title,
    variantTitle: row.variant_title,
    photo: row.photos[0] ?? null,
    price: row.price,
    cost: row.cost,
    quantity: quantityOf(pieces.get(row.variant) ?? 0),
    stores: row.stores,
  }));
  const { merchant, merchant_title: merchantTitle, kind } = first;
  const bare = { merchant, merchantTitle, kind, tags: first.tags.toSorted(), region: null, tender: {}, shipping: 0 };
  return withLines({ ...bare, from: null }, lines);
}

/** An order of these lines: what it comes to is theirs. Throws `amount_overflow`. */
export function withLines(draft: Omit<Draft, "lines" | "gross" | "cost">, lines: readonly DraftLine[]): Draft {
  const costs = sumOf(lines.map(({ cost, quantity }) => ({ price: cost ?? 0, quantity })));
  return { ...draft, lines, gross: sumOf(lines), cost: draft.merchant === null && costs > 0 ? costs : null };
}

function quantityOf(quantity: number): number {
  if (quantity > MOST_PIECES)
    throw new Fault("malformed_request", "lines", "too many of one thing", `at most ${MOST_PIECES}`);
  return quantity;
}

function sumOf(lines: readonly { price: number; quantity: number }[]): number {
  const sum = lines.reduce((total, { price, quantity }) => total + BigInt(price) * BigInt(quantity), 0n);
  if (sum > BigInt(MAX_AMOUNT))
    throw new Fault("amount_overflow", "lines", "the sum is too large", "fewer, or cheaper things");
  return Number(sum);
}

export interface Payer {
  readonly asset: string;
  readonly tags?: readonly string[] | undefined;
}

/**
 * Lays what shall be paid in assets on the orders, the first ones first. Throws `not_allowed` for an asset that pays for none of them,
 * `scale_exceeded`, `tender_exceeds_gross`.
 */
export function withTender(
  drafts: readonly Draft[],
  wanted: Readonly<Record<string, string>>,
  payers: readonly Payer[],
  scale: number,
): Draft[] {
  let orders = [...drafts];
  for (const [asset, text] of Object.entries(wanted)) {
    const payer = payers.find((each) => each.asset === asset);
    if (!payer)
      throw new Fault("not_allowed", `tender.${asset}`, `${asset} can't pay for orders`, "an asset that pays here");
    let left = minor(text, scale, `tender.${asset}`);
    orders = orders.map((order) => {
      const part = Math.min(left, mayPay(payer, order) ? cashOf(order) : 0);
      left -= part;
      return part === 0 ? order : { ...order, tender: { ...order.tender, [asset]: part } };
    });
    if (left > 0)
      throw new Fault(
        "tender_exceeds_gross",
        `tender.${asset}`,
        `${formatAmount(left, scale)} more than there is to pay with it`,
        "at most what GET …/quote calls `most`",
      );
  }
  return orders;
}

export const mayPay = ({ tags }: Payer, order: Draft): boolean =>
  tags === undefined || tags.some((tag) => order.tags.includes(tag));

/** The cash part of the gross. */
export const cashOf = ({ gross, tender }: Draft): number =>
  gross - Object.values(tender).reduce((sum, part) => sum + part, 0);

/** What is left to pay in money, shipping included. */
export const payOf = (draft: Draft): number => cashOf(draft) + draft.shipping;
