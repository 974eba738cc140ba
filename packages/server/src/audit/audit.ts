// An audit of a whole source: every row past the auditor, then the end and the state.
import type { AuditBegin, AuditReport } from "@perennial/kernel";
import { Auditor, GENESIS, Programme } from "@perennial/kernel";
import { sha256 } from "../programmes/body-hash.js";
import type { Snapshot } from "./file.js";
import type { JournalSource } from "./source.js";

export interface AuditOptions {
  /** where to begin; left out: at the start */
  readonly from?: Snapshot | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Audits a journal and the state that is kept with it. Throws `other_programme` when the snapshot is not of this one. */
export async function auditSource(source: JournalSource, options: AuditOptions = {}): Promise<AuditReport> {
  const { from, onProgress } = options;
  const auditor = new Auditor(beginOf(source, from), sha256);
  const total = source.end.seq - (from?.seq ?? 0);
  let done = 0;
  onProgress?.(done, total);
  for await (const rows of source.rows(from?.seq ?? 0)) {
    for (const row of rows) auditor.row(row);
    onProgress?.((done += rows.length), total);
  }
  return auditor.end({ ...source.end, ...(source.state.length > 0 && { state: Programme.restore(source.state) }) });
}

function beginOf({ programme, plan }: JournalSource, from: Snapshot | undefined): AuditBegin {
  if (!from) return { programme: Programme.start(plan), head: GENESIS };
  if (from.programme !== programme)
    throw new Error(`other_programme: the snapshot is of "${from.programme}", the journal of "${programme}"`);
  return { programme: Programme.restore(from.state), head: from.head };
}
