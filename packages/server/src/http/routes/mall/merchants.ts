// Routes of merchants: who there is, margin, staff, statements, points, and the reckoning before choosing a margin.
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import * as schemas from "@perennial/api/schemas";
import { minor } from "../../../mall/catalogue/products.js";
import { breakEven } from "../../../mall/merchants/break-even.js";
import { journalOf, vouchersOf } from "../../../mall/merchants/books.js";
import { csvOf, pointsOf, statementOf } from "../../../mall/merchants/statement.js";
import { allow } from "../../access.js";
import { Fault } from "../../fault.js";
import type { App, Env, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { readCursor } from "../cursor.js";
import { actFor, cashScaleOf, mustOwn, ownsOf, SELLERS } from "./desk.js";

const tags = ["merchants"];
const params = schemas.merchantParams;
const answer = { tags, responses: { 200: json(schemas.merchant, "the merchant"), ...FAILURES } } as const;
const READERS = [...SELLERS, "auditor", "support", "key:mall:read"] as const;

const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants",
  tags,
  summary: "The merchants",
  ...allow("operator", "reviewer", "support", "auditor", "key:mall:read", "key:mall:write"),
  request: { params: schemas.programmeParams, query: schemas.linesQuery },
  responses: { 200: json(schemas.merchantList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}",
  summary: "A merchant",
  ...allow(...READERS),
  ...answer,
  request: { params },
});
const margin = createRoute({
  method: "post",
  path: "/programmes/{programme}/merchants/{merchant}/margin",
  summary: "Another margin rate, some days from now",
  ...allow(...SELLERS),
  ...answer,
  request: { params, body: body(schemas.marginBody) },
});
const staff = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/staff",
  tags,
  summary: "Who works there",
  ...allow(...SELLERS),
  request: { params },
  responses: { 200: json(schemas.merchantStaff, "the staff"), ...FAILURES },
});
const setStaff = createRoute({
  method: "put",
  path: "/programmes/{programme}/merchants/{merchant}/staff",
  tags,
  summary: "Lets somebody work there, or no longer; its owner alone",
  ...allow(...SELLERS),
  request: { params, body: body(schemas.merchantStaffBody) },
  responses: { 200: json(schemas.merchantStaff, "the staff"), ...FAILURES },
});
const statement = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/statement",
  tags,
  summary: "What came and went in some days, from the ledger's own lines",
  ...allow(...READERS),
  request: { params, query: schemas.statementQuery },
  responses: { 200: json(schemas.statement, "the statement"), ...FAILURES },
});
const csv = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/statement.csv",
  tags,
  summary: "The same as CSV",
  ...allow(...READERS),
  request: { params, query: schemas.statementQuery },
  responses: { 200: { description: "the file", content: { "text/csv": { schema: z.string() } } }, ...FAILURES },
});
const books = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/books",
  tags,
  summary: "The same as its accountant books it: vouchers, or a journal for beancount or hledger",
  ...allow(...READERS),
  request: { params, query: schemas.booksQuery },
  responses: {
    200: {
      description: "the file",
      content: { "text/csv": { schema: z.string() }, "text/plain": { schema: z.string() } },
    },
    ...FAILURES,
  },
});
const points = createRoute({
  method: "get",
  path: "/programmes/{programme}/merchants/{merchant}/points",
  tags,
  summary: "What it holds of each asset, what came and went lately, and what orders to come would ask for",
  ...allow(...READERS),
  request: { params, query: schemas.pointsDeskQuery },
  responses: { 200: json(schemas.pointsDesk, "the points"), ...FAILURES },
});
const even = createRoute({
  method: "get",
  path: "/programmes/{programme}/break-even",
  tags,
  summary: "What a margin leaves of an order, on the shop's own figures",
  ...allow("account", "key:mall:read"),
  request: { params: schemas.programmeParams, query: schemas.breakEvenQuery },
  responses: { 200: json(schemas.breakEven, "the reckoning"), ...FAILURES },
});

