// The hash chain: each entry's hash covers the one before and its own canonical content. The digest is handed in: every driver has one.
import type { EntryText } from "./render.js";

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export type Digest = (text: string) => string;

/** What stands before the first entry. */
export const GENESIS = "0".repeat(64);

/** The canonical content of an entry: JSON with keys in sorted order, without the rendered words (they may be translated anew). */
export function canonical(entry: EntryText): string {
  return JSON.stringify(sorted(entry));
}

export function chainHash(before: string, entry: EntryText, digest: Digest): string {
  return digest(`${before}\n${canonical(entry)}`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "text")
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
