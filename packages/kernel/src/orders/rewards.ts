// Rewards: the one way in which a mechanism gives something. Limits, budgets, treasuries, debts and lots are dealt with here, once for all.
import type { Account } from "../ledger/accounts.js";
import { ISSUANCE, kindOf, lotsOf, ownerOf, PLATFORM, receivableOf, TREASURY, walletOf } from "../ledger/accounts.js";
import type { Figures, Why } from "../ledger/entry.js";
import type { Ledger } from "../ledger/ledger.js";
import { CASH } from "../ledger/ledger.js";
import type { Prices } from "../ledger/prices.js";
import { mulDivFloor } from "../number/integer.js";
import type { Instance } from "../plan/instance.js";
import type { Store, Table } from "../store/store.js";
import type { Limits } from "./limits.js";
import type { Order, RefundStep } from "./order.js";
import { orderTable, rewardTable } from "./order.js";

export interface Reward {
  by: Instance;
  /** undefined: not for an order */
  order: Order | undefined;
  holder: number;
  asset: number;
  amount: number;
  rule: string;
  figures: Figures;
  /** where it comes from; left out: the margin for cash, the treasury of a capped asset, else issue */
  from?: Account;
  /** locked: in a lot until freed; tracked: in a lot, free to spend; left out: by the asset (tracked when it expires) */
  lot?: "locked" | "tracked";
  /** a refund of the order is the mechanism's own affair */
  own?: boolean;
}

export interface Given {
  amount: number;
  /** the lot it sits in, −1 for none */
  lot: number;
}

const NOTHING: Given = { amount: 0, lot: -1 };

interface Surroundings {
  readonly today: number;
  readonly closing: boolean;
  readonly plan: { readonly version: number };
  expires(asset: number): number | undefined;
  granted(holder: number, asset: number, amount: number): void;
}

/** Figures are made for one reward, so the amount is put into them; those that have it already served another one. A spread of them would cost a microsecond. */
function withAmount(figures: Record<string, number | string>, amount: number): Figures {
  if ("amount" in figures) return { ...figures, amount };
  figures["amount"] = amount;
  return figures;
}

export class Rewards {
  readonly rewards: Table<typeof rewardTable.columns>;
  private readonly orders: Table<typeof orderTable.columns>;

  constructor(
    store: Store,
    private readonly ledger: Ledger,
    private readonly prices: Prices,
    private readonly limits: Limits,
    private readonly world: Surroundings,
  ) {
    this.rewards = store.table(rewardTable);
    this.orders = store.table(orderTable);
  }

  /**
   * Gives as much of a reward as its limits, the order's budgets and the treasury (or pool) allow, in this order; the entry notes what was cut.
   * Debts of the holder in the asset are paid off first. Refuses with `amount_overflow`.
   */
  give(reward: Reward): Given {
    if (reward.amount <= 0 || this.world.closing) return NOTHING;
    const amount = this.cut(reward);
    if (amount <= 0) return NOTHING;
    const { by, order, holder, asset, rule, figures } = reward;
    if (order && asset === CASH && reward.from === undefined) {
      order.cashGranted += amount;
      // More than the margin has: the order is refused as a whole once every earlier code has had its say.
      if (order.cashGranted > order.cashMost) return NOTHING;
    }
    const why: Why = { slot: by.slot, version: by.version, rule, figures: withAmount(figures, amount) };
    const from = reward.from ?? this.source(asset);
    this.world.granted(holder, asset, amount);
    const kept = amount - this.payOff(holder, asset, amount, from, why);
    const lot = this.credit(reward, kept, from, why);
    if (order) this.record(reward, order, amount, lot);
    return { amount, lot };
  }

  /** Pays out something that was promised before (a ticket, a share, a release): debts first, then the wallet. */
  pay(holder: number, asset: number, amount: number, from: Account, why: Why): void {
    const kept = amount - this.payOff(holder, asset, amount, from, why);
    this.arrive(holder, asset, kept, from, why);
  }

  /** Puts an amount into a wallet, debts aside; of an asset that expires it arrives as a lot of today. */
  arrive(holder: number, asset: number, amount: number, from: Account, why: Why): void {
    if (amount === 0) return;
    this.ledger.post(from, walletOf(holder), asset, amount, why);
    if (this.world.expires(asset) === undefined) return;
    const wallet = this.ledger.wallet(holder, asset);
    // A mechanism that has retired still pays, but what it pays begins today, under the version in force.
    const { version } = this.world.plan;
    this.ledger.lots.open({
      wallet,
      slot: why.slot,
      version,
      order: -1,
      born: this.world.today,
      quantity: amount,
      open: true,
    });
  }

