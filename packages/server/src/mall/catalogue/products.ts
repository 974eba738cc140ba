// The catalogue: what is offered, found and kept in stock. What a product earns is none of its business.
import type { Category, Product, ProductBrief, ProductDesk, ReviewList } from "@perennial/api";
import type * as schemas from "@perennial/api/schemas";
import { parseAmount } from "@perennial/kernel";
import { sql } from "kysely";
import type { z } from "zod";
import { itemName, maskName } from "../../accounts/names.js";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import { answers, gramsOf } from "../grams.js";
import type { MallParts } from "../parts.js";
import { addPhoto } from "./photos.js";
import { briefsOf, deskProductOf, productOf } from "./product-views.js";
import type { ProductRow } from "./product-views.js";
import { noteStock } from "./shelves.js";

type ProductBody = z.infer<typeof schemas.productBody>;
type Wanted = Omit<z.infer<typeof schemas.productsQuery>, "cursor" | "desk">;

const MOST_PHOTOS = 12;

export class Products {
  constructor(private readonly parts: Pick<MallParts, "database" | "now">) {}

  /** A page of products, `limit` + 1 of them when there are more. `unlisted`: also those that are not offered. */
  async list(
    programme: string,
    { ids, search, category, tag, merchant, house, sort, limit }: Wanted,
    { offset, unlisted, scale }: { offset: number; unlisted: boolean; scale: number },
  ): Promise<ProductBrief[]> {
    let rows = this.rows(programme);
    if (!unlisted) rows = rows.where("p.listed", "=", true);
    if (ids !== undefined) rows = rows.where("p.product", "in", ids);
    if (category !== undefined) rows = rows.where("p.category", "=", category);
    if (tag !== undefined) rows = rows.where(sql<boolean>`${tag} = any(p.tags)`);
    if (merchant !== undefined) rows = rows.where("p.merchant", "=", merchant);
    if (house) rows = rows.where("p.merchant", "is", null);
    if (search !== undefined && search.trim() !== "") {
      const found = answers(sql`p.grams`, search);
      if (!found) return [];
      rows = rows.where(found);
    }
    const sorted = {
      fitting: rows.orderBy("p.sold", "desc"),
      new: rows.orderBy("p.created_at", "desc"),
      sold: rows.orderBy("p.sold", "desc"),
      cheap: rows.orderBy("p.least"),
      dear: rows.orderBy("p.least", "desc"),
    }[sort];
    const inTheirOrder = ids && rows.orderBy(sql`array_position(${ids}::text[], p.product)`);
    const page = await (inTheirOrder ?? sorted)
      .orderBy("p.product")
      .offset(offset)
      .limit(limit + 1)
      .execute();
    return briefsOf(this.parts.database, programme, page, scale);
  }

  /** Throws `not_found`, also for one that is not offered. */
  async one(programme: string, product: string, scale: number): Promise<Product> {
    const row = await this.need(programme, product);
    if (!row.listed) throw unknownProduct(product);
    return productOf(this.parts.database, programme, row, scale);
  }

  async forDesk(programme: string, product: string, scale: number): Promise<ProductDesk> {
    return deskProductOf(this.parts.database, programme, await this.need(programme, product), scale);
  }

  /** Throws `not_found`. */
  async need(programme: string, product: string): Promise<ProductRow> {
    const row = await this.rows(programme).where("p.product", "=", product).executeTakeFirst();
    if (!row) throw unknownProduct(product);
    return row;
  }

  /** Writes a product, a new one when `id` is left out; its name. Throws `not_found`, `scale_exceeded`. */
  async save(programme: string, body: ProductBody, scale: number, by: string, id?: string): Promise<string> {
    const product = id ?? itemName();
    const priced = body.variants.map((variant) => ({
      ...variant,
      price: minor(variant.price, scale, "price"),
      was: variant.was === null ? null : minor(variant.was, scale, "was"),
      cost: variant.cost === null ? null : minor(variant.cost, scale, "cost"),
    }));
    const values = {
      title: JSON.stringify(withEnglish(body.title)),
      description: JSON.stringify(body.description),
      category: body.category,
      tags: body.tags,
      kind: body.kind,
      listed: body.listed,
      stores: body.stores,
      grams: gramsOf(
        body.title.zh,
        body.title.en,
        ...body.tags,
        ...body.variants.map(({ sku }) => sku),
        body.description.zh,
        body.description.en,
      ),
      least: Math.min(...priced.map(({ price }) => price)),
    };
    await this.parts.database.query.transaction().execute(async (tx) => {
      if (id === undefined)
        await tx
          .insertInto("product")
          .values({
            programme_id: programme,
            product,
            merchant: body.merchant,
            ...values,
            created_at: new Date(this.parts.now()),
          })
          .execute();
      else
        await tx
          .updateTable("product")
          .set(values)
          .where("programme_id", "=", programme)
          .where("product", "=", product)
          .execute();
      await saveVariants(tx, { programme, product }, priced, { by, now: this.parts.now() });
    });
    return product;
  }

