// Routes of the terms on which is sold: what sending costs, and where channels send a merchant's part.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { setShipping } from "../../../mall/orders/shipping.js";
import { dropReceiver, receiversOf, setReceiver } from "../../../mall/splits/receivers.js";
import { allow } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { known } from "../membership.js";
import { actFor, cashScaleOf, mustOwn, ownsOf, SELLERS } from "./desk.js";
import { shopOf } from "./shop.js";

const tags = ["merchants"];
const receivers = { 200: json(schemas.receiverList, "its receivers"), ...FAILURES };

const house = createRoute({
  method: "put",
  path: "/programmes/{programme}/shipping",
  tags: ["shop"],
  summary: "What sending costs, of the house and of merchants without terms of their own",
  ...allow("operator", "key:mall:write"),
  request: { params: schemas.programmeParams, body: body(schemas.shippingBody) },
  responses: { 200: json(schemas.shop, "the shop"), ...FAILURES },
});
const own = createRoute({
  method: "put",
  path: "/programmes/{programme}/merchants/{merchant}/shipping",
  tags,
  summary: "What sending costs, of one merchant; its owner alone",
  ...allow(...SELLERS),
  request: { params: schemas.merchantParams, body: body(schemas.shippingBody) },
  responses: { 200: json(schemas.merchant, "the merchant"), ...FAILURES },
});
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/receivers",
  tags,
  summary: "Where channels send its part of orders",
  ...allow(...SELLERS, "auditor", "key:mall:read"),
  request: { params: schemas.merchantParams },
  responses: receivers,
});
const set = createRoute({
  method: "put",
  path: "/programmes/{programme}/merchants/{merchant}/receivers/{channel}",
  tags,
  summary: "Its account at a channel, to which its part of orders that settle from now on is sent; its owner alone",
  ...allow(...SELLERS),
  request: { params: schemas.receiverParams, body: body(schemas.receiverBody) },
  responses: receivers,
});
const drop = createRoute({
  method: "delete",
  path: "/programmes/{programme}/merchants/{merchant}/receivers/{channel}",
  tags,
  summary: "Its part stays in its wallet again; its owner alone",
  ...allow(...SELLERS),
  request: { params: schemas.receiverParams },
  responses: { 204: { description: "forgotten" }, ...FAILURES },
});

export function sellingRoutes(app: App, service: Service): void {
  const { merchants, channels, parts } = service.mall;

  app.openapi(house, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    await setShipping(parts.database, programme, null, c.req.valid("json").shipping, cashScaleOf(service, programme));
    return c.json(await shopOf(service, programme), 200);
  });

  app.openapi(own, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    mustOwn(c, merchant);
    await merchants.need(programme, merchant);
    const { shipping } = c.req.valid("json");
    await setShipping(parts.database, programme, merchant, shipping, cashScaleOf(service, programme));
    return c.json(await merchants.view(programme, merchant, ownsOf(c, merchant)), 200);
  });

  app.openapi(list, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant, ["auditor", "key:mall:read"]);
    await merchants.need(programme, merchant);
    return c.json({ receivers: await receiversOf(parts.database, programme, merchant) }, 200);
  });

  app.openapi(set, async (c) => {
    const { programme, merchant, channel } = c.req.valid("param");
    mustOwn(c, merchant);
    await merchants.need(programme, merchant);
    await setReceiver(parts, channels, { programme, merchant, channel }, c.req.valid("json"));
    return c.json({ receivers: await receiversOf(parts.database, programme, merchant) }, 200);
  });

  app.openapi(drop, async (c) => {
    const { programme, merchant, channel } = c.req.valid("param");
    mustOwn(c, merchant);
    await dropReceiver(parts.database, programme, merchant, channel);
    return c.body(null, 204);
  });
}
