// Accounts over HTTP: phone codes, e-mail, joining by referral, roles, keys, what a role opens, the data, and leaving.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Account, KeyMade, Membership, StaffList, Team } from "@perennial/api";
import { pgliteBench } from "./support/databases.js";
import type { Desk, Sent } from "./support/http.js";
import { openDesk } from "./support/http.js";

const bench = pgliteBench();
let desk: Desk;
beforeAll(async () => void (desk = await openDesk(bench)));
afterAll(async () => {
  await desk.stop();
  await bench.stop();
});

const at = "/api/v1/programmes/shop";
async function ask<T>(method: string, path: string, sent: Sent = {}, status = 200): Promise<T> {
  const response = await desk.send(method, path, sent);
  const text = await response.text();
  expect(`${response.status} ${response.status === status ? "" : text}`).toBe(`${status} `);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
const code = async (method: string, path: string, sent: Sent = {}): Promise<string> => {
  const response = await desk.send(method, path, sent);
  const answer = (await response.json()) as { code: string };
  return `${response.status} ${answer.code}`;
};

describe("signing in", () => {
  test("by phone: a code, a cookie, the same account again", async () => {
    const cookie = await desk.signIn("+8613800000001", "王小明");
    const account = await ask<Account>("GET", "/api/v1/account", { cookie });
    expect(account).toMatchObject({ name: "王小明", phone: "+86138****0001", email: null, memberships: [] });
    const again = await desk.signIn("+8613800000001", "另一个");
    expect(await ask("GET", "/api/v1/account", { cookie: again })).toEqual(account);
    expect(await code("GET", "/api/v1/account", { cookie: `${cookie.slice(0, -4)}abcd` })).toBe("401 unauthorised");
  });

  test("a bare Chinese number is one; a wrong code is refused, and the right one after three wrong ones too", async () => {
    const phone = "13800000002";
    await ask("POST", "/api/v1/account/code", { body: { phone } }, 204);
    const right = desk.sent.get("+8613800000002") ?? "";
    const wrong = right === "000000" ? "000001" : "000000";
    const body = { phone, code: wrong };
    for (let turn = 0; turn < 4; turn++)
      expect(await code("POST", "/api/v1/account/sign-in/phone", { body })).toBe("422 wrong_code");
    const late = { phone, code: right };
    expect(await code("POST", "/api/v1/account/sign-in/phone", { body: late })).toBe("422 wrong_code");
  });

  test("by e-mail: signing up, in, a new password that ends old sessions", async () => {
    const email = "ann@example.org";
    const first = await desk.send("POST", "/api/v1/account/sign-up", {
      body: { email, password: "correct horse", name: "Ann" },
    });
    expect(first.status).toBe(200);
    const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(first.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/i);
    expect(await ask("GET", "/api/v1/account", { cookie })).toMatchObject({ name: "Ann", email, phone: null });
    await ask("POST", "/api/v1/account/verify", { body: { token: desk.sent.get(email) } }, 204);
    const again = { email: "ANN@example.org", password: "another horse", name: "Ann" };
    expect(await code("POST", "/api/v1/account/sign-up", { body: again })).toBe("422 already_exists");
    const bad = { email, password: "wrong horse" };
    expect(await code("POST", "/api/v1/account/sign-in/email", { body: bad })).toBe("401 wrong_credentials");
    const nobody = { email: "nobody@example.org", password: "wrong horse" };
    expect(await code("POST", "/api/v1/account/sign-in/email", { body: nobody })).toBe("401 wrong_credentials");
    await ask("POST", "/api/v1/account/password/forgot", { body: { email: "nobody@example.org" } }, 204);
    await ask("POST", "/api/v1/account/password/forgot", { body: { email } }, 204);
    const body = { token: desk.sent.get(email), password: "a newer horse" };
    await ask("POST", "/api/v1/account/password", { body }, 204);
    expect(await code("POST", "/api/v1/account/password", { body })).toBe("422 wrong_code");
    expect(await code("GET", "/api/v1/account", { cookie })).toBe("401 unauthorised");
    await ask("POST", "/api/v1/account/sign-in/email", { body: { email, password: "a newer horse" } });
  });

  test("signing out ends the session; another site speaks for nobody", async () => {
    const cookie = await desk.signIn("+8613800000003");
    const headers = { "sec-fetch-site": "cross-site" };
    expect(await code("PATCH", "/api/v1/account", { cookie, headers, body: { name: "x" } })).toBe("403 forbidden");
    await ask("POST", "/api/v1/account/sign-out", { cookie }, 204);
    expect(await code("GET", "/api/v1/account", { cookie })).toBe("401 unauthorised");
  });
});

describe("in a programme", () => {
  test("joining tells the kernel once; the referrer is fixed", async () => {
    const ann = await desk.signIn("+8613800000011", "安安");
    const ben = await desk.signIn("+8613800000012", "本本");
    expect(await code("GET", `${at}/me/team`, { cookie: ann })).toBe("403 not_joined");
    const first = await ask<Membership>("POST", `${at}/join`, { cookie: ann, body: {} }, 201);
    const referralCode = first.referralCode ?? "";
    expect(await ask("GET", `${at}/referrals/${referralCode.toLowerCase()}`)).toEqual({
      code: referralCode,
      name: "安*",
    });
    expect(await code("POST", `${at}/join`, { cookie: ben, body: { referralCode: "NOSUCH" } })).toBe("404 not_found");
    const second = await ask<Membership>("POST", `${at}/join`, { cookie: ben, body: { referralCode } }, 201);
    expect(second).toMatchObject({ referrer: "安*", programme: "shop" });
    expect(await ask("POST", `${at}/join`, { cookie: ben, body: {} }, 201)).toEqual(second);
    const memory = desk.programmes.need("shop").programme;
    const row = memory.holders.find(second.member ?? "") ?? -1;
    expect(memory.holders.name(memory.holders.table.cells.referrer.get(row))).toBe(first.member);
    const team = await ask<Team>("GET", `${at}/me/team`, { cookie: ann });
    expect(team).toMatchObject({ direct: 1, referrals: [{ name: "本*" }] });
  });

  test("two joinings at once make one member", async () => {
    const cookie = await desk.signIn("+8613800000013");
    const both = await Promise.all(
      [1, 2, 3].map(async () => ask<Membership>("POST", `${at}/join`, { cookie, body: {} }, 201)),
    );
    expect(new Set(both.map(({ member }) => member)).size).toBe(1);
  });

  test("a member sees its own wallet and nobody else's", async () => {
    const cookie = await desk.signIn("+8613800000014");
    const other = await desk.signIn("+8613800000011");
    const { member } = await ask<Membership>("POST", `${at}/join`, { cookie, body: {} }, 201);
    const { member: foreign } = await ask<Membership>("GET", `${at}/me`, { cookie: other });
    expect(await ask("GET", `${at}/holders/${member}`, { cookie })).toMatchObject({ name: member });
    await ask("GET", `${at}/holders/${member}/lines`, { cookie });
    expect(await code("GET", `${at}/holders/${foreign}`, { cookie })).toBe("401 unauthorised");
    await ask("GET", at, { cookie });
    expect(await code("GET", `${at}/entries`, { cookie })).toBe("401 unauthorised");
  });

  test("roles open what they stand for, from the next request, and close again", async () => {
    const cookie = await desk.signIn("+8613800000015", "审计");
    const key = await desk.key(["accounts:write"], "shop");
    const give = async (roles: string[]) =>
      ask<StaffList>("PUT", `${at}/staff`, { key, body: { phone: "13800000015", roles } });
    expect(await code("GET", `${at}/entries`, { cookie })).toBe("401 unauthorised");
    expect((await give(["auditor"])).staff).toMatchObject([{ name: "审计", roles: ["auditor"] }]);
    await ask("GET", `${at}/entries`, { cookie });
    await ask("GET", `${at}/keys`, { cookie });
    expect(await code("PUT", `${at}/staff`, { cookie, body: { phone: "13800000015", roles: ["operator"] } })).toBe(
      "403 forbidden",
    );
    expect(await code("GET", "/api/v1/programmes/play/keys", { cookie })).toBe("403 forbidden");
    await give([]);
    expect(await code("GET", `${at}/entries`, { cookie })).toBe("401 unauthorised");
  });

  test("keys: made once, listed without their secret, revoked, never with more than the maker has", async () => {
    const key = await desk.key(["accounts:write", "programme:read"], "shop");
    const wide = { name: "till", scopes: ["events:write"] };
    expect(await code("POST", `${at}/keys`, { key, body: wide })).toBe("403 forbidden");
    const body = { name: "report", scopes: ["programme:read"] };
    const made = await ask<KeyMade>("POST", `${at}/keys`, { key, body }, 201);
    await ask("GET", at, { key: made.key });
    expect(JSON.stringify(await ask("GET", `${at}/keys`, { key }))).not.toContain(made.key);
    await ask("DELETE", `${at}/keys/${made.id}`, { key }, 204);
    expect(await code("GET", at, { key: made.key })).toBe("401 unauthorised");
    expect(await code("DELETE", `${at}/keys/${made.id}`, { key })).toBe("404 not_found");
  });
});

describe("leaving", () => {
  test("the data comes along, then the person is erased and the ledger keeps a pseudonym", async () => {
    const cookie = await desk.signIn("+8613800000021", "赵要走");
    const { member } = await ask<Membership>("POST", `${at}/join`, { cookie, body: {} }, 201);
    const data = await ask<object>("GET", "/api/v1/account/export", { cookie });
    expect(data).toMatchObject({
      person: { name: "赵要走", phone: "+8613800000021" },
      programmes: [{ member, wallet: { name: member } }],
    });
    expect(await code("DELETE", "/api/v1/account", { cookie, body: { confirm: "yes" } })).toBe("400 malformed_request");
    await ask("DELETE", "/api/v1/account", { cookie, body: { confirm: "delete my account" } }, 204);
    expect(await code("GET", "/api/v1/account", { cookie })).toBe("401 unauthorised");
    const left = await desk.database.query.selectFrom("member").selectAll().where("member", "=", member).execute();
    expect(left).toMatchObject([{ person_id: null }]);
    expect(desk.programmes.need("shop").programme.holders.find(member ?? "")).toBeDefined();
    const anew = await desk.signIn("+8613800000021");
    expect(await ask("GET", "/api/v1/account", { cookie: anew })).toMatchObject({ memberships: [] });
  });
});
