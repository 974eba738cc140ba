// A commit that is told in parts, since it would not fit into memory: one transaction, in which each part is written before the next is made.
import type { Database, Run } from "../database/database.js";
import { APPEND, APPEND_REDO, columnsOf, MOVE } from "./journal-rows.js";
import type { Lease, LongBatch } from "./store.js";
import { StaleLease } from "./store.js";

/** Appends it whole or not at all. Rejects with StaleLease when the epoch or the position is no longer ours, and with what a part throws. */
export async function commitInParts(database: Database, lease: Lease, batch: LongBatch): Promise<void> {
  await database.transact(async (run) => {
    const { from } = batch;
    const end = { seq: from, head: "" };
    for await (const { rows, forms } of batch.parts()) {
      await needOurs(run, lease, APPEND, [end.seq, JSON.stringify(forms), ...columnsOf(database, rows)]);
      end.seq += rows.length;
      end.head = rows.at(-1)?.hash ?? end.head;
    }
    await appendRedo(run, lease, batch, end.seq);
    await needOurs(run, lease, MOVE, [from, end.seq, end.head]);
  });
}

/** As many rows at most as there are entries: each has the number of one, the last that of the last entry. */
async function appendRedo(run: Run, lease: Lease, { from, redo }: LongBatch, to: number): Promise<void> {
  let after = from;
  let held: string | undefined;
  for (const piece of redo(to - from)) {
    if (held !== undefined) {
      await needOurs(run, lease, APPEND_REDO, [after, after + 1, held]);
      after += 1;
    }
    held = JSON.stringify(piece);
  }
  await needOurs(run, lease, APPEND_REDO, [after, to, held ?? "{}"]);
}

async function needOurs(
  run: Run,
  lease: Lease,
  statement: Parameters<Run>[0],
  values: readonly unknown[],
): Promise<void> {
  const [result] = await run<{ moved: number }>(statement, [lease.programme, lease.epoch, ...values]);
  if (result?.moved !== 1) throw new StaleLease(lease, "the journal is not where we left it, or is not ours");
}
