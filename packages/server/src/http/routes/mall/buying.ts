// Routes of buying: cart, addresses, quote, checkout.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { checkout } from "../../../mall/orders/checkout.js";
import { draftsOf } from "../../../mall/orders/basket.js";
import { quoteOf, rehearsed } from "../../../mall/orders/quote.js";
import { reservedBy } from "../../../mall/orders/reserved.js";
import { withShipping } from "../../../mall/orders/shipping.js";
import { fromStores } from "../../../mall/orders/sources.js";
import { allow } from "../../access.js";
import { Fault } from "../../fault.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { memberOf } from "../membership.js";
import { cashScaleOf } from "./desk.js";

const tags = ["buying"];
const params = schemas.programmeParams;

const cart = createRoute({
  method: "get",
  path: "/programmes/{programme}/cart",
  tags,
  summary: "The cart",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.cart, "the cart"), ...FAILURES },
});
const setCart = createRoute({
  method: "put",
  path: "/programmes/{programme}/cart",
  tags,
  summary: "The whole cart from now on",
  ...allow("member"),
  request: { params, body: body(schemas.cartBody) },
  responses: { 200: json(schemas.cart, "the cart"), ...FAILURES },
});
const addresses = createRoute({
  method: "get",
  path: "/programmes/{programme}/addresses",
  tags,
  summary: "Where things may be sent",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.addressList, "the addresses"), ...FAILURES },
});
const addAddress = createRoute({
  method: "post",
  path: "/programmes/{programme}/addresses",
  tags,
  summary: "A new address",
  ...allow("member"),
  request: { params, body: body(schemas.addressBody) },
  responses: { 201: json(schemas.address, "the address"), ...FAILURES },
});
const setAddress = createRoute({
  method: "put",
  path: "/programmes/{programme}/addresses/{address}",
  tags,
  summary: "Writes an address anew",
  ...allow("member"),
  request: { params: schemas.addressParams, body: body(schemas.addressBody) },
  responses: { 200: json(schemas.address, "the address"), ...FAILURES },
});
const dropAddress = createRoute({
  method: "delete",
  path: "/programmes/{programme}/addresses/{address}",
  tags,
  summary: "Forgets an address",
  ...allow("member"),
  request: { params: schemas.addressParams },
  responses: { 204: { description: "forgotten" }, ...FAILURES },
});
const quote = createRoute({
  method: "post",
  path: "/programmes/{programme}/quote",
  tags,
  summary: "What it would cost and earn, by the kernel's dry run; nothing is stored",
  ...allow("member"),
  request: { params, body: body(schemas.quoteBody) },
  responses: { 200: json(schemas.quote, "the quote"), ...FAILURES },
});
const buy = createRoute({
  method: "post",
  path: "/programmes/{programme}/checkout",
  tags,
  summary: "Makes the orders and one payment of them; the same key makes them once",
  ...allow("member"),
  request: { params, body: body(schemas.checkoutBody) },
  responses: { 201: json(schemas.checkout, "orders and payment"), ...FAILURES },
});

export function buyingRoutes(app: App, service: Service): void {
  const { carts, payments, orders, parts } = service.mall;

  app.openapi(cart, async (c) => {
    const { programme } = c.req.valid("param");
    return c.json(await carts.show(programme, memberOf(c), cashScaleOf(service, programme)), 200);
  });

  app.openapi(setCart, async (c) => {
    const { programme } = c.req.valid("param");
    const member = memberOf(c);
    await carts.set(programme, member, c.req.valid("json").lines);
    return c.json(await carts.show(programme, member, cashScaleOf(service, programme)), 200);
  });

  app.openapi(addresses, async (c) =>
    c.json({ addresses: await carts.addresses(c.req.valid("param").programme, memberOf(c)) }, 200),
  );

  app.openapi(addAddress, async (c) => {
    const { programme } = c.req.valid("param");
    const wanted = wholePlace(c.req.valid("json"));
    const id = await carts.saveAddress(programme, memberOf(c), wanted);
    return c.json({ ...wanted, id }, 201);
  });

  app.openapi(setAddress, async (c) => {
    const { programme, address } = c.req.valid("param");
    const wanted = wholePlace(c.req.valid("json"));
    const id = await carts.saveAddress(programme, memberOf(c), wanted, address);
    return c.json({ ...wanted, id }, 200);
  });

  app.openapi(dropAddress, async (c) => {
    const { programme, address } = c.req.valid("param");
    await carts.dropAddress(programme, memberOf(c), address);
    return c.body(null, 204);
  });

  app.openapi(quote, async (c) => {
    const { programme } = c.req.valid("param");
    const { lines, tender, pickup, address } = c.req.valid("json");
    const member = memberOf(c);
    const { programme: memory } = service.programmes.need(programme);
    const { query } = parts.database;
    const to = address === null ? null : await carts.address(programme, member, address);
    const wished = await draftsOf(query, programme, lines);
    const sourced = await fromStores(query, programme, wished, { address: to, store: pickup });
    const drafts = await withShipping(query, programme, sourced, pickup !== null);
    const reserved = await reservedBy(query, programme, member);
    const quoted = rehearsed(memory, member, drafts, tender, reserved, service.now());
    return c.json(await quoteOf(parts.database, memory, programme, member, quoted), 200);
  });

  app.openapi(buy, async (c) => {
    const { programme } = c.req.valid("param");
    const { lines, tender, key, address, pickup, note } = c.req.valid("json");
    const member = memberOf(c);
    const { programme: memory } = service.programmes.need(programme);
    const to = address === null ? null : await carts.address(programme, member, address);
    const { query } = parts.database;
    const payment = await checkout(parts, payments, memory, {
      programme,
      member,
      key,
      drafts: await draftsOf(query, programme, lines),
      tender,
      address: to,
      store: pickup,
      note,
    });
    await service.outbox.deliver(programme);
    const made = {
      payment: await payments.view(await payments.need(programme, payment)),
      orders: await orders.ofPayment(programme, payment, cashScaleOf(service, programme)),
    };
    return c.json(made, 201);
  });
}

/** Throws `malformed_request` for half a place. */
function wholePlace<T extends { latitude?: number | undefined; longitude?: number | undefined }>(body: T): T {
  if ((body.latitude === undefined) !== (body.longitude === undefined))
    throw new Fault("malformed_request", "longitude", "half a place", "latitude and longitude, or neither");
  return body;
}
