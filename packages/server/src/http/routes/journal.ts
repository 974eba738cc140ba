// Routes of the journal: entries, one entry with its place in the chain, what became of an event.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { Fault } from "../fault.js";
import { enter } from "../guard.js";
import type { App, Service } from "../service.js";
import { FAILURES, json, SECURITY } from "./answers.js";
import { cut, END, readCursor } from "./cursor.js";

const tags = ["journal"];
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/entries",
  tags,
  security: SECURITY,
  summary: "Entries, the newest first",
  request: { params: schemas.programmeParams, query: schemas.entriesQuery },
  responses: { 200: json(schemas.entryList, "a page of entries"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/entries/{seq}",
  tags,
  security: SECURITY,
  summary: "An entry with its postings, its event and its hash",
  request: { params: schemas.entryParams },
  responses: { 200: json(schemas.entryDetail, "the entry"), ...FAILURES },
});
const event = createRoute({
  method: "get",
  path: "/programmes/{programme}/events/{id}",
  tags,
  security: SECURITY,
  summary: "What became of an event; refused ones are not kept",
  request: { params: schemas.eventParams },
  responses: { 200: json(schemas.eventStatus, "it was accepted"), ...FAILURES },
});

export function journalRoutes(app: App, service: Service): void {
  const { reports } = service;
  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit, type } = c.req.valid("query");
    enter(c, service, programme, "journal:read");
    const [before] = readCursor(cursor, [END]);
    const rows = await reports.entries(programme, { before: before ?? END, limit: limit + 1 }, type);
    const { page: entries, next } = cut(rows, limit, ({ seq }) => [seq]);
    return c.json({ entries, next }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme, seq } = c.req.valid("param");
    enter(c, service, programme, "journal:read");
    const row = await reports.entry(programme, seq);
    if (!row) throw new Fault("not_found", "seq", `the journal has no entry ${seq}`, "a number from 1 to the last");
    const { entry, event: own, before, hash, bookedAt } = row;
    const { type, id, at } = entry;
    const answer = {
      seq,
      type,
      id,
      at,
      bookedAt: bookedAt.toISOString(),
      hash,
      before,
      event: own?.body ?? null,
      entry,
    };
    return c.json(answer, 200);
  });

  app.openapi(event, async (c) => {
    const { programme, id } = c.req.valid("param");
    enter(c, service, programme, "journal:read");
    const seq = await reports.event(programme, id);
    if (seq === undefined)
      throw new Fault("not_found", "id", `no event "${id}" was accepted`, "the id of an accepted event");
    return c.json({ id, status: "accepted" as const, seq }, 200);
  });
}
