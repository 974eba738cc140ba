// The double-entry ledger: balances, lots and the postings of the entry that is being made. Only `post` moves anything.
import { add } from "../number/integer.js";
import { refuse } from "../refusal.js";
import type { Store, Table } from "../store/store.js";
import type { Account } from "./accounts.js";
import { EXTERNAL, ISSUANCE, kindOf, lotsOf, ownerOf, TREASURY, walletOf } from "./accounts.js";
import type { Posting, Why } from "./entry.js";
import type { LotPart } from "./lots.js";
import { Lots } from "./lots.js";
import { accrualTable, assetTable, poolTable, receivableTable, walletTable } from "./tables.js";

/** The asset that is always there. */
export const CASH = 0;

/** Told about a holder's balance of an asset. */
export type BalanceListener = (holder: number, asset: number) => void;

interface Watcher {
  before: BalanceListener;
  after: BalanceListener | undefined;
}

const WIDTH = 1024; // more assets than a plan may declare

export class Ledger {
  readonly assets: Table<typeof assetTable.columns>;
  readonly pools: Table<typeof poolTable.columns>;
  readonly wallets: Table<typeof walletTable.columns>;
  readonly receivables: Table<typeof receivableTable.columns>;
  readonly accruals: Table<typeof accrualTable.columns>;
  readonly lots: Lots;
  postings: Posting[] = [];
  notes: Why[] = [];
  /** pools whose balance has changed since this was last cleared */
  readonly touchedPools = new Set<number>();
  private readonly walletRows: Int32Array[] = [];
  private readonly receivableRows = new Map<number, number>();
  private readonly watchers = new Map<number, Watcher[]>();
  private readonly bookers = new Map<number, BalanceListener[]>();
  private readonly booking = new Set<number>();

  constructor(store: Store) {
    this.assets = store.table(assetTable);
    this.pools = store.table(poolTable);
    this.wallets = store.table(walletTable);
    this.receivables = store.table(receivableTable);
    this.accruals = store.table(accrualTable);
    this.lots = new Lots(store);
    const { holder, asset } = this.wallets.cells;
    this.wallets.follow({
      added: (row) => this.index(asset.get(row), holder.get(row), row + 1),
      removed: (row) => this.index(asset.get(row), holder.get(row), 0),
    });
    const owed = this.receivables.cells;
    this.receivables.follow({
      added: (row) => void this.receivableRows.set(owed.holder.get(row) * WIDTH + owed.asset.get(row), row),
      removed: (row) => void this.receivableRows.delete(owed.holder.get(row) * WIDTH + owed.asset.get(row)),
    });
  }

  /** Calls `before` each time before a balance of the asset changes in a wallet, its lots or its holds, and `after` it has. */
  watch(asset: number, before: BalanceListener, after?: BalanceListener): void {
    this.watchers.set(asset, [...(this.watchers.get(asset) ?? []), { before, after }]);
  }

  /** Calls `book` before a balance of the asset is read or changed, so that what is due but not yet booked is booked first. */
  bookFirst(asset: number, book: BalanceListener): void {
    this.bookers.set(asset, [...(this.bookers.get(asset) ?? []), book]);
  }

  /** Whether balances of the asset may be due and not yet booked. */
  isBookedLate(asset: number): boolean {
    return this.bookers.has(asset);
  }

  /** Begins the entry of the next event. */
  begin(): void {
    this.postings = [];
    this.notes = [];
    this.touchedPools.clear();
  }

  /** How many postings and notes the entry has so far. */
  get written(): number {
    return this.postings.length + this.notes.length;
  }

  /** What the entry has so far; what follows goes into another one of the same event. */
  cut(): { postings: Posting[]; notes: Why[] } {
    const { postings, notes } = this;
    this.postings = [];
    this.notes = [];
    return { postings, notes };
  }

  /** Forgets everybody who listens: another version of the plan begins. */
  unwatch(): void {
    this.watchers.clear();
    this.bookers.clear();
  }

  /** The wallet's row, or −1 when the holder never held the asset. */
  findWallet(holder: number, asset: number): number {
    return (this.walletRows[asset]?.[holder] ?? 0) - 1;
  }

