// Routes of a member's inbox: notices, what it wants sent, the way out of mails, and the programme's setting.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { allow } from "../access.js";
import type { App, Service } from "../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "./answers.js";
import { cut, END, readCursor } from "./cursor.js";
import { known, memberOf } from "./membership.js";

const tags = ["inbox"];
const params = schemas.programmeParams;
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/notices",
  tags,
  summary: "What the caller was told, the newest first",
  ...allow("member"),
  request: { params, query: schemas.noticesQuery },
  responses: { 200: json(schemas.noticeList, "a page of them, and how many are unread"), ...FAILURES },
});
const unread = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/notices/unread",
  tags,
  summary: "How many the caller has not read",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.unreadCount, "the number"), ...FAILURES },
});
const read = createRoute({
  method: "post",
  path: "/programmes/{programme}/me/notices/read",
  tags,
  summary: "Marks a notice and all before it as read, or it alone",
  ...allow("member"),
  request: { params, body: body(schemas.readBody) },
  responses: { 200: json(schemas.unreadCount, "how many are left"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/notices/{notice}",
  tags,
  summary: "A notice with what it is about",
  ...allow("member"),
  request: { params: schemas.noticeParams },
  responses: { 200: json(schemas.noticeDetail, "the notice"), ...FAILURES },
});
const choice = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/inbox",
  tags,
  summary: "What the caller wants sent by mail and SMS",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.inboxChoice, "its choice"), ...FAILURES },
});
const setChoice = createRoute({
  method: "put",
  path: "/programmes/{programme}/me/inbox",
  tags,
  summary: "Chooses what is sent by mail and SMS",
  ...allow("member"),
  request: { params, body: body(schemas.inboxChoiceBody) },
  responses: { 200: json(schemas.inboxChoice, "its choice"), ...FAILURES },
});
const unsubscribe = createRoute({
  method: "post",
  path: "/programmes/{programme}/unsubscribe",
  tags,
  summary: "Ends mails or messages with the token of one; a mail program's one click (RFC 8058) comes here too",
  ...allow("visitor"),
  request: { params, query: schemas.unsubscribeQuery },
  responses: { 200: json(schemas.unsubscribed, "what ended"), ...FAILURES },
});
const terms = createRoute({
  method: "get",
  path: "/programmes/{programme}/inbox",
  tags,
  summary: "How many days ahead members are told of what lapses",
  ...allow("operator", "auditor", "support", "key:mall:read", "key:mall:write"),
  request: { params },
  responses: { 200: json(schemas.inboxTerms, "the setting"), ...FAILURES },
});
const setTerms = createRoute({
  method: "put",
  path: "/programmes/{programme}/inbox",
  tags,
  summary: "Sets it",
  ...allow("operator", "key:mall:write"),
  request: { params, body: body(schemas.inboxTermsBody) },
  responses: { 200: json(schemas.inboxTerms, "the setting"), ...FAILURES },
});

export function inboxRoutes(app: App, service: Service): void {
  const { inbox } = service;

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const [before = END] = readCursor(cursor, [END]);
    const member = memberOf(c);
    const { page, next } = cut(await inbox.page(programme, member, before, limit), limit, ({ id }) => [id]);
    return c.json({ notices: page, unread: await inbox.unread(programme, member), next }, 200);
  });

  app.openapi(unread, async (c) =>
    c.json({ unread: await inbox.unread(c.req.valid("param").programme, memberOf(c)) }, 200),
  );

  app.openapi(read, async (c) => {
    const { programme } = c.req.valid("param");
    const member = memberOf(c);
    await inbox.read(programme, member, c.req.valid("json"));
    return c.json({ unread: await inbox.unread(programme, member) }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme, notice } = c.req.valid("param");
    return c.json(await inbox.one(programme, memberOf(c), notice), 200);
  });

  app.openapi(choice, async (c) => c.json(await inbox.choice(c.req.valid("param").programme, memberOf(c)), 200));

  app.openapi(setChoice, async (c) => {
    const { programme } = c.req.valid("param");
    const member = memberOf(c);
    await inbox.setChoice(programme, member, c.req.valid("json"));
    return c.json(await inbox.choice(programme, member), 200);
  });

  app.openapi(unsubscribe, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json({ channel: await inbox.unsubscribe(programme, c.req.valid("query").token) }, 200);
  });

  app.openapi(terms, async (c) => c.json(await inbox.terms(c.req.valid("param").programme), 200));

  app.openapi(setTerms, async (c) => {
    const { programme } = c.req.valid("param");
    await inbox.setTerms(programme, c.req.valid("json"));
    return c.json(await inbox.terms(programme), 200);
  });
}
