// Routes of runs: simulations of a plan that workers do while the console looks on.
import { createRoute } from "@hono/zod-openapi";
import type { Run, RunRequest } from "@perennial/api";
import * as schemas from "@perennial/api/schemas";
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import { studyFrom } from "@perennial/lab";
import type { RunRow } from "../../jobs/runs.js";
import { Fault } from "../fault.js";
import { enter, pass } from "../guard.js";
import type { App, Service } from "../service.js";
import { FAILURES, json, SECURITY } from "./answers.js";
import { cut, END, readCursor } from "./cursor.js";

const tags = ["runs"];
const submit = createRoute({
  method: "post",
  path: "/programmes/{programme}/runs",
  tags,
  security: SECURITY,
  summary: "Puts a study of a plan in: stress, sweep, sensitivity or repair. Workers answer it",
  request: {
    params: schemas.programmeParams,
    body: { required: true, content: { "application/json": { schema: schemas.runRequest } } },
  },
  responses: { 202: json(schemas.run, "it waits for a worker"), ...FAILURES },
});
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/runs",
  tags,
  security: SECURITY,
  summary: "Runs, the newest first",
  request: { params: schemas.programmeParams, query: schemas.runsQuery },
  responses: { 200: json(schemas.runList, "a page of them"), ...FAILURES },
});
const one = createRoute({
  method: "get",
  path: "/programmes/{programme}/runs/{run}",
  tags,
  security: SECURITY,
  summary: "How far a run is",
  request: { params: schemas.runParams },
  responses: { 200: json(schemas.run, "the run"), ...FAILURES },
});
const cancel = createRoute({
  method: "post",
  path: "/programmes/{programme}/runs/{run}/cancel",
  tags,
  security: SECURITY,
  summary: "Stops a run; one that has ended stays as it is",
  request: { params: schemas.runParams },
  responses: { 200: json(schemas.run, "the run as it is now"), ...FAILURES },
});
const answer = createRoute({
  method: "get",
  path: "/programmes/{programme}/runs/{run}/answer",
  tags,
  security: SECURITY,
  summary: "What came of a run",
  request: { params: schemas.runParams },
  responses: { 200: json(schemas.runAnswer, "the answer"), ...FAILURES },
});

export function runRoutes(app: App, service: Service): void {
  const { jobs } = service;
  app.openapi(submit, async (c) => {
    const { programme } = c.req.valid("param");
    const served = enter(c, service, programme, "runs:write");
    const request = c.req.valid("json");
    const study = studyFrom(planIn(request, served.programme.plan), request);
    if (!study.ok) throw faultOf(study.faults);
    const run = await jobs.submit(programme, study);
    return c.json(await shown(service, programme, run), 202);
  });

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    pass(c, service, programme, "runs:read");
    const [before] = readCursor(cursor, [END]);
    const rows = await jobs.runs.list(programme, before ?? END, limit + 1);
    const { page, next } = cut(rows, limit, ({ run }) => [run]);
    return c.json({ runs: page.map(textOf), next }, 200);
  });

  app.openapi(one, async (c) => {
    const { programme, run } = c.req.valid("param");
    pass(c, service, programme, "runs:read");
    return c.json(await shown(service, programme, run), 200);
  });

  app.openapi(cancel, async (c) => {
    const { programme, run } = c.req.valid("param");
    pass(c, service, programme, "runs:write");
    await jobs.runs.cancel({ programme, run });
    return c.json(await shown(service, programme, run), 200);
  });

  app.openapi(answer, async (c) => {
    const { programme, run } = c.req.valid("param");
    pass(c, service, programme, "runs:read");
    const { state } = await shown(service, programme, run);
    const text = await jobs.runs.answer({ programme, run });
    if (text === undefined)
      throw new Fault("not_found", "run", `run ${run} is ${state} and has no answer`, "a run that is done");
    // As it was written: to the last byte.
    return c.body(text, 200, { "Content-Type": "application/json" }) as never;
  });
}

/** The plan asked about. Throws `malformed_request` with its first fault. */
function planIn({ plan }: Pick<RunRequest, "plan">, own: unknown): Plan {
  const read = readPlan(plan ?? own);
  if (read.ok) return read.plan;
  throw faultOf(read.faults.map((fault) => ({ ...fault, path: `plan.${fault.path}` })));
}

function faultOf(faults: readonly { path: string; wrong: string; right: string }[]): Fault {
  const [first] = faults;
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : "";
  return new Fault("malformed_request", first?.path ?? "", `${first?.wrong ?? ""}${more}`, first?.right ?? "");
}

async function shown({ jobs }: Service, programme: string, run: number): Promise<Run> {
  const row = await jobs.runs.find({ programme, run });
  if (!row) throw new Fault("not_found", "run", `there is no run ${run}`, "one of GET …/runs");
  return textOf(row);
}

function textOf({ run, kind, title, state, asked, done, fault, createdAt, endedAt }: RunRow): Run {
  return {
    run,
    kind: kind as Run["kind"],
    plan: title,
    state,
    simulations: asked,
    done: state === "done" ? 1 : asked === 0 ? 0 : done / (1000 * asked),
    fault,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
