// The hash chain: each entry's hash covers the one before and its own canonical content. The digest is handed in: every driver has one.
import type { EntryRecord, WhyRecord } from "./render.js";

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Digest = (text: string) => string;

/** What stands before the first entry. */
export const GENESIS = "0".repeat(64);

/**
 * The canonical content of an entry: JSON without white space, keys in the order of their code units, without the words (they may be
 * translated anew). Written out key by key, since every entry that is ever made passes through here.
 */
export function canonical({ at, id, notes, postings, seq, type }: EntryRecord): string {
  const moves = postings.map(
    ({ amount, asset, credit, debit, why }) =>
      `{"amount":"${amount}","asset":${text(asset)},"credit":${text(credit)},"debit":${text(debit)},"why":${reason(why)}}`,
  );
  return `{"at":${text(at)},"id":${text(id)},"notes":[${notes.map(reason).join(",")}],"postings":[${moves.join(",")}],"seq":${seq},"type":${text(type)}}`;
}

/** The hash of an entry that stands behind one with the hash `before`. */
export function chainHash(before: string, entry: EntryRecord, digest: Digest): string {
  return linkHash(before, canonical(entry), digest);
}

/** The same, of canonical content that is written already. */
export const linkHash = (before: string, content: string, digest: Digest): string => digest(linked(before) + content);

/** What is hashed before the content, for whoever hashes that piece by piece. */
export const linked = (before: string): string => `${before}\n`;

function reason({ figures, mechanism, rule, version }: WhyRecord): string {
  const named = Object.keys(figures)
    .toSorted()
    .map((name) => `${text(name)}:${text(figures[name] ?? "")}`);
  return `{"figures":{${named.join(",")}},"mechanism":${text(mechanism)},"rule":${text(rule)},"version":${version}}`;
}

/** A JSON text. Most need no escapes; asking is cheaper than escaping. */
const PLAIN = /^[\w:.\-+/ ]*$/;
export const text = (value: string): string => (PLAIN.test(value) ? `"${value}"` : JSON.stringify(value));
