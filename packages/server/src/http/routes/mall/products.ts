// Routes of the window and of those who fill it: settings, categories, products, stock, photos.
import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import * as schemas from "@perennial/api/schemas";
import { photoBytes } from "../../../mall/catalogue/photos.js";
import { carryStock, moveStock } from "../../../mall/catalogue/shelves.js";
import { allow, callerIs } from "../../access.js";
import { Fault } from "../../fault.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { readCursor } from "../cursor.js";
import { known } from "../membership.js";
import { actFor, cashScaleOf, fileOf, SELLERS, whoOf } from "./desk.js";
import { shopOf } from "./shop.js";

const tags = ["shop"];
const params = schemas.programmeParams;
const desk = { tags, responses: { 200: json(schemas.productDesk, "the product"), ...FAILURES } } as const;

const shop = createRoute({
  method: "get",
  path: "/programmes/{programme}/shop",
  tags,
  summary: "What the window needs first: categories, channels, assets that pay, the terms",
  ...allow("visitor"),
  request: { params },
  responses: { 200: json(schemas.shop, "the shop"), ...FAILURES },
});
const setCategories = createRoute({
  method: "put",
  path: "/programmes/{programme}/categories",
  tags,
  summary: "Sets all categories, in their order",
  ...allow("operator", "key:mall:write"),
  request: { params, body: body(schemas.categoriesBody) },
  responses: { 200: json(schemas.shop, "the shop"), ...FAILURES },
});
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/products",
  tags,
  summary: "Products, found by words in Chinese and English",
  ...allow("visitor"),
  request: { params, query: schemas.productsQuery },
  responses: { 200: json(schemas.productList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/products/{product}",
  tags,
  summary: "A product with its variants and photos",
  ...allow("visitor"),
  request: { params: schemas.productParams },
  responses: { 200: json(schemas.product, "the product"), ...FAILURES },
});
const reviews = createRoute({
  method: "get",
  path: "/programmes/{programme}/products/{product}/reviews",
  tags,
  summary: "What buyers say, the newest first",
  ...allow("visitor"),
  request: { params: schemas.productParams, query: schemas.linesQuery },
  responses: { 200: json(schemas.reviewList, "a page of them"), ...FAILURES },
});
const photo = createRoute({
  method: "get",
  path: "/programmes/{programme}/photos/{photo}",
  tags,
  summary: "A photo as WebP",
  ...allow("visitor"),
  request: { params: schemas.photoParams, query: schemas.photoQuery },
  responses: {
    200: { description: "the picture", content: { "image/webp": { schema: z.string() } } },
    ...FAILURES,
  },
});
const forDesk = createRoute({
  method: "get",
  path: "/programmes/{programme}/desk/products/{product}",
  summary: "A product with what only its seller sees",
  ...allow(...SELLERS, "key:mall:read"),
  ...desk,
  request: { params: schemas.productParams },
});
const add = createRoute({
  method: "post",
  path: "/programmes/{programme}/products",
  tags,
  summary: "A new product",
  ...allow(...SELLERS),
  request: { params, body: body(schemas.productBody) },
  responses: { 201: json(schemas.productDesk, "the product"), ...FAILURES },
});
const set = createRoute({
  method: "put",
  path: "/programmes/{programme}/products/{product}",
  summary: "Writes a product anew; its seller stays. A variant that is left out is no longer offered",
  ...allow(...SELLERS),
  ...desk,
  request: { params: schemas.productParams, body: body(schemas.productBody) },
});
const stock = createRoute({
  method: "post",
  path: "/programmes/{programme}/products/{product}/stock",
  summary: "Adds to the stock of a variant or takes from it, with the reason",
  ...allow(...SELLERS),
  ...desk,
  request: { params: schemas.productParams, body: body(schemas.stockBody) },
});
const carry = createRoute({
  method: "post",
  path: "/programmes/{programme}/products/{product}/stock/carried",
  summary: "Carries pieces of a variant from one store to another",
  ...allow(...SELLERS),
  ...desk,
  request: { params: schemas.productParams, body: body(schemas.carryBody) },
});
const addPhoto = createRoute({
  method: "post",
  path: "/programmes/{programme}/products/{product}/photos",
  summary: "Adds a photo: the file itself is the body",
  ...allow(...SELLERS),
  ...desk,
  request: { params: schemas.productParams },
});
const setPhotos = createRoute({
  method: "put",
  path: "/programmes/{programme}/products/{product}/photos",
  summary: "Puts the photos in order; one that is left out is dropped for good",
  ...allow(...SELLERS),
  ...desk,
  request: { params: schemas.productParams, body: body(schemas.photoOrder) },
});

