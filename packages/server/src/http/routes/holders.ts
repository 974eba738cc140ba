// Routes of holders: the list, one with wallets and lots, the lines of its ledger.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { CASH } from "@perennial/kernel";
import { holderView } from "../../programmes/views.js";
import { withoutSide } from "../../store/reports.js";
import { Fault } from "../fault.js";
import { enter, enterHolder } from "../guard.js";
import type { App, Service } from "../service.js";
import { FAILURES, json, SECURITY } from "./answers.js";
import { cut, END, readCursor } from "./cursor.js";
import { withScale } from "./programmes.js";

const tags = ["holders"];
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/holders",
  tags,
  security: SECURITY,
  summary: "Members, merchants and agents, the newest first",
  request: { params: schemas.programmeParams, query: schemas.holdersQuery },
  responses: { 200: json(schemas.holderList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/holders/{name}",
  tags,
  security: SECURITY,
  summary: "A holder: wallets, lots, team",
  request: { params: schemas.holderParams },
  responses: { 200: json(schemas.holderDetail, "the holder, at a committed sequence number"), ...FAILURES },
});
const lines = createRoute({
  method: "get",
  path: "/programmes/{programme}/holders/{name}/lines",
  tags,
  security: SECURITY,
  summary: "What came in and went out, each line with its explanation; the newest first",
  request: { params: schemas.holderParams, query: schemas.linesQuery },
  responses: { 200: json(schemas.holderLines, "a page of lines"), ...FAILURES },
});

export function holderRoutes(app: App, service: Service): void {
  const { reports } = service;
  app.openapi(list, async (c) => {
    const { programme: id } = c.req.valid("param");
    const { cursor, limit, search, kind } = c.req.valid("query");
    const { sequencer } = enter(c, service, id, "holders:read");
    const [before] = readCursor(cursor, [END]);
    const rows = await reports.holders(id, { before: before ?? END, limit: limit + 1 }, { search, kind });
    const { page, next } = cut(rows, limit, ({ seq }) => [seq]);
    const holders = await sequencer.read((programme) =>
      page.map(({ name, kind: role, joined }) => {
        const holder = programme.holders.find(name);
        const rank = holder === undefined ? undefined : programme.ranks.nameOf(holder);
        return { name, kind: role, joined, rank: rank ?? null };
      }),
    );
    return c.json({ holders, next }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme: id, name } = c.req.valid("param");
    const { sequencer, programme } = enterHolder(c, service, id, name);
    const view = await sequencer.read((memory) => holderView(memory, name));
    if (!view) throw unknownHolder(name);
    const paid = withScale(await reports.paidTo(id, name), programme.scale(CASH));
    return c.json({ ...view, paid }, 200);
  });

  app.openapi(lines, async (c) => {
    const { programme: id, name } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const { programme } = enterHolder(c, service, id, name);
    if (programme.holders.find(name) === undefined) throw unknownHolder(name);
    const before = readCursor(cursor, [END, 0, 0] as [number, number, number]);
    const rows = await reports.lines(id, name, before, limit + 1);
    const { page, next } = cut(rows, limit, ({ seq, line, side }) => [seq, line, side]);
    return c.json({ lines: page.map(withoutSide), next }, 200);
  });
}

const unknownHolder = (name: string): Fault =>
  new Fault("not_found", "name", `nobody here is called "${name}"`, "the name of a holder");
