// Routes of applying to sell, for the applicant and the reviewer.
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import * as schemas from "@perennial/api/schemas";
import { allow, callerIs } from "../../access.js";
import { Fault } from "../../fault.js";
import type { App, Env, Service } from "../../service.js";
import { personOf } from "../account.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { readCursor } from "../cursor.js";
import { fileOf } from "./desk.js";

const tags = ["merchants"];
const params = schemas.applicationParams;
const answer = { tags, responses: { 200: json(schemas.application, "the application"), ...FAILURES } } as const;
const REVIEWERS = ["reviewer", "operator", "key:mall:write"] as const;

const apply = createRoute({
  method: "post",
  path: "/programmes/{programme}/applications",
  tags,
  summary: "Begins an application to sell; a draft until it is submitted",
  ...allow("member"),
  request: { params: schemas.programmeParams, body: body(schemas.applicationBody) },
  responses: { 201: json(schemas.application, "the application"), ...FAILURES },
});
const set = createRoute({
  method: "put",
  path: "/programmes/{programme}/applications/{application}",
  summary: "Writes a draft, or a refused one, anew",
  ...allow("member"),
  ...answer,
  request: { params, body: body(schemas.applicationBody) },
});
const addDocument = createRoute({
  method: "post",
  path: "/programmes/{programme}/applications/{application}/documents",
  summary: "Adds a document: the file itself is the body",
  ...allow("member"),
  ...answer,
  request: { params, query: schemas.documentQuery },
});
const submit = createRoute({
  method: "post",
  path: "/programmes/{programme}/applications/{application}/submit",
  summary: "Hands it to the reviewer",
  ...allow("member"),
  ...answer,
  request: { params },
});
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/applications",
  tags,
  summary: "One's own applications; all of them for reviewers",
  ...allow("member", ...REVIEWERS),
  request: { params: schemas.programmeParams, query: schemas.applicationsQuery },
  responses: { 200: json(schemas.applicationList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/applications/{application}",
  summary: "An application: one's own, or any for reviewers",
  ...allow("member", ...REVIEWERS),
  ...answer,
  request: { params },
});
const document = createRoute({
  method: "get",
  path: "/programmes/{programme}/applications/{application}/documents/{document}",
  tags,
  summary: "A document, to be saved",
  ...allow("member", ...REVIEWERS),
  request: { params: schemas.documentParams },
  responses: {
    200: { description: "the file", content: { "application/octet-stream": { schema: z.string() } } },
    ...FAILURES,
  },
});
const decide = createRoute({
  method: "post",
  path: "/programmes/{programme}/applications/{application}/answer",
  summary: "Approves or refuses; an approved one opens the shop",
  ...allow(...REVIEWERS),
  ...answer,
  request: { params, body: body(schemas.applicationAnswer) },
});

export function applicationRoutes(app: App, service: Service): void {
  const { applications } = service.mall;

  app.openapi(apply, async (c) => {
    const { programme } = c.req.valid("param");
    const id = await applications.save(programme, personOf(c), c.req.valid("json"));
    return c.json(await applications.view(programme, id), 201);
  });

  app.openapi(set, async (c) => {
    const { programme, application } = c.req.valid("param");
    await applications.save(programme, personOf(c), c.req.valid("json"), application);
    return c.json(await applications.view(programme, application), 200);
  });

  app.openapi(addDocument, async (c) => {
    const { programme, application } = c.req.valid("param");
    await applications.addDocument(programme, personOf(c), application, c.req.valid("query").kind, await fileOf(c));
    return c.json(await applications.view(programme, application), 200);
  });

  app.openapi(submit, async (c) => {
    const { programme, application } = c.req.valid("param");
    await applications.submit(programme, personOf(c), application);
    return c.json(await applications.view(programme, application), 200);
  });

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit, state } = c.req.valid("query");
    const reviews = REVIEWERS.some((who) => callerIs(c).has(who));
    const [offset = 0] = readCursor(cursor, [0]);
    const whose = { state, ...(!reviews && { person: personOf(c) }) };
    return c.json(await applications.list(programme, whose, offset, limit), 200);
  });

  const readable = async (c: Context<Env>, programme: string, application: string): Promise<void> => {
    const reviews = REVIEWERS.some((who) => callerIs(c).has(who));
    const { person_id: owner } = await applications.need(programme, application);
    if (!reviews && owner !== personOf(c))
      throw new Fault("not_found", "application", "there is no such application", "one of GET …/applications");
  };

  app.openapi(one, async (c) => {
    const { programme, application } = c.req.valid("param");
    await readable(c, programme, application);
    return c.json(await applications.view(programme, application), 200);
  });

  app.openapi(document, async (c) => {
    const { programme, application, document: id } = c.req.valid("param");
    await readable(c, programme, application);
    const { content, media, name } = await applications.document(programme, application, id);
    // Saved, never shown as a page of ours.
    return c.body(Uint8Array.from(content).buffer, 200, {
      "Content-Type": media,
      "Content-Disposition": `attachment; filename="${name}"`,
    });
  });

  app.openapi(decide, async (c) => {
    const { programme, application } = c.req.valid("param");
    const { approve, answer: words } = c.req.valid("json");
    await applications.answer(programme, application, approve, words);
    return c.json(await applications.view(programme, application), 200);
  });
}
