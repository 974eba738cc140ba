// The contract over HTTP for whoever calls it: shapes, errors and a typed client. Light on purpose: it runs in the browser and loads no library.
export type { Client } from "./client.js";
export { createClient } from "./client.js";
export type { AccountClient } from "./account-client.js";
export { createAccountClient } from "./account-client.js";
export type { MallClient } from "./mall-client.js";
export { createMallClient } from "./mall-client.js";
export type { InboxClient } from "./inbox-client.js";
export { createInboxClient } from "./inbox-client.js";
export type { DeskClient } from "./desk-client.js";
export { createDeskClient } from "./desk-client.js";
export type { Clock } from "./clock.js";
export { clockAt } from "./clock.js";
export type { ApiCode, Problem, ServiceCode } from "./problem.js";
export type { CallOptions, ClientOptions } from "./request.js";
export { ApiError } from "./request.js";
export { isProblem, problemOf, SERVICE_CODES, statusOf } from "./problem.js";
export type * from "./types.js";
