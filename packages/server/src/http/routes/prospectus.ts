// Routes of a plan's prospectus, for whoever thinks of joining: as data, and as one page to keep.
import { createRoute, z } from "@hono/zod-openapi";
import type { ProspectusTold } from "@perennial/api";
import * as schemas from "@perennial/api/schemas";
import { prospectusHtml } from "@perennial/lab/report";
import type { Told } from "../../prospectus/prospectuses.js";
import { allow } from "../access.js";
import { Fault } from "../fault.js";
import type { App, Service } from "../service.js";
import { json, SHOP_FAILURES as FAILURES } from "./answers.js";
import { known } from "./membership.js";

const params = schemas.programmeParams;
const tags = ["membership"];
const told = createRoute({
  method: "get",
  path: "/programmes/{programme}/prospectus",
  tags,
  summary:
    "What the plan promises, can pay and touches, and what happened to earlier members; made when it is first asked for",
  ...allow("visitor"),
  request: { params },
  responses: { 200: json(schemas.prospectusTold, "the prospectus, or how far it is"), ...FAILURES },
});
const page = createRoute({
  method: "get",
  path: "/programmes/{programme}/prospectus/page",
  tags,
  summary: "The whole prospectus as one page that opens without a network",
  ...allow("visitor"),
  request: { params, query: schemas.prospectusQuery },
  responses: { 200: { description: "the page", content: { "text/html": { schema: z.string() } } }, ...FAILURES },
});

export function prospectusRoutes(app: App, service: Service): void {
  const { prospectuses, earlier } = service;

  app.openapi(told, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const found = await prospectuses.of(programme);
    return c.json({ ...headOf(found), earlier: await earlier.of(programme) }, 200);
  });

  app.openapi(page, async (c) => {
    const { programme } = c.req.valid("param");
    const { lang } = c.req.valid("query");
    known(service, programme);
    const found = await prospectuses.of(programme);
    if (found.state !== "ready")
      throw new Fault("unavailable", "", "the prospectus is not made yet", "again once GET …/prospectus is ready", 5);
    // To be kept: it has a policy of its own, with its own script.
    const name = `prospectus-${programme}-v${found.version}.${lang}.html`;
    return c.body(prospectusHtml(found.said, lang), 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });
}

function headOf(found: Told): Omit<ProspectusTold, "earlier"> {
  const { version, state } = found;
  if (found.state !== "ready") return { version, state, share: found.share, madeAt: null, prospectus: null };
  const { seeds, members, days, plan, summary, promises, bounds, packs, findings, gate } = found.said;
  return {
    version,
    state,
    share: 1,
    madeAt: found.madeAt.toISOString(),
    prospectus: {
      seeds,
      members,
      days,
      hash: plan.hash,
      summary,
      promises,
      bounds,
      packs: packs.map(({ id, title, version: of }) => ({ id, title, version: of })),
      findings: findings.map(({ rule, path, severity, text, fix }) => ({ rule, path, severity, text, fix })),
      gate,
    },
  };
}
