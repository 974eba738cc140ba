// One request to the service, for all parts of the client: how it is sent, and how its failure is told.
import type { Problem } from "./problem.js";
import { isProblem, problemOf } from "./problem.js";

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

export type Query = Readonly<Record<string, string | number | undefined>>;

/** What is sent: `body` as JSON, or a `file` as it is, with its content type. */
export interface Sent {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** below /api/v1 */
  readonly path: string;
  readonly body?: unknown;
  readonly file?: Blob;
}

/** Rejects with ApiError, or with the platform's own error when the network fails. An answer without content is undefined. */
export async function send<T>(
  { origin = "", key, fetch: ask = fetch }: ClientOptions,
  { method, path, body, file }: Sent,
  { signal }: CallOptions = {},
): Promise<T> {
  const response = await ask(`${origin}/api/v1${path}`, {
    method,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(file !== undefined && { "content-type": file.type || "application/octet-stream" }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(file !== undefined && { body: file }),
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

/** The four ways of asking that the clients are made of. */
export interface Asking {
  readonly get: <T>(path: string, call?: CallOptions) => Promise<T>;
  readonly post: <T>(path: string, body?: unknown, call?: CallOptions) => Promise<T>;
  readonly put: <T>(path: string, body: unknown, call?: CallOptions) => Promise<T>;
  readonly upload: <T>(path: string, file: Blob, call?: CallOptions) => Promise<T>;
}

export const asking = (options: ClientOptions): Asking => ({
  get: async (path, call) => send(options, { method: "GET", path }, call),
  post: async (path, body, call) => send(options, { method: "POST", path, body }, call),
  put: async (path, body, call) => send(options, { method: "PUT", path, body }, call),
  upload: async (path, file, call) => send(options, { method: "POST", path, file }, call),
});

export function search(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length ? `?${new URLSearchParams(given).toString()}` : "";
}

/** `/programmes/demo/…`, each part escaped. */
export const pathOf = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join("");
