// Routes of a member's orders.
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import * as schemas from "@perennial/api/schemas";
import type { OrderRow, Viewer } from "../../../mall/orders/order-views.js";
import { askInvoice, invoiceFile } from "../../../mall/orders/invoices.js";
import { orderDetailOf } from "../../../mall/orders/order-views.js";
import { unknownOrder } from "../../../mall/orders/moves.js";
import type { Who } from "../../access.js";
import { allow, callerIs } from "../../access.js";
import type { App, Env, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { readCursor } from "../cursor.js";
import { memberOf } from "../membership.js";
import { cashScaleOf, SELLERS } from "./desk.js";

const tags = ["orders"];
const params = schemas.orderParams;
const answer = { tags, responses: { 200: json(schemas.orderDetail, "the order"), ...FAILURES } } as const;
/** Who may look at orders of others. */
export const LOOKERS = [...SELLERS, "support", "auditor", "key:mall:read"] as const satisfies readonly Who[];

const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/orders",
  tags,
  summary: "One's own orders, the newest first",
  ...allow("member"),
  request: { params: schemas.programmeParams, query: schemas.ordersQuery },
  responses: { 200: json(schemas.orderList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/orders/{order}",
  summary: "An order: for its buyer, its seller, and staff of the programme",
  ...allow("member", ...LOOKERS),
  ...answer,
  request: { params },
});
const cancel = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/cancel",
  summary: "Cancels an unpaid order, and with it all that shall be paid together",
  ...allow("member", ...SELLERS),
  ...answer,
  request: { params },
});
const confirm = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/confirm",
  summary: "Confirms the receipt",
  ...allow("member"),
  ...answer,
  request: { params },
});
const refund = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/refunds",
  summary: "Asks for a refund, of all or of a part; a seller may begin one too, and answers it like any other",
  ...allow("member", ...SELLERS),
  ...answer,
  request: { params, body: body(schemas.refundBody) },
});
const invoice = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/invoice",
  summary: "Asks for an invoice",
  ...allow("member"),
  ...answer,
  request: { params, body: body(schemas.invoiceBody) },
});
const file = createRoute({
  method: "get",
  path: "/programmes/{programme}/orders/{order}/invoice/file",
  tags,
  summary: "The invoice itself: for its buyer, its seller, and staff of the programme",
  ...allow("member", ...LOOKERS),
  request: { params },
  responses: {
    200: { description: "the file", content: { "application/octet-stream": { schema: z.string() } } },
    ...FAILURES,
  },
});
const review = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/reviews/{variant}",
  summary: "Reviews something that was bought, once",
  ...allow("member"),
  ...answer,
  request: { params: params.extend({ variant: z.string().max(32) }), body: body(schemas.reviewBody) },
});

export function orderRoutes(app: App, service: Service): void {
  const { orders, refunds } = service.mall;
  const buyer = (c: Context<Env>) => ({ by: "buyer" as const, name: memberOf(c) });

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit, state } = c.req.valid("query");
    const [offset = 0] = readCursor(cursor, [0]);
    const page = { offset, limit, scale: cashScaleOf(service, programme), viewer: "buyer" as const };
    const found = await orders.list(programme, { member: memberOf(c), state }, page);
    return c.json({ orders: found.slice(0, limit), next: found.length > limit ? String(offset + limit) : null }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme, order } = c.req.valid("param");
    const { row, viewer } = await visible(c, service, programme, order);
    return c.json(
      await orderDetailOf(service.mall.parts.database, row, { scale: cashScaleOf(service, programme), viewer }),
      200,
    );
  });

  app.openapi(cancel, async (c) => {
    const { programme, order } = c.req.valid("param");
    const { row, viewer } = await visible(c, service, programme, order);
    const name = viewer === "buyer" ? memberOf(c) : "seller";
    await orders.cancel(row, { by: viewer, name });
    return c.json(await shown(service, programme, order, viewer), 200);
  });

  app.openapi(confirm, async (c) => {
    const { programme, order } = c.req.valid("param");
    await orders.confirm(await own(c, service, programme, order), buyer(c));
    return c.json(await shown(service, programme, order, "buyer"), 200);
  });

  app.openapi(refund, async (c) => {
    const { programme, order } = c.req.valid("param");
    const { amount, reason } = c.req.valid("json");
    const { row, viewer } = await visible(c, service, programme, order);
    await refunds.ask(row, amount, reason);
    return c.json(await shown(service, programme, order, viewer), 200);
  });

  app.openapi(invoice, async (c) => {
    const { programme, order } = c.req.valid("param");
    await askInvoice(service.mall.parts, await own(c, service, programme, order), c.req.valid("json"));
    return c.json(await shown(service, programme, order, "buyer"), 200);
  });

  app.openapi(file, async (c) => {
    const { programme, order } = c.req.valid("param");
    const { row } = await visible(c, service, programme, order);
    const { name, media, content } = await invoiceFile(service.mall.parts, row);
    return c.body(Uint8Array.from(content).buffer, 200, {
      "Content-Type": media,
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });

  app.openapi(review, async (c) => {
    const { programme, order, variant } = c.req.valid("param");
    const { stars, text } = c.req.valid("json");
    await orders.review(await own(c, service, programme, order), variant, stars, text);
    return c.json(await shown(service, programme, order, "buyer"), 200);
  });
}

/** An order of the caller's own. Throws `not_found`. */
async function own(c: Context<Env>, { mall }: Service, programme: string, order: string): Promise<OrderRow> {
  const row = await mall.orders.need(programme, order);
  if (row.member !== memberOf(c)) throw unknownOrder(order);
  return row;
}

/** An order that the caller bought, sold or looks after. Throws `not_found`. */
async function visible(
  c: Context<Env>,
  { mall }: Service,
  programme: string,
  order: string,
): Promise<{ row: OrderRow; viewer: Viewer }> {
  const row = await mall.orders.need(programme, order);
  const standing = c.get("standing");
  if (standing?.member !== undefined && row.member === standing.member) return { row, viewer: "buyer" };
  const sells = standing?.merchants.some(({ merchant }) => merchant === row.merchant) ?? false;
  const is = callerIs(c);
  const reads = c.req.method === "GET" ? LOOKERS : (["operator", "key:mall:write"] as const);
  const looks = reads.some((who) => who !== "staff" && is.has(who));
  if (!sells && !looks) throw unknownOrder(order);
  return { row, viewer: "seller" };
}

export async function shown(service: Service, programme: string, order: string, viewer: Viewer) {
  const row = await service.mall.orders.need(programme, order);
  const { database } = service.mall.parts;
  return orderDetailOf(database, row, { scale: cashScaleOf(service, programme), viewer });
}
