// An auditor of its own: reads the journal, follows the chain, replays every event through the kernel, and compares.
import type { EntryRecord, Plan } from "@perennial/kernel";
import { chainHash, GENESIS, parseDay, Programme, recordEntry } from "@perennial/kernel";
import { sha256 } from "../../src/programmes/body-hash.js";
import type { SqlStore } from "../../src/store/sql-store.js";
import type { Lease } from "../../src/store/store.js";
import { testPlan } from "./plan.js";
import { tables } from "./serving.js";

export interface Audit {
  /** number of the entry of each event id, in the order of the journal */
  readonly events: [id: string, seq: number][];
  readonly broken: string[];
  readonly replayed: ReturnType<Programme["store"]["dump"]>;
  readonly restored: ReturnType<Programme["store"]["dump"]>;
}

/** What the journal says, what replaying it gives, and what the checkpoint and the redo give. */
export async function audit(store: SqlStore, lease: Lease, plan: Plan = testPlan()): Promise<Audit> {
  const events: [string, number][] = [];
  const broken: string[] = [];
  const replay = Programme.start(plan);
  const closing = closes(replay);
  let before = GENESIS;
  for (let after = 0; ;) {
    const rows = await store.journal(lease.programme, after, 1_000);
    for (const { entry, event, hash, before: said } of rows) {
      if (said !== before || chainHash(before, entry, sha256) !== hash) broken.push(`chain at ${entry.seq}`);
      before = hash;
      const again = event ? applied(replay, event.body) : closing(entry);
      if (JSON.stringify(again) !== JSON.stringify([entry])) broken.push(`replay of ${entry.seq}`);
      if (event) events.push([event.id, entry.seq]);
      after = entry.seq;
    }
    if (rows.length === 0) break;
  }
  const { parts, head } = await store.load(lease, tables);
  if (head !== before) broken.push("head of the chain");
  return { events, broken, replayed: replay.store.dump(), restored: Programme.restore(parts).store.dump() };
}

function applied(programme: Programme, body: unknown): EntryRecord[] {
  return programme.apply(body).entries.map((entry) => recordEntry(programme, entry));
}

/** Closes the open day as far as a part of its close goes. */
function closes(programme: Programme): (entry: EntryRecord) => EntryRecord[] {
  let parts: ReturnType<Programme["closeInParts"]> | undefined;
  return ({ at, type, postings, notes }) => {
    const most = type === "day.closing" ? postings.length + notes.length : Number.POSITIVE_INFINITY;
    parts ??= programme.closeInParts(parseDay(at) ?? 0, most);
    const { done, value } = parts.next(most);
    if (done) parts = undefined;
    return [recordEntry(programme, value)];
  };
}
