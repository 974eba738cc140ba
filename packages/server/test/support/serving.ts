// A store with a programme in it, and the pieces that a server would put together.
import { Programme } from "@perennial/kernel";
import type { Database } from "../../src/database/database.js";
import { emptyPlan } from "../../src/programmes/empty-plan.js";
import { declarationsOf, Served } from "../../src/programmes/served.js";
import type { ServedOptions } from "../../src/programmes/served.js";
import { SqlStore } from "../../src/store/sql-store.js";
import type { Lease } from "../../src/store/store.js";
import type { Submission } from "../../src/programmes/applier.js";
import type { Body } from "./plan.js";
import { testPlan } from "./plan.js";

export const tables = declarationsOf(Programme.start(emptyPlan()));

export const submission = (body: Body): Submission => ({ body });

/** A store with one programme `shop` and its lease. */
export async function newShop(
  database: Database,
  plan = testPlan(),
  store = new SqlStore(database),
): Promise<{ store: SqlStore; lease: Lease }> {
  const programme = Programme.start(plan, { tracking: true });
  await store.create({ id: "shop", mode: "sandbox", status: "ready", redo: programme.store.takeChanges() });
  return { store, lease: await take(store, "one") };
}

export async function take(store: SqlStore, owner: string, ttlMs = 60_000): Promise<Lease> {
  const lease = await store.acquire("shop", owner, ttlMs);
  if (!("epoch" in lease)) throw new Error(`held by ${lease.owner}`);
  return lease;
}

export const serve = (store: SqlStore, lease: Lease, options: Partial<ServedOptions> = {}): Promise<Served> =>
  Served.open(store, lease, tables, { onFailed: () => undefined, ...options });
