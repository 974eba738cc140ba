// What carries codes and tokens to a person: mail and SMS where the environment names them, else the console.
import { Unavailable } from "../../programmes/results.js";

const AGAIN_SECONDS = 30;

export interface Sender {
  /** A code of six digits, to a phone in E.164. */
  code(phone: string, code: string): Promise<void>;
  /** What proves that an address is its own. */
  emailToken(email: string, token: string): Promise<void>;
  /** What lets somebody set a new password. */
  passwordToken(email: string, token: string): Promise<void>;
}

/** What is answered when a message could not be sent. */
export const unsent = (cause: unknown): Unavailable =>
  new Unavailable("the message could not be sent; again in a moment", { retryAfterSeconds: AGAIN_SECONDS, cause });

/** Shows what would be sent. `print` is given one line. */
export const consoleSender = (print: (line: string) => void): Sender => ({
  code: (phone, code) => Promise.resolve(print(`sign-in code for ${phone}: ${code}`)),
  emailToken: (email, token) => Promise.resolve(print(`e-mail token for ${email}: ${token}`)),
  passwordToken: (email, token) => Promise.resolve(print(`password token for ${email}: ${token}`)),
});
