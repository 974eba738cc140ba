// Routes of programmes as a whole: the list, one, how it stands, its days; and whether the service is well.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import type { ProgrammeState, SeriesDay } from "@perennial/api";
import { CASH, formatAmount } from "@perennial/kernel";
import type { Served } from "../../programmes/served.js";
import { stateView, viewBeforeClose } from "../../programmes/state-view.js";
import { brief, detail } from "../../programmes/views.js";
import type { DayRow } from "../../store/reports.js";
import { listElsewhere } from "../forward.js";
import { enter, giveSession, maySee, needScope } from "../guard.js";
import type { App, Service } from "../service.js";
import { FAILURES, json, SECURITY } from "./answers.js";

const tags = ["programmes"];
const list = createRoute({
  method: "get",
  path: "/programmes",
  tags,
  security: SECURITY,
  summary: "The programmes that the caller may see, on whichever server of the database they are",
  responses: { 200: json(schemas.programmeList, "the programmes"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}",
  tags,
  security: SECURITY,
  summary: "A programme: its plan, assets, bounds and merchants; for anybody once it has goods to sell",
  request: { params: schemas.programmeParams },
  responses: { 200: json(schemas.programmeDetail, "the programme"), ...FAILURES },
});
const state = createRoute({
  method: "get",
  path: "/programmes/{programme}/state",
  tags,
  security: SECURITY,
  summary: "How the programme stands: pools, supply, prices, claims and their coverage",
  request: { params: schemas.programmeParams },
  responses: { 200: json(schemas.programmeState, "the state, at a committed sequence number"), ...FAILURES },
});
const series = createRoute({
  method: "get",
  path: "/programmes/{programme}/series",
  tags,
  security: SECURITY,
  summary: "One row for each closed day",
  request: { params: schemas.programmeParams, query: schemas.seriesQuery },
  responses: { 200: json(schemas.series, "the days, oldest first"), ...FAILURES },
});
const health = createRoute({
  method: "get",
  path: "/health",
  tags: ["service"],
  summary: "Whether the process lives",
  responses: { 200: json(schemas.health, "it does") },
});
const ready = createRoute({
  method: "get",
  path: "/ready",
  tags: ["service"],
  summary: "Whether the programmes are loaded, here or on another server of the database",
  responses: { 200: json(schemas.readiness, "all are served"), 503: json(schemas.readiness, "some are not") },
});
const session = createRoute({
  method: "post",
  path: "/session",
  tags: ["service"],
  summary: "A demo session for our own web application, as a cookie; good for demo programmes alone",
  responses: { 204: { description: "the cookie is set" }, ...FAILURES },
});

export function programmeRoutes(app: App, service: Service): void {
  const { programmes } = service;
  app.openapi(list, async (c) => {
    // Whoever is signed in sees them all: a mall's window is open.
    const signedIn = c.get("person") !== undefined;
    if (!signedIn) needScope(c, "programme:read");
    const seen = programmes.list().filter((row) => signedIn || maySee(c, row));
    const others = await listElsewhere(c, service, seen);
    const resting = await programmes.store.plans(seen.flatMap(({ id, resting }) => (resting ? [id] : [])));
    const briefs = seen.flatMap(({ id, mode, served }) => {
      const plan = served?.programme.plan ?? resting.get(id);
      const known = plan ? brief(id, mode, plan) : others.get(id);
      return known ? [known] : [];
    });
    return c.json({ programmes: briefs }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme: name } = c.req.valid("param");
    // Whoever stands before a shop's window may know the rules by which it sells.
    const isPasserBy = c.get("person") === undefined && c.get("principal")?.kind !== "key";
    const isOpen = isPasserBy && programmes.has(name) && (await service.mall.products.hasWindow(name));
    const { id, mode, sequencer } = isOpen ? programmes.need(name) : enter(c, service, name, "programme:read");
    return c.json(await sequencer.read((programme) => detail(id, mode, programme)), 200);
  });

  app.openapi(state, async (c) => {
    const served = enter(c, service, c.req.valid("param").programme, "programme:read");
    return c.json(await stateOf(service, served), 200);
  });

  app.openapi(series, async (c) => {
    const { programme } = c.req.valid("param");
    const { from, to } = c.req.valid("query");
    const served = enter(c, service, programme, "programme:read");
    const days = await service.reports.days(programme, from, to);
    return c.json({ days: days.map((row) => seriesDay(row, served.programme.scale(CASH))) }, 200);
  });

  app.openapi(health, (c) => c.json({ status: "ok" as const }, 200));

  app.openapi(ready, (c) => {
    const rows = programmes.list().map(({ id, served, seq, resting }) => ({
      id,
      // One at rest comes back when it is asked for.
      serving: served ? served.status === "ready" : resting || programmes.ownership.elsewhere(id) !== undefined,
      seq: served?.sequencer.committedSeq ?? seq,
    }));
    if (rows.every(({ serving }) => serving)) return c.json({ status: "ready" as const, programmes: rows }, 200);
    return c.json({ status: "loading" as const, programmes: rows }, 503);
  });

  app.openapi(session, (c) => {
    giveSession(c, service);
    return c.body(null, 204);
  });
}

async function stateOf({ reports }: Service, served: Served): Promise<ProgrammeState> {
  const totals = await reports.totals(served.id);
  const view = viewBeforeClose(served) ?? (await served.sequencer.read(() => stateView(served)));
  const scale = served.programme.scale(CASH);
  return {
    ...view,
    orders: totals.orders,
    gross: formatAmount(totals.gross, scale),
    margin: formatAmount(totals.margin, scale),
    paid: withScale(totals.paid, scale),
    lag: served.lag,
    closeMillis: served.sequencer.applier.closeMillis,
  };
}

function seriesDay({ standing, gross, margin, paid, day, orders }: DayRow, scale: number): SeriesDay {
  return {
    day,
    orders,
    gross: formatAmount(gross, scale),
    margin: formatAmount(margin, scale),
    paid: withScale(paid, scale),
    ...standing,
  };
}

/** A sum from SQL always has the scale of its parts; the empty sum is `0`. */
export const withScale = (decimal: string, scale: number): string =>
  decimal === "0" ? formatAmount(0, scale) : decimal;
