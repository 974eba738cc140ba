// Routes of the mall's front as anybody sees it: what products would earn, and the home page that was published last.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { allow } from "../../access.js";
import { address, limit } from "../../guard.js";
import type { App, Service } from "../../service.js";
import { json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { known } from "../membership.js";

const tags = ["shop"];
const params = schemas.programmeParams;

const earnings = createRoute({
  method: "get",
  path: "/programmes/{programme}/earnings",
  tags,
  summary: "What one piece of each of these products would bring the caller; a stranger: somebody who has just joined",
  ...allow("visitor"),
  request: { params, query: schemas.earningsQuery },
  responses: { 200: json(schemas.earningsList, "in their order, without those that are not offered"), ...FAILURES },
});
const home = createRoute({
  method: "get",
  path: "/programmes/{programme}/home",
  tags,
  summary: "The member's home as the operator laid it out",
  ...allow("visitor"),
  request: { params },
  responses: { 200: json(schemas.homeShown, "the page, or null before one was published"), ...FAILURES },
});

export function frontRoutes(app: App, service: Service): void {
  const { mall } = service;

  app.openapi(earnings, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const { member } = c.get("standing") ?? {};
    const take = (count: number): void => limit(service.limits.rehearsals.take(member ?? address(c), count));
    const found = await mall.earnings.of(programme, c.req.valid("query").products, member, take);
    return c.json({ earnings: found }, 200);
  });

  app.openapi(home, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json(await mall.home.shown(programme), 200);
  });
}
