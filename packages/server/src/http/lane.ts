// The short way for events: a plain POST of events under a key that is known, from the socket straight to the sequencer. Anything out of
// the ordinary takes the long way through the application, before or after its body was read; both give the same answers.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Result } from "../programmes/results.js";
import type { Served } from "../programmes/served.js";
import type { Fault } from "./fault.js";
import { faultOf } from "./fault.js";
import { refusalFault } from "./routes/events.js";
import type { Service } from "./service.js";

type LongWay = (incoming: IncomingMessage & { rawBody?: Buffer }, outgoing: ServerResponse) => void;

const PATH = /^\/api\/v1\/programmes\/([a-z0-9][a-z0-9-]{0,62})\/events$/;
const BEARER = /^Bearer (\S+)$/i;
const JSON_TYPE = /^application\/json(?:;|$)/i;
const ROUTE = "/api/v1/programmes/:programme/events";

export interface LaneOptions {
  readonly hosts: readonly string[];
  readonly mostBytes: number;
  readonly mostEvents: number;
  /** headers that every answer of the API has */
  readonly headers: Readonly<Record<string, string>>;
}

/** What `http.Server` calls for each request. */
export function eventLane(service: Service, options: LaneOptions, longWay: LongWay): LongWay {
  return (incoming, outgoing) => {
    const served = admitted(service, options, incoming);
    if (!served) return longWay(incoming, outgoing);
    const began = performance.now();
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => void parts.push(part));
    incoming.once("end", () => {
      const body = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
      const events = eventsOf(body.toString("utf8"), options.mostEvents);
      if (!events) return longWay(Object.assign(incoming, { rawBody: body }), outgoing);
      void answer(service, options, served, events, outgoing).then((status) => {
        const millis = Math.round(performance.now() - began);
        service.log.info({ method: "POST", route: ROUTE, status, millis }, "request");
      });
      return undefined;
    });
    return undefined;
  };
}

/** The programme, when the request is plain, its sender known, allowed and within its rate, and the programme beyond doubt ours. */
function admitted(service: Service, { hosts, mostBytes }: LaneOptions, incoming: IncomingMessage): Served | undefined {
  if (incoming.method !== "POST") return undefined;
  const [, id] = PATH.exec(incoming.url ?? "") ?? [];
  const { authorization, host, "content-length": length, "content-type": type, cookie } = incoming.headers;
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
interface Events {
  readonly many: boolean;
  readonly bodies: readonly Body[];
}

/** The events of a body; undefined when it is not as described, which the long way explains. */
function eventsOf(text: string, most: number): Events | undefined {
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

/** Submits and answers; returns the status. */
async function answer(
  { log }: Service,
  { headers }: LaneOptions,
  served: Served,
  { many, bodies }: Events,
  outgoing: ServerResponse,
): Promise<number> {
  const send = (status: number, text: string, more: Record<string, string>): number => {
    outgoing.writeHead(status, { ...headers, ...more, "content-length": String(Buffer.byteLength(text)) }).end(text);
    return status;
  };
  try {
    const results = await served.sequencer.submit(bodies.map((body) => ({ body })));
    if (many) return send(200, `{"results":[${results.map(line).join(",")}]}`, JSON_ANSWER);
    const [only] = results;
    if (!only || only.status === "refused") throw refusalFault(only);
    return send(only.status === "accepted" ? 201 : 200, `{${plain(only)}}`, JSON_ANSWER);
  } catch (error) {
    const fault = faultOf(error instanceof Error ? error : new Error(String(error)));
    if (fault.problem.status >= 500) log.error({ error }, "request failed");
    return send(fault.problem.status, JSON.stringify(fault.problem), problemHeaders(fault));
  }
}

const JSON_ANSWER = { "content-type": "application/json" };

const problemHeaders = ({ retryAfterSeconds }: Fault): Record<string, string> => ({
  "content-type": "application/problem+json",
  ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
});

const line = (result: Result, index: number): string => `{"index":${index},${plain(result)}}`;

/** The fields of a result as JSON. */
function plain(result: Result): string {
  if (result.status === "refused") return JSON.stringify(result).slice(1, -1);
  return `"status":"${result.status}","id":${JSON.stringify(result.id)},"seq":${result.seq}`;
}
