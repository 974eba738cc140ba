// The digest that Node has: handed to the kernel, which has none of its own.
import { createHash } from "node:crypto";
import type { ByteDigest, Digest } from "@perennial/kernel";

export const sha256: Digest = (text) => createHash("sha256").update(text).digest("hex");

/** The same of bytes. */
export const sha256Bytes: ByteDigest = (bytes) => createHash("sha256").update(bytes).digest();

/** The digest of a JSON value, the same whatever the order of its keys. */
export function jsonHash(value: unknown): string {
  return sha256(JSON.stringify(sorted(value)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
