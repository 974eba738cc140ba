// Names that are made up: pseudonyms for the ledger, referral codes, identifiers; and masking of the real ones.
import { randomInt } from "node:crypto";

/** Without I, L, O, U, 0 and 1: nothing to mistake, nothing to spell. */
const LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
const SMALL = "abcdefghjkmnpqrstvwxyz23456789";

const made = (letters: string, length: number): string =>
  Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join("");

/** A name for the ledger that says nothing about who it is. */
export const pseudonym = (kind: "M" | "S"): string => kind + made(LETTERS, 11);
export const referralCode = (): string => made(LETTERS, 7);
export const itemName = (): string => made(SMALL, 14);

/** `王小明` → `王**`, `Ann` → `A**`. */
export function maskName(name: string): string {
  const [first = "*", ...rest] = Array.from(name);
  return first + "*".repeat(Math.min(3, Math.max(1, rest.length)));
}

/** `+8613812345678` → `+86138****5678`. */
export const maskPhone = (phone: string): string => phone.replace(/^(.*)(.{4})(.{4})$/, "$1****$3");

/** `ann@example.org` → `a***@example.org`. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/, "$1***");
