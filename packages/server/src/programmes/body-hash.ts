// The hash of an event's body: the same for the same content, whatever the order of its keys.
import { hash } from "node:crypto";
import type { Digest } from "@perennial/kernel";

export const sha256: Digest = (text) => hash("sha256", text);

/** SHA-256 of the canonical JSON (keys in order of code units, no white space). */
export const bodyHash = (body: unknown): string => sha256(JSON.stringify(sorted(body)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
