// Routes of those who sell: orders to be shipped, refunds to be answered, invoices, settlements that were refused.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { formatDay, readPlan } from "@perennial/kernel";

import { addInvoiceFile, declineInvoice, issueInvoice } from "../../../mall/orders/invoices.js";
import { changeSource, sourcesOf } from "../../../mall/orders/sourcing.js";
import { summaryOf } from "../../../mall/orders/summary.js";
import { allow, callerIs } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { readCursor } from "../cursor.js";
import { known } from "../membership.js";
import { actFor, cashScaleOf, fileOf, SELLERS, whoOf } from "./desk.js";
import { LOOKERS, shown } from "./orders.js";

const tags = ["desk"];
const params = schemas.orderParams;
const answer = { tags, responses: { 200: json(schemas.orderDetail, "the order"), ...FAILURES } } as const;

const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/desk/orders",
  tags,
  summary: "Orders of a merchant, or all of them, the newest first",
  ...allow(...LOOKERS),
  request: { params: schemas.programmeParams, query: schemas.deskOrdersQuery },
  responses: { 200: json(schemas.orderList, "a page of them"), ...FAILURES },
});
const summary = createRoute({
  method: "get",
  path: "/programmes/{programme}/desk/summary",
  tags,
  summary: "Today's figures of a merchant, or of all, and what waits to be done",
  ...allow(...LOOKERS, "reviewer"),
  request: { params: schemas.programmeParams, query: schemas.summaryQuery },
  responses: { 200: json(schemas.deskSummary, "the day"), ...FAILURES },
});
const ship = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/ship",
  summary: "Ships the goods, or hands them over where nothing is shipped",
  ...allow(...SELLERS),
  ...answer,
  request: { params, body: body(schemas.shipBody) },
});
const refund = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/refunds/{refund}",
  summary: "Answers a refund; an approved one is sent back the way the money came",
  ...allow(...SELLERS),
  ...answer,
  request: { params: schemas.refundParams, body: body(schemas.refundAnswer) },
});
const invoice = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/invoice/issued",
  summary: "Says that the invoice was issued",
  ...allow(...SELLERS),
  ...answer,
  request: { params, body: body(schemas.invoiceIssued) },
});
const decline = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/invoice/declined",
  summary: "Says why no invoice is issued; the buyer may ask again",
  ...allow(...SELLERS),
  ...answer,
  request: { params, body: body(schemas.invoiceDeclined) },
});
const addFile = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/invoice/file",
  summary: "The invoice itself, for its buyer: the file is the body",
  ...allow(...SELLERS),
  ...answer,
  request: { params },
});
const sources = createRoute({
  method: "get",
  path: "/programmes/{programme}/orders/{order}/sources",
  tags,
  summary: "Stores that could send an order, the nearest to the buyer first",
  ...allow(...SELLERS),
  request: { params },
  responses: { 200: json(schemas.sources, "the stores"), ...FAILURES },
});
const setSource = createRoute({
  method: "put",
  path: "/programmes/{programme}/orders/{order}/source",
  summary: "Has another store send an order that has not left; its goods are taken there instead",
  ...allow(...SELLERS),
  ...answer,
  request: { params, body: body(schemas.sourceBody) },
});
const settle = createRoute({
  method: "post",
  path: "/programmes/{programme}/orders/{order}/settle",
  summary: "Sends a refused settlement to the kernel once more",
  ...allow("operator", "key:mall:write"),
  ...answer,
  request: { params },
});

export function deskRoutes(app: App, service: Service): void {
  const { orders, refunds, payments, parts } = service.mall;

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit, ...filter } = c.req.valid("query");
    known(service, programme);
    actFor(c, filter.merchant ?? null, ["support", "auditor", "key:mall:read"]);
    const [offset = 0] = readCursor(cursor, [0]);
    const page = { offset, limit, scale: cashScaleOf(service, programme), viewer: "seller" as const };
    const found = await orders.list(programme, filter, page);
    return c.json({ orders: found.slice(0, limit), next: found.length > limit ? String(offset + limit) : null }, 200);
  });

  app.openapi(summary, async (c) => {
    const { programme } = c.req.valid("param");
    const { merchant, house } = c.req.valid("query");
    actFor(c, merchant ?? null, ["support", "auditor", "reviewer", "key:mall:read"]);
    const { programme: memory } = service.programmes.need(programme);
    const read = readPlan(memory.plan);
    const now = service.now();
    const wanted = {
      programme,
      merchant,
      house,
      reviews:
        merchant === undefined && !house && (["reviewer", "operator"] as const).some((who) => callerIs(c).has(who)),
      now,
      day: formatDay(read.ok ? read.plan.dayOf(now) : 0),
      timezone: memory.plan.timezone,
      scale: cashScaleOf(service, programme),
    };
    return c.json(await summaryOf(service.mall.parts.database, wanted), 200);
  });

  app.openapi(ship, async (c) => {
    const { programme, order } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    await orders.ship(row, { by: "seller", name: whoOf(c) }, c.req.valid("json"));
    return c.json(await shown(service, programme, order, "seller"), 200);
  });

  app.openapi(refund, async (c) => {
    const { programme, order, refund: id } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    await refunds.answer(row, id, c.req.valid("json"));
    await service.outbox.deliver(programme);
    await payments.sendWaiting();
    return c.json(await shown(service, programme, order, "seller"), 200);
  });

  app.openapi(invoice, async (c) => {
    const { programme, order } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    await issueInvoice(parts, row, c.req.valid("json").number);
    return c.json(await shown(service, programme, order, "seller"), 200);
  });

  app.openapi(decline, async (c) => {
    const { programme, order } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    await declineInvoice(parts, row, c.req.valid("json").reason);
    return c.json(await shown(service, programme, order, "seller"), 200);
  });

  app.openapi(addFile, async (c) => {
    const { programme, order } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    await addInvoiceFile(parts, row, await fileOf(c));
    return c.json(await shown(service, programme, order, "seller"), 200);
  });

  app.openapi(sources, async (c) => {
    const { programme, order } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    return c.json(await sourcesOf(parts, row), 200);
  });

  app.openapi(setSource, async (c) => {
    const { programme, order } = c.req.valid("param");
    const row = await orders.need(programme, order);
    actFor(c, row.merchant);
    await changeSource(parts, row, c.req.valid("json").store);
    return c.json(await shown(service, programme, order, "seller"), 200);
  });

  app.openapi(settle, async (c) => {
    const { programme, order } = c.req.valid("param");
    await orders.settleAgain(await orders.need(programme, order));
    return c.json(await shown(service, programme, order, "seller"), 200);
  });
}
