// The service: started as a whole, or its parts for tests and tools.
export type { Sender } from "./accounts/sender.js";
export { consoleSender } from "./accounts/sender.js";
export type { Database, DatabasePlace } from "./database/database.js";
export { openDatabase } from "./database/open.js";
export { DEMO, ensureDemo } from "./demo/demo.js";
export type { Progress } from "./demo/demo.js";
export { demoHistory } from "./demo/history.js";
export { Keys, SCOPES } from "./http/principal.js";
export type { Scope } from "./http/principal.js";
export { bodyHash } from "./programmes/body-hash.js";
export type { Log } from "./programmes/log.js";
export { Programmes } from "./programmes/programmes.js";
export type { Result } from "./programmes/results.js";
export type { Running, StartOptions } from "./start.js";
export { startServer } from "./start.js";
export { SqlStore } from "./store/sql-store.js";
export type { Lease, Mode, Store } from "./store/store.js";
