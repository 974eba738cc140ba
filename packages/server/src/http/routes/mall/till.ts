// Routes of the till: a code for an amount, and the order that somebody makes of it.
import { createRoute } from "@hono/zod-openapi";
import type { z } from "zod";
import * as schemas from "@perennial/api/schemas";
import { minor } from "../../../mall/catalogue/products.js";
import { checkout } from "../../../mall/orders/checkout.js";
import { allow } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { known, memberOf } from "../membership.js";
import { actFor, cashScaleOf, SELLERS } from "./desk.js";

const tags = ["till"];

const open = createRoute({
  method: "post",
  path: "/programmes/{programme}/merchants/{merchant}/till",
  tags,
  summary: "A code for an amount, good for some minutes, to be shown as a QR code",
  ...allow(...SELLERS),
  request: { params: schemas.merchantParams, body: body(schemas.tillBody) },
  responses: { 201: json(schemas.tillTicket, "the code"), ...FAILURES },
});
const openHouse = createRoute({
  method: "post",
  path: "/programmes/{programme}/till",
  tags,
  summary: "The same at the house's own till",
  ...allow("operator", "key:mall:write"),
  request: { params: schemas.programmeParams, body: body(schemas.tillBody) },
  responses: { 201: json(schemas.tillTicket, "the code"), ...FAILURES },
});
const recentHouse = createRoute({
  method: "get",
  path: "/programmes/{programme}/till",
  tags,
  summary: "What the house's own till asked for lately",
  ...allow("operator", "key:mall:write"),
  request: { params: schemas.programmeParams },
  responses: { 200: json(schemas.tillList, "the newest first"), ...FAILURES },
});
const recent = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/till",
  tags,
  summary: "What the till asked for lately, and what became of it",
  ...allow(...SELLERS),
  request: { params: schemas.merchantParams },
  responses: { 200: json(schemas.tillList, "the newest first"), ...FAILURES },
});
const read = createRoute({
  method: "get",
  path: "/programmes/{programme}/till/{token}",
  tags,
  summary: "What a code asks for; the till asks again until it is paid",
  ...allow("account", "key:mall:read"),
  request: { params: schemas.tillParams },
  responses: { 200: json(schemas.tillTicket, "what it asks for"), ...FAILURES },
});
const take = createRoute({
  method: "post",
  path: "/programmes/{programme}/till/{token}",
  tags,
  summary: "Makes an order of it; whoever is first has it",
  ...allow("member"),
  request: { params: schemas.tillParams, body: body(schemas.tillCheckoutBody) },
  responses: { 201: json(schemas.checkout, "order and payment"), ...FAILURES },
});

export function tillRoutes(app: App, service: Service): void {
  const { till, merchants, payments, orders, parts } = service.mall;

  const opened = async (programme: string, merchant: string | null, wanted: z.infer<typeof schemas.tillBody>) => {
    const { amount, cost, ...rest } = wanted;
    const scale = cashScaleOf(service, programme);
    const figures = {
      amount: minor(amount, scale, "amount"),
      cost: cost === null ? null : minor(cost, scale, "cost"),
    };
    return till.read(programme, await till.open(programme, merchant, { ...rest, ...figures }), scale);
  };

  app.openapi(open, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant);
    await merchants.need(programme, merchant);
    return c.json(await opened(programme, merchant, c.req.valid("json")), 201);
  });

  app.openapi(openHouse, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json(await opened(programme, null, c.req.valid("json")), 201);
  });

  app.openapi(recentHouse, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json({ tickets: await till.recent(programme, null, cashScaleOf(service, programme)) }, 200);
  });

  app.openapi(recent, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant);
    return c.json({ tickets: await till.recent(programme, merchant, cashScaleOf(service, programme)) }, 200);
  });

  app.openapi(read, async (c) => {
    const { programme, token } = c.req.valid("param");
    return c.json(await till.read(programme, token, cashScaleOf(service, programme)), 200);
  });

  app.openapi(take, async (c) => {
    const { programme, token } = c.req.valid("param");
    const member = memberOf(c);
    const { programme: memory } = service.programmes.need(programme);
    const { ticket, store, draft } = await till.draft(programme, token, member);
    const payment = await checkout(parts, payments, memory, {
      programme,
      member,
      key: `till-${ticket}`,
      drafts: [draft],
      tender: c.req.valid("json").tender,
      address: null,
      store,
      note: "",
      also: async (tx, [purchase = ""]) => till.take(tx, programme, ticket, member, purchase),
    });
    await service.outbox.deliver(programme);
    const made = {
      payment: await payments.view(await payments.need(programme, payment)),
      orders: await orders.ofPayment(programme, payment, cashScaleOf(service, programme)),
    };
    return c.json(made, 201);
  });
}