  wallet(holder: number, asset: number): number {
    const row = this.findWallet(holder, asset);
    return row !== -1
      ? row
      : this.wallets.append({ holder, asset, free: 0, locked: 0, held: 0, firstLot: -1, lastLot: -1 });
  }

  /** What may be spent; what is due is booked first. */
  free(holder: number, asset: number): number {
    this.book(holder, asset);
    const row = this.findWallet(holder, asset);
    return row === -1 ? 0 : this.wallets.cells.free.get(row);
  }

  /** The whole balance: free, locked in lots, and held; what is due is booked first. */
  total(holder: number, asset: number): number {
    this.book(holder, asset);
    return this.stored(holder, asset);
  }

  /** The whole balance as it is booked; reading it changes nothing. */
  stored(holder: number, asset: number): number {
    const row = this.findWallet(holder, asset);
    if (row === -1) return 0;
    const { free, locked, held } = this.wallets.cells;
    return free.get(row) + locked.get(row) + held.get(row);
  }

  /** What of it may be spent, as it is booked; reading it changes nothing. */
  storedFree(holder: number, asset: number): number {
    const row = this.findWallet(holder, asset);
    return row === -1 ? 0 : this.wallets.cells.free.get(row);
  }

  owed(holder: number, asset: number): number {
    const row = this.receivableRows.get(holder * WIDTH + asset);
    return row === undefined ? 0 : this.receivables.cells.owed.get(row);
  }

  /** Who owes something in the asset. */
  *debtors(asset: number): Generator<number> {
    const { holder, asset: of, owed } = this.receivables.cells;
    for (let row = 0; row < this.receivables.length; row++)
      if (of.get(row) === asset && owed.get(row) > 0) yield holder.get(row);
  }

  pool(pool: number): number {
    return this.pools.cells.balance.get(pool);
  }

  treasury(asset: number): number {
    return this.assets.cells.treasury.get(asset);
  }

  /** What holders, the platform and accruals have; the treasury and receivables not counted. */
  supply(asset: number): number {
    const { issuance, external, treasury, owed } = this.assets.cells;
    return -issuance.get(asset) - external.get(asset) - treasury.get(asset) - owed.get(asset);
  }

  /** Moves an amount from one account to another; nothing when it is 0. Refuses with `amount_overflow`. */
  post(debit: Account, credit: Account, asset: number, amount: number, why: Why): void {
    if (amount === 0) return;
    if (amount < 0) throw new Error(`ledger: a posting of ${amount}`);
    this.change(debit, asset, -amount);
    this.change(credit, asset, amount);
    this.postings.push({ debit, credit, asset, amount, why });
  }

  /** Says in the entry what a rule left out, and why. */
  note(why: Why): void {
    this.notes.push(why);
  }

  /** Refuses with `insufficient_balance` unless so much is free. */
  need(holder: number, asset: number, amount: number, place = "quantity"): void {
    if (this.free(holder, asset) >= amount) return;
    refuse(
      "insufficient_balance",
      place,
      "the free balance is smaller than that",
      "no more than what is neither locked in lots nor held",
    );
  }

  /** Takes from the free balance, the oldest open lots first; returns what came out of lots. Refuses with `insufficient_balance`. */
  take(
    holder: number,
    asset: number,
    amount: number,
    credit: Account,
    why: Why,
    place = "quantity",
  ): readonly LotPart[] {
    this.need(holder, asset, amount, place);
    if (amount === 0) return [];
    const wallet = this.wallet(holder, asset);
    const parts = this.wallets.cells.firstLot.get(wallet) === -1 ? [] : this.lots.drain(wallet, amount);
    this.post(walletOf(holder), credit, asset, amount, why);
    return parts;
  }

  /** Moves from one holder's free balance to another's. Lots that lapse keep their age; `aged`: whether the asset has such. Refuses with `insufficient_balance`. */
  hand(from: number, to: number, asset: number, amount: number, why: Why, aged: boolean): void {
    const parts = this.take(from, asset, amount, walletOf(to), why);
    if (aged) this.lots.reopen(this.wallet(to, asset), parts, (lot) => this.lots.born(lot));
  }

