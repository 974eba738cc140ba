// Routes of the operator who lays out the member's home: the draft, its photos, what was published, and the way back.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { addPhoto } from "../../../mall/catalogue/photos.js";
import { allow } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { known } from "../membership.js";
import { fileOf, whoOf } from "./desk.js";

const OPERATORS = ["operator", "key:mall:write"] as const;
const params = schemas.programmeParams;
const tags = ["shop"];
const responses = { 200: json(schemas.homeDesk, "the draft and what was published"), ...FAILURES };
const at = "/programmes/{programme}/desk/home";

const read = createRoute({
  method: "get",
  path: at,
  tags,
  summary: "The draft of the member's home, and the versions that were published",
  ...allow(...OPERATORS, "auditor", "key:mall:read"),
  request: { params },
  responses,
});
const version = createRoute({
  method: "get",
  path: `${at}/versions/{version}`,
  tags,
  summary: "A published version with its page",
  ...allow(...OPERATORS, "auditor", "key:mall:read"),
  request: { params: schemas.homeVersionParams },
  responses: { 200: json(schemas.homeVersionPage, "the version"), ...FAILURES },
});
const save = createRoute({
  method: "put",
  path: `${at}/draft`,
  tags,
  summary: "Keeps what was laid out; 409 when somebody else has changed the draft meanwhile",
  ...allow(...OPERATORS),
  request: { params, body: body(schemas.homeDraftBody) },
  responses,
});
const drop = createRoute({
  method: "delete",
  path: `${at}/draft`,
  tags,
  summary: "Gives the draft up",
  ...allow(...OPERATORS),
  request: { params },
  responses,
});
const publish = createRoute({
  method: "post",
  path: `${at}/publish`,
  tags,
  summary: "Publishes the draft as it was looked at",
  ...allow(...OPERATORS),
  request: { params, body: body(schemas.homePublishBody) },
  responses,
});
const goBack = createRoute({
  method: "post",
  path: `${at}/versions/{version}/publish`,
  tags,
  summary: "Publishes a version of before once more",
  ...allow(...OPERATORS),
  request: { params: schemas.homeVersionParams },
  responses,
});
const photos = createRoute({
  method: "post",
  path: `${at}/photos`,
  tags,
  summary: "A photo for a banner: the file itself is the body",
  ...allow(...OPERATORS),
  request: { params },
  responses: { 201: json(schemas.homePhoto, "its name"), ...FAILURES },
});

export function homeRoutes(app: App, service: Service): void {
  const { home, parts } = service.mall;

  app.openapi(read, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json(await home.forDesk(programme), 200);
  });

  app.openapi(version, async (c) => {
    const { programme, version: number } = c.req.valid("param");
    return c.json(await home.version(programme, number), 200);
  });

  app.openapi(save, async (c) => {
    const { programme } = c.req.valid("param");
    const { page, revision } = c.req.valid("json");
    known(service, programme);
    await home.save(programme, page, revision, whoOf(c));
    return c.json(await home.forDesk(programme), 200);
  });

  app.openapi(drop, async (c) => {
    const { programme } = c.req.valid("param");
    await home.discard(programme);
    return c.json(await home.forDesk(programme), 200);
  });

  app.openapi(publish, async (c) => {
    const { programme } = c.req.valid("param");
    const { revision, note } = c.req.valid("json");
    await home.publish(programme, revision, note, whoOf(c));
    return c.json(await home.forDesk(programme), 200);
  });

  app.openapi(goBack, async (c) => {
    const { programme, version: number } = c.req.valid("param");
    await home.goBack(programme, number, whoOf(c));
    return c.json(await home.forDesk(programme), 200);
  });

  app.openapi(photos, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json({ photo: await addPhoto(parts, programme, await fileOf(c)) }, 201);
  });
}
