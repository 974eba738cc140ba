// One programme that this server writes: its sequencer, and what follows behind it in the background.
import type { Changes, Programme, TableDeclaration } from "@perennial/kernel";
import { Programme as Kernel } from "@perennial/kernel";
import type { Lease, Loaded, Mode, ProgrammeRow, Store } from "../store/store.js";
import { Applier } from "./applier.js";
import { DirtyRows } from "./dirty-rows.js";
import type { SequencerOptions } from "./sequencer.js";
import { Sequencer } from "./sequencer.js";

/** A checkpoint is written when this many rows have changed, or so long after the first change. */
const CHECKPOINT_ROWS = 20_000;
const CHECKPOINT_MS = 30_000;
/** A step of the lists is so large that it takes about this long; on PGlite a commit may have to wait for it. */
const STEP_MS = 40;
const LEAST_ENTRIES = 50;
const MOST_ENTRIES = 10_000;

export interface ServedOptions {
  readonly sequencer?: Pick<SequencerOptions, "mostPerBatch" | "mostWaiting">;
  readonly onFailed: (error: Error) => void;
}

export class Served {
  readonly sequencer: Sequencer;
  checkpointSeq: number;
  projectedSeq = 0;
  private readonly tables: readonly TableDeclaration[];
  private readonly dirty = new DirtyRows();
  private dirtySince: number | undefined;
  private stepEntries = 250;

  private constructor(
    private readonly store: Store,
    readonly lease: Lease,
    readonly mode: Mode,
    public status: ProgrammeRow["status"],
    programme: Programme,
    loaded: Pick<Loaded, "head" | "checkpoint" | "forms"> & { redo: readonly Changes[] },
    options: ServedOptions,
  ) {
    this.tables = declarationsOf(programme);
    this.checkpointSeq = loaded.checkpoint;
    for (const changes of loaded.redo) this.note(changes);
    this.sequencer = new Sequencer(store, lease, new Applier(programme, loaded.head, loaded.forms), {
      ...options.sequencer,
      onFailed: options.onFailed,
      onCommitted: (redo) => this.note(redo),
    });
  }

  /** Loads the programme under a lease: its state tables, and the redo after them. */
  static async open(store: Store, lease: Lease, tables: readonly TableDeclaration[], options: ServedOptions) {
    const loaded = await store.load(lease, tables);
    const programme = Kernel.restore(loaded.parts, { tracking: true });
    const redo = loaded.parts.slice(1);
    return new Served(store, lease, loaded.mode, loaded.status, programme, { ...loaded, redo }, options);
  }

  get id(): string {
    return this.lease.programme;
  }
  get programme(): Programme {
    return this.sequencer.applier.programme;
  }

  /** How many entries the state tables and the lists are behind. */
  get lag(): { checkpoint: number; projection: number } {
    const { committedSeq } = this.sequencer;
    return {
      checkpoint: committedSeq - Math.max(0, this.checkpointSeq),
      projection: Math.max(0, committedSeq - this.projectedSeq),
    };
  }

  /** Writes a checkpoint when there is reason to, or always with `force`. */
  async checkpoint(force = false): Promise<void> {
    const due = this.dirtySince !== undefined && performance.now() - this.dirtySince > CHECKPOINT_MS;
    if (this.dirty.size === 0 || !(force || due || this.dirty.size > CHECKPOINT_ROWS)) return;
    const seq = this.sequencer.committedSeq;
    const changes = this.dirty.take();
    this.dirtySince = undefined;
    try {
      await this.store.checkpoint(this.lease, this.tables, changes, seq);
      this.checkpointSeq = seq;
    } catch (error) {
      this.dirty.putBack(changes);
      this.dirtySince = performance.now();
      throw error;
    }
  }

  /** Brings the lists a step nearer to what is committed; the milliseconds that it took, 0 when there was nothing to do. */
  async project(): Promise<number> {
    if (this.projectedSeq >= this.sequencer.committedSeq) return 0;
    const began = performance.now();
    this.projectedSeq = await this.store.project(this.id, this.stepEntries);
    const took = performance.now() - began;
    const wanted = Math.round((this.stepEntries * STEP_MS) / Math.max(1, took));
    this.stepEntries = Math.min(MOST_ENTRIES, Math.max(LEAST_ENTRIES, wanted));
    return took;
  }

  private note(redo: Changes): void {
    this.dirty.add(redo);
    this.dirtySince ??= performance.now();
  }
}

/** The tables that a programme of this kernel has. */
export const declarationsOf = (programme: Programme): TableDeclaration[] =>
  programme.store.all().map(({ declaration }) => declaration);