  /** Moves from a locked lot to an account. */
  takeFromLot(lot: number, amount: number, credit: Account, why: Why): void {
    const holder = this.lots.holder(lot);
    const open = this.lots.table.cells.open.get(lot) === 1;
    const asset = this.wallets.cells.asset.get(this.lots.table.cells.wallet.get(lot));
    this.lots.shrink(lot, amount);
    this.post(open ? walletOf(holder) : lotsOf(holder), credit, asset, amount, why);
  }

  /** Where an asset comes from when it is issued, and where it returns to when it leaves all wallets. */
  source(asset: number): Account {
    return this.capped(asset) ? TREASURY : ISSUANCE;
  }

  /** Whether the asset has a cap: all of it was put into the treasury at the start. */
  capped(asset: number): boolean {
    return this.cappedAssets.has(asset);
  }
  readonly cappedAssets = new Set<number>();

  /** The contra account of a receivable in an asset. */
  contra(asset: number): Account {
    return asset === CASH ? EXTERNAL : ISSUANCE;
  }

  private change(account: Account, asset: number, by: number): void {
    const owner = ownerOf(account);
    switch (kindOf(account)) {
      case "wallet":
        return this.changeWallet(owner, asset, "free", by);
      case "lot":
        return this.changeWallet(owner, asset, "locked", by);
      case "hold":
        return this.changeWallet(owner, asset, "held", by);
      case "receivable":
        return this.changeReceivable(owner, asset, by);
      case "pool":
        this.touchedPools.add(owner);
        return bump(this.pools.cells.balance, owner, by, false);
      case "accrual":
        return this.changeAccrual(owner, asset, by);
      case "treasury":
        return bump(this.assets.cells.treasury, asset, by, false);
      case "issuance":
        return bump(this.assets.cells.issuance, asset, by, true);
      case "external":
        return bump(this.assets.cells.external, asset, by, true);
    }
  }

  private changeWallet(holder: number, asset: number, part: "free" | "locked" | "held", by: number): void {
    this.book(holder, asset);
    const watchers = this.watchers.get(asset);
    if (watchers) for (const { before } of watchers) before(holder, asset);
    bump(this.wallets.cells[part], this.wallet(holder, asset), by, false);
    if (watchers) for (const { after } of watchers) after?.(holder, asset);
  }

  /** Books what is due to a holder; a booking that touches the same balance again is not asked twice. */
  private book(holder: number, asset: number): void {
    const bookers = this.bookers.get(asset);
    const key = holder * WIDTH + asset;
    if (!bookers || this.booking.has(key)) return;
    this.booking.add(key);
    try {
      for (const book of bookers) book(holder, asset);
    } finally {
      this.booking.delete(key);
    }
  }

  private changeReceivable(holder: number, asset: number, by: number): void {
    // What was due before the debt does not pay it.
    if (by > 0) this.book(holder, asset);
    const known = this.receivableRows.get(holder * WIDTH + asset);
    const row = known ?? this.receivables.append({ holder, asset, owed: 0 });
    bump(this.receivables.cells.owed, row, by, false);
    bump(this.assets.cells.owed, asset, by, false);
  }

  private changeAccrual(slot: number, asset: number, by: number): void {
    while (this.accruals.length <= slot) this.accruals.append({ asset: -1, balance: 0 });
    this.accruals.cells.asset.set(slot, asset);
    bump(this.accruals.cells.balance, slot, by, false);
  }

  private index(asset: number, holder: number, value: number): void {
    let rows = this.walletRows[asset];
    if (!rows || rows.length <= holder) {
      const grown = new Int32Array(Math.max(64, holder + 1, Math.ceil((rows?.length ?? 0) * 1.25)));
      if (rows) grown.set(rows);
      while (this.walletRows.length < asset) this.walletRows.push(new Int32Array(0));
      this.walletRows[asset] = rows = grown;
    }
    rows[holder] = value;
  }
}

interface Balance {
  get(row: number): number;
  set(row: number, value: number): void;
}

function bump(balance: Balance, row: number, by: number, mayBeNegative: boolean): void {
  const next = add(balance.get(row), by);
  if (next < 0 && !mayBeNegative) throw new Error(`ledger: an account that may not be negative would be (${next})`);
  balance.set(row, next);
}
