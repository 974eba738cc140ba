// Routes of the till: a code for an amount, and the order that somebody makes of it.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { minor } from "../../../mall/catalogue/products.js";
import { checkout } from "../../../mall/orders/checkout.js";
import { allow } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { memberOf } from "../membership.js";
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

  app.openapi(open, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    const { amount, note, store } = c.req.valid("json");
    actFor(c, merchant);
    await merchants.need(programme, merchant);
    const scale = cashScaleOf(service, programme);
    const token = await till.open(programme, merchant, { amount: minor(amount, scale, "amount"), note, store });
    return c.json(await till.read(programme, token, scale), 201);
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
    const { ticket, draft } = await till.draft(programme, token, member);
    const payment = await checkout(parts, payments, memory, {
      programme,
      member,
      key: `till-${ticket}`,
      drafts: [draft],
      tender: c.req.valid("json").tender,
      address: null,
      store: null,
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
