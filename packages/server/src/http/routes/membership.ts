// Routes of what somebody is in a programme: joining by referral, one's team, roles of staff, API keys.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import type { Context } from "hono";
import { allow } from "../access.js";
import { Fault } from "../fault.js";
import { keyId } from "../principal.js";
import type { App, Env, Service } from "../service.js";
import { personOf } from "./account.js";
import { body, json, SHOP_FAILURES as FAILURES } from "./answers.js";
import { readCursor } from "./cursor.js";

const tags = ["membership"];
const params = schemas.programmeParams;
const referral = createRoute({
  method: "get",
  path: "/programmes/{programme}/referrals/{code}",
  tags,
  summary: "Whose referral code this is, masked: to be shown before joining",
  ...allow("visitor"),
  request: { params: schemas.referralParams },
  responses: { 200: json(schemas.referral, "whose it is"), ...FAILURES },
});
const join = createRoute({
  method: "post",
  path: "/programmes/{programme}/join",
  tags,
  summary: "Becomes a member; the referrer is fixed from then on",
  ...allow("account"),
  request: { params, body: body(schemas.joinBody) },
  responses: { 201: json(schemas.membership, "joined"), ...FAILURES },
});
const me = createRoute({
  method: "get",
  path: "/programmes/{programme}/me",
  tags,
  summary: "What the caller is here",
  ...allow("account"),
  request: { params },
  responses: { 200: json(schemas.membership, "the membership; `member` is null before joining"), ...FAILURES },
});
const team = createRoute({
  method: "get",
  path: "/programmes/{programme}/me/team",
  tags,
  summary: "Whom the caller brought, masked, the newest first",
  ...allow("member"),
  request: { params, query: schemas.teamQuery },
  responses: { 200: json(schemas.team, "a page of them"), ...FAILURES },
});
const staff = createRoute({
  method: "get",
  path: "/programmes/{programme}/staff",
  tags,
  summary: "Who has a role",
  ...allow("operator", "auditor", "key:accounts:write"),
  request: { params },
  responses: { 200: json(schemas.staffList, "the staff"), ...FAILURES },
});
const setStaff = createRoute({
  method: "put",
  path: "/programmes/{programme}/staff",
  tags,
  summary: "Sets the roles of somebody who has signed in once",
  ...allow("operator", "key:accounts:write"),
  request: { params, body: body(schemas.staffBody) },
  responses: { 200: json(schemas.staffList, "the staff"), ...FAILURES },
});
const keys = createRoute({
  method: "get",
  path: "/programmes/{programme}/keys",
  tags,
  summary: "The programme's API keys, revoked ones included",
  ...allow("operator", "auditor", "key:accounts:write"),
  request: { params },
  responses: { 200: json(schemas.keyList, "the keys"), ...FAILURES },
});
const makeKey = createRoute({
  method: "post",
  path: "/programmes/{programme}/keys",
  tags,
  summary: "Makes an API key; it is shown this once",
  ...allow("operator", "key:accounts:write"),
  request: { params, body: body(schemas.keyBody) },
  responses: { 201: json(schemas.keyMade, "the key"), ...FAILURES },
});
const revoke = createRoute({
  method: "delete",
  path: "/programmes/{programme}/keys/{id}",
  tags,
  summary: "Revokes an API key",
  ...allow("operator", "key:accounts:write"),
  request: { params: schemas.keyParams },
  responses: { 204: { description: "revoked" }, ...FAILURES },
});

export function membershipRoutes(app: App, service: Service): void {
  const { members } = service.accounts;

  app.openapi(referral, async (c) => {
    const { programme, code } = c.req.valid("param");
    known(service, programme);
    const { member: _, ...shown } = await members.referral(programme, code);
    return c.json(shown, 200);
  });

  app.openapi(join, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const { referralCode, prospectus } = c.req.valid("json");
    const read = readBy(service, programme, prospectus, c.get("standing")?.member !== undefined);
    return c.json(await members.join(programme, personOf(c), referralCode, read), 201);
  });

  app.openapi(me, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json(await members.membership(programme, personOf(c)), 200);
  });

  app.openapi(team, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    const [offset] = readCursor(cursor, [0]);
    return c.json(await members.team(programme, memberOf(c), offset ?? 0, limit), 200);
  });

  app.openapi(staff, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json({ staff: await members.staff(programme) }, 200);
  });

  app.openapi(setStaff, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const { roles, ...who } = c.req.valid("json");
    await members.setRoles(programme, await members.find(who), roles);
    return c.json({ staff: await members.staff(programme) }, 200);
  });

  app.openapi(keys, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json({ keys: await service.keys.list(programme) }, 200);
  });

  app.openapi(makeKey, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    const { name, scopes } = c.req.valid("json");
    // Nobody hands out more than he has himself; an operator of the programme has all of it.
    const principal = c.get("principal");
    const beyond = scopes.find((scope) => principal?.kind === "key" && !principal.scopes.has(scope));
    if (beyond !== undefined)
      throw new Fault("forbidden", "scopes", `your key has no scope ${beyond}`, "scopes that your own key has");
    const key = await service.keys.create(programme, name, scopes);
    const brief = (await service.keys.list(programme)).find(({ id }) => id === keyId(key));
    if (!brief) throw new Error("no_key: a key that was just made is not there");
    return c.json({ ...brief, key }, 201);
  });

  app.openapi(revoke, async (c) => {
    const { programme, id } = c.req.valid("param");
    known(service, programme);
    if (!(await service.keys.revokeById(programme, id)))
      throw new Fault("not_found", "id", "there is no such key, or it was revoked", "an id of GET …/keys");
    return c.body(null, 204);
  });
}

/** Throws `not_found` when there is no such programme. */
export function known({ programmes }: Service, id: string): void {
  if (!programmes.has(id))
    throw new Fault("not_found", "programme", `there is no programme "${id}"`, "one of GET /programmes");
}

/** What a newcomer has read. Throws `illegal_transition` for another version than the plan's, `prospectus_unread` where it must be read. */
function readBy({ programmes, now }: Service, id: string, version: number | undefined, isMember: boolean) {
  const { mode, programme } = programmes.need(id);
  const holds = programme.plan.version;
  if (version === undefined) {
    if (mode === "live" && !isMember)
      throw new Fault(
        "prospectus_unread",
        "prospectus",
        "the prospectus was not read",
        `${holds}, once GET …/prospectus was read`,
      );
    return undefined;
  }
  if (version !== holds)
    throw new Fault(
      "illegal_transition",
      "prospectus",
      `the plan is at version ${holds} by now`,
      `${holds}, once read`,
    );
  return { version, at: new Date(now()) };
}

/** The caller's name in the ledger. Throws `not_joined`. */
export function memberOf(c: Context<Env>): string {
  const member = c.get("standing")?.member;
  if (member === undefined)
    throw new Fault("not_joined", "programme", "you have not joined this programme", "POST …/join");
  return member;
}
