// Routes of stores: those nearby, one, and those of a merchant being kept up.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { allow } from "../../access.js";
import { Fault } from "../../fault.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { readCursor } from "../cursor.js";
import { known } from "../membership.js";
import { actFor, fileOf, SELLERS } from "./desk.js";
import type { StoreList } from "@perennial/api";
import { draftsOf } from "../../../mall/orders/basket.js";
import { handsOut } from "../../../mall/orders/sources.js";

const tags = ["stores"];
const answer = { tags, responses: { 200: json(schemas.store, "the store"), ...FAILURES } } as const;

const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/stores",
  tags,
  summary: "Stores, the nearest first when a place is told",
  ...allow("visitor"),
  request: { params: schemas.programmeParams, query: schemas.storesQuery },
  responses: { 200: json(schemas.storeList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/stores/{store}",
  summary: "A store",
  ...allow("visitor"),
  ...answer,
  request: { params: schemas.storeParams },
});
const add = createRoute({
  method: "post",
  path: "/programmes/{programme}/merchants/{merchant}/stores",
  tags,
  summary: "A new store of a merchant",
  ...allow(...SELLERS),
  request: { params: schemas.merchantParams, body: body(schemas.storeBody) },
  responses: { 201: json(schemas.store, "the store"), ...FAILURES },
});
const addHouse = createRoute({
  method: "post",
  path: "/programmes/{programme}/stores",
  tags,
  summary: "A new store of the house itself",
  ...allow("operator", "key:mall:write"),
  request: { params: schemas.programmeParams, body: body(schemas.storeBody) },
  responses: { 201: json(schemas.store, "the store"), ...FAILURES },
});
const set = createRoute({
  method: "put",
  path: "/programmes/{programme}/stores/{store}",
  summary: "Writes a store anew",
  ...allow(...SELLERS),
  ...answer,
  request: { params: schemas.storeParams, body: body(schemas.storeBody) },
});
const addPhoto = createRoute({
  method: "post",
  path: "/programmes/{programme}/stores/{store}/photos",
  summary: "Sets the photo of a store: the file itself is the body",
  ...allow(...SELLERS),
  ...answer,
  request: { params: schemas.storeParams },
});

export function storeRoutes(app: App, service: Service): void {
  const { stores, merchants } = service.mall;

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, latitude, longitude, holding, ...wanted } = c.req.valid("query");
    known(service, programme);
    if ((latitude === undefined) !== (longitude === undefined))
      throw new Fault("malformed_request", "longitude", "half a place", "latitude and longitude, or neither");
    const around = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
    const [offset = 0] = readCursor(cursor, [0]);
    const found = await stores.list(programme, around, wanted, offset);
    return c.json(holding === undefined ? found : await withHolding(service, programme, found, holding), 200);
  });

  app.openapi(one, async (c) => {
    const { programme, store } = c.req.valid("param");
    return c.json(await stores.one(programme, store), 200);
  });

  app.openapi(add, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant);
    await merchants.need(programme, merchant);
    const store = await stores.save(programme, merchant, c.req.valid("json"));
    return c.json(await stores.one(programme, store), 201);
  });

  app.openapi(addHouse, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const store = await stores.save(programme, null, c.req.valid("json"));
    return c.json(await stores.one(programme, store), 201);
  });

  app.openapi(set, async (c) => {
    const { programme, store } = c.req.valid("param");
    const { merchant } = await stores.one(programme, store);
    actFor(c, merchant?.id ?? null);
    await stores.save(programme, merchant?.id ?? null, c.req.valid("json"), store);
    return c.json(await stores.one(programme, store), 200);
  });

  app.openapi(addPhoto, async (c) => {
    const { programme, store } = c.req.valid("param");
    actFor(c, (await stores.one(programme, store)).merchant?.id ?? null);
    await stores.addPhoto(programme, store, await fileOf(c));
    return c.json(await stores.one(programme, store), 200);
  });
}

/** Whether each hands out all of `holding`: "variant.quantity,…". */
async function withHolding({ mall }: Service, programme: string, list: StoreList, holding: string): Promise<StoreList> {
  const { query } = mall.parts.database;
  const wishes = holding.split(",").map((each) => {
    const [variant = "", quantity = ""] = each.split(".");
    return { variant, quantity: Number(quantity) };
  });
  const asked = list.stores.map(({ id, merchant, open }) => ({ id, merchant: merchant?.id ?? null, open }));
  const able = await handsOut(query, programme, await draftsOf(query, programme, wishes), asked);
  return { ...list, stores: list.stores.map((store) => ({ ...store, holds: able.has(store.id) })) };
}
