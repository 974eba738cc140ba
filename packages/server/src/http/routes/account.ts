// Routes of accounts: signing in by phone code or e-mail, the account itself, its data, and leaving.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import type { Context } from "hono";
import type { Signed } from "../../accounts/accounts.js";
import { erase, exportOf } from "../../accounts/leaving.js";
import { z } from "zod";
import { allow } from "../access.js";
import { Fault } from "../fault.js";
import { address, limit } from "../guard.js";
import type { App, Env, Service } from "../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "./answers.js";

const tags = ["account"];
const route = { tags, responses: { 204: { description: "done" }, ...FAILURES } } as const;
const signed = {
  tags,
  responses: { 200: json(schemas.account, "signed in; the cookie is set"), ...FAILURES },
} as const;

const code = createRoute({
  method: "post",
  path: "/account/code",
  summary: "Sends a code to a phone; good for five minutes and three tries",
  ...allow("visitor"),
  ...route,
  request: { body: body(schemas.codeBody) },
});
const byPhone = createRoute({
  method: "post",
  path: "/account/sign-in/phone",
  summary: "Signs in with the code; a new phone makes a new account",
  ...allow("visitor"),
  ...signed,
  request: { body: body(schemas.phoneSignInBody) },
});
const byEmail = createRoute({
  method: "post",
  path: "/account/sign-in/email",
  summary: "Signs in with e-mail and password",
  ...allow("visitor"),
  ...signed,
  request: { body: body(schemas.emailSignInBody) },
});
const signUp = createRoute({
  method: "post",
  path: "/account/sign-up",
  summary: "Makes an account with e-mail and password, and sends what proves the address",
  ...allow("visitor"),
  ...signed,
  request: { body: body(schemas.emailSignUpBody) },
});
const verify = createRoute({
  method: "post",
  path: "/account/verify",
  summary: "Proves the e-mail address with the token that was sent",
  ...allow("visitor"),
  ...route,
  request: { body: body(z.object({ token: z.string().min(1).max(1_000) })) },
});
const forgot = createRoute({
  method: "post",
  path: "/account/password/forgot",
  summary: "Sends what lets the holder of an address set a new password; says nothing about whether there is one",
  ...allow("visitor"),
  ...route,
  request: { body: body(schemas.forgotBody) },
});
const password = createRoute({
  method: "post",
  path: "/account/password",
  summary: "Sets a new password with the token that was sent; all sessions end",
  ...allow("visitor"),
  ...route,
  request: { body: body(schemas.newPasswordBody) },
});
const signOut = createRoute({
  method: "post",
  path: "/account/sign-out",
  summary: "Ends the session",
  ...allow("visitor"),
  ...route,
});
const show = createRoute({
  method: "get",
  path: "/account",
  tags,
  summary: "Who is signed in, and what it is in each programme",
  ...allow("account"),
  responses: { 200: json(schemas.account, "the account"), ...FAILURES },
});
const patch = createRoute({
  method: "patch",
  path: "/account",
  tags,
  summary: "Changes the name",
  ...allow("account"),
  request: { body: body(schemas.accountPatch) },
  responses: { 200: json(schemas.account, "the account"), ...FAILURES },
});
const exported = createRoute({
  method: "get",
  path: "/account/export",
  tags,
  summary: "Everything that is kept about the account",
  ...allow("account"),
  responses: { 200: json(z.record(z.string(), z.unknown()), "the data"), ...FAILURES },
});
const leave = createRoute({
  method: "delete",
  path: "/account",
  summary: "Erases the account's personal data for good; the ledger keeps its pseudonym",
  ...allow("account"),
  ...route,
  request: { body: body(schemas.leaveBody) },
});

export function accountRoutes(app: App, service: Service): void {
  const { accounts, limits } = service;

  app.openapi(code, async (c) => {
    const { phone } = c.req.valid("json");
    limit(limits.codes.take(phone));
    limit(limits.tries.take(address(c)));
    await accounts.sendCode(phone);
    return c.body(null, 204);
  });

  app.openapi(byPhone, async (c) => {
    const { phone, code: given, name } = c.req.valid("json");
    limit(limits.tries.take(address(c)));
    return c.json(keep(c, await accounts.byPhone(phone, given, name, c.req.raw.headers)), 200);
  });

  app.openapi(byEmail, async (c) => {
    const { email, password: secret } = c.req.valid("json");
    limit(limits.tries.take(address(c)));
    limit(limits.tries.take(email.toLowerCase()));
    return c.json(keep(c, await accounts.byEmail(email, secret, c.req.raw.headers)), 200);
  });

  app.openapi(signUp, async (c) => {
    const { email, password: secret, name } = c.req.valid("json");
    limit(limits.tries.take(address(c)));
    return c.json(keep(c, await accounts.signUp(email, secret, name, c.req.raw.headers)), 200);
  });

  app.openapi(verify, async (c) => {
    limit(limits.tries.take(address(c)));
    await accounts.verifyEmail(c.req.valid("json").token);
    return c.body(null, 204);
  });

  app.openapi(forgot, async (c) => {
    const { email } = c.req.valid("json");
    limit(limits.codes.take(email.toLowerCase()));
    await accounts.forgot(email);
    return c.body(null, 204);
  });

  app.openapi(password, async (c) => {
    const { token, password: secret } = c.req.valid("json");
    limit(limits.tries.take(address(c)));
    await accounts.newPassword(token, secret);
    return c.body(null, 204);
  });

  app.openapi(signOut, async (c) => {
    for (const cookie of await accounts.signOut(c.req.raw.headers)) c.header("Set-Cookie", cookie, { append: true });
    return c.body(null, 204);
  });

  app.openapi(show, async (c) => c.json(await own(service, personOf(c)), 200));

  app.openapi(patch, async (c) => {
    const person = personOf(c);
    await accounts.members.rename(person, c.req.valid("json").name);
    return c.json(await own(service, person), 200);
  });

  app.openapi(exported, async (c) => {
    c.header("Content-Disposition", 'attachment; filename="my-data.json"');
    return c.json(await exportOf(accounts.database, service.programmes, personOf(c)), 200);
  });

  app.openapi(leave, async (c) => {
    await erase(accounts.database, personOf(c));
    for (const cookie of await accounts.signOut(c.req.raw.headers)) c.header("Set-Cookie", cookie, { append: true });
    return c.body(null, 204);
  });
}

/** Who is signed in. Throws `unauthorised`. */
export function personOf(c: Context<Env>): string {
  const person = c.get("person");
  if (person === undefined) throw new Fault("unauthorised", "Cookie", "nobody is signed in", "signing in");
  return person;
}

function keep(c: Context<Env>, { account, cookies }: Signed) {
  for (const cookie of cookies) c.header("Set-Cookie", cookie, { append: true });
  return account;
}

async function own({ accounts }: Service, person: string) {
  const account = await accounts.members.account(person);
  if (!account) throw new Fault("unauthorised", "Cookie", "the account is gone", "signing in again");
  return account;
}
