// The store contract: what the service needs of a database to keep programmes. One implementation in SQL, two drivers under it.
import type { EntryRecord, Form, Part, PlanDocument, RowImage, TableDeclaration, Written } from "@perennial/kernel";

export type Mode = "demo" | "sandbox" | "live";

/** A programme as it stands in the database. */
export interface ProgrammeRow {
  id: string;
  mode: Mode;
  /** `filling`: its first history is still being written */
  status: "filling" | "ready";
  seq: number;
  /** nobody has it in memory, and nobody needs to until somebody asks for it */
  resting: boolean;
  /** whose lease it is under, when it has not run out */
  held?: HeldBy;
}

/** The right to write a programme: worth something only as long as nobody has taken a higher epoch. */
export interface Lease {
  readonly programme: string;
  readonly epoch: number;
}

/** Somebody else writes this programme. */
export interface HeldBy {
  readonly owner: string;
  /** where other servers reach it; null: nowhere */
  readonly address: string | null;
  /** how long from now on its lease lasts, by the clock of the database; milliseconds */
  readonly forMs: number;
}

/** Everything that a programme is restored from. */
export interface Loaded {
  readonly mode: Mode;
  readonly status: ProgrammeRow["status"];
  /** checkpoint rows, then the redo after it, in order */
  readonly parts: Part[];
  /** the redo alone */
  readonly redo: Part[];
  readonly seq: number;
  /** hash of the last entry, 64 hexadecimal digits */
  readonly head: string;
  readonly checkpoint: number;
  /** how many rows each table must have at least */
  readonly lengths: Readonly<Record<string, number>>;
  /** the first thing that is not as it was written, with its place: nothing must be built on what was read */
  readonly wrong?: string;
  /** the forms that the journal's rows are written in */
  readonly forms: readonly Form[];
}

/** An event that was accepted before. */
export interface Known {
  readonly seq: number;
  /** its body as it was sent, or the hash of that when another is kept */
  readonly sent: Readonly<Record<string, unknown>> | string;
}

/** How things stood when a day closed; amounts as decimal text. */
export interface Standing {
  members: number;
  pools: Record<string, string>;
  supply: Record<string, string>;
  prices: Record<string, string>;
  /** cash promised and not paid, all mechanisms together; days closed by an earlier version have none */
  promised?: string;
}

/** What a row of the journal says besides its entry. */
interface Around {
  /** absent: a day that closed by itself, or a part of such a close. `hash`: of the body as it was sent, 64 hexadecimal digits, when another is kept */
  readonly event?: { readonly id: string; readonly hash?: string; readonly body: Readonly<Record<string, unknown>> };
  /** the day that was open, `2026-01-31` */
  readonly day: string;
  /** what an order or a refund adds to turnover and margin, cash minor units */
  readonly figures?: { readonly gross: number; readonly margin: number };
  /** only where a day closed by itself, with the last part of its close */
  readonly standing?: Standing;
  readonly hash: string;
}

/** One row to be appended. */
export interface JournalRow extends Around {
  /** postings and notes in short, as JSON */
  readonly entry: Pick<EntryRecord, "seq" | "type" | "id" | "at"> & Pick<Written, "postings" | "notes">;
}

/** What one commit appends. */
export interface Batch {
  readonly from: number;
  readonly to: number;
  /** hash of the last row */
  readonly head: string;
  readonly rows: readonly JournalRow[];
  readonly redo: Part;
  /** forms that these rows are the first to use */
  readonly forms: readonly { readonly number: number; readonly form: Form }[];
}

/** A commit that is told in parts: what each holds is let go before the next is asked for. */
export interface LongBatch {
  readonly from: number;
  /** its rows, in their order */
  readonly parts: () => AsyncIterable<Pick<Batch, "rows" | "forms">>;
  /** Asked for when the last part is written: what has changed, in at most so many pieces. */
  readonly redo: (most: number) => Iterable<Part>;
}

/** Rows of one table on their way into its state table, committed ones. */
export interface CheckpointStep {
  readonly table: TableDeclaration;
  readonly rows: readonly RowImage[];
  /** how many rows the table has with this checkpoint */
  readonly length: number;
}

export interface Store {
  /** nobody else can reach the database: a lease can't pass on however late it is renewed */
  readonly isAlone: boolean;
  /** rows that a step of a checkpoint should have */
  readonly stepRows: number;
  list(): Promise<ProgrammeRow[]>;
  /** A new programme with the rows it begins with. False: there is one by this name already, nothing was changed. */
  create(programme: { id: string; mode: Mode; status: ProgrammeRow["status"]; redo: Part }): Promise<boolean>;
  setReady(lease: Lease): Promise<void>;
  /**
   * Takes the lease when nobody has it, when it has run out, or when it was this owner's already; the epoch rises.
   * `address`: where other servers reach the owner.
   */
  acquire(programme: string, owner: string, ttlMs: number, address?: string): Promise<Lease | HeldBy>;
  /** False: it is no longer ours. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Renews an owner's leases at once; the epoch of each that it still has. */
  renewAll(owner: string, programmes: readonly string[], ttlMs: number): Promise<Map<string, number>>;
  /** Gives a lease back. `restMs`: for so long (at most) nobody need take it until somebody asks; left out: somebody should. */
  release(lease: Lease, restMs?: number): Promise<void>;
  /** The plans in force of programmes whose last checkpoint is whole, by programme. */
  plans(programmes: readonly string[]): Promise<Map<string, PlanDocument>>;
  load(lease: Lease, tables: readonly TableDeclaration[]): Promise<Loaded>;
  /** Which of these event ids have been accepted before. */
  known(programme: string, ids: readonly string[]): Promise<Map<string, Known>>;
  /**
   * Appends a batch whole or not at all. Rejects with StaleLease when the epoch or the position is no longer ours. The next
   * batch may be sent before this one is answered: they arrive in their order, and the next fails when this one has failed.
   */
  commit(lease: Lease, batch: Batch): Promise<void>;
  /** The same of a batch that is told in parts, once every commit before it is answered; rejects also with what a part throws. */
  commitInParts(lease: Lease, batch: LongBatch): Promise<void>;
  /**
   * Brings the state tables up to `seq` with the rows changed since the last checkpoint, then drops the redo before it.
   * In small steps: each alone leaves a state that the redo completes. `rest`: how long to wait after a step that took so long, milliseconds.
   */
  checkpoint(
    lease: Lease,
    steps: AsyncIterable<CheckpointStep>,
    seq: number,
    rest: (took: number) => number,
  ): Promise<void>;
  /** Rows after `after`, in order, at most `limit`: fewer where they are long ones. None: there are no more. */
  journal(programme: string, after: number, limit: number): Promise<StoredRow[]>;
  /** Derives lists and daily figures from the next entries of the journal; how far it has come. */
  project(programme: string, most: number): Promise<number>;
  /** Forgets what was derived; `project` builds it again. */
  dropProjections(programme: string): Promise<void>;
}

/** A row of the journal as it is read back: the entry as its hash covers it, or with the words of every posting. */
export interface StoredRow<E extends EntryRecord = EntryRecord> extends Around {
  readonly entry: E;
  /** hash of the entry before */
  readonly before: string;
  readonly bookedAt: Date;
}

/** The lease was taken by somebody else, or the journal is not where we left it: drop everything and load again. */
export class StaleLease extends Error {
  constructor(lease: Lease, what: string) {
    super(`stale_lease: ${lease.programme}, epoch ${lease.epoch}: ${what}; load again under a new lease`);
    this.name = "StaleLease";
  }
}
