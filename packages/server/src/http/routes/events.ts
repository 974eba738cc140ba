// The route that takes events: one or many, for good or on trial.
import { createRoute } from "@hono/zod-openapi";
import type { ApiCode, EventAccepted, EventResult } from "@perennial/api";
import * as schemas from "@perennial/api/schemas";
import type { EntryText, Programme } from "@perennial/kernel";
import { Refusal, renderEntry } from "@perennial/kernel";
import type { Context } from "hono";
import type { Body, Submission } from "../../programmes/applier.js";
import { conflict, isRepeat } from "../../programmes/conflict.js";
import { rehearse } from "../../programmes/rehearse.js";
import type { Result } from "../../programmes/results.js";
import type { Served } from "../../programmes/served.js";
import { tillTime } from "../../programmes/till-time.js";
import { Fault } from "../fault.js";
import { enter } from "../guard.js";
import type { App, Env, Service } from "../service.js";
import { FAILURES, json, SECURITY } from "./answers.js";

/** What a demo session may post. */
const TILL_EVENTS = new Set(["order.settled", "order.refunded", "member.joined", "asset.sold"]);

const post = createRoute({
  method: "post",
  path: "/programmes/{programme}/events",
  tags: ["events"],
  security: SECURITY,
  summary: "Takes one event, or up to 1,000 in a list. An event id counts once",
  description:
    "One event: 201 when it was accepted, 200 when it had come before or was tried, 409 or 422 with a code of the language. " +
    "A list: 200, and of each what became of it. With ?dryRun=1 nothing is stored.",
  request: {
    params: schemas.programmeParams,
    query: schemas.eventsQuery,
    body: { required: true, content: { "application/json": { schema: schemas.eventsBody } } },
  },
  responses: {
    200: json(schemas.eventAccepted.or(schemas.eventResults), "repeated or tried; or the results of a list"),
    201: json(schemas.eventAccepted, "accepted"),
    409: { ...FAILURES[400], description: "event_conflict: the id has come before with another body" },
    422: { ...FAILURES[400], description: "refused, with a code of the language" },
    ...FAILURES,
  },
});

export function eventRoutes(app: App, service: Service): void {
  app.openapi(post, async (c) => {
    const served = enter(c, service, c.req.valid("param").programme, "events:write");
    const { programme } = served;
    const { dryRun, entry } = c.req.valid("query");
    const body = c.req.valid("json");
    const many = Array.isArray(body);
    const submissions = (many ? body : [body]).map((event) => submission(c, service, served, event));
    countTill(c, service, submissions.length);
    const results: readonly Outcome[] = dryRun
      ? await Promise.all(submissions.map(async (each) => tried(service, served, each)))
      : await served.sequencer.submit(submissions);
    const shown = await Promise.all(results.map(async (result) => shownAs(service, served, programme, result, entry)));
    if (many) return c.json({ results: shown.map((result, index) => ({ index, ...result })) }, 200);
    const [only] = shown;
    if (!only || only.status === "refused") throw refusalFault(only);
    return c.json(accepted(only), only.status === "accepted" ? 201 : 200);
  });
}

/** What is asked for may be filled in for our own till; what was sent decides whether an event is a repeat. */
function submission(c: Context<Env>, { now }: Service, { programme }: Served, event: Body): Submission {
  if (c.get("principal")?.kind !== "demo") return { body: event };
  const { type, at } = event;
  if (typeof type !== "string" || !TILL_EVENTS.has(type))
    throw new Fault(
      "forbidden",
      "type",
      "a demo session can't post this type",
      `one of ${[...TILL_EVENTS].join(", ")}`,
    );
  return at === undefined ? { body: { ...event, at: tillTime(programme, now()) }, sent: event } : { body: event };
}

function countTill(c: Context<Env>, { limits }: Service, events: number): void {
  const principal = c.get("principal");
  if (principal?.kind !== "demo") return;
  const seconds = limits.tills.take(principal.bucket, events);
  if (seconds > 0) throw new Fault("rate_limited", "", "too many events", `the next in ${seconds} s`, seconds);
}

type Answer = Omit<EventResult, "index">;

/** What a trial tells, and what became of an event that was not tried only. */
type Outcome = { status: "tried"; id: string; seq: number; entry: EntryText } | Result;

/** Nothing is stored; an event that has come before is told apart. */
async function tried({ programmes }: Service, served: Served, { body, sent = body }: Submission): Promise<Outcome> {
  const id = typeof body["id"] === "string" ? body["id"] : "";
  const known = (await programmes.store.known(served.id, [id])).get(id);
  if (known && isRepeat(known, sent)) return { status: "repeated", id, seq: known.seq };
  const outcome = known ? conflict(body, id) : rehearse(served.programme, body);
  if (outcome instanceof Refusal) {
    const { code, place, wrong, right } = outcome;
    return { status: "refused", id, code, place, wrong, right };
  }
  return { status: "tried", id, seq: outcome.seq, entry: outcome };
}

/** Entries are told in words on demand; that of a repeated event is read from the journal. A trial always shows it. */
async function shownAs(
  { reports }: Service,
  served: Served,
  programme: Programme,
  result: Outcome,
  wanted: boolean,
): Promise<Answer> {
  if (result.status === "refused" || result.status === "tried") return result;
  const { status, id, seq } = result;
  if (!wanted) return { status, id, seq };
  if (result.status === "accepted") return { status, id, seq, entry: renderEntry(programme, result.entry) };
  const row = await reports.entry(served.id, seq);
  return { status, id, seq, ...(row && { entry: row.entry }) };
}

function accepted({ status, id, seq, entry }: Answer): EventAccepted {
  if (status === "refused" || seq === undefined) throw new Error("internal: an accepted event has a number");
  return { status, id, seq, ...(entry && { entry }) };
}

/** What a refused event is answered with when it came alone. */
export const refusalFault = (result: Pick<Answer, "code" | "place" | "wrong" | "right"> | undefined): Fault =>
  new Fault(
    (result?.code ?? "internal") as ApiCode,
    result?.place ?? "",
    result?.wrong ?? "nothing became of the event",
    result?.right ?? "",
  );
