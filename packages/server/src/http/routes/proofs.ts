// Routes of proofs: the root that each closed day is published with, that an entry is under one, that one continues another.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { Fault } from "../fault.js";
import { enter } from "../guard.js";
import type { App, Service } from "../service.js";
import { FAILURES, json, SECURITY } from "./answers.js";

const tags = ["journal"];
const roots = createRoute({
  method: "get",
  path: "/programmes/{programme}/roots",
  tags,
  security: SECURITY,
  summary: "The Merkle root of the journal at the close of each day (RFC 6962)",
  request: { params: schemas.programmeParams, query: schemas.rootsQuery },
  responses: { 200: json(schemas.rootList, "the days, oldest first"), ...FAILURES },
});
const inclusion = createRoute({
  method: "get",
  path: "/programmes/{programme}/entries/{seq}/proof",
  tags,
  security: SECURITY,
  summary: "That an entry is in the journal, under a published root",
  request: { params: schemas.entryParams, query: schemas.proofQuery },
  responses: { 200: json(schemas.inclusionProof, "the proof; perennial verify checks it offline"), ...FAILURES },
});
const consistency = createRoute({
  method: "get",
  path: "/programmes/{programme}/roots/consistency",
  tags,
  security: SECURITY,
  summary: "That the root of a later day continues that of an earlier one",
  request: { params: schemas.programmeParams, query: schemas.consistencyQuery },
  responses: { 200: json(schemas.consistencyProof, "the proof"), ...FAILURES },
});

export function proofRoutes(app: App, service: Service): void {
  const { tree } = service;
  app.openapi(roots, async (c) => {
    const { programme } = c.req.valid("param");
    const { from, to } = c.req.valid("query");
    enter(c, service, programme, "journal:read");
    return c.json({ roots: await tree.days(programme, from, to) }, 200);
  });

  app.openapi(inclusion, async (c) => {
    const { programme, seq } = c.req.valid("param");
    const { day } = c.req.valid("query");
    const { sequencer } = enter(c, service, programme, "journal:read");
    const known = day === undefined ? await tree.dayOf(programme, seq) : await publishedRoot(service, programme, day);
    await tree.grow(programme, sequencer.committedSeq);
    const proof = await tree.inclusion(programme, seq, known ?? { size: sequencer.committedSeq });
    if (!proof) throw new Fault("not_found", "seq", `there is no entry ${seq} under that root`, "an earlier entry");
    return c.json({ ...proof, entry: { ...proof.entry }, path: [...proof.path] }, 200);
  });

  app.openapi(consistency, async (c) => {
    const { programme } = c.req.valid("param");
    const { first, second } = c.req.valid("query");
    enter(c, service, programme, "journal:read");
    const [one, two] = [
      await publishedRoot(service, programme, first),
      await publishedRoot(service, programme, second),
    ];
    if (one.size > two.size) throw new Fault("malformed_request", "first", "it is the later day", "the earlier day");
    return c.json(await tree.consistency(programme, one.size, two.size), 200);
  });
}

async function publishedRoot({ tree }: Service, programme: string, day: string) {
  const [root] = await tree.days(programme, day, day);
  if (!root) throw new Fault("not_found", "day", `${day} has no root yet`, "a day that has closed");
  return root;
}
