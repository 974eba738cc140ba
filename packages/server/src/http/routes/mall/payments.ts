// Routes of payments: asking a channel, play money, and the door at which channels knock.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { allow } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { known, memberOf } from "../membership.js";

const tags = ["payments"];
const answer = { tags, responses: { 200: json(schemas.payment, "the payment"), ...FAILURES } } as const;

const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/payments/{payment}",
  summary: "A payment; ask again until it is paid",
  ...allow("member"),
  ...answer,
  request: { params: schemas.paymentParams },
});
const pay = createRoute({
  method: "post",
  path: "/programmes/{programme}/payments/{payment}/pay",
  tags,
  summary: "Asks a channel to take the money, and says what the buyer does next",
  ...allow("member"),
  request: { params: schemas.paymentParams, body: body(schemas.payBody) },
  responses: { 200: json(schemas.payAction, "what to do next"), ...FAILURES },
});
const sandbox = createRoute({
  method: "post",
  path: "/programmes/{programme}/payments/{payment}/sandbox",
  summary: "Play money: says how the payment went",
  ...allow("member"),
  ...answer,
  request: { params: schemas.paymentParams, body: body(schemas.sandboxBody) },
});
const notification = createRoute({
  method: "post",
  path: "/programmes/{programme}/notifications/{channel}",
  tags,
  summary: "Where channels tell what became of a payment; only what they signed counts, and once",
  ...allow("visitor"),
  request: { params: schemas.notificationParams },
  responses: { 200: { description: "taken, in the channel's own words" }, ...FAILURES },
});

export function paymentRoutes(app: App, service: Service): void {
  const { payments } = service.mall;

  app.openapi(one, async (c) => {
    const { programme, payment } = c.req.valid("param");
    return c.json(await payments.view(await payments.need(programme, payment, memberOf(c))), 200);
  });

  app.openapi(pay, async (c) => {
    const { programme, payment } = c.req.valid("param");
    const { channel, ...how } = c.req.valid("json");
    const member = memberOf(c);
    const action = await payments.start(await payments.need(programme, payment, member), channel, how);
    return c.json({ payment: await payments.view(await payments.need(programme, payment, member)), action }, 200);
  });

  app.openapi(sandbox, async (c) => {
    const { programme, payment } = c.req.valid("param");
    const member = memberOf(c);
    await payments.play(await payments.need(programme, payment, member), c.req.valid("json").outcome);
    await service.outbox.deliver(programme);
    return c.json(await payments.view(await payments.need(programme, payment, member)), 200);
  });

  app.openapi(notification, async (c) => {
    const { programme, channel } = c.req.valid("param");
    known(service, programme);
    const raw = { headers: c.req.header(), body: await c.req.text() };
    const thanks = await payments.told(programme, channel, raw);
    await service.outbox.deliver(programme);
    return c.body(thanks.body, 200, { "Content-Type": thanks.type });
  });
}