  /** How much of an amount a mechanism's limits allow; counted as given from now on. For what is not a reward. */
  withinLimits(by: Instance, holder: number, asset: number, amount: number): number {
    const allowed = this.allowed(by, holder, asset, amount);
    this.countGiven(by, holder, asset, allowed);
    return allowed;
  }

  /** How much of an amount a mechanism's limits allow. */
  allowed(by: Instance, holder: number, asset: number, amount: number): number {
    return this.limits.allow(by, holder, asset, this.world.today, amount);
  }

  countGiven(by: Instance, holder: number, asset: number, amount: number): void {
    this.limits.count(by, holder, asset, this.world.today, amount);
  }

  /** What is still owed is paid first; returns how much of the amount went there. */
  payOff(holder: number, asset: number, amount: number, from: Account, why: Why): number {
    const paid = Math.min(amount, this.ledger.owed(holder, asset));
    if (paid === 0) return 0;
    const settled: Why = { slot: -1, version: why.version, rule: "debt.settled", figures: { amount: paid } };
    this.ledger.post(from, walletOf(holder), asset, paid, why);
    this.ledger.post(walletOf(holder), this.source(asset), asset, paid, settled);
    this.forgive(holder, asset, paid, settled);
    return paid;
  }

  /** Takes back every recorded reward of an order in the proportion refunded. */
  clawBack(order: Order, step: RefundStep): void {
    const { holder, asset, slot, version, amount, lot, own } = this.rewards.cells;
    for (const row of this.ofOrder(order.row)) {
      const due = own.get(row) === 1 ? 0 : this.due(row, step);
      if (due === 0) continue;
      const why: Why = {
        slot: -1,
        version: version.get(row),
        rule: "clawback",
        figures: { amount: due, given: amount.get(row), order: order.id, slot: slot.get(row) },
      };
      this.takeBack(holder.get(row), asset.get(row), due, lot.get(row), this.source(asset.get(row)), why);
    }
  }

  /** The recorded rewards of an order, youngest first. */
  *ofOrder(order: number): Generator<number> {
    for (let row = this.orders.cells.firstReward.get(order); row !== -1; row = this.rewards.cells.next.get(row))
      yield row;
  }

  /** What a refund takes of one recorded reward; counted as taken from now on. */
  due(row: number, step: RefundStep): number {
    const { amount, taken } = this.rewards.cells;
    const due = step.due(amount.get(row), taken.get(row));
    taken.set(row, taken.get(row) + due);
    return due;
  }

  /**
   * Of the `taken` that a refund takes of a reward in a lot: the part that had paid off a debt when it was given, and never was in the lot. It is
   * owed again, as before the order; returns how much that is.
   */
  oweAgain(row: number, step: RefundStep, taken: number, order: Order): number {
    const { amount, lot, holder, asset } = this.rewards.cells;
    const kept = lot.get(row) === -1 ? 0 : this.ledger.lots.table.cells.minted.get(lot.get(row));
    const paidOff = amount.get(row) - kept;
    const due = Math.min(taken, step.due(paidOff, mulDivFloor(paidOff, step.before, step.gross)));
    this.oweMissing(holder.get(row), asset.get(row), due, order);
    return due;
  }

  /** Books what a refund does not find any more. */
  oweMissing(holder: number, asset: number, missing: number, order: Order): void {
    const { version } = this.world.plan;
    this.owe(holder, asset, missing, {
      slot: -1,
      version,
      rule: "clawback.owed",
      figures: { order: order.id, missing },
    });
  }

  /** Books what a holder owes. */
  owe(holder: number, asset: number, missing: number, why: Why): void {
    this.ledger.post(this.ledger.contra(asset), receivableOf(holder), asset, missing, why);
  }

  /** A debt, or a part of it, is owed no more. */
  forgive(holder: number, asset: number, amount: number, why: Why): void {
    this.ledger.post(receivableOf(holder), this.ledger.contra(asset), asset, amount, why);
  }

