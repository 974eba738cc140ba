// The typed client: one method a route, over the platform's fetch. A failure is an ApiError that carries the problem.
import type { KernelEvent } from "@perennial/kernel";
import type { CallOptions, ClientOptions, Query } from "./request.js";
import { pathOf, search, send } from "./request.js";
import type * as t from "./types.js";

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
  /** Puts a study of a plan in; workers answer it. Follow it with `run`. */
  submitRun(programme: string, request: t.RunRequest, call?: CallOptions): Promise<t.Run>;
  runs(programme: string, query?: t.PageQuery, call?: CallOptions): Promise<t.RunList>;
  run(programme: string, run: number, call?: CallOptions): Promise<t.Run>;
  cancelRun(programme: string, run: number, call?: CallOptions): Promise<t.Run>;
  /** What came of a run that is done. */
  answer(programme: string, run: number, call?: CallOptions): Promise<t.RunAnswer>;
  ready(call?: CallOptions): Promise<t.Readiness>;
}

/** A client of the service. Methods reject with ApiError, or with the platform's own error when the network fails. */
export function createClient(options: ClientOptions = {}): Client {
  const get = <T>(path: string, query: Query, call: CallOptions | undefined): Promise<T> =>
    send<T>(options, { method: "GET", path: path + search(query) }, call);
  const post = <T>(path: string, query: Query, body: unknown, call: CallOptions | undefined): Promise<T> =>
    send<T>(options, { method: "POST", path: path + search(query), body }, call);
  const of = (programme: string, ...rest: readonly string[]): string => pathOf("programmes", programme, ...rest);
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
    submitRun: (programme, request, call) => post(of(programme, "runs"), {}, request, call),
    runs: (programme, query = {}, call) => get(of(programme, "runs"), { ...query }, call),
    run: (programme, run, call) => get(of(programme, "runs", String(run)), {}, call),
    cancelRun: (programme, run, call) => post(of(programme, "runs", String(run), "cancel"), {}, undefined, call),
    answer: (programme, run, call) => get(of(programme, "runs", String(run), "answer"), {}, call),
    ready: (call) => get("/ready", {}, call),
  };
}
