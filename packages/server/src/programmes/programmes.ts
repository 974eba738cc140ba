// The programmes of the database: those that this server writes, under leases that it renews, and those that another one has.
import { setTimeout as delay } from "node:timers/promises";
import type { Plan, TableDeclaration } from "@perennial/kernel";
import { Programme } from "@perennial/kernel";
import type { Lease, Mode, ProgrammeRow, Store } from "../store/store.js";
import { emptyPlan } from "./empty-plan.js";
import { Leisure } from "./leisure.js";
import type { Log } from "./log.js";
import type { Elsewhere } from "./ownership.js";
import { Ownership } from "./ownership.js";
import { Unavailable } from "./results.js";
import { closeDays } from "./scheduler.js";
import { CorruptState, declarationsOf, Served } from "./served.js";
import type { ServedOptions } from "./served.js";
import type { RestOptions } from "./rest.js";
import { Rest, restOf } from "./rest.js";

/** What has been committed is looked for so often, to bring it into the lists. */
const LISTS_MS = 100;
/** Lists so many entries behind are brought up faster. */
const FAR_BEHIND = 20_000;

export interface ProgrammesOptions {
  /** names this server; the same name after a restart takes its leases back at once */
  readonly owner: string;
  /** where the other servers of the database reach this one */
  readonly address?: string | undefined;
  readonly log: Log;
  readonly leaseMs?: number;
  readonly sequencer?: ServedOptions["sequencer"];
  readonly closePart?: ServedOptions["closePart"];
  readonly rest?: RestOptions | undefined;
  /** who derives the lists; left out: the store does, in this thread */
  readonly lists?: ServedOptions["lists"];
  /** milliseconds since the epoch */
  readonly now?: () => number;
}

/** A lease lasts so long after its owner has fallen silent. */
const LEASE_MS = 5_000;
/** The list of programmes is asked for anew for a name that is not known, so often at most. */
const FRESH_MS = 250;
/** A request waits so long for its programme to be loaded. */
const WAKING_MS = 5_000;

