// What carries codes and tokens to a person: mail and SMS where the environment names them, else the console.
import { Unavailable } from "../../programmes/results.js";

const AGAIN_SECONDS = 30;

/** A mail that nobody waits for. */
export interface Letter {
  /** the same for the same letter, so that one that is sent twice is known */
  readonly id: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** address that a mail program posts to when its reader wants no more of them (RFC 8058) */
  readonly oneClick: string;
}

/** An SMS that nobody waits for. */
export interface Message {
  readonly id: string;
  readonly text: string;
}

export interface Sender {
  /** A code of six digits, to a phone in E.164. */
  code(phone: string, code: string): Promise<void>;
  /** What proves that an address is its own. */
  emailToken(email: string, token: string): Promise<void>;
  /** What lets somebody set a new password. */
  passwordToken(email: string, token: string): Promise<void>;
  letter(email: string, letter: Letter): Promise<void>;
  message(phone: string, message: Message): Promise<void>;
}

/** What is answered when a message could not be sent. */
export const unsent = (cause: unknown): Unavailable =>
  new Unavailable("the message could not be sent; again in a moment", { retryAfterSeconds: AGAIN_SECONDS, cause });

/** Shows what would be sent. `print` is given one line. */
export const consoleSender = (print: (line: string) => void): Sender => ({
  code: (phone, code) => Promise.resolve(print(`sign-in code for ${phone}: ${code}`)),
  emailToken: (email, token) => Promise.resolve(print(`e-mail token for ${email}: ${token}`)),
  passwordToken: (email, token) => Promise.resolve(print(`password token for ${email}: ${token}`)),
  letter: (email, { subject }) => Promise.resolve(print(`mail for ${email}: ${subject}`)),
  message: (phone, { text }) => Promise.resolve(print(`message for ${phone}: ${text}`)),
});
