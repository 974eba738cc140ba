// An id that has come before with another body.
import { parseEvent, Refusal } from "@perennial/kernel";
import type { Body } from "./applier.js";

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