  /** Whether there is something in the window: then anybody may look into it. */
  async hasWindow(programme: string): Promise<boolean> {
    const found = await this.parts.database.query
      .selectFrom("product")
      .select("product")
      .where("programme_id", "=", programme)
      .where("listed", "=", true)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** Throws `unsupported_file`, `too_large`, `malformed_request` when there are too many. */
  async addPhoto(programme: string, product: string, bytes: Uint8Array): Promise<void> {
    const { photos } = await this.need(programme, product);
    if (photos.length >= MOST_PHOTOS)
      throw new Fault("malformed_request", "photos", "the product has enough photos", `at most ${MOST_PHOTOS}`);
    const photo = await addPhoto(this.parts, programme, bytes);
    await this.parts.database.query
      .updateTable("product")
      .set({ photos: sql`array_append(photos, ${photo})` })
      .where("programme_id", "=", programme)
      .where("product", "=", product)
      .execute();
  }

  /** Those that are left out are dropped for good. Throws `not_found` for one that is not of this product. */
  async orderPhotos(programme: string, product: string, photos: readonly string[]): Promise<void> {
    const { photos: before } = await this.need(programme, product);
    const foreign = photos.find((photo) => !before.includes(photo));
    if (foreign !== undefined)
      throw new Fault("not_found", "photos", `the product has no photo ${foreign}`, "photos of this product");
    const dropped = before.filter((photo) => !photos.includes(photo));
    await this.parts.database.query.transaction().execute(async (tx) => {
      await tx
        .updateTable("product")
        .set({ photos: [...new Set(photos)] })
        .where("programme_id", "=", programme)
        .where("product", "=", product)
        .execute();
      if (dropped.length > 0)
        await tx.deleteFrom("photo").where("programme_id", "=", programme).where("photo", "in", dropped).execute();
    });
  }

  async categories(programme: string): Promise<Category[]> {
    const rows = await this.parts.database.query
      .selectFrom("category")
      .select(["category", "title"])
      .where("programme_id", "=", programme)
      .orderBy("position")
      .execute();
    return rows.map(({ category: id, title }) => ({ id, title }));
  }

  async setCategories(programme: string, categories: readonly Category[]): Promise<void> {
    await this.parts.database.query.transaction().execute(async (tx) => {
      await tx.deleteFrom("category").where("programme_id", "=", programme).execute();
      const rows = categories.map(({ id, title }, position) => ({
        programme_id: programme,
        category: id,
        title: JSON.stringify(withEnglish(title)),
        position,
      }));
      if (rows.length > 0) await tx.insertInto("category").values(rows).execute();
    });
  }

  async reviews(programme: string, product: string, offset: number, limit: number): Promise<ReviewList> {
    const rows = await this.parts.database.query
      .selectFrom("review as r")
      .leftJoin("member as m", (join) =>
        join.onRef("m.programme_id", "=", "r.programme_id").onRef("m.member", "=", "r.member"),
      )
      .leftJoin("person as p", "p.id", "m.person_id")
      .leftJoin("variant as v", (join) =>
        join.onRef("v.programme_id", "=", "r.programme_id").onRef("v.variant", "=", "r.variant"),
      )
      .select(["r.stars", "r.body", "r.created_at", "r.member", "p.name", "v.title"])
      .where("r.programme_id", "=", programme)
      .where("r.product", "=", product)
      .orderBy("r.created_at", "desc")
      .orderBy("r.purchase")
      .offset(offset)
      .limit(limit + 1)
      .execute();
    const reviews = rows.slice(0, limit).map((row) => ({
      name: maskName(row.name ?? row.member),
      stars: row.stars,
      text: row.body,
      at: row.created_at.toISOString(),
      variant: row.title ?? { zh: "", en: "" },
    }));
    return { reviews, next: rows.length > limit ? String(offset + limit) : null };
  }

  private rows(programme: string) {
    return this.parts.database.query
      .selectFrom("product as p")
      .leftJoin("merchant as m", (join) =>
        join.onRef("m.programme_id", "=", "p.programme_id").onRef("m.merchant", "=", "p.merchant"),
      )
      .selectAll("p")
      .select("m.title as merchant_title")
      .where("p.programme_id", "=", programme);
  }
}

interface PricedVariant {
  id?: string | undefined;
  title: { zh: string; en: string };
  price: number;
  was: number | null;
  cost: number | null;
  stock: number | null;
  sku: string;
}

/** Variants that are left out are no longer offered; orders of before keep them. */
async function saveVariants(
  tx: Tx,
  { programme, product }: { programme: string; product: string },
  variants: readonly PricedVariant[],
  who: { by: string; now: number },
): Promise<void> {
  const ours = (
    await tx
      .selectFrom("variant")
      .select("variant")
      .where("programme_id", "=", programme)
      .where("product", "=", product)
      .execute()
  ).map(({ variant }) => variant);
  await tx
    .updateTable("variant")
    .set({ dropped: true })
    .where("programme_id", "=", programme)
    .where("product", "=", product)
    .execute();
  for (const [position, { id, stock, title, ...rest }] of variants.entries()) {
    const values = { ...rest, title: JSON.stringify(withEnglish(title)), position, dropped: false };
    if (id !== undefined) {
      if (!ours.includes(id))
        throw new Fault(
          "not_found",
          "variants",
          `the product has no variant ${id}`,
          "a variant of this product, or none",
        );
      await tx
        .updateTable("variant")
        .set(values)
        .where("programme_id", "=", programme)
        .where("variant", "=", id)
        .execute();
      continue;
    }
    const variant = itemName();
    await tx
      .insertInto("variant")
      .values({ programme_id: programme, variant, product, stock, ...values })
      .execute();
    if (stock !== null && stock > 0)
      await noteStock(tx, { programme, variant }, null, stock, { reason: "first stock", ...who });
  }
}

/** Where no English was given the Chinese stands. */
const withEnglish = ({ zh, en }: { zh: string; en: string }): { zh: string; en: string } => ({ zh, en: en || zh });

/** Minor units. Throws `scale_exceeded` or another code of amounts. */
export function minor(text: string, scale: number, place: string): number {
  const amount = parseAmount(text, scale, "unsigned");
  if (typeof amount === "number") return amount;
  throw new Fault(amount, place, `"${text}" is no amount of this currency`, `at most ${scale} decimals`);
}

const unknownProduct = (product: string): Fault =>
  new Fault("not_found", "product", `there is no product "${product}"`, "one of GET …/products");
