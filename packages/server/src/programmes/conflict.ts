// An id that has come before with another body.
import { parseEvent, Refusal } from "@perennial/kernel";
import type { Known } from "../store/store.js";
import type { Body } from "./applier.js";
import { bodyHash } from "./body-hash.js";

/** Whether an event that was accepted before had the same body; the order of keys says nothing. */
export const isRepeat = ({ sent: before }: Known, sent: Body): boolean =>
  typeof before === "string" ? before === bodyHash(sent) : isSame(before, sent);

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame((a as Body)[key], (b as Body)[key]));
}

/** The refusal of such an event; one that is malformed is refused for that first. */
export function conflict(body: Body, id: string): Refusal {
  try {
    parseEvent(body);
  } catch (error) {
    if (error instanceof Refusal && error.code === "malformed_event") return error;
  }
  const right = "a new id for a new event";
  return new Refusal("event_conflict", "id", `event "${id}" has come before with another body`, right);
}
