// One programme that this server writes: its sequencer, and what follows behind it in the background.
import type { Programme, TableDeclaration } from "@perennial/kernel";
import { corruption, Programme as Kernel } from "@perennial/kernel";
import type { CheckpointStep, Lease, Loaded, Mode, ProgrammeRow, Store } from "../store/store.js";
import { Applier } from "./applier.js";
import { Leisure } from "./leisure.js";
import type { Pace } from "./pace.js";
import { BESIDE_THE_WRITER, MOST_ENTRIES } from "./pace.js";
import type { SequencerOptions } from "./sequencer.js";
import { Sequencer } from "./sequencer.js";

/** A checkpoint is written when this many rows have changed, or so long after the first change. The redo that a start must read grows with them. */
const CHECKPOINT_ROWS = 200_000;
const CHECKPOINT_MS = 30_000;
/** While the thread is busy a checkpoint waits until so many rows have changed: a start reads the redo of as many in seconds. */
const MOST_ROWS = 2_000_000;

/** Who derives the lists, and at what pace. */
export interface Lists extends Pick<Store, "project"> {
  readonly pace: Pace;
}

export interface ServedOptions {
  readonly sequencer?: Pick<SequencerOptions, "mostPerBatch" | "mostWaiting" | "poisoned">;
  /** postings and notes that fill a part of a close; left out: what the kernel takes for good */
  readonly closePart?: number | undefined;
  readonly leisure?: Leisure;
  /** who derives the lists; left out: the store does, in this thread */
  readonly lists?: Lists | undefined;
  readonly onFailed: (error: Error) => void;
}

export class Served {
  readonly sequencer: Sequencer;
  checkpointSeq: number;
  projectedSeq = 0;
  private dirtySince: number | undefined;
  private stepEntries: number;
  private writing = false;
  private projecting: Promise<unknown> = Promise.resolve();
  private readonly leisure: Leisure;
  private readonly lists: Pick<Store, "project">;
  private readonly pace: Pace;

  private constructor(
    private readonly store: Store,
    readonly lease: Lease,
    readonly mode: Mode,
    public status: ProgrammeRow["status"],
    programme: Programme,
    loaded: Pick<Loaded, "head" | "checkpoint" | "forms">,
    options: ServedOptions,
  ) {
    this.checkpointSeq = loaded.checkpoint;
    this.leisure = options.leisure ?? new Leisure();
    this.lists = options.lists ?? store;
    this.pace = options.lists?.pace ?? BESIDE_THE_WRITER;
    this.stepEntries = this.pace.leastEntries;
    if (programme.store.waiting > 0) this.note();
    const applier = new Applier(programme, loaded.head, loaded.forms, options.closePart);
    this.sequencer = new Sequencer(store, lease, applier, {
      ...options.sequencer,
      onFailed: options.onFailed,
      onCommitted: () => this.note(),
    });
  }

  /** Loads the programme under a lease: its state tables, and the redo after them. */
  static async open(store: Store, lease: Lease, tables: readonly TableDeclaration[], options: ServedOptions) {
    const loaded = await store.load(lease, tables);
    if (loaded.wrong !== undefined) throw new CorruptState(lease.programme, loaded.wrong);
    const programme = Kernel.restore(loaded.parts, { tracking: true });
    const wrong = cutOff(programme, loaded.lengths) ?? corruption(programme) ?? outOfStep(programme, loaded.seq);
    if (wrong !== undefined) throw new CorruptState(lease.programme, wrong);
    for (const redo of loaded.redo) programme.store.waitFor(redo);
    return new Served(store, lease, loaded.mode, loaded.status, programme, loaded, options);
  }

  get id(): string {
    return this.lease.programme;
  }
  get programme(): Programme {
    return this.sequencer.applier.programme;
  }

  /** How many entries the state tables and the lists are behind, how many days are still to be closed, and how many postings the day that is half closed has. */
  get lag(): { checkpoint: number; projection: number; days: number; closing: number } {
    const { committedSeq, applier } = this.sequencer;
    return {
      days: applier.daysToClose,
      closing: applier.postingsSoFar,
      checkpoint: committedSeq - Math.max(0, this.checkpointSeq),
      projection: Math.max(0, committedSeq - this.projectedSeq),
    };
  }

  /** Whether everything is written and every list up to date, with nothing under way: memory holds nothing that the database does not. */
  get settled(): boolean {
    const { checkpoint, projection } = this.lag;
    return this.sequencer.idle && !this.writing && this.programme.store.waiting === 0 && checkpoint + projection === 0;
  }

