// What both short ways do with a plain request: who may take them, what its body says, and what it is answered.
import type { Result } from "../../programmes/results.js";
import type { Served } from "../../programmes/served.js";
import type { Fault } from "../fault.js";
import { faultOf } from "../fault.js";
import { refusalFault } from "../routes/events.js";
import type { Service } from "../service.js";

export interface LaneOptions {
  readonly hosts: readonly string[];
  readonly mostBytes: number;
  readonly mostEvents: number;
  /** headers that every answer of the API has */
  readonly headers: Readonly<Record<string, string>>;
}

/** Of a request what decides whether it is plain; names of headers are in small letters. */
export interface Head {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Partial<Record<(typeof TELLING)[number], string | undefined>>>;
}
export const TELLING = ["authorization", "host", "content-length", "content-type", "cookie"] as const;

const PATH = /^\/api\/v1\/programmes\/([a-z0-9][a-z0-9-]{0,62})\/events$/;
const BEARER = /^Bearer (\S+)$/i;
const JSON_TYPE = /^application\/json(?:;|$)/i;
const ROUTE = "/api/v1/programmes/:programme/events";

/** The programme, when the request is plain, its sender known, allowed and within its rate, and the programme beyond doubt ours. */
export function admitted(service: Service, { hosts, mostBytes }: LaneOptions, head: Head): Served | undefined {
  if (head.method !== "POST") return undefined;
  const [, id] = PATH.exec(head.url ?? "") ?? [];
  const { authorization, host, "content-length": length, "content-type": type, cookie } = head.headers;
  if (id === undefined || authorization === undefined || cookie !== undefined || !JSON_TYPE.test(type ?? ""))
    return undefined;
  if (length === undefined || Number(length) > mostBytes) return undefined;
  if (!hosts.includes((host ?? "").replace(/:\d+$/, ""))) return undefined;
  const [, key] = BEARER.exec(authorization) ?? [];
  const principal = key === undefined ? undefined : service.keys.recall(key);
  if (!principal?.scopes.has("events:write")) return undefined;
  if (principal.programme !== "*" && principal.programme !== id) return undefined;
  const served = service.programmes.isHere(id) ? service.programmes.get(id) : undefined;
  if (!served) return undefined;
  // Out of tokens the long way finds so too, and says when to come again.
  return service.limits.keys.take(principal.bucket) > 0 ? undefined : served;
}

type Body = Readonly<Record<string, unknown>>;
export interface Events {
  readonly many: boolean;
  readonly bodies: readonly Body[];
}

/** The events of a body; undefined when it is not as described, which the long way explains. */
export function eventsOf(text: string, most: number): Events | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const many = Array.isArray(json);
    const bodies: unknown[] = many ? json : [json];
    return bodies.length > 0 && bodies.length <= most && bodies.every(isBody) ? { many, bodies } : undefined;
  } catch {
    return undefined;
  }
}

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);

export interface Answer {
  readonly status: number;
  readonly type: "application/json" | "application/problem+json";
  readonly retryAfterSeconds?: number | undefined;
  readonly text: string;
}

/** Submits, and makes the answer once all of it is committed; never rejects. */
export async function answered({ log }: Service, served: Served, { many, bodies }: Events): Promise<Answer> {
  const began = performance.now();
  const answer = await served.sequencer.submit(bodies.map((body) => ({ body }))).then(
    (results) => (many ? json(200, `{"results":[${results.map(line).join(",")}]}`) : answerOne(results)),
    (error: unknown) => {
      const fault = faultOf(error instanceof Error ? error : new Error(String(error)));
      if (fault.problem.status >= 500) log.error({ error }, "request failed");
      return problem(fault);
    },
  );
  const millis = Math.round(performance.now() - began);
  log.info({ method: "POST", route: ROUTE, status: answer.status, millis }, "request");
  return answer;
}

function answerOne([only]: readonly Result[]): Answer {
  if (!only || only.status === "refused") return problem(refusalFault(only));
  return json(only.status === "accepted" ? 201 : 200, `{${plain(only)}}`);
}

const json = (status: number, text: string): Answer => ({ status, type: "application/json", text });

const problem = ({ problem: told, retryAfterSeconds }: Fault): Answer => ({
  status: told.status,
  type: "application/problem+json",
  retryAfterSeconds,
  text: JSON.stringify(told),
});

const line = (result: Result, index: number): string => `{"index":${index},${plain(result)}}`;

/** The fields of a result as JSON. */
function plain(result: Result): string {
  if (result.status === "refused") return JSON.stringify(result).slice(1, -1);
  return `"status":"${result.status}","id":${JSON.stringify(result.id)},"seq":${result.seq}`;
}
