// Booking late: a close posts what all lots release together from its source to the accrual, and touches nobody. A holder's lots are booked
// before anything else happens to its balances, with the figures they would have had day by day.
import type { Account } from "../../ledger/accounts.js";
import { accrualOf, lotsOf } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import type { Instance } from "../../plan/instance.js";
import type { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import { oneToOne } from "../shared/oneToOne.js";
import type { Course } from "./course.js";
import { releasedIn, whole } from "./course.js";
import type { Release } from "./parameters.js";
import { Schedule } from "./schedule.js";
import type { releaseTable } from "./table.js";

/** The lots of a release, and what they become. */
export interface Parts {
  readonly lots: Table<typeof releaseTable.columns>;
  readonly ofHolder: RowsBy;
  readonly asset: number;
  readonly to: number;
  readonly source: Account;
}

/**
 * Whether lots can be booked late without anybody seeing a difference: no lot frees another one, no quantity has an age, and nobody draws
 * conclusions from these balances without asking for them (ranks, weights and prices do), in any version of the plan.
 */
export function canBeLate({ accelerate = [], team, asset, to }: Release, world: World): boolean {
  const ages = [asset, to].some((name) => world.expiry.ages(world.asset(name)));
  if (accelerate.length > 0 || team || ages) return false;
  return world.documents.every(({ ranks = [], mechanisms }) => {
    const watching = mechanisms.flatMap((other) =>
      other.kind === "appreciation" || other.kind === "rounds" || other.kind === "distribution"
        ? [other["points"], other["by"], other["limit"], other.kind === "appreciation" && other["asset"]]
        : [],
    );
    const names = JSON.stringify([ranks.map(({ require }) => require.holding), watching]);
    return !names.includes(`"${asset}"`) && !names.includes(`"${to}"`);
  });
}

export class Late {
  private readonly schedule: Schedule;
  private readonly grain: number;

  constructor(
    private readonly release: Parts,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    const { asset, to } = release;
    this.schedule = new Schedule(world.store, self.slot);
    this.grain = 10 ** Math.max(0, world.scale(asset) - world.scale(to));
    for (const each of [asset, to]) world.ledger.bookFirst(each, (holder) => this.book(holder));
  }

  /** Rows that still hold something, oldest first. */
  *rows(): Generator<number> {
    const { lots } = this.release;
    for (let row = 0; row < lots.length; row++)
      if (lots.cells.slot.get(row) === this.self.slot && this.left(row) > 0) yield row;
  }

  /** A lot was opened today. */
  opened(row: number): void {
    if (this.schedule.last === undefined) this.begin(this.world.today - 1);
    else this.count(row, 1);
  }

  /** Books a lot's holder, then lets something change it. */
  change(row: number, act: () => void): void {
    if (this.schedule.last === undefined) this.begin(this.world.today - 1);
    this.book(this.release.lots.cells.holder.get(row));
    this.count(row, -1);
    act();
    this.count(row, 1);
  }

  /** Counts a close. False: the source holds less than is due, and nothing was done; every lot must be asked by itself. */
  close(day: Day): boolean {
    if (this.schedule.last === undefined) this.begin(day - 1);
    const { ledger } = this.world;
    const { to, source } = this.release;
    const amount = this.out(this.schedule.next);
    if (this.world.rewards.held(source, to) < amount) return false;
    ledger.post(source, accrualOf(this.self.slot), to, amount, this.why("daily.all", { amount }));
    this.schedule.close();
    for (const holder of ledger.debtors(to)) this.book(holder);
    return true;
  }

  /** Books everybody, one lot's holder after the other. */
  *bookEach(): Generator<void> {
    for (const row of this.rows()) {
      this.book(this.release.lots.cells.holder.get(row));
      yield;
    }
  }

  /** Books everybody at once. */
  bookAll(): void {
    for (const row of this.rows()) this.book(this.release.lots.cells.holder.get(row));
  }

  /** Begins (again) with the lots as they stand, as if `last` had been the last close; everybody is booked. */
  begin(last: Day): void {
    this.schedule.begin(last);
    const { slot, born, through } = this.release.lots.cells;
    for (let row = 0; row < this.release.lots.length; row++)
      if (slot.get(row) === this.self.slot) through.set(row, Math.max(born.get(row), last));
    for (const row of this.rows()) this.count(row, 1);
  }

  get isBegun(): boolean {
    return this.schedule.last !== undefined;
  }

  /** What a lot has released since it was booked; minor units of the asset. */
  ripe(row: number): number {
    const { last } = this.schedule;
    if (last === undefined) return 0;
    return releasedIn(this.courseOf(row), last - this.release.lots.cells.through.get(row));
  }

  pending(holder: number, asset: number): number {
    if (asset !== this.release.asset && asset !== this.release.to) return 0;
    const ripe = this.release.ofHolder.get(holder).reduce((sum, row) => sum + this.ripe(row), 0);
    return asset === this.release.to ? this.out(ripe) : -ripe;
  }

  /** Of the asset: what has left lots and is not booked; what it became has been posted. */
  unbooked(asset: number): number {
    return asset === this.release.asset ? -this.schedule.unbooked : 0;
  }

  /** What all lots can still release, in minor units of the target. */
  get promised(): number {
    return this.out(this.schedule.promised);
  }

  private book(holder: number): void {
    const { last } = this.schedule;
    const { through, released, lot: lotOf } = this.release.lots.cells;
    const first = this.release.ofHolder.first(holder);
    // All lots of a holder are booked together.
    if (first === undefined || last === undefined || through.get(first) >= last) return;
    const { ledger, rewards } = this.world;
    let cost = 0;
    for (const row of this.release.ofHolder.get(holder)) {
      const part = this.ripe(row);
      if (through.get(row) < last) through.set(row, last);
      if (part === 0) continue;
      ledger.lots.shrink(lotOf.get(row), part);
      released.set(row, released.get(row) + part);
      cost += part;
    }
    if (cost === 0) return;
    this.schedule.booked(cost);
    const { asset, to } = this.release;
    ledger.post(lotsOf(holder), ledger.source(asset), asset, cost, this.why("left", { amount: cost }));
    const amount = this.out(cost);
    rewards.pay(holder, to, amount, accrualOf(this.self.slot), this.why("daily.until", { until: last, amount }));
  }

  private count(row: number, by: 1 | -1): void {
    this.schedule.count(this.courseOf(row), this.release.lots.cells.through.get(row), by);
  }

  private courseOf(row: number): Course {
    const { grain } = this;
    return { left: this.left(row), step: whole(this.release.lots.cells.daily.get(row), grain), grain };
  }

  private left(row: number): number {
    return this.world.ledger.lots.table.cells.left.get(this.release.lots.cells.lot.get(row));
  }

  private out(amount: number): number {
    return oneToOne(this.world, this.release.asset, this.release.to, amount).out;
  }

  private why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}
