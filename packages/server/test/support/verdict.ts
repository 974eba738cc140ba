// What faults have done: events answered, lost, doubled, and what the audit says; counted, printed, and held to be nothing.
import { expect } from "vitest";
import { auditSource } from "../../src/audit/audit.js";
import { databaseSource } from "../../src/audit/source.js";
import type { DatabasePlace } from "../../src/database/database.js";
import { openDatabase } from "../../src/database/open.js";
import { SqlStore } from "../../src/store/sql-store.js";
import type { Crowd } from "./crowd.js";

/** Holds the journal of `shop` against what the crowd was told. `faults`: how many of each kind were tried. */
export async function judge(
  place: DatabasePlace,
  crowd: Crowd,
  faults: Readonly<Record<string, number>>,
): Promise<void> {
  const database = await openDatabase(place, () => undefined);
  const store = new SqlStore(database);
  const source = await databaseSource(database, store, "shop");
  if (!source) throw new Error("the programme is gone");
  const seqs = new Map<string, number>();
  let twice = 0;
  for await (const rows of source.rows(0))
    for (const { entry, event } of rows) {
      if (!event) continue;
      if (seqs.has(entry.id)) twice += 1;
      seqs.set(entry.id, entry.seq);
    }
  const report = await auditSource(source);
  await database.close();
  const lost = [...crowd.accepted].filter(([id, seq]) => seqs.get(id) !== seq).map(([id]) => id);
  const unknown = [...seqs.keys()].filter((id) => !crowd.bodies.has(id));
  const tried = Object.entries(faults).map(([name, count]) => `${count} × ${name}`);
  process.stdout.write(
    `faults: ${tried.join(", ")}; answered: ${crowd.accepted.size} events (${crowd.unanswered} requests sent again); ` +
      `lost: ${lost.length}; doubled: ${crowd.doubled.length + twice}; audit of ${report.entries} entries: ${report.ok ? "right" : "WRONG"}\n`,
  );
  expect(report.findings).toEqual([]);
  expect({ lost, doubled: crowd.doubled, twice, unknown }).toEqual({ lost: [], doubled: [], twice: 0, unknown: [] });
}