export class Programmes {
  private readonly served = new Map<string, Served>();
  readonly ownership: Ownership;
  private rows: ProgrammeRow[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly busy = new Set<string>();
  /** programmes whose rows can't be a state: not tried again before the next start */
  private readonly corrupt = new Set<string>();
  private readonly underway = new Set<Promise<void>>();
  /** programmes that come into memory or leave it, one step after the other */
  private readonly moving = new Map<string, Promise<void>>();
  private readonly rest: Rest;
  private wakeTime: (id: string) => Promise<number> = async () => Promise.resolve(Number.POSITIVE_INFINITY);
  private readonly leaseMs: number;
  private readonly now: () => number;
  private tables: readonly TableDeclaration[] = [];
  private readonly poisoned = new Map<string, Set<string>>();
  private stopping = false;
  private listedAt = Number.NEGATIVE_INFINITY;
  private readonly leisure = new Leisure();

  constructor(
    readonly store: Store,
    private readonly options: ProgrammesOptions,
  ) {
    this.leaseMs = options.leaseMs ?? LEASE_MS;
    this.ownership = new Ownership(store, { owner: options.owner, address: options.address, leaseMs: this.leaseMs });
    this.now = options.now ?? Date.now;
    this.rest = new Rest(options.rest ?? {});
  }

  /** Beside the day's end: when somebody else will need a programme again by itself; milliseconds since the epoch, Infinity for never. */
  wakesAt(wakeTime: (id: string) => Promise<number>): void {
    this.wakeTime = wakeTime;
  }

  /** Takes what nobody else has, loads it, and begins the work in the background. */
  async start(): Promise<void> {
    await this.campaign();
    this.every(this.leaseMs / 4, "renew", async () => this.renew());
    this.every(this.leaseMs / 4, "campaign", async () => this.campaign());
    this.every(LISTS_MS, "project", async () => this.project());
    this.every(1_000, "checkpoint", async () => this.eachServed("checkpoint", async (served) => served.checkpoint()));
    this.every(this.rest.pace, "rest", async () => this.layDown());
    this.every(5_000, "days", async () => this.eachServed("days", async (served) => closeDays(served, this.now())));
  }

  /** Creates a programme and serves it. False: there is one by this name already; it is served as it is. */
  async create(id: string, plan: Plan, mode: Mode, status: ProgrammeRow["status"] = "ready"): Promise<boolean> {
    const programme = Programme.start(plan, { tracking: true });
    const made = await this.store.create({ id, mode, status, redo: programme.store.takeRedo() });
    await this.campaign();
    return made;
  }

  /** Every programme of the database, in the order of creation. */
  list(): readonly (ProgrammeRow & { served: Served | undefined })[] {
    return this.rows.map((row) => ({ ...row, served: this.served.get(row.id) }));
  }

  has(id: string): boolean {
    return this.rows.some((row) => row.id === id);
  }

  /** The programme, when this server writes it. Throws Unavailable when another one does, or it is being loaded. */
  need(id: string): Served {
    const served = this.served.get(id);
    if (served) {
      this.rest.touch(id);
      return served;
    }
    const held = this.ownership.elsewhere(id);
    if (this.corrupt.has(id)) throw new Unavailable("its stored state is corrupt; the log of the server names the row");
    throw new Unavailable(held ? `the programme is served by ${held.owner}` : "the programme is being loaded");
  }

  /** Whether this server writes the programme, beyond doubt and without asking. */
  isHere(id: string): boolean {
    const served = this.served.get(id);
    if (!served) return false;
    this.rest.touch(id);
    return this.ownership.isSure(served.lease);
  }

  /** Keeps a programme in memory, once it is there, until what is returned is called. */
  use(id: string): () => void {
    return this.has(id) ? this.rest.use(id) : () => undefined;
  }

  /** The programme, brought into memory when nobody has it. Undefined: another server writes it, or it can't be loaded (in time). */
  async wake(id: string): Promise<Served | undefined> {
    if (!this.served.has(id)) await this.elsewhere(id);
    const served = this.served.get(id);
    if (served) this.rest.touch(id);
    return served;
  }

  /**
   * The server to ask for a programme; undefined when it is this one, or there is no such programme. One without an owner
   * is taken.
   */
  async elsewhere(id: string): Promise<Elsewhere | undefined> {
    const served = this.served.get(id);
    if (served) {
      if (await this.ownership.holds(served.lease)) return undefined;
      this.lose(served.lease);
    }
    if (!this.has(id)) await this.refresh();
    if (!this.has(id)) return undefined;
    if (!this.ownership.elsewhere(id)) await soon(this.acquire(id));
    return this.ownership.elsewhere(id);
  }

  get(id: string): Served | undefined {
    return this.served.get(id);
  }

  /** Answers what waits, writes checkpoints, gives the leases back. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.allSettled([...this.underway, ...this.moving.values()]);
    for (const served of this.served.values()) {
      await served.sequencer.drain();
      served.sequencer.stop(new Unavailable("the server is going down"));
      await this.guarded("checkpoint", async () => served.checkpoint(true));
      await this.guarded("release", async () => this.ownership.giveBack(served.lease));
    }
    this.served.clear();
  }

  /** Tries for what nobody has. */
  private async campaign(): Promise<void> {
    await this.refresh(true);
    for (const { id, resting } of this.rows)
      if (!resting && !this.served.has(id) && !this.ownership.elsewhere(id))
        await this.guarded("acquire", async () => this.acquire(id));
  }

  /** Lets go of what nobody asks for, or of what has been asked for longest ago when memory is short. */
  private async layDown(): Promise<void> {
    for (const served of this.rest.tired(this.served.values()))
      await this.guarded("rest", async () => this.putToRest(served));
  }

  /** Writes everything that memory has, then lets go of it, unless somebody asks for it meanwhile. */
  private async putToRest(served: Served): Promise<void> {
    const { id, lease, mode } = served;
    const last = this.rest.last(id);
    await served.checkpoint(true);
    const now = this.now();
    const restMs = Math.min(restOf(mode, served.programme, now), (await this.wakeTime(id)) - now);
    const isWanted = this.rest.isUsed(id) || this.rest.last(id) !== last;
    if (isWanted || restMs <= 0 || served.status !== "ready" || !served.settled || this.served.get(id) !== served)
      return;
    // From here to the lease nothing else runs: whoever asks now finds nothing here and waits for the lease to be free.
    served.sequencer.close(new Unavailable("the programme has just left memory; it comes back when it is asked for"));
    this.served.delete(id);
    this.rest.forget(id);
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, resting: true } : row));
    await this.inTurn(id, async () => this.ownership.giveBack(lease, restMs));
    this.options.log.info({ programme: id, seq: served.programme.seq }, "programme put to rest");
  }

  /** One thing after the other for each programme. */
  private async inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.moving.get(id) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    this.moving.set(id, mine);
    try {
      await mine;
    } finally {
      if (this.moving.get(id) === mine) this.moving.delete(id);
    }
  }

  private async refresh(always = false): Promise<void> {
    if (!always && performance.now() - this.listedAt < FRESH_MS) return;
    this.listedAt = performance.now();
    this.rows = await this.store.list();
    this.ownership.learn(this.rows);
  }

  private async renew(): Promise<void> {
    for (const lease of await this.ownership.keep()) this.lose(lease);
  }

  private lose(lease: Lease): void {
    const served = this.served.get(lease.programme);
    if (served?.lease === lease)
      served.sequencer.stop(new Unavailable("another server has taken the programme, or the database is out of reach"));
  }

  /** Comes true when the programme is here, or can't be. */
  private async acquire(id: string): Promise<void> {
    await this.inTurn(id, async () => {
      if (!this.stopping && !this.corrupt.has(id) && !this.served.has(id)) await this.load(id);
    });
  }

  private async load(id: string): Promise<void> {
    try {
      const lease = await this.ownership.take(id);
      if (!lease) return;
      const began = performance.now();
      const served: Served = await Served.open(this.store, lease, this.declarations(), {
        sequencer: { ...this.options.sequencer, poisoned: this.poisonedOf(id) },
        closePart: this.options.closePart,
        leisure: this.leisure,
        lists: this.options.lists,
        onFailed: (error) => this.reload(id, served, error),
      });
      this.served.set(id, served);
      this.rest.touch(id);
      this.rows = this.rows.map((row) => (row.id === id ? { ...row, resting: false } : row));
      const millis = Math.round(performance.now() - began);
      this.options.log.info(
        { programme: id, epoch: lease.epoch, seq: served.programme.seq, millis },
        "programme loaded",
      );
    } catch (error) {
      if (!(error instanceof CorruptState)) throw error;
      this.corrupt.add(id);
      this.options.log.error({ programme: id, error }, "programme is not served: its stored state is corrupt");
    }
  }

  /** Crash-only: memory is dropped, and loaded anew under a new epoch. */
  private reload(id: string, failed: Served | undefined, error: Error): void {
    if (this.served.get(id) === failed) this.served.delete(id);
    if (this.stopping) return;
    this.options.log.error({ programme: id, error }, "programme dropped from memory");
    this.track(this.guarded("acquire", async () => this.acquire(id)));
  }

  /** Kept beyond the memory of the programme: a poisoned event that is sent again must not drop it once more. */
  private poisonedOf(id: string): Set<string> {
    const known = this.poisoned.get(id) ?? new Set<string>();
    this.poisoned.set(id, known);
    return known;
  }

  /** The tables of this kernel, whatever the plan. */
  private declarations(): readonly TableDeclaration[] {
    if (this.tables.length === 0) this.tables = declarationsOf(Programme.start(emptyPlan()));
    return this.tables;
  }

  /** Brings the lists of all programmes nearer to what is committed, a step of each in turn, until nothing is left. */
  private async project(): Promise<void> {
    for (;;) {
      let took = 0;
      await this.eachServed("project", async (served) => void (took += await served.project()));
      if (took === 0 || this.stopping) return;
      await delay(this.leisure.after(took, this.restOfLists()));
    }
  }

  /** How many times as long as the steps took the writer has to itself after them: the fewer entries wait, the longer, since a step costs by itself. */
  private restOfLists(): number {
    const served = [...this.served.values()];
    if (served.some(({ lag }) => lag.projection > FAR_BEHIND)) return 1;
    return served.some(({ isWorthAStep }) => isWorthAStep) ? 3 : 9;
  }

  /** One after the other; what fails for one programme is tried again with the next round, and keeps no other waiting. */
  private async eachServed(name: string, work: (served: Served) => Promise<void>): Promise<void> {
    for (const served of this.served.values()) await this.guarded(name, async () => work(served));
  }

  /** Work that repeats; a round is left out while the one before is still at it. */
  private every(ms: number, name: string, work: () => Promise<void>): void {
    const timer = setInterval(() => {
      if (this.busy.has(name)) return;
      this.busy.add(name);
      this.track(this.guarded(name, work).finally(() => this.busy.delete(name)));
    }, ms);
    this.timers.push(timer);
  }

  private track(work: Promise<void>): void {
    this.underway.add(work);
    void work.finally(() => this.underway.delete(work));
  }

  private async guarded(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.log.warn({ error }, `${name} failed; it is tried again`);
    }
  }
}

/** Waits for something, but not for ever: whoever asked can come again. */
async function soon(work: Promise<void>): Promise<void> {
  const stop = new AbortController();
  await Promise.race([work, delay(WAKING_MS, undefined, { signal: stop.signal }).catch(() => undefined)]);
  stop.abort();
}