  /** Writes a checkpoint when there is reason to, or always with `force`. */
  async checkpoint(force = false): Promise<void> {
    const { waiting } = this.programme.store;
    // With no rows left to write there may still be a number to move up: rows of a commit under way went into the checkpoint before.
    const isBehind = waiting > 0 || this.lag.checkpoint > 0;
    const due = this.dirtySince !== undefined && performance.now() - this.dirtySince > CHECKPOINT_MS;
    const wanted = (due || waiting > CHECKPOINT_ROWS) && !(this.leisure.isScarce && waiting < MOST_ROWS);
    if (this.writing || !isBehind || !(force || wanted)) return;
    const seq = this.sequencer.committedSeq;
    this.dirtySince = undefined;
    this.writing = true;
    const rest = (took: number): number => (force ? 0 : this.restOfCheckpoint(took));
    try {
      await this.store.checkpoint(this.lease, this.waitingRows(), seq, rest);
      this.checkpointSeq = seq;
    } catch (error) {
      this.dirtySince = performance.now();
      throw error;
    } finally {
      this.writing = false;
    }
  }

  /** At leisure, but not so that it never gets done: while one checkpoint is written the next is filling up. */
  private restOfCheckpoint(took: number): number {
    const { waiting } = this.programme.store;
    if (waiting > MOST_ROWS) return 0;
    return this.leisure.after(took, waiting > CHECKPOINT_ROWS ? 1 : 3);
  }

  /** The rows that wait for a checkpoint, a step at a time; those of steps that were not asked for or failed wait again. */
  private async *waitingRows(): AsyncGenerator<CheckpointStep> {
    for (const table of this.programme.store.all()) {
      const rows = table.takeWaiting();
      const { length } = table;
      let written = 0;
      try {
        for (; written < rows.length; written += this.store.stepRows) {
          const step = rows.slice(written, written + this.store.stepRows);
          // Memory may be ahead of the journal: what is read now is written when all that it shows is committed.
          const images = await this.sequencer.settled(() => step.map((row) => table.image(row)));
          yield { table: table.declaration, rows: images, length };
        }
      } finally {
        table.waitAgain(rows.slice(written));
      }
    }
  }

  /** Brings the lists a step nearer to what is committed; the milliseconds that it took, 0 when there was nothing to do. One after the other. */
  async project(): Promise<number> {
    const mine = this.projecting.then(async () => this.projectStep());
    this.projecting = mine.catch(() => undefined);
    return mine;
  }

  private async projectStep(): Promise<number> {
    if (this.projectedSeq >= this.sequencer.committedSeq) return 0;
    const began = performance.now();
    this.projectedSeq = await this.lists.project(this.id, this.stepEntries);
    const took = performance.now() - began;
    const { stepMs, leastEntries } = this.pace;
    const wanted = Math.round((this.stepEntries * stepMs) / Math.max(1, took));
    this.stepEntries = Math.min(MOST_ENTRIES, Math.max(leastEntries, wanted));
    return took;
  }

  /** Whether the lists are behind by enough for a whole step. */
  get isWorthAStep(): boolean {
    return this.lag.projection >= this.pace.leastEntries;
  }

  private note(): void {
    this.dirtySince ??= performance.now();
  }
}

/** Rows at the end of a table leave no gap: they are missed by their number. */
function cutOff({ store }: Programme, lengths: Readonly<Record<string, number>>): string | undefined {
  const table = store.all().find(({ name, length }) => length < (lengths[name] ?? 0));
  return table && `table ${table.name}, row ${table.length}: it is missing`;
}

const outOfStep = (programme: Programme, seq: number): string | undefined =>
  programme.seq === seq ? undefined : `table clock, row 0: it stands at entry ${programme.seq}, the journal at ${seq}`;

/** What was loaded can't be a state: it is not served, since every answer would build on it. */
export class CorruptState extends Error {
  constructor(programme: string, wrong: string) {
    super(`corrupt_state: ${programme}: ${wrong}; the journal is the truth, see "a corrupt row" in docs/operations.md`);
    this.name = "CorruptState";
  }
}

/** The tables that a programme of this kernel has. */
export const declarationsOf = (programme: Programme): TableDeclaration[] =>
  programme.store.all().map(({ declaration }) => declaration);
