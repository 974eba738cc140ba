// Products as the window shows them, from their rows.
import type { Photo, Product, ProductBrief, ProductDesk, Variant } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import type { Selectable } from "kysely";
import type { Database } from "../../database/database.js";
import type { MallTables } from "../tables.js";
import { photosOf } from "./photos.js";

export type ProductRow = Selectable<MallTables["product"]> & { merchant_title: string | null };
export type VariantRow = Selectable<MallTables["variant"]>;

const money = (minor: number, scale: number): string => formatAmount(minor, scale);

/** Briefs in the order of the rows. */
export async function briefsOf(
  database: Database,
  programme: string,
  rows: readonly ProductRow[],
  scale: number,
): Promise<ProductBrief[]> {
  const variants = await variantsOf(
    database,
    programme,
    rows.map(({ product }) => product),
  );
  const photos = await photosOf(
    database,
    programme,
    rows.flatMap(({ photos: [first] }) => (first === undefined ? [] : [first])),
  );
  return rows.map((row) => briefOf(row, variants.get(row.product) ?? [], photos, scale));
}

function briefOf(
  row: ProductRow,
  variants: readonly VariantRow[],
  photos: ReadonlyMap<string, Omit<Photo, "alt">>,
  scale: number,
): ProductBrief {
  const cheapest = variants.toSorted((a, b) => a.price - b.price)[0];
  return {
    id: row.product,
    title: row.title,
    photo: shown(row, row.photos[0] ?? "", photos),
    price: money(row.least, scale),
    was: cheapest?.was === null || cheapest === undefined ? null : money(cheapest.was, scale),
    soldOut: variants.every(({ stock }) => stock === 0),
    sold: row.sold,
    rating: ratingOf(row),
    category: row.category,
    tags: row.tags,
    kind: row.kind,
    merchant: row.merchant === null ? null : { id: row.merchant, title: row.merchant_title ?? row.merchant },
    listed: row.listed,
  };
}

/** One decimal, rounded down. */
function ratingOf({ stars, reviews }: ProductRow): string | null {
  if (reviews === 0) return null;
  return formatAmount(Math.floor((stars * 10) / reviews), 1);
}

function shown(row: ProductRow, id: string, photos: ReadonlyMap<string, Omit<Photo, "alt">>): Photo | null {
  const photo = photos.get(id);
  return photo ? { ...photo, alt: row.title.zh } : null;
}

export async function productOf(
  database: Database,
  programme: string,
  row: ProductRow,
  scale: number,
): Promise<Product> {
  const variants = (await variantsOf(database, programme, [row.product])).get(row.product) ?? [];
  const photos = await photosOf(database, programme, row.photos);
  return {
    ...briefOf(row, variants, photos, scale),
    description: row.description,
    photos: row.photos.flatMap((id) => shown(row, id, photos) ?? []),
    variants: variants.map((variant) => variantOf(variant, scale)),
    stores: row.stores,
    reviews: row.reviews,
  };
}

/** With what only the seller sees. */
export async function deskProductOf(
  database: Database,
  programme: string,
  row: ProductRow,
  scale: number,
): Promise<ProductDesk> {
  const variants = (await variantsOf(database, programme, [row.product])).get(row.product) ?? [];
  const costs = variants.map(({ variant, cost }) => [variant, cost === null ? null : money(cost, scale)] as const);
  const kept = await keptOf(
    database,
    programme,
    variants.map(({ variant }) => variant),
  );
  return { ...(await productOf(database, programme, row, scale)), costs: Object.fromEntries(costs), kept };
}

/** What lies in which store, by variant. */
async function keptOf(
  { query }: Database,
  programme: string,
  variants: readonly string[],
): Promise<ProductDesk["kept"]> {
  if (variants.length === 0) return {};
  const rows = await query
    .selectFrom("store_stock")
    .select(["variant", "store", "stock"])
    .where("programme_id", "=", programme)
    .where("variant", "in", variants)
    .orderBy("store")
    .execute();
  const of = (variant: string) => rows.filter((row) => row.variant === variant);
  return Object.fromEntries(
    variants.map((variant) => [variant, of(variant).map(({ store, stock }) => ({ store, stock }))]),
  );
}

const variantOf = (row: VariantRow, scale: number): Variant => ({
  id: row.variant,
  title: row.title,
  price: money(row.price, scale),
  was: row.was === null ? null : money(row.was, scale),
  stock: row.stock,
  sku: row.sku,
});

async function variantsOf(
  { query }: Database,
  programme: string,
  products: readonly string[],
): Promise<Map<string, VariantRow[]>> {
  const byProduct = new Map<string, VariantRow[]>();
  if (products.length === 0) return byProduct;
  const rows = await query
    .selectFrom("variant")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("product", "in", products)
    .where("dropped", "=", false)
    .orderBy("position")
    .execute();
  for (const row of rows) byProduct.set(row.product, [...(byProduct.get(row.product) ?? []), row]);
  return byProduct;
}
