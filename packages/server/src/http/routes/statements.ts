// Routes of a member's statements: the months that there are, one of them, and the same as CSV.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { z } from "zod";
import { monthCsv } from "../../statements/month-csv.js";
import type { StatementParts } from "../../statements/month.js";
import { monthsOf, statementOf } from "../../statements/month.js";
import { allow } from "../access.js";
import type { App, Service } from "../service.js";
import { json, SHOP_FAILURES as FAILURES } from "./answers.js";
import { memberOf } from "./membership.js";

const tags = ["inbox"];
const params = schemas.programmeParams;
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/statements",
  tags,
  summary: "The months since the caller joined, the newest first",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.statementMonths, "the months"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/statement",
  tags,
  summary: "A month: what the caller began with, what came and went by rule, what it ended with",
  ...allow("member"),
  request: { params, query: schemas.monthQuery },
  responses: { 200: json(schemas.monthStatement, "the statement"), ...FAILURES },
});
const csv = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/statement.csv",
  tags,
  summary: "The same line by line, as CSV",
  ...allow("member"),
  request: { params, query: schemas.monthQuery },
  responses: { 200: { description: "the file", content: { "text/csv": { schema: z.string() } } }, ...FAILURES },
});

export function statementRoutes(app: App, { accounts, programmes, reports }: Service): void {
  const partsOf = (id: string): StatementParts => {
    const { programme } = programmes.need(id);
    return { database: accounts.database, reports, programme, id };
  };

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    return c.json(await monthsOf(partsOf(programme), memberOf(c)), 200);
  });

  app.openapi(one, async (c) => {
    const { programme } = c.req.valid("param");
    return c.json(await statementOf(partsOf(programme), memberOf(c), c.req.valid("query").month), 200);
  });

  app.openapi(csv, async (c) => {
    const { programme } = c.req.valid("param");
    const { month } = c.req.valid("query");
    return c.body(await monthCsv(partsOf(programme), memberOf(c), month), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="statement-${month}.csv"`,
    });
  });
}
