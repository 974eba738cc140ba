// The contract over HTTP for whoever calls it: shapes, errors and a typed client. Light on purpose: it runs in the browser and loads no library.
export type { CallOptions, Client, ClientOptions } from "./client.js";
export { ApiError, createClient } from "./client.js";
export type { ApiCode, Problem, ServiceCode } from "./problem.js";
export { isProblem, problemOf, SERVICE_CODES, statusOf } from "./problem.js";
export type * from "./types.js";
