// Schemas of the shop window: settings, categories, products with variants and photos, stock, reviews.
import { z } from "zod";
import { amount, flag, house, next, page, programmeParams, text } from "./common.js";

/** A price as the holder types it: not negative. */
export const price = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, { error: "a decimal amount such as 12.30" });
export const itemId = z.string().regex(/^[a-z0-9]{6,32}$/);
const tag = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const channel = z
  .enum(["sandbox", "alipay", "wechat", "stripe", "wallet"])
  .meta({ description: "`wallet`: cash of the buyer's own wallet" });
export const textBody = z.object({ zh: z.string().trim().min(1).max(200), en: z.string().trim().max(200) });

export const category = z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), title: text }).meta({ id: "Category" });
export const categoriesBody = z.object({ categories: z.array(category.extend({ title: textBody })).max(60) });
export const shippingTerms = z
  .object({
    fee: amount,
    freeFrom: amount.nullable().meta({ description: "nothing from this gross on; null: always" }),
  })
  .meta({ id: "ShippingTerms", description: "what sending the goods of one seller costs in one checkout" });
export const shippingBody = z.object({
  shipping: z.object({ fee: price, freeFrom: price.nullable().default(null) }).nullable(),
});
export const shop = z
  .object({
    programme: z.string(),
    currency: z.string(),
    cashScale: z.int(),
    categories: z.array(category),
    channels: z.array(channel).meta({ description: "how cash can be paid here" }),
    tender: z
      .array(
        z.object({ asset: z.string(), title: text.optional(), scale: z.int(), tags: z.array(z.string()).optional() }),
      )
      .meta({ description: "assets that may pay for orders; `tags`: only for orders that carry one" }),
    hold: z.object({ days: z.int(), after: z.enum(["paid", "received"]) }).nullable(),
    confirmDays: z.int().meta({ description: "an order shipped so many days ago is confirmed by itself" }),
    payMinutes: z.int().meta({ description: "an order not paid after so many minutes is cancelled" }),
    marginBand: z.object({ min: z.string(), max: z.string() }).nullable(),
    shipping: shippingTerms.nullable().meta({ description: "of sellers without terms of their own; null: free" }),
  })
  .meta({ id: "Shop" });

export const photo = z
  .object({ id: z.string(), width: z.int(), height: z.int(), alt: z.string() })
  .meta({ id: "Photo", description: "GET …/photos/{id}?width=320|640|1280 gives WebP" });
export const variant = z
  .object({
    id: z.string(),
    title: text,
    price: amount,
    was: amount.nullable().meta({ description: "list price" }),
    stock: z.int().nullable().meta({ description: "null: not counted (services)" }),
    sku: z.string(),
  })
  .meta({ id: "Variant" });
export const productBrief = z
  .object({
    id: z.string(),
    title: text,
    photo: photo.nullable(),
    price: amount.meta({ description: "of the cheapest variant" }),
    was: amount.nullable(),
    soldOut: z.boolean(),
    sold: z.int(),
    rating: z.string().nullable().meta({ description: "mean of the reviews, one decimal" }),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    kind: z.enum(["goods", "service"]),
    merchant: z
      .object({ id: z.string(), title: z.string() })
      .nullable()
      .meta({ description: "null: the house itself" }),
    listed: z.boolean(),
  })
  .meta({ id: "ProductBrief" });
export const product = productBrief
  .extend({
    description: text,
    photos: z.array(photo),
    variants: z.array(variant),
    stores: z.array(z.string()).meta({ description: "where a service is given or goods are picked up" }),
    reviews: z.int(),
  })
  .meta({ id: "Product" });
export const productDesk = product
  .extend({
    costs: z.record(z.string(), amount.nullable()).meta({ description: "cost by variant; null: none told" }),
    kept: z
      .record(z.string(), z.array(z.object({ store: z.string(), stock: z.int() })))
      .meta({ description: "by variant: how many lie in which store; empty: not kept by store, or not counted" }),
  })
  .meta({ id: "ProductDesk", description: "with what only its seller sees" });

export const productsQuery = page.extend({
  ids: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(itemId).max(48))
    .optional()
    .meta({ description: "these alone, with commas between them, in this order" }),
  search: z.string().max(60).optional().meta({ description: "Chinese or English; all words must be there" }),
  category: z.string().max(40).optional(),
  tag: tag.optional(),
  merchant: z.string().max(64).optional(),
  house,
  sort: z.enum(["fitting", "new", "sold", "cheap", "dear"]).default("fitting"),
  desk: flag.meta({ description: "1: also what is not listed; for staff of the merchant and operators" }),
});
export const productList = z.object({ products: z.array(productBrief), next });
export const productParams = programmeParams.extend({ product: itemId });

const variantBody = z.object({
  id: itemId.optional().meta({ description: "an existing variant; left out: a new one" }),
  title: textBody,
  price,
  was: price.nullable().default(null),
  cost: price
    .nullable()
    .default(null)
    .meta({ description: "of the house's own goods: what the margin is reckoned from" }),
  stock: z.int().min(0).max(1_000_000).nullable().default(null).meta({ description: "at creation; later by …/stock" }),
  sku: z.string().max(60).default(""),
});
export const productBody = z.object({
  merchant: z.string().max(64).nullable().default(null),
  title: textBody,
  description: z.object({ zh: z.string().max(4_000), en: z.string().max(4_000) }).default({ zh: "", en: "" }),
  category: z.string().max(40).nullable().default(null),
  tags: z.array(tag).max(10).default([]),
  kind: z.enum(["goods", "service"]).default("goods"),
  listed: z.boolean().default(true),
  stores: z.array(itemId).max(50).default([]),
  variants: z.array(variantBody).min(1).max(50),
});
export const stockBody = z.object({
  variant: itemId,
  change: z.int().min(-1_000_000).max(1_000_000).meta({ description: "pieces that came (positive) or went" }),
  reason: z.string().trim().min(1).max(200),
  store: itemId.nullable().default(null).meta({ description: "where; null: what lies in no store" }),
});
export const carryBody = z.object({
  variant: itemId,
  from: itemId.nullable().meta({ description: "null: from what lies in no store" }),
  to: itemId.nullable(),
  pieces: z.int().min(1).max(1_000_000),
  reason: z.string().trim().min(1).max(200),
});
export const photoParams = programmeParams.extend({ photo: z.string().regex(/^[a-z0-9]{6,40}$/) });
export const photoQuery = z.object({ width: z.enum(["320", "640", "1280"]).default("640") });
export const productPhotoParams = productParams.extend({ photo: z.string().regex(/^[a-z0-9]{6,40}$/) });
export const photoOrder = z.object({ photos: z.array(z.string().max(40)).max(12) });

export const review = z
  .object({ name: z.string(), stars: z.int(), text: z.string(), at: z.string(), variant: text })
  .meta({ id: "Review" });
export const reviewList = z.object({ reviews: z.array(review), next });
export const reviewBody = z.object({ stars: z.int().min(1).max(5), text: z.string().trim().max(1_000).default("") });
