// The accounts as the routes use them: one call for each thing that a person does, with our own codes for what goes wrong.
import type { Account } from "@perennial/api";
import { APIError } from "better-auth/api";
import type { Database } from "../database/database.js";
import { Fault } from "../http/fault.js";
import type { Members } from "./members.js";
import type { SignIn } from "./sign-in.js";

export interface Signed {
  readonly account: Account;
  /** what the browser shall keep */
  readonly cookies: readonly string[];
}

interface Answered {
  readonly headers: Headers;
}

export class Accounts {
  constructor(
    private readonly signIn: SignIn,
    readonly members: Members,
    readonly database: Database,
  ) {}

  /** Who is signed in, by the cookies of a request. */
  async person(headers: Headers): Promise<string | undefined> {
    return (await this.signIn.api.getSession({ headers }))?.user.id;
  }

  async sendCode(phone: string): Promise<void> {
    await worded(async () => this.signIn.api.sendPhoneNumberOTP({ body: { phoneNumber: phone } }));
  }

  /** Throws `wrong_code`. A new phone makes a new account. */
  async byPhone(phone: string, code: string, name: string | undefined, headers: Headers): Promise<Signed> {
    const answer = await worded(async () =>
      this.signIn.api.verifyPhoneNumber({ body: { phoneNumber: phone, code }, headers, returnHeaders: true }),
    );
    const id = answer.response.user.id;
    if (name !== undefined && answer.response.user.name === phone.slice(-4)) await this.members.rename(id, name);
    return this.signed(id, answer);
  }

  /** Throws `wrong_credentials`. */
  async byEmail(email: string, password: string, headers: Headers): Promise<Signed> {
    const answer = await worded(async () =>
      this.signIn.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
    );
    return this.signed(answer.response.user.id, answer);
  }

  /** Throws `already_exists`. */
  async signUp(email: string, password: string, name: string, headers: Headers): Promise<Signed> {
    const answer = await worded(async () =>
      this.signIn.api.signUpEmail({ body: { email, password, name }, headers, returnHeaders: true }),
    );
    return this.signed(answer.response.user.id, answer);
  }

  async signOut(headers: Headers): Promise<readonly string[]> {
    const answer = await worded(async () => this.signIn.api.signOut({ headers, returnHeaders: true }));
    return answer.headers.getSetCookie();
  }

  /** Throws `wrong_code`. */
  async verifyEmail(token: string): Promise<void> {
    await worded(async () => this.signIn.api.verifyEmail({ query: { token } }));
  }

  /** Says nothing about whether the address is known. */
  async forgot(email: string): Promise<void> {
    await worded(async () => this.signIn.api.requestPasswordReset({ body: { email } }));
  }

  /** Throws `wrong_code`. All sessions end. */
  async newPassword(token: string, password: string): Promise<void> {
    await worded(async () => this.signIn.api.resetPassword({ body: { token, newPassword: password } }));
  }

  private async signed(person: string, { headers }: Answered): Promise<Signed> {
    const account = await this.members.account(person);
    if (!account) throw new Error("no_account: a session without a person");
    return { account, cookies: headers.getSetCookie() };
  }
}

/** The library's refusals in our own words. */
async function worded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof APIError) throw faultOf(error);
    throw error;
  }
}

function faultOf(error: APIError): Fault {
  const code = String(error.body?.code ?? "");
  if (code === "TOO_MANY_ATTEMPTS")
    return new Fault("wrong_code", "code", "the code was wrong too often", "a new code");
  if (/OTP|TOKEN/.test(code)) return new Fault("wrong_code", "code", "the code is wrong or too old", "a new code");
  if (/USER_ALREADY_EXISTS/.test(code))
    return new Fault("already_exists", "email", "somebody has this address already", "signing in, or another address");
  if (/PASSWORD_TOO/.test(code))
    return new Fault("malformed_request", "password", "the password is too short or too long", "8 to 128 characters");
  return new Fault("wrong_credentials", "", "that is not how this account signs in", "the right address and password");
}
