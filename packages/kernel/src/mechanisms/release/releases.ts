// Lots at work: the first rule of each day, then acceleration generation by generation, then the team; and refunds.
// Where nothing but its own daily part empties a lot, a close counts what all release together and touches nobody: see `late.ts`.
import type { Account } from "../../ledger/accounts.js";
import { poolAccount } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import { CASH } from "../../ledger/ledger.js";
import type { Fraction } from "../../number/fraction.js";
import { fraction, portion, rescale } from "../../number/fraction.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Instance } from "../../plan/instance.js";
import { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { Coming } from "../shared/ahead.js";
import type { Behaviour, Claim, LotOutlook } from "../mechanism.js";
import { walkDifferential } from "../shared/differential.js";
import { oneToOne } from "../shared/oneToOne.js";
import { canBeLate, Late } from "./late.js";
import type { Release } from "./parameters.js";
import { releaseTable } from "./table.js";

export class Releases implements Behaviour {
  private readonly asset: number;
  private readonly to: number;
  private readonly pool: number | undefined;
  private readonly source: Account;
  private readonly lots: Table<typeof releaseTable.columns>;
  private readonly ofHolder: RowsBy;
  private readonly ofLot: RowsBy;
  private readonly late: Late | undefined;
  /** unless they are booked late: rows that may still hold something; emptied ones leave at the next close */
  private active: number[] = [];

  constructor(
    private readonly params: Release,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    this.asset = world.asset(params.asset);
    this.to = world.asset(params.to);
    this.pool = params.pool === undefined ? undefined : world.pool(params.pool);
    this.source = this.pool === undefined ? world.rewards.source(this.to) : poolAccount(this.pool);
    this.lots = world.store.table(releaseTable);
    const { slot, holder, lot } = this.lots.cells;
    const mine = (row: number): boolean => slot.get(row) === self.slot;
    this.ofHolder = new RowsBy(this.lots, (row) => (mine(row) ? holder.get(row) : undefined));
    this.ofLot = new RowsBy(this.lots, (row) => (mine(row) ? lot.get(row) : undefined));
    const { asset, to, source, lots, ofHolder } = this;
    if (canBeLate(params, world)) this.late = new Late({ asset, to, source, lots, ofHolder }, world, self);
    else
      this.lots.follow({
        added: (row) => {
          if (mine(row)) this.active.push(row);
        },
        removed: (row) => {
          if (mine(row)) this.active.pop();
        },
      });
  }

  /** A lot of ⌊gross × multiple⌋ of the highest tier that the order reaches. */
  onOrder(order: Order): void {
    const tier = this.tierOf(order.gross);
    if (!tier) return;
    const scaled = (rate: string): Fraction =>
      rescale(fraction(rate), this.world.scale(CASH), this.world.scale(this.asset));
    const figures = { base: order.gross, multiple: tier.multiple, order: order.id };
    const amount = portion(order.gross, scaled(tier.multiple));
    const given = this.world.rewards.give({
      by: this.self,
      order,
      holder: order.buyer,
      asset: this.asset,
      amount,
      rule: "lot",
      figures,
      lot: "locked",
      own: true,
    });
    if (given.lot === -1) return;
    const daily = portion(order.gross, scaled(this.params.daily));
    const row = this.lots.append({
      slot: this.self.slot,
      version: this.self.version,
      lot: given.lot,
      holder: order.buyer,
      born: this.world.today,
      whole: daily,
      daily,
      released: 0,
      through: this.world.today,
    });
    this.late?.opened(row);
  }

  /** What was counted under one version is booked under it. */
  beforeChange(): void {
    this.late?.bookAll();
  }

  /** Under another version lots may have been released otherwise: their sums are made anew. */
  afterChange(): void {
    if (this.late?.isBegun) this.late.begin(this.world.today - 1);
  }

  *onClose(day: Day): Generator<void> {
    const { late } = this;
    if (late) {
      if (late.close(day)) return;
      yield* late.bookEach();
      yield* this.releaseDaily(day);
      return late.begin(day);
    }
    if (!this.world.store.rehearsing) this.active = this.active.filter((row) => this.left(row) > 0);
    const released = yield* this.releaseDaily(day);
    for (const generation of this.generations()) yield* this.accelerate(released, generation);
    yield* this.team(released);
  }

  /** The lot's remainder shrinks first; what was released beyond that comes from the free balance, then is owed. */
  onRefund(order: Order, step: RefundStep): void {
    const { rewards } = this.world;
    const { slot, lot: lotOf } = rewards.rewards.cells;
    for (const reward of rewards.ofOrder(order.row)) {
      if (slot.get(reward) !== this.self.slot) continue;
      const lot = lotOf.get(reward);
      const taken = rewards.due(reward, step);
      const due = taken - rewards.oweAgain(reward, step, taken, order);
      const row = this.ofLot.first(lot);
      const inLot = row === undefined ? 0 : this.shrink(row, due, order, step);
      const { out } = oneToOne(this.world, this.asset, this.to, due - inLot);
      rewards.takeBack(
        order.buyer,
        this.to,
        out,
        -1,
        this.source,
        this.why("refund.released", { order: order.id, amount: out }),
      );
    }
  }

  /** Takes up to `due` out of a lot and lowers its daily part in proportion; returns what was taken. */
  private shrink(row: number, due: number, order: Order, step: RefundStep): number {
    const { ledger } = this.world;
    const { lot, whole, daily } = this.lots.cells;
    let taken = 0;
    const act = (): void => {
      taken = Math.min(due, this.left(row));
      const why = this.why("refund", { order: order.id, amount: taken });
      if (taken > 0) ledger.takeFromLot(lot.get(row), taken, ledger.source(this.asset), why);
      daily.set(row, whole.get(row) - step.due(whole.get(row), 0));
    };
    if (this.late) this.late.change(row, act);
    else act();
    return taken;
  }

  /** The programme closes: the oldest lots first, as far as the pool reaches. */
  payClaims(): void {
    if (this.pool === undefined) return;
    this.late?.bookAll();
    for (const row of this.late?.rows() ?? this.active) {
      const most = oneToOne(this.world, CASH, this.asset, this.world.ledger.pool(this.pool)).out;
      this.free(row, Math.min(most, this.left(row)), "closing", {});
    }
    this.afterChange();
  }

  owes(): Claim[] {
    if (this.to !== CASH) return [];
    if (this.late) return [{ promised: BigInt(this.late.promised), pool: this.pool }];
    let promised = 0n;
    for (const row of this.active) promised += BigInt(oneToOne(this.world, this.asset, CASH, this.left(row)).out);
    return [{ promised, pool: this.pool }];
  }

  outlook(lot: number): LotOutlook | undefined {
    const row = this.ofLot.first(lot);
    if (row === undefined) return undefined;
    return { daily: Math.min(this.lots.cells.daily.get(row), this.left(row) - this.ripe(lot)) };
  }

  ripe(lot: number): number {
    const row = this.ofLot.first(lot);
    return row === undefined ? 0 : (this.late?.ripe(row) ?? 0);
  }

  pending(holder: number, asset: number): number {
    return this.late?.pending(holder, asset) ?? 0;
  }

  unbooked(asset: number): number {
    return this.late?.unbooked(asset) ?? 0;
  }

  /** By the first rule alone, lot by lot: what others' releases free on top of it nobody can promise. */
  coming(holder: number, through: Day): Coming[] {
    const { born, daily } = this.lots.cells;
    const all: Coming[] = [];
    for (const row of this.ofHolder.get(holder)) {
      let left = this.left(row) - this.ripe(this.lots.cells.lot.get(row));
      for (let day = Math.max(this.world.today, born.get(row) + 1); day <= through; day++) {
        const { out, cost } = oneToOne(this.world, this.asset, this.to, Math.min(daily.get(row), left));
        if (out === 0) break;
        left -= cost;
        all.push({ day, asset: this.to, amount: out, ...(this.pool !== undefined && { pool: this.pool }) });
      }
    }
    return all;
  }

  private tierOf(gross: number): Release["lots"]["tiers"][number] | undefined {
    const least = (tier: Release["lots"]["tiers"][number]): number => this.world.planAmount(tier.atLeast, CASH);
    const reached = this.params.lots.tiers.filter((tier) => least(tier) <= gross);
    return reached.toSorted((a, b) => least(b) - least(a))[0];
  }

  /** From the close of the next day on each lot releases its day's part, each on its own; returns what each member released. */
  private *releaseDaily(day: Day): Generator<void, Map<number, number>> {
    const { born, daily, holder } = this.lots.cells;
    const released = new Map<number, number>();
    for (const row of this.late?.rows() ?? this.active) {
      if (born.get(row) >= day) continue;
      const given = this.free(row, daily.get(row), "daily", {});
      if (given > 0) released.set(holder.get(row), (released.get(holder.get(row)) ?? 0) + given);
      yield;
    }
    return released;
  }

  private generations(): { generation: number; rate: string }[] {
    return (this.params.accelerate ?? []).map((rate, index) => ({ generation: index + 1, rate }));
  }

  private *accelerate(
    released: ReadonlyMap<number, number>,
    { generation, rate }: { generation: number; rate: string },
  ): Generator<void> {
    for (const [member, base] of released) {
      const above = this.world.holders.ancestor(member, generation);
      if (above < 1) continue;
      const figures = { base, rate, generation: String(generation), from: this.world.holders.name(member) };
      this.freeOldest(above, portion(base, fraction(rate)), "accelerated", figures);
      yield;
    }
  }

  /** The differential rule on each member's release; who has nothing left still takes its step. */
  private *team(released: ReadonlyMap<number, number>): Generator<void> {
    const { team } = this.params;
    if (!team) return;
    const rates = new Map(
      Object.entries(team.rates).map(([rank, rate]) => [this.world.ranks.levelOf(rank), fraction(rate)]),
    );
    const peer = team.peer && { rate: fraction(team.peer.rate), generations: team.peer.generations };
    for (const [member, base] of released) {
      const from = this.world.holders.name(member);
      walkDifferential(this.world, member, rates, peer, (step) => {
        const basis = step.kind === "peer" ? step.of : base;
        const figures = { base: basis, rate: `${step.rate.n}/${step.rate.d}`, from };
        return this.freeOldest(step.holder, portion(basis, step.rate), step.kind === "peer" ? "peer" : "team", figures);
      });
      yield;
    }
  }

  /** Frees so much from a holder's own lots, the oldest first; returns what was freed. */
  private freeOldest(holder: number, amount: number, rule: string, figures: Figures): number {
    let missing = amount;
    for (const row of this.ofHolder.get(holder)) {
      if (missing === 0) break;
      missing -= this.free(row, missing, rule, figures);
    }
    return amount - missing;
  }

  /** Frees up to `amount` from one lot; nothing when the pool (or a treasury) is short of it. Returns what was freed. */
  private free(row: number, amount: number, rule: string, figures: Figures): number {
    const { ledger, rewards } = this.world;
    const { lot, holder, released } = this.lots.cells;
    const { out, cost } = oneToOne(this.world, this.asset, this.to, Math.min(amount, this.left(row)));
    if (out === 0) return 0;
    if (rewards.held(this.source, this.to) < out) {
      ledger.note(this.why("short", { amount: cost }));
      return 0;
    }
    ledger.takeFromLot(lot.get(row), cost, ledger.source(this.asset), this.why("left", { amount: cost }));
    rewards.pay(holder.get(row), this.to, out, this.source, this.why(rule, { ...figures, amount: out }));
    released.set(row, released.get(row) + cost);
    return cost;
  }

  private left(row: number): number {
    return this.world.ledger.lots.table.cells.left.get(this.lots.cells.lot.get(row));
  }

  private why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}
