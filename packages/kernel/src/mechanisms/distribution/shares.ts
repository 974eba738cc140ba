// Shares at work. What a holder has received in total is its exact entitlement so far, rounded down once; sum + remainder = what was shared out, at every moment.
import type { Account } from "../../ledger/accounts.js";
import { accrualOf, ISSUANCE, PLATFORM, poolAccount, TREASURY } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import { CASH } from "../../ledger/ledger.js";
import { portion } from "../../number/fraction.js";
import { mulDivFloor } from "../../number/integer.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Instance } from "../../plan/instance.js";
import { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { NextShare } from "../shared/ahead.js";
import type { Behaviour } from "../mechanism.js";
import { oneToOne } from "../shared/oneToOne.js";
import { RunOuts } from "./runouts.js";
import type { Distribution } from "./parameters.js";
import { Sums } from "./sums.js";
import { dayTable, groupTable, shareTable } from "./tables.js";
import { Weights } from "./weights.js";

/** One minor unit in the unit of the index. */
export const UNIT = 10n ** 24n;
/** By what was earned today: those who share, and those whose weight is kept apart. */
const IN = 0;
const OUT = 1;
/**
 * The index is rounded down: by less than a unit of it for each unit of weight and close, and what that cost stays with a holder when its weight
 * changes. An entitlement that comes so near to a whole minor unit is that unit.
 */
const slack = (weight: bigint): bigint => UNIT / 1_000_000_000n + weight * 1024n;

export class Shares implements Behaviour {
  private readonly asset: number;
  private readonly pool: number | undefined;
  private readonly limit: number | undefined;
  private readonly groups: Table<typeof groupTable.columns>;
  private readonly shares: Table<typeof shareTable.columns>;
  private readonly days: Table<typeof dayTable.columns>;
  private readonly ofHolder: RowsBy;
  private readonly ofGroup: RowsBy;
  private readonly ofDay: RowsBy;
  private readonly weights: Weights;
  private readonly sums: Sums;
  private readonly runOuts: RunOuts | undefined;

  constructor(
    private readonly params: Distribution,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    const { ledger, store } = world;
    this.asset = world.asset(params.asset);
    this.pool = "pool" in params.from ? world.pool(params.from.pool) : undefined;
    this.limit = params.limit === undefined ? undefined : world.asset(params.limit);
    this.groups = store.table(groupTable);
    this.shares = store.table(shareTable);
    this.days = store.table(dayTable);
    const mine = (row: number, slot: { get(row: number): number }): boolean => slot.get(row) === self.slot;
    const [share, group, day] = [this.shares.cells, this.groups.cells, this.days.cells];
    this.ofHolder = new RowsBy(this.shares, (row) => (mine(row, share.slot) ? share.holder.get(row) : undefined));
    this.ofGroup = new RowsBy(this.groups, (row) => (mine(row, group.slot) ? group.group.get(row) : undefined));
    this.ofDay = new RowsBy(this.days, (row) => (mine(row, day.slot) ? day.day.get(row) : undefined));
    this.weights = new Weights(params, world);
    this.sums = new Sums(params, world, self, this.asset, this.pool);
    const { limit } = this;
    this.runOuts =
      limit === undefined ? undefined : new RunOuts(this.shares, self.slot, (row) => this.runOutOf(row), store);
    ledger.bookFirst(this.asset, (holder) => this.book(holder));
    if (limit !== undefined) ledger.bookFirst(limit, (holder) => this.book(holder));
    for (const watched of new Set([this.weights.asset, limit])) {
      if (watched !== undefined)
        ledger.watch(
          watched,
          (holder) => this.book(holder),
          (holder) => this.reweigh(holder),
        );
    }
  }

  /** What was earned under one version is booked under it; its weights are not those of the next. */
  beforeChange(): void {
    for (let holder = 1; holder < this.world.holders.count; holder++) this.book(holder);
  }

  afterChange(): void {
    for (let holder = 1; holder < this.world.holders.count; holder++) this.reweigh(holder);
  }

  beforeStanding(holder: number): void {
    this.book(holder);
  }

  afterStanding(holder: number): void {
    this.reweigh(holder);
  }

  /** By what was earned today: grants count, and nothing else. */
  onGranted(holder: number, asset: number, amount: number): void {
    if (this.weights.earned !== asset || holder === PLATFORM) return;
    this.book(holder);
    this.addEarned(holder, amount);
  }

  /** What a refund takes back of today's grants no longer counts. */
  onRefund(order: Order, step: RefundStep): void {
    const { earned } = this.weights;
    if (earned === undefined || order.day !== this.world.today) return;
    const { asset, holder, amount, taken } = this.world.rewards.rewards.cells;
    for (const row of this.world.rewards.ofOrder(order.row)) {
      if (asset.get(row) === earned) this.addEarned(holder.get(row), -step.due(amount.get(row), taken.get(row)));
    }
  }

  *onClose(day: Day): Generator<void> {
    yield* this.bringWeightsUpToDate();
    const sum = this.sums.take(day);
    let given = 0;
    for (const { group, share } of this.weights.parts()) given += this.shareOut(group, portion(sum, share), day);
    this.world.rewards.countGiven(this.self, PLATFORM, this.asset, given);
    if (this.weights.earned !== undefined)
      for (const group of [IN, OUT]) for (const row of this.ofGroup.get(group)) this.groups.cells.weight.set(row, 0);
  }

  pending(holder: number, asset: number): number {
    if (asset !== this.asset && asset !== this.limit) return 0;
    const row = this.ofHolder.first(holder);
    if (row === undefined) return 0;
    const due = this.whole(row, this.accruedUnits(row));
    return asset === this.asset ? due : -oneToOne(this.world, this.asset, asset, due).out;
  }

  broken(): string[] {
    const rows = [...this.ofGroup.get(IN), ...this.ofGroup.get(OUT)];
    const negative = rows.some((row) => this.groups.cells.weight.get(row) < 0);
    return negative ? ["distribution: a sum of weights is negative"] : [];
  }

  /** Weights that are themselves earned by sharing must be booked before they count: the one case in which a close looks at every holder. */
  private *bringWeightsUpToDate(): Generator<void> {
    const { asset } = this.weights;
    if (asset === undefined || !this.world.ledger.isBookedLate(asset)) return;
    for (let holder = 1; holder < this.world.holders.count; holder++) {
      this.world.ledger.total(holder, asset);
      yield;
    }
  }

  /** As pool, gathered days and weights stand at this moment; by the month, what its end would share if it came now. */
  nextShare(holder: number): NextShare | undefined {
    const next = this.sums.next();
    if (!next) return undefined;
    const known = this.ofHolder.first(holder);
    const { group: groupOf, weight: weightOf, day } = this.shares.cells;
    const counts = known !== undefined && (this.weights.earned === undefined || day.get(known) === this.world.today);
    const group = known === undefined ? 0 : groupOf.get(known);
    const weight = counts ? weightOf.get(known) : 0;
    const row = this.ofGroup.first(group);
    const total = row === undefined ? 0 : this.groups.cells.weight.get(row);
    const mine = this.weights.parts().find((each) => each.group === group);
    const part = mine && weight > 0 ? portion(next.sum, mine.share) : 0;
    const whole = total === 0 ? 0 : mulDivFloor(part, weight, total);
    const amount = this.limit === undefined ? whole : Math.min(whole, this.limitLeft(holder));
    return {
      ...next,
      asset: this.asset,
      part,
      weight,
      total,
      amount,
      ...(this.pool !== undefined && { pool: this.pool }),
    };
  }

  private get source(): Account {
    if (this.pool !== undefined) return poolAccount(this.pool);
    return this.world.ledger.capped(this.asset) ? TREASURY : ISSUANCE;
  }

  /** Raises a group's index by its part of the sum and returns it; with nobody in the group the part stays where it is. */
  private shareOut(group: number, part: number, day: Day): number {
    const row = this.groupRow(group);
    const { weight, index, remainder } = this.groups.cells;
    const total = BigInt(weight.get(row));
    if (total === 0n || part === 0) return 0;
    this.world.ledger.post(this.source, accrualOf(this.self.slot), this.asset, part, this.why("sum", { amount: part }));
    const units = BigInt(part) * UNIT + remainder.get(row);
    const increment = units / total;
    remainder.set(row, units % total);
    index.set(row, index.get(row) + increment);
    if (this.weights.earned !== undefined) this.days.append({ slot: this.self.slot, day, increment });
    return part - (this.runOuts ? this.cutOff(this.runOuts, row, total) : 0);
  }

  /** Who has reached its limit gets exactly that; what it would have had beyond goes back. Returns how much does. `total`: the weight that shared. */
  private cutOff(runOuts: RunOuts, row: number, total: bigint): number {
    const { index, cut, group } = this.groups.cells;
    const next = (): number | undefined => runOuts.next(group.get(row), index.get(row));
    for (let share = next(); share !== undefined; share = next()) {
      const most = this.limitLeft(this.shares.cells.holder.get(share));
      const excess = this.accruedUnits(share) - BigInt(most) * UNIT;
      this.settle(share, index.get(row), 0n, most, this.shares.cells.weight.get(share));
      cut.set(row, cut.get(row) + excess);
    }
    // What the index could not express belongs to nobody in particular: where it completes a unit, it completes this one.
    const back = Number((cut.get(row) + slack(total)) / UNIT);
    cut.set(row, cut.get(row) - BigInt(back) * UNIT);
    this.world.ledger.post(
      accrualOf(this.self.slot),
      this.source,
      this.asset,
      back,
      this.why("limit.reached", { amount: back }),
    );
    return back;
  }

  /** Books what a holder has earned up to now. */
  private book(holder: number): void {
    const row = this.ofHolder.first(holder);
    if (row === undefined) return;
    const units = this.accruedUnits(row);
    const { index, day, weight } = this.shares.cells;
    const over = this.weights.earned !== undefined && day.get(row) !== this.world.today;
    const upTo = this.groups.cells.index.get(this.groupRow(this.shares.cells.group.get(row)));
    if (units === this.shares.cells.fraction.get(row) && index.get(row) === upTo && !over) return;
    const amount = this.whole(row, units);
    const by = weight.get(row);
    if (over || this.ofDay.first(day.get(row)) !== undefined) weight.set(row, 0);
    this.settle(row, upTo, units - BigInt(amount) * UNIT, amount, by);
  }

  /** The whole minor units in what a share has accrued, as far as the limit goes; a fraction waits, also while there is no limit left. */
  private whole(row: number, units: bigint): number {
    const { weight, holder } = this.shares.cells;
    const amount = Number((units + slack(BigInt(weight.get(row)))) / UNIT);
    return this.limit === undefined ? amount : Math.min(amount, this.limitLeft(holder.get(row)));
  }

  /** Writes down how far a share is booked, then pays. In this order: the payment may touch the same holder again. `by`: the weight it was earned with. */
  private settle(row: number, upTo: bigint, left: bigint, amount: number, by: number): void {
    const { index, fraction: part, holder } = this.shares.cells;
    const figures = { weight: by, amount };
    index.set(row, upTo);
    part.set(row, left);
    if (amount === 0) return;
    const { ledger, rewards } = this.world;
    rewards.pay(holder.get(row), this.asset, amount, accrualOf(this.self.slot), this.why("share", figures));
    if (this.limit === undefined) return;
    const spent = oneToOne(this.world, this.asset, this.limit, amount).out;
    ledger.take(
      holder.get(row),
      this.limit,
      spent,
      ledger.source(this.limit),
      this.why("limit.spent", { amount: spent }),
    );
  }

  /** Earned and not booked, in units of the index. */
  private accruedUnits(row: number): bigint {
    const { weight, index, fraction: part, group, day } = this.shares.cells;
    if (this.weights.earned !== undefined) {
      const of = group.get(row) === OUT ? undefined : this.ofDay.first(day.get(row));
      return BigInt(weight.get(row)) * (of === undefined ? 0n : this.days.cells.increment.get(of)) + part.get(row);
    }
    const risen = this.groups.cells.index.get(this.groupRow(group.get(row))) - index.get(row);
    return BigInt(weight.get(row)) * risen + part.get(row);
  }

  /** The index at which a share has used up its limit; undefined: it never does as it stands. */
  private runOutOf(row: number): bigint | undefined {
    const { weight, index, fraction: part, holder } = this.shares.cells;
    const by = BigInt(weight.get(row));
    if (by === 0n) return undefined;
    const needed = BigInt(this.limitLeft(holder.get(row))) * UNIT - part.get(row);
    return index.get(row) + (needed + by - 1n) / by;
  }

  /** What the holder's limit still allows, in minor units of what is shared. */
  private limitLeft(holder: number): number {
    return this.limit === undefined
      ? 0
      : oneToOne(this.world, this.limit, CASH, this.world.ledger.storedFree(holder, this.limit)).out;
  }

  /** Puts a holder into the group and weight it has now; it has been booked before. */
  private reweigh(holder: number): void {
    const known = this.ofHolder.first(holder);
    if (holder === PLATFORM) return;
    if (this.weights.earned !== undefined) {
      if (known !== undefined) this.place(known, this.earnerGroup(holder), this.shares.cells.weight.get(known));
      return;
    }
    const { group, weight } = this.isOut(holder) ? { group: 0, weight: 0 } : this.weights.of(holder);
    if (known === undefined && weight === 0) return;
    this.place(known ?? this.newShare(holder), group, weight);
  }

  /** Whether a holder's limit is used up. */
  private isOut(holder: number): boolean {
    return this.limit !== undefined && this.limitLeft(holder) === 0;
  }

  /** By what was earned today: whoever may not share (any more) keeps its weight apart, since it may still come to share today. */
  private earnerGroup(holder: number): number {
    return this.isOut(holder) || !this.weights.isEligible(holder) ? OUT : IN;
  }

  /** Moves a share to a group with a weight. A weight of a day that is over counts in no sum. */
  private place(row: number, group: number, weight: number): void {
    const share = this.shares.cells;
    const counts = this.weights.earned === undefined || share.day.get(row) === this.world.today;
    const before = this.groupRow(share.group.get(row));
    const after = this.groupRow(group);
    const total = this.groups.cells.weight;
    if (counts) {
      total.set(before, total.get(before) - share.weight.get(row));
      total.set(after, total.get(after) + weight);
    }
    share.group.set(row, group);
    share.weight.set(row, weight);
    share.index.set(row, this.groups.cells.index.get(after));
    this.runOuts?.changed(row);
  }

  private addEarned(holder: number, amount: number): void {
    const known = this.ofHolder.first(holder);
    const row = known ?? this.newShare(holder);
    const { weight, day, group, index } = this.shares.cells;
    const sums = this.groups.cells;
    day.set(row, this.world.today);
    group.set(row, this.earnerGroup(holder));
    weight.set(row, weight.get(row) + amount);
    const of = this.groupRow(group.get(row));
    index.set(row, sums.index.get(of));
    sums.weight.set(of, sums.weight.get(of) + amount);
    this.runOuts?.changed(row);
  }

  private newShare(holder: number): number {
    return this.shares.append({
      slot: this.self.slot,
      holder,
      group: 0,
      weight: 0,
      index: this.groups.cells.index.get(this.groupRow(0)),
      fraction: 0n,
      day: this.world.today,
    });
  }

  private groupRow(group: number): number {
    return (
      this.ofGroup.first(group) ??
      this.groups.append({ slot: this.self.slot, group, weight: 0, index: 0n, remainder: 0n, cut: 0n })
    );
  }

  private why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}
