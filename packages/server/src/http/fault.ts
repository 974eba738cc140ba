// Failures of a request: thrown anywhere below a route, turned into a problem document in one place.
import type { ApiCode, Problem } from "@perennial/api";
import { problemOf } from "@perennial/api";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { StatusCode } from "hono/utils/http-status";
import type { Log } from "../programmes/log.js";
import { HalfClosed } from "@perennial/kernel";
import { TooBusy, Unavailable } from "../programmes/results.js";

export class Fault extends Error {
  readonly problem: Problem;
  constructor(
    code: ApiCode,
    place: string,
    wrong: string,
    right: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${wrong}`);
    this.name = "Fault";
    this.problem = problemOf(code, place, wrong, right);
  }
}

const AGAIN = "send it again after a moment; an event that was booked after all counts once";

/** What can't wait for a long close to be over is asked again after so long. */
const CLOSING_SECONDS = 2;

/** What a failure is to the caller. */
export function faultOf(error: Error): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof TooBusy)
    return new Fault("too_busy", "", "too much waits already", AGAIN, error.retryAfterSeconds);
  if (error instanceof Unavailable)
    return new Fault("unavailable", "", error.message.replace(/^unavailable: /, ""), AGAIN, error.retryAfterSeconds);
  if (error instanceof HalfClosed) return new Fault("unavailable", "", "a day is being closed", AGAIN, CLOSING_SECONDS);
  if (error instanceof HTTPException && error.status === 413)
    return new Fault("too_large", "", "the body is too large", "a smaller body");
  if (error instanceof HTTPException && error.status < 500)
    return new Fault("malformed_request", "", error.message, "a request as the reference describes it");
  return new Fault("internal", "", "the service failed", "report it with the time and the route");
}

/** The answer to a request that failed; what is not the caller's fault goes to the log. */
export function answerFault(error: Error, c: Context, log: Log): Response {
  const { problem, retryAfterSeconds } = faultOf(error);
  if (problem.status >= 500) log.error({ error }, "request failed");
  return problemResponse(c, problem, retryAfterSeconds);
}

export function problemResponse(c: Context, problem: Problem, retryAfterSeconds?: number): Response {
  if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
  c.status(problem.status as StatusCode);
  return c.body(JSON.stringify(problem), { headers: { "Content-Type": "application/problem+json" } });
}
