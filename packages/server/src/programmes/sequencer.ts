// The only writer of a programme: takes what waits, applies it in memory, appends the batch in one commit, and answers when
// the commit is back. The next batch is computed and sent meanwhile; only a close too long for one batch goes alone, part by part.
// It fails once and for good: whoever owns it loads anew.
import { setImmediate as requests } from "node:timers/promises";
import type { Part, Programme } from "@perennial/kernel";
import type { Batch, JournalRow, Known, Lease, Store } from "../store/store.js";
import { Refusal } from "@perennial/kernel";
import type { Applier, Submission } from "./applier.js";
import { bodyHash } from "./body-hash.js";
import { conflict, isRepeat } from "./conflict.js";
import type { Deferred } from "./deferred.js";
import { deferred } from "./deferred.js";
import { RecentIds } from "./recent-ids.js";
import type { Result } from "./results.js";
import { failedOn, TooBusy, Unavailable } from "./results.js";

/** What was submitted together is answered together. */
interface Group {
  left: number;
  readonly results: Result[];
  readonly done: (results: Result[]) => void;
  readonly failed: (error: Error) => void;
}

interface Waiting extends Submission {
  readonly group: Group;
  readonly index: number;
}

/** A batch that has been applied in memory; its answers wait for the commit. */
interface Staged {
  readonly from: number;
  /** the number of its last entry; of a day that is half closed, so far */
  to: number;
  readonly rows: JournalRow[];
  /** its last row is the first part of a close, which this event has asked for */
  closing?: Waiting;
  /** whose results these are */
  waiting: readonly Waiting[];
  readonly results: Result[];
  /** the kernel failed on one of them: what is in memory is not to be trusted further than this batch */
  failure?: Unavailable;
  redo: Part;
  forms: Batch["forms"];
  /** comes true with the commit */
  readonly committed: Deferred;
}

/** The first so many of those that wait, and what the journal, up to entry `shown` or further, knows of them. */
interface Look {
  readonly count: number;
  readonly shown: number;
  readonly known: Promise<ReadonlyMap<string, Known>>;
}

export interface SequencerOptions {
  /** events in a batch at most */
  readonly mostPerBatch?: number;
  /** events that may wait at most */
  readonly mostWaiting?: number;
  /** hashes of the bodies on which the kernel has failed: they are not tried again */
  readonly poisoned?: Set<string>;
  /** told of each batch when it is committed */
  readonly onCommitted?: () => void;
  /** told once, when a commit has failed */
  readonly onFailed?: (error: Error) => void;
}

/** So many commits may be under way at once. */
const DEPTH = 2;
/** A commit is sent behind another one when it has so many events: a commit costs as much as some dozens of them. */
const WORTH = 64;

export class Sequencer {
  private queue: Waiting[] = [];
  private staging: Promise<void> | undefined;
  /** how many commits are under way, and whether the last of them (and so all before it) has held */
  private underway = 0;
  private last: Promise<boolean> = Promise.resolve(true);
  /** memory is ahead of what may be answered: nothing more is built on it */
  private tainted = false;
  private latest: Promise<void> = Promise.resolve();
  /** a day is half closed in memory: nobody looks before this is over */
  private half: Promise<void> | undefined;
  private readonly recent = new RecentIds();
  /** asked for while the batch before is applied */
  private looking: Look | undefined;
  private failure: Error | undefined;
  private stoppedIdle = false;
  private committed: number;
  private readonly mostPerBatch: number;
  private readonly worth: number;
  private readonly mostWaiting: number;
  private readonly poisoned: Set<string>;

  constructor(
    private readonly store: Pick<Store, "known" | "commit" | "commitInParts">,
    readonly lease: Lease,
    readonly applier: Applier,
    private readonly options: SequencerOptions = {},
  ) {
    this.committed = applier.programme.seq;
    this.mostPerBatch = options.mostPerBatch ?? 1_024;
    this.worth = Math.min(WORTH, this.mostPerBatch);
    this.mostWaiting = options.mostWaiting ?? 20_000;
    this.poisoned = options.poisoned ?? new Set();
  }

  /** the last sequence number that is in the journal */
  get committedSeq(): number {
    return this.committed;
  }
  get waiting(): number {
    return this.queue.length;
  }

  /** Whether a day is half closed in memory, or closed and not yet written down whole. */
  get isClosing(): boolean {
    return this.half !== undefined;
  }

  /** Takes all of these events, in their order, or none. Rejects with TooBusy or Unavailable. */
  async submit(submissions: readonly Submission[]): Promise<Result[]> {
    if (this.failure) throw this.failure;
    if (this.queue.length + submissions.length > this.mostWaiting) throw new TooBusy(this.queue.length);
    if (submissions.length === 0) return [];
    return new Promise<Result[]>((done, failed) => {
      const group: Group = { left: submissions.length, results: [], done, failed };
      for (const [index, { body, sent = body }] of submissions.entries()) this.queue.push({ body, sent, group, index });
      this.wake();
    });
  }

