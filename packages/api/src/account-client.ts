// The client of accounts: signing in and out, joining a programme, staff and keys. The session is a cookie that the browser keeps.
import type { CallOptions, ClientOptions, Query } from "./request.js";
import { asking, pathOf, search, send } from "./request.js";
import type * as t from "./types.js";

export interface AccountClient {
  /** Sends a code to a phone. */
  sendCode(phone: string, call?: CallOptions): Promise<void>;
  signIn(body: t.PhoneSignIn, call?: CallOptions): Promise<t.Account>;
  signInByEmail(body: t.EmailSignIn, call?: CallOptions): Promise<t.Account>;
  signUp(body: t.EmailSignUp, call?: CallOptions): Promise<t.Account>;
  signOut(call?: CallOptions): Promise<void>;
  /** Proves an address with the token that was sent to it. */
  verify(token: string, call?: CallOptions): Promise<void>;
  forgot(email: string, call?: CallOptions): Promise<void>;
  newPassword(token: string, password: string, call?: CallOptions): Promise<void>;
  /** Rejects with `unauthorised` when nobody is signed in. */
  account(call?: CallOptions): Promise<t.Account>;
  rename(name: string, call?: CallOptions): Promise<t.Account>;
  /** Everything that is kept about the account. */
  exportData(call?: CallOptions): Promise<Record<string, unknown>>;
  /** Erases the account's personal data, for good. */
  leave(call?: CallOptions): Promise<void>;
  referral(programme: string, code: string, call?: CallOptions): Promise<t.Referral>;
  /** What the plan promises, can pay and touches; made when it is first asked for: ask again until it is `ready`. */
  prospectus(programme: string, call?: CallOptions): Promise<t.ProspectusTold>;
  /** Where the whole prospectus is downloaded as one page. */
  prospectusUrl(programme: string, language: "zh" | "en"): string;
  /** `prospectus`: the version of the plan whose prospectus was read. */
  join(programme: string, body: t.JoinBody, call?: CallOptions): Promise<t.Membership>;
  membership(programme: string, call?: CallOptions): Promise<t.Membership>;
  team(programme: string, query?: Query, call?: CallOptions): Promise<t.Team>;
  staff(programme: string, call?: CallOptions): Promise<t.StaffList>;
  setStaff(programme: string, body: t.StaffBody, call?: CallOptions): Promise<t.StaffList>;
  keys(programme: string, call?: CallOptions): Promise<t.KeyList>;
  createKey(programme: string, body: t.KeyBody, call?: CallOptions): Promise<t.KeyMade>;
  revokeKey(programme: string, id: string, call?: CallOptions): Promise<void>;
}

export function createAccountClient(options: ClientOptions = {}): AccountClient {
  const { get, post, put } = asking(options);
  const of = (programme: string, ...rest: string[]): string => pathOf("programmes", programme, ...rest);
  return {
    sendCode: (phone, call) => post("/account/code", { phone }, call),
    signIn: (body, call) => post("/account/sign-in/phone", body, call),
    signInByEmail: (body, call) => post("/account/sign-in/email", body, call),
    signUp: (body, call) => post("/account/sign-up", body, call),
    signOut: (call) => post("/account/sign-out", undefined, call),
    verify: (token, call) => post("/account/verify", { token }, call),
    forgot: (email, call) => post("/account/password/forgot", { email }, call),
    newPassword: (token, password, call) => post("/account/password", { token, password }, call),
    account: (call) => get("/account", call),
    rename: (name, call) => send(options, { method: "PATCH", path: "/account", body: { name } }, call),
    exportData: (call) => get("/account/export", call),
    leave: (call) =>
      send(options, { method: "DELETE", path: "/account", body: { confirm: "delete my account" } }, call),
    referral: (programme, code, call) => get(of(programme, "referrals", code), call),
    prospectus: (programme, call) => get(of(programme, "prospectus"), call),
    prospectusUrl: (programme, language) =>
      `${options.origin ?? ""}/api/v1${of(programme, "prospectus", "page")}?lang=${language}`,
    join: (programme, body, call) => post(of(programme, "join"), body, call),
    membership: (programme, call) => get(of(programme, "me"), call),
    team: (programme, query = {}, call) => get(of(programme, "me", "team") + search(query), call),
    staff: (programme, call) => get(of(programme, "staff"), call),
    setStaff: (programme, body, call) => put(of(programme, "staff"), body, call),
    keys: (programme, call) => get(of(programme, "keys"), call),
    createKey: (programme, body, call) => post(of(programme, "keys"), body, call),
    revokeKey: (programme, id, call) => send(options, { method: "DELETE", path: of(programme, "keys", id) }, call),
  };
}