export function merchantRoutes(app: App, service: Service): void {
  const { merchants, parts } = service.mall;
  const view = async (c: Context<Env>, programme: string, id: string) => merchants.view(programme, id, ownsOf(c, id));

  app.openapi(list, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const [offset = 0] = readCursor(cursor, [0]);
    return c.json(await merchants.list(c.req.valid("param").programme, offset, limit), 200);
  });

  app.openapi(one, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant, ["auditor", "support", "key:mall:read"]);
    return c.json(await view(c, programme, merchant), 200);
  });

  app.openapi(margin, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    mustOwn(c, merchant);
    await merchants.need(programme, merchant);
    await merchants.setMargin(programme, merchant, c.req.valid("json").margin);
    return c.json(await view(c, programme, merchant), 200);
  });

  app.openapi(staff, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant);
    return c.json(await merchants.staff(programme, merchant), 200);
  });

  app.openapi(setStaff, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    const { works, ...who } = c.req.valid("json");
    mustOwn(c, merchant);
    await merchants.need(programme, merchant);
    await merchants.setStaff(programme, merchant, await service.accounts.members.find(who), works);
    return c.json(await merchants.staff(programme, merchant), 200);
  });

  const stated = async (programme: string, merchant: string, { from, to }: { from: string; to: string }) => {
    const { programme: memory } = service.programmes.need(programme);
    await merchants.need(programme, merchant);
    return statementOf({ ...parts, reports: service.reports }, memory, programme, merchant, { from, to });
  };

  app.openapi(statement, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant, ["auditor", "support", "key:mall:read"]);
    return c.json(await stated(programme, merchant, c.req.valid("query")), 200);
  });

  app.openapi(csv, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    const days = c.req.valid("query");
    actFor(c, merchant, ["auditor", "support", "key:mall:read"]);
    const text = csvOf(await stated(programme, merchant, days));
    return c.body(text, 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="statement-${days.from}-${days.to}.csv"`,
    });
  });

  app.openapi(books, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    const { format, ...days } = c.req.valid("query");
    actFor(c, merchant, ["auditor", "support", "key:mall:read"]);
    const { programme: memory } = service.programmes.need(programme);
    const own = await stated(programme, merchant, days);
    const scaleOf = (asset: string): number => memory.scale(memory.asset(asset));
    const isTable = format === "voucher";
    const text = isTable
      ? vouchersOf(own, scaleOf)
      : journalOf(own, format, { currency: memory.plan.currency, scaleOf });
    const name = `books-${days.from}-${days.to}.${isTable ? "csv" : format === "hledger" ? "journal" : "beancount"}`;
    return c.body(text, 200, {
      "Content-Type": `text/${isTable ? "csv" : "plain"}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });

  app.openapi(points, async (c) => {
    const { programme, merchant } = c.req.valid("param");
    actFor(c, merchant, ["auditor", "support", "key:mall:read"]);
    await merchants.need(programme, merchant);
    const { programme: memory } = service.programmes.need(programme);
    const { orders, gross } = c.req.valid("query");
    if ((orders === undefined) !== (gross === undefined))
      throw new Fault("malformed_request", "gross", "half a turnover", "orders and gross, or neither");
    const own =
      orders === undefined || gross === undefined
        ? undefined
        : { orders, gross: minor(gross, cashScaleOf(service, programme), "gross") };
    const from = { reports: service.reports, store: service.programmes.store, now: service.now() };
    return c.json(await pointsOf(from, memory, programme, merchant, own), 200);
  });

  app.openapi(even, (c) => {
    const { gross, cost, ...rest } = c.req.valid("query");
    const scale = cashScaleOf(service, c.req.valid("param").programme);
    const figures = { gross: minor(gross, scale, "gross"), cost: minor(cost, scale, "cost"), ...rest };
    return c.json(breakEven(figures, scale), 200);
  });
}
