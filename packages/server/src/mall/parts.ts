// What every room of the mall works with.
import type { Database } from "../database/database.js";
import type { Log } from "../programmes/log.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Outbox } from "../settlement/outbox.js";

export interface MallParts {
  readonly database: Database;
  readonly programmes: Programmes;
  readonly outbox: Outbox;
  readonly log: Log;
  /** milliseconds since the epoch */
  readonly now: () => number;
}
