// The typed client: one method a route, over the platform's fetch. A failure is an ApiError that carries the problem.
import type { KernelEvent } from "@perennial/kernel";
import type { Problem } from "./problem.js";
import { isProblem, problemOf } from "./problem.js";
import type * as t from "./types.js";

/** A request that did not succeed; `problem` says what was wrong and what would be right. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    /** seconds after which another try makes sense, when the service said so */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(`${problem.code}: ${problem.wrong}`);
    this.name = "ApiError";
  }
}

export interface ClientOptions {
  /** origin of the service; left out: the page's own origin */
  origin?: string;
  /** an API key; left out: the browser's session cookie speaks */
  key?: string;
  fetch?: typeof fetch;
}

/** How one request is made. `signal` gives it up. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

type Query = Readonly<Record<string, string | number | undefined>>;

export interface Client {
  programmes(call?: CallOptions): Promise<t.ProgrammeList>;
  programme(programme: string, call?: CallOptions): Promise<t.ProgrammeDetail>;
  state(programme: string, call?: CallOptions): Promise<t.ProgrammeState>;
  series(programme: string, query?: t.SeriesQuery, call?: CallOptions): Promise<t.Series>;
  holders(programme: string, query?: t.HoldersQuery, call?: CallOptions): Promise<t.HolderList>;
  holder(programme: string, name: string, call?: CallOptions): Promise<t.HolderDetail>;
  lines(programme: string, name: string, query?: t.PageQuery, call?: CallOptions): Promise<t.HolderLines>;
  entries(programme: string, query?: t.EntriesQuery, call?: CallOptions): Promise<t.EntryList>;
  entry(programme: string, seq: number, call?: CallOptions): Promise<t.EntryDetail>;
  event(programme: string, id: string, call?: CallOptions): Promise<t.EventStatus>;
  /** Posts one event; a refusal is an ApiError with its code. The same event may be posted again: it counts once. */
  post(programme: string, event: KernelEvent, call?: CallOptions): Promise<t.EventAccepted>;
  /** The entry that an event would make; nothing is stored. */
  tryOut(programme: string, event: KernelEvent, call?: CallOptions): Promise<t.EventAccepted>;
  /** Posts up to 1,000 events; the answer says of each what became of it. */
  postMany(programme: string, events: readonly KernelEvent[], call?: CallOptions): Promise<t.EventResults>;
  ready(call?: CallOptions): Promise<t.Readiness>;
}

/** A client of the service. Methods reject with ApiError, or with the platform's own error when the network fails. */
export function createClient(options: ClientOptions = {}): Client {
  const get = <T>(path: string, query: Query, call: CallOptions | undefined): Promise<T> =>
    send<T>(options, "GET", path + search(query), undefined, call);
  const post = <T>(path: string, query: Query, body: unknown, call: CallOptions | undefined): Promise<T> =>
    send<T>(options, "POST", path + search(query), body, call);
  const of = (programme: string, ...rest: readonly string[]): string =>
    ["/programmes", programme, ...rest].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join("/");
  return {
    programmes: (call) => get("/programmes", {}, call),
    programme: (programme, call) => get(of(programme), {}, call),
    state: (programme, call) => get(of(programme, "state"), {}, call),
    series: (programme, query = {}, call) => get(of(programme, "series"), { ...query }, call),
    holders: (programme, query = {}, call) => get(of(programme, "holders"), { ...query }, call),
    holder: (programme, name, call) => get(of(programme, "holders", name), {}, call),
    lines: (programme, name, query = {}, call) => get(of(programme, "holders", name, "lines"), { ...query }, call),
    entries: (programme, query = {}, call) => get(of(programme, "entries"), { ...query }, call),
    entry: (programme, seq, call) => get(of(programme, "entries", String(seq)), {}, call),
    event: (programme, id, call) => get(of(programme, "events", id), {}, call),
    post: (programme, event, call) => post(of(programme, "events"), { entry: 1 }, event, call),
    tryOut: (programme, event, call) => post(of(programme, "events"), { dryRun: 1, entry: 1 }, event, call),
    postMany: (programme, events, call) => post(of(programme, "events"), {}, events, call),
    ready: (call) => get("/ready", {}, call),
  };
}

async function send<T>(
  { origin = "", key, fetch: ask = fetch }: ClientOptions,
  method: "GET" | "POST",
  path: string,
  body: unknown,
  { signal }: CallOptions = {},
): Promise<T> {
  const response = await ask(`${origin}/api/v1${path}`, {
    method,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  const after = response.headers.get("retry-after");
  throw new ApiError(
    isProblem(answer)
      ? answer
      : problemOf("unavailable", "", `the service answered ${response.status} and no problem document`, "try again"),
    after === null ? undefined : Number(after),
  );
}

function search(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length ? `?${new URLSearchParams(given).toString()}` : "";
}
