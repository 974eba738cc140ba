// What becomes of a submitted event, and the reasons why the service may not take it at all.
import type { Entry } from "@perennial/kernel";

export type Result =
  | { readonly status: "accepted"; readonly id: string; readonly seq: number; readonly entry: Entry }
  | { readonly status: "repeated"; readonly id: string; readonly seq: number }
  | {
      readonly status: "refused";
      readonly id: string;
      readonly code: string;
      readonly place: string;
      readonly wrong: string;
      readonly right: string;
    };

/** Too much waits already; nothing of this submission was taken. */
export class TooBusy extends Error {
  readonly retryAfterSeconds = 1;
  constructor(waiting: number) {
    super(`too_busy: ${waiting} events wait already; send again in a second`);
    this.name = "TooBusy";
  }
}

/**
 * The programme is not served here at the moment. An event that got this answer may or may not have been booked: the same
 * event sent again tells, and counts once.
 */
export class Unavailable extends Error {
  readonly retryAfterSeconds: number;
  constructor(
    reason: string,
    { retryAfterSeconds = 2, ...options }: ErrorOptions & { retryAfterSeconds?: number } = {},
  ) {
    super(`unavailable: ${reason}`, options);
    this.retryAfterSeconds = retryAfterSeconds;
    this.name = "Unavailable";
  }
}

/** The kernel failed on this event, which is a fault of ours. The event changed nothing, and is not tried again. */
export const failedOn = (id: string): Result => ({
  status: "refused",
  id,
  code: "event_failed",
  place: "",
  wrong: "the service failed on this event; it changed nothing",
  right: "report it with its id and the time; other events go on",
});
