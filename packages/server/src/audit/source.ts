// Where an audit gets its journal from: a database, or a file that was exported. Both give the plan, the rows, the end and the state.
import type { AuditRow, Part, Plan } from "@perennial/kernel";
import { Programme, readPlan } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import { emptyPlan } from "../programmes/empty-plan.js";
import { declarationsOf } from "../programmes/served.js";
import type { Mode, Store, StoredRow } from "../store/store.js";
import { inspect } from "./inspect.js";

export interface JournalSource {
  readonly programme: string;
  readonly mode: Mode;
  /** the plan that the programme began with */
  readonly plan: Plan;
  readonly end: { readonly seq: number; readonly head: string };
  /** the state that is kept for the end, as rows to restore from; empty: none is */
  readonly state: readonly Part[];
  /** Rows after `after`, in order, some at a time. */
  rows(after: number): AsyncIterable<readonly SourceRow[]>;
}

/** A row for an audit or an export. */
export type SourceRow = AuditRow & Pick<StoredRow, "day">;

const PAGE_ROWS = 1_000;

/** The journal of a programme in a database, up to where it stands now. Undefined: there is no such programme. */
export async function databaseSource(
  database: Database,
  store: Pick<Store, "journal" | "list">,
  programme: string,
): Promise<JournalSource | undefined> {
  const found = await inspect(database, programme, declarationsOf(Programme.start(emptyPlan())));
  if (!found) return undefined;
  const { mode, seq, head, parts } = found;
  return {
    programme,
    mode,
    plan: firstPlan(parts),
    end: { seq, head },
    state: parts,
    rows: (after) => pages(store, programme, after, seq),
  };
}

/** Rows up to the end, then those that no commit can have made: numbers above what the programme stands at by now. */
async function* pages(store: Pick<Store, "journal" | "list">, programme: string, after: number, to: number) {
  for (let last = after; last < to;) {
    const rows = await store.journal(programme, last, Math.min(PAGE_ROWS, to - last));
    if (rows.length === 0) break;
    yield rows.filter(({ entry }) => entry.seq <= to);
    last = rows.at(-1)?.entry.seq ?? last;
  }
  const later = await store.journal(programme, to, PAGE_ROWS);
  const now = (await store.list()).find(({ id }) => id === programme)?.seq ?? to;
  yield later.filter(({ entry }) => entry.seq > now);
}

/** The plan of the first version that the state knows. Throws `no_plan` or `malformed_plan`. */
function firstPlan(parts: readonly Part[]): Plan {
  const versions = Programme.restore(parts)
    .store.all()
    .find(({ name }) => name === "plan_version");
  if (!versions || versions.length === 0)
    throw new Error("no_plan: the state holds no plan, so that nothing can be replayed; restore a backup");
  return planOf(JSON.parse(String(versions.image(0)[1])));
}

export function planOf(document: unknown): Plan {
  const read = readPlan(document);
  if (read.ok) return read.plan;
  const faults = read.faults.map(({ path, wrong }) => `${path} ${wrong}`).join("; ");
  throw new Error(`malformed_plan: the plan that the programme began with can't be read: ${faults}`);
}
