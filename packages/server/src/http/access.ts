// Who may call a route, as data beside the route: the guard reads it, the reference shows it, and a test tries every cell of the table.
import type { Role, Scope } from "@perennial/api";
import type { Context, MiddlewareHandler } from "hono";
import { Fault } from "./fault.js";
import type { Env } from "./service.js";
import { SECURITY } from "./routes/answers.js";

/** `staff`: of some merchant of the programme; which one, the route itself looks at. */
export type Who = "visitor" | "account" | "member" | "staff" | Role | `key:${Scope}`;

/** Put into `createRoute`: the guard, and what it goes by. */
export const allow = (...who: readonly Who[]) => ({
  "x-access": who,
  middleware: [gate(who)],
  ...(who.includes("visitor") ? {} : { security: SECURITY }),
});

/** Everything that the caller is in the programme it asks about. A key speaks for its own programme alone. */
export function callerIs(c: Context<Env>): Set<Who> {
  const is = new Set<Who>(["visitor"]);
  const principal = c.get("principal");
  const programme = c.req.param("programme");
  if (principal?.kind === "key" && (principal.programme === "*" || principal.programme === programme))
    for (const scope of principal.scopes) is.add(`key:${scope as Scope}`);
  const standing = c.get("standing");
  if (c.get("person") !== undefined) is.add("account");
  if (standing?.member !== undefined) is.add("member");
  if ((standing?.merchants.length ?? 0) > 0) is.add("staff");
  for (const role of standing?.roles ?? []) is.add(role);
  return is;
}

/** Throws `unauthorised`, `not_joined`, `forbidden`. */
function gate(who: readonly Who[]): MiddlewareHandler<Env> {
  return async (c, next) => {
    const is = callerIs(c);
    if (!who.some((each) => is.has(each))) throw refusalOf(who, is, c.get("principal")?.kind === "key");
    await next();
  };
}

function refusalOf(who: readonly Who[], is: ReadonlySet<Who>, key: boolean): Fault {
  if (!is.has("account") && !key)
    return new Fault("unauthorised", "Cookie", "nobody is signed in", "signing in, or Authorization: Bearer <key>");
  if (who.includes("member") && !key)
    return new Fault("not_joined", "programme", "you have not joined this programme", "POST …/join");
  const right = who.map((each) => each.replace("key:", "a key with ")).join(", ");
  return new Fault("forbidden", key ? "Authorization" : "Cookie", "this is for others", right);
}