  /** What `view` sees, once everything that it saw is committed; never a day half closed. `view` must not change anything. */
  async read<T>(view: (programme: Programme) => T): Promise<T> {
    while (this.half) await this.half;
    if (this.failure) throw this.failure;
    const seen = view(this.applier.programme);
    await this.latest;
    return seen;
  }

  /** The same for what shall be written down; it is good after a stop too, when nothing was under way then. */
  async settled<T>(view: (programme: Programme) => T): Promise<T> {
    while (this.half) await this.half;
    if (this.failure && !this.stoppedIdle) throw this.failure;
    const seen = view(this.applier.programme);
    await this.latest;
    return seen;
  }

  /** Waits until everything submitted so far is answered. */
  async drain(): Promise<void> {
    while (this.staging || this.underway > 0) await (this.staging ?? this.last);
  }

  /** Whether nothing waits and nothing is under way. */
  get idle(): boolean {
    return !this.staging && this.underway === 0 && this.queue.length === 0;
  }

  /** Ends an idle one in good order: nobody is told, since nothing failed; whoever comes is answered with `error`. */
  close(error: Error): void {
    if (!this.idle) throw new Error("sequencer: closed while something is under way");
    this.failure ??= error;
  }

  /** Ends it: what waits is answered with `unavailable`. */
  stop(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.stoppedIdle = this.idle && !this.tainted;
    const left = this.queue;
    this.queue = [];
    this.looking = undefined;
    for (const { group } of left) group.failed(error);
    this.options.onFailed?.(error);
  }

  /** Begins a batch when there is room for its commit: at once when none is under way, behind others when it is worth it. */
  private wake(): void {
    const room = this.underway === 0 || (this.underway < DEPTH && this.queue.length >= this.worth);
    if (this.staging || this.tainted || this.failure || this.queue.length === 0 || !room) return;
    this.staging = this.batch().finally(() => {
      this.staging = undefined;
      this.wake();
    });
  }

  private async batch(): Promise<void> {
    // Let in every request that has arrived: they go together. A database in this very thread gives no other chance.
    await requests();
    const { count, shown, known } = this.looking ?? this.look();
    this.looking = undefined;
    let taken: readonly Waiting[] = [];
    try {
      const answers = await known;
      if (this.failure) return;
      taken = this.queue.splice(0, count);
      if (this.queue.length >= this.mostPerBatch) this.looking = this.look();
      const staged = this.stage(taken, answers);
      // Not before: those that were recent when the journal was asked were not asked about.
      this.recent.forget(shown);
      this.underway += 1;
      this.last = this.finish(staged, this.last);
      // Nothing is built on a day that is half closed.
      if (staged.closing) await this.last;
    } catch (error) {
      const reason = unavailable(error);
      for (const { group } of taken) group.failed(reason);
      this.stop(reason);
    }
  }

  /** Asks the journal about the next batch, but for what is too recent for it to show. */
  private look(): Look {
    const shown = this.committed;
    const next = this.queue.slice(0, this.mostPerBatch);
    const unseen = next.flatMap(({ body: { id } }) =>
      typeof id === "string" && (this.recent.get(id)?.seq ?? 0) <= shown ? [id] : [],
    );
    const known = this.store.known(this.lease.programme, unseen);
    // It may not be waited for any more when it fails.
    known.catch(() => undefined);
    return { count: next.length, shown, known };
  }

  /** Applies a batch in memory. */
  private stage(taken: readonly Waiting[], known: ReadonlyMap<string, Known>): Staged {
    this.recent.begin();
    const { programme } = this.applier;
    const results: Result[] = [];
    const committed = deferred();
    const from = programme.seq;
    const staged: Staged = { from, to: from, rows: [], waiting: taken, results, redo: {}, forms: [], committed };
    // From here on memory is ahead of the journal: whoever reads it waits for this commit.
    this.latest = staged.committed.promise;
    try {
      for (const waiting of taken) {
        const result = this.answer(waiting, known, staged);
        if (!result) break;
        results.push(result);
      }
    } catch (error) {
      // Whoever has looked at it since must not wait for ever.
      committed.reject(unavailable(error));
      throw error;
    }
    staged.to = programme.seq;
    // Days before an event are closed in steps; it and those behind it come again with the next.
    staged.waiting = taken.slice(0, results.length);
    const left = taken.slice(results.length);
    if (left.length > 0) this.looking = undefined;
    this.queue.unshift(...left);
    const asking = taken[results.length];
    if (this.applier.isHalfClosed && asking) {
      staged.closing = asking;
      this.half = committed.promise.catch(() => undefined).finally(() => (this.half = undefined));
    } else if (staged.rows.length > 0) {
      staged.redo = programme.store.takeRedo();
      staged.forms = this.applier.scribe.takeForms();
    }
    return staged;
  }