  /** Takes from a lot, then from the free balance; what is missing becomes a receivable. */
  takeBack(holder: number, asset: number, amount: number, lot: number, to: Account, why: Why): void {
    const inLot = lot === -1 ? 0 : Math.min(amount, this.ledger.lots.table.cells.left.get(lot));
    if (inLot > 0) this.ledger.takeFromLot(lot, inLot, to, why);
    const free = Math.min(amount - inLot, this.ledger.free(holder, asset));
    if (free > 0) this.ledger.take(holder, asset, free, to, why);
    const missing = amount - inLot - free;
    this.owe(holder, asset, missing, { ...why, slot: -1, rule: "clawback.owed", figures: { ...why.figures, missing } });
  }

  /** Where a reward comes from and returns to: the margin (platform) for cash, the treasury of a capped asset, else issue. */
  source(asset: number): Account {
    if (asset === CASH) return walletOf(PLATFORM);
    return this.ledger.capped(asset) ? TREASURY : ISSUANCE;
  }

  /** How much a source of rewards can give at most: what a pool or a treasury holds; others issue what is asked for. */
  held(source: Account, asset: number): number {
    if (source === TREASURY) return this.ledger.treasury(asset);
    return kindOf(source) === "pool" ? this.ledger.pool(ownerOf(source)) : Number.POSITIVE_INFINITY;
  }

  private cut(reward: Reward): number {
    const { by, order, holder, asset } = reward;
    const allowed = this.limits.allow(by, holder, asset, this.world.today, reward.amount);
    const budgeted = order ? this.withinBudgets(reward, order, allowed) : allowed;
    const stocked =
      reward.from === undefined && this.ledger.capped(asset)
        ? Math.min(budgeted, this.ledger.treasury(asset))
        : budgeted;
    if (stocked < reward.amount) {
      const rule = stocked < budgeted ? "cut.treasury" : budgeted < allowed ? "cut.budget" : "cut.limit";
      this.ledger.note({
        slot: by.slot,
        version: by.version,
        rule,
        figures: { wanted: reward.amount, amount: stocked },
        asset,
      });
    }
    this.limits.count(by, holder, asset, this.world.today, stocked);
    if (order) this.spendBudgets(reward, order, stocked);
    return stocked;
  }

  private withinBudgets(reward: Reward, order: Order, amount: number): number {
    let most = amount;
    for (const budget of order.budgets) {
      if (!budget.slots.has(reward.by.slot) || this.value(reward.asset, most) <= budget.left) continue;
      const price = reward.asset === CASH ? undefined : this.prices.reference(reward.asset, this.world.today);
      most =
        price && price.n > 0 ? Math.min(most, mulDivFloor(budget.left, price.d, price.n)) : Math.min(most, budget.left);
    }
    return most;
  }

  private spendBudgets(reward: Reward, order: Order, amount: number): void {
    const value = this.value(reward.asset, amount);
    for (const budget of order.budgets) if (budget.slots.has(reward.by.slot)) budget.left -= value;
  }

  private value(asset: number, amount: number): number {
    return asset === CASH ? amount : this.prices.worth(asset, amount, this.world.today);
  }

  private credit(reward: Reward, amount: number, from: Account, why: Why): number {
    const { by, order, holder, asset } = reward;
    if (amount === 0) return -1;
    const kind = reward.lot ?? (this.world.expires(asset) === undefined ? undefined : "tracked");
    this.ledger.post(from, kind === "locked" ? lotsOf(holder) : walletOf(holder), asset, amount, why);
    if (kind === undefined) return -1;
    return this.ledger.lots.open({
      wallet: this.ledger.wallet(holder, asset),
      slot: by.slot,
      version: by.version,
      order: order?.row ?? -1,
      born: this.world.today,
      quantity: amount,
      open: kind === "tracked",
    });
  }

  private record(reward: Reward, order: Order, amount: number, lot: number): void {
    const { asset, holder, by } = reward;
    if (holder === order.buyer) order.earned.set(asset, (order.earned.get(asset) ?? 0) + amount);
    const { firstReward } = this.orders.cells;
    const row = this.rewards.append({
      holder,
      asset,
      slot: by.slot,
      version: by.version,
      amount,
      taken: 0,
      lot,
      own: reward.own ? 1 : 0,
      next: firstReward.get(order.row),
    });
    firstReward.set(order.row, row);
  }
}
