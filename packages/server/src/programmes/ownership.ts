// Who writes which programme: the leases of this server, kept alive, and whom to ask for the others. Time is a steady clock here,
// and the database's; what a wall clock says never decides.
import { setTimeout as delay } from "node:timers/promises";
import type { Lease, ProgrammeRow, Store } from "../store/store.js";

export interface OwnershipOptions {
  /** names this server; the same name after a restart takes its leases back at once */
  readonly owner: string;
  /** where the other servers of the database reach this one */
  readonly address?: string | undefined;
  readonly leaseMs: number;
}

/** Another server's lease, as far as is known here. */
export interface Elsewhere {
  readonly owner: string;
  readonly address: string | null;
  /** on the steady clock */
  readonly until: number;
  /** fires when the programme has passed on */
  readonly passed: AbortSignal;
}

const TICKS = 8;

export class Ownership {
  private readonly ours = new Map<string, { lease: Lease; until: number }>();
  private readonly others = new Map<string, Elsewhere & { controller: AbortController }>();

  constructor(
    private readonly store: Pick<Store, "acquire" | "renew" | "renewAll" | "release" | "isAlone">,
    private readonly options: OwnershipOptions,
  ) {}

  /** Notes who has what. */
  learn(rows: readonly ProgrammeRow[]): void {
    const now = performance.now();
    for (const { id, held } of rows) {
      const known = this.others.get(id);
      const isOther = held !== undefined && held.owner !== this.options.owner;
      if (known && (!isOther || known.owner !== held.owner)) this.passOn(id);
      if (!isOther || this.ours.has(id)) continue;
      const controller = known?.owner === held.owner ? known.controller : new AbortController();
      const until = now + held.forMs;
      this.others.set(id, { owner: held.owner, address: held.address, until, controller, passed: controller.signal });
    }
  }

  /** Tries for a programme. Undefined: another server has it. */
  async take(id: string): Promise<Lease | undefined> {
    const { owner, leaseMs, address } = this.options;
    const asked = performance.now();
    const lease = await this.store.acquire(id, owner, leaseMs, address);
    if (!("epoch" in lease)) {
      this.learn([{ id, mode: "sandbox", status: "ready", seq: 0, resting: false, held: lease }]);
      return undefined;
    }
    this.passOn(id);
    this.ours.set(id, { lease, until: asked + leaseMs });
    return lease;
  }

  /**
   * Renews every lease of ours; returns those that are lost: another server has taken them, or the database has not
   * answered for as long as they last.
   */
  async keep(): Promise<Lease[]> {
    const asked = performance.now();
    const mine = [...this.ours.values()];
    const asking = this.store.renewAll(
      this.options.owner,
      mine.map(({ lease }) => lease.programme),
      this.options.leaseMs,
    );
    const renewed = await (this.store.isAlone ? asking : this.patiently(asking));
    const now = performance.now();
    const lost = mine.filter(({ lease, until }) => {
      if (this.ours.get(lease.programme)?.lease !== lease) return false;
      const isOurs = renewed ? renewed.get(lease.programme) === lease.epoch : now < until;
      if (isOurs && renewed) this.ours.set(lease.programme, { lease, until: asked + this.options.leaseMs });
      return !isOurs;
    });
    for (const { lease } of lost) this.drop(lease);
    return lost.map(({ lease }) => lease);
  }

  /** Whether a lease of ours can't have run out. */
  isSure(lease: Lease): boolean {
    const known = this.ours.get(lease.programme);
    return known?.lease === lease && performance.now() < known.until;
  }

  /** Whether a lease is ours. Asks the database when it might have run out. */
  async holds(lease: Lease): Promise<boolean> {
    if (this.isSure(lease)) return true;
    if (this.ours.get(lease.programme)?.lease !== lease) return false;
    const asked = performance.now();
    if (!(await this.store.renew(lease, this.options.leaseMs))) return false;
    this.ours.set(lease.programme, { lease, until: asked + this.options.leaseMs });
    return true;
  }

  /** `restMs`: see `Store.release`. */
  async giveBack(lease: Lease, restMs?: number): Promise<void> {
    this.drop(lease);
    await this.store.release(lease, restMs);
  }

  drop(lease: Lease): void {
    if (this.ours.get(lease.programme)?.lease === lease) this.ours.delete(lease.programme);
  }

  /** The server that has a programme, as long as its lease lasts. */
  elsewhere(id: string): Elsewhere | undefined {
    const known = this.others.get(id);
    return known && performance.now() < known.until ? known : undefined;
  }

  private passOn(id: string): void {
    this.others.get(id)?.controller.abort();
    this.others.delete(id);
  }

  /**
   * The answer, or nothing when there is none, or it has not come while a lease lasts. Counted in turns of the event loop: after long work in
   * this thread an answer that is there already must not be taken for a missing one.
   */
  private async patiently<T>(asked: Promise<T>): Promise<T | undefined> {
    let answer: T | undefined;
    let isOver = false;
    const answered = asked
      .then((value) => void (answer = value))
      .catch(() => undefined)
      .finally(() => (isOver = true));
    for (let tick = 0; tick < TICKS && !isOver; tick++) {
      const stop = new AbortController();
      const patience = delay(this.options.leaseMs / TICKS, undefined, { signal: stop.signal }).catch(() => undefined);
      await Promise.race([answered, patience]);
      stop.abort();
    }
    return answer;
  }
}
