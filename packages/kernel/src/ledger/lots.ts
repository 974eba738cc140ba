// Lots: quantities with an origin of their own, in a list by age for each wallet.
import type { Store, Table } from "../store/store.js";
import { lotTable, walletTable } from "./tables.js";

export interface NewLot {
  wallet: number;
  slot: number;
  version: number;
  /** row of the origin order, −1 for none */
  order: number;
  born: number;
  quantity: number;
  /** whether its quantity may be spent while it is in the lot */
  open: boolean;
}

export class Lots {
  readonly table: Table<typeof lotTable.columns>;
  private readonly wallets: Table<typeof walletTable.columns>;

  constructor(store: Store) {
    this.table = store.table(lotTable);
    this.wallets = store.table(walletTable);
  }

  /** Opens a lot at the young end of the wallet's list. The quantity itself is posted by the ledger. */
  open(lot: NewLot): number {
    const row = this.table.append({
      wallet: lot.wallet,
      slot: lot.slot,
      version: lot.version,
      order: lot.order,
      born: lot.born,
      minted: lot.quantity,
      left: lot.quantity,
      open: lot.open ? 1 : 0,
      next: -1,
    });
    const { firstLot, lastLot } = this.wallets.cells;
    const last = lastLot.get(lot.wallet);
    if (last === -1) firstLot.set(lot.wallet, row);
    else this.table.cells.next.set(last, row);
    lastLot.set(lot.wallet, row);
    return row;
  }

  /** The wallet's lots that still hold something, oldest first. */
  *of(wallet: number): Generator<number> {
    const { next, left } = this.table.cells;
    for (let lot = this.first(wallet); lot !== -1; lot = next.get(lot)) if (left.get(lot) > 0) yield lot;
  }

  /** Takes up to `quantity` out of the wallet's open lots, oldest first; returns what they gave. */
  drain(wallet: number, quantity: number): number {
    const { left, open } = this.table.cells;
    let missing = quantity;
    for (const lot of this.of(wallet)) {
      if (missing === 0) break;
      if (open.get(lot) === 0) continue;
      const taken = Math.min(missing, left.get(lot));
      left.set(lot, left.get(lot) - taken);
      missing -= taken;
    }
    return quantity - missing;
  }

  shrink(lot: number, quantity: number): void {
    const { left } = this.table.cells;
    left.set(lot, left.get(lot) - quantity);
  }

  holder(lot: number): number {
    return this.wallets.cells.holder.get(this.table.cells.wallet.get(lot));
  }

  /** The oldest lot that holds something; empty ones before it leave the list for good. */
  private first(wallet: number): number {
    const { firstLot, lastLot } = this.wallets.cells;
    const { next, left } = this.table.cells;
    const head = firstLot.get(wallet);
    let lot = head;
    while (lot !== -1 && left.get(lot) === 0) lot = next.get(lot);
    if (lot !== head) firstLot.set(wallet, lot);
    if (lot === -1 && head !== -1) lastLot.set(wallet, -1);
    return lot;
  }
}