  /** Undefined: days are still to be closed before it. */
  private answer(waiting: Waiting, known: ReadonlyMap<string, Known>, staged: Staged): Result | undefined {
    const { from, rows } = staged;
    const { body, sent = body } = waiting;
    const id = typeof body["id"] === "string" ? body["id"] : "";
    const first = this.recent.get(id) ?? known.get(id);
    if (first)
      return isRepeat(first, sent) ? { status: "repeated", id, seq: first.seq } : refused(id, conflict(body, id));
    if (this.poisoned.size > 0 && this.poisoned.has(bodyHash(body))) return failedOn(id);
    try {
      const entry = this.applier.apply(waiting, rows);
      if (!entry) return undefined;
      if (entry instanceof Refusal) return refused(id, entry);
      this.recent.add(id, { seq: entry.seq, sent });
      return { status: "accepted", id, seq: entry.seq, entry };
    } catch (error) {
      this.poisoned.add(bodyHash(body));
      const reason = new Unavailable("the programme is loaded again", { cause: error, retryAfterSeconds: 1 });
      // The kernel has put back what it had done: the events before and after this one hold.
      if (this.applier.programme.seq !== from + rows.length) throw reason;
      staged.failure = reason;
      this.tainted = true;
      return failedOn(id);
    }
  }

  /**
   * Commits a batch and gives its answers; a batch that only refused waits for the commit of what it has seen. `before`: whether
   * the batch before this one held; its commit is not waited for before this one is sent, since this one can't hold without it.
   */
  private async finish(staged: Staged, before: Promise<boolean>): Promise<boolean> {
    try {
      const commit = staged.closing ? this.commitInParts(staged, staged.closing, before) : this.commit(staged);
      // It is looked at below, once that of the batch before is known.
      commit.catch(() => undefined);
      if (!(await before)) throw this.failure ?? new Error("the batch before this one was not committed");
      await commit;
    } catch (error) {
      const reason = unavailable(error);
      this.abandon(staged, reason);
      this.stop(reason);
      return false;
    } finally {
      this.underway -= 1;
    }
    this.held(staged);
    this.wake();
    return true;
  }

  private async commit({ from, to, rows, redo, forms }: Staged): Promise<void> {
    const last = rows.at(-1);
    if (!last) return;
    if (to - from !== rows.length) throw new Error(`journal_gap: ${rows.length} rows from ${from} to ${to}`);
    await this.store.commit(this.lease, { from, to, head: last.hash, rows, redo, forms });
  }

  /** What is staged, the rest of the close that it ends with, and all that has changed by it. */
  private async commitInParts(staged: Staged, asking: Waiting, before: Promise<boolean>): Promise<void> {
    // It goes its own way into the database: what stands before it must have arrived.
    if (!(await before)) return;
    const { store } = this.applier.programme;
    await this.store.commitInParts(this.lease, {
      from: staged.from,
      parts: () => this.parts(staged, asking),
      redo: (most) => store.takeRedoInPieces(most),
    });
  }

  /** Requests and leases are seen to between two parts. */
  private async *parts(staged: Staged, asking: Waiting): AsyncGenerator<Pick<Batch, "rows" | "forms">> {
    const { applier } = this;
    yield { rows: staged.rows, forms: applier.scribe.takeForms() };
    while (applier.isHalfClosed) {
      await requests();
      if (this.failure) throw this.failure;
      const row = this.closeOn(asking);
      staged.to = row.entry.seq;
      yield { rows: [row], forms: applier.scribe.takeForms() };
    }
  }

  /** Throws Unavailable when the kernel fails: the event that asked for the close is not tried again. */
  private closeOn({ body }: Waiting): JournalRow {
    try {
      return this.applier.closeOn();
    } catch (error) {
      this.poisoned.add(bodyHash(body));
      throw new Unavailable("the programme is loaded again", { cause: error, retryAfterSeconds: 1 });
    }
  }

  private held({ from, to, waiting, results, committed, failure }: Staged): void {
    if (to > from) {
      this.committed = to;
      this.options.onCommitted?.();
    }
    committed.resolve();
    for (const [at, { group, index }] of waiting.entries()) {
      const result = results[at];
      if (result) group.results[index] = result;
      group.left -= 1;
      if (group.left === 0) group.done(group.results);
    }
    if (failure) this.stop(failure);
  }

  private abandon(staged: Staged, reason: Error): void {
    staged.committed.reject(reason);
    for (const { group } of staged.waiting) group.failed(reason);
  }
}

const unavailable = (error: unknown): Error =>
  error instanceof Unavailable
    ? error
    : new Unavailable("the journal could not be written; the programme is loaded again", { cause: error });

const refused = (id: string, { code, place, wrong, right }: Refusal): Result => ({
  status: "refused",
  id,
  code,
  place,
  wrong,
  right,
});