export function productRoutes(app: App, service: Service): void {
  const { products, parts } = service.mall;

  app.openapi(shop, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json(await shopOf(service, programme), 200);
  });

  app.openapi(setCategories, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    await products.setCategories(programme, c.req.valid("json").categories);
    return c.json(await shopOf(service, programme), 200);
  });

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, desk: unlisted, ...wanted } = c.req.valid("query");
    known(service, programme);
    if (unlisted) {
      if (!SELLERS.some((who) => callerIs(c).has(who)))
        throw new Fault("forbidden", "desk", "only sellers see what is not offered", "without desk=1");
      actFor(c, wanted.merchant ?? null);
    }
    const [offset = 0] = readCursor(cursor, [0]);
    const found = await products.list(programme, wanted, {
      offset,
      unlisted,
      scale: cashScaleOf(service, programme),
    });
    const next = found.length > wanted.limit ? String(offset + wanted.limit) : null;
    return c.json({ products: found.slice(0, wanted.limit), next }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme, product } = c.req.valid("param");
    known(service, programme);
    return c.json(await products.one(programme, product, cashScaleOf(service, programme)), 200);
  });

  app.openapi(reviews, async (c) => {
    const { programme, product } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    known(service, programme);
    const [offset = 0] = readCursor(cursor, [0]);
    return c.json(await products.reviews(programme, product, offset, limit), 200);
  });

  app.openapi(photo, async (c) => {
    const { programme, photo: id } = c.req.valid("param");
    const bytes = await photoBytes(parts.database, programme, id, c.req.valid("query").width);
    if (!bytes) throw new Fault("not_found", "photo", `there is no photo ${id}`, "the id of a photo of a product");
    // A photo never changes under its name; an `<img>` may keep it.
    c.set("lasting", true);
    return c.body(Uint8Array.from(bytes).buffer, 200, { "Content-Type": "image/webp" });
  });

  app.openapi(forDesk, async (c) => {
    const { programme, product } = c.req.valid("param");
    actFor(c, (await products.need(programme, product)).merchant, ["key:mall:read"]);
    return c.json(await products.forDesk(programme, product, cashScaleOf(service, programme)), 200);
  });

  app.openapi(add, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const wanted = c.req.valid("json");
    actFor(c, wanted.merchant);
    if (wanted.merchant !== null) await service.mall.merchants.need(programme, wanted.merchant);
    const scale = cashScaleOf(service, programme);
    const product = await products.save(programme, wanted, scale, whoOf(c));
    return c.json(await products.forDesk(programme, product, scale), 201);
  });

  app.openapi(set, async (c) => {
    const { programme, product } = c.req.valid("param");
    actFor(c, (await products.need(programme, product)).merchant);
    const scale = cashScaleOf(service, programme);
    await products.save(programme, c.req.valid("json"), scale, whoOf(c), product);
    return c.json(await products.forDesk(programme, product, scale), 200);
  });

  app.openapi(stock, async (c) => {
    const { programme, product } = c.req.valid("param");
    actFor(c, (await products.need(programme, product)).merchant);
    const { variant, ...change } = c.req.valid("json");
    await moveStock(parts, { programme, product, variant }, change, whoOf(c));
    return c.json(await products.forDesk(programme, product, cashScaleOf(service, programme)), 200);
  });

  app.openapi(carry, async (c) => {
    const { programme, product } = c.req.valid("param");
    actFor(c, (await products.need(programme, product)).merchant);
    const { variant, ...way } = c.req.valid("json");
    await carryStock(parts, { programme, product, variant }, way, whoOf(c));
    return c.json(await products.forDesk(programme, product, cashScaleOf(service, programme)), 200);
  });

  app.openapi(addPhoto, async (c) => {
    const { programme, product } = c.req.valid("param");
    actFor(c, (await products.need(programme, product)).merchant);
    await products.addPhoto(programme, product, await fileOf(c));
    return c.json(await products.forDesk(programme, product, cashScaleOf(service, programme)), 200);
  });

  app.openapi(setPhotos, async (c) => {
    const { programme, product } = c.req.valid("param");
    actFor(c, (await products.need(programme, product)).merchant);
    await products.orderPhotos(programme, product, c.req.valid("json").photos);
    return c.json(await products.forDesk(programme, product, cashScaleOf(service, programme)), 200);
  });
}
