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
    this.dropEmpty(lot.wallet);
    const { firstLot, lastLot } = this.wallets.cells;
    if (firstLot.get(lot.wallet) === -1) firstLot.set(lot.wallet, row);
    else this.table.cells.next.set(lastLot.get(lot.wallet), row);
    lastLot.set(lot.wallet, row);
    return row;
  }

  /** The wallet's lots that still hold something, oldest first. Reading changes nothing. */
  *of(wallet: number): Generator<number> {
    const { next, left } = this.table.cells;
    for (let lot = this.wallets.cells.firstLot.get(wallet); lot !== -1; lot = next.get(lot))
      if (left.get(lot) > 0) yield lot;
  }

  /** Takes up to `quantity` out of the wallet's open lots, oldest first; returns what they gave. */
  drain(wallet: number, quantity: number): number {
    return this.drainParts(wallet, quantity).reduce((sum, part) => sum + part.quantity, 0);
  }

  /** The same, told lot by lot. */
  drainParts(wallet: number, quantity: number): { lot: number; quantity: number }[] {
    const { left, open } = this.table.cells;
    const parts: { lot: number; quantity: number }[] = [];
    let missing = quantity;
    for (const lot of this.of(wallet)) {
      if (missing === 0) break;
      if (open.get(lot) === 0) continue;
      const taken = Math.min(missing, left.get(lot));
      left.set(lot, left.get(lot) - taken);
      parts.push({ lot, quantity: taken });
      missing -= taken;
    }
    return parts;
  }

  shrink(lot: number, quantity: number): void {
    const { left } = this.table.cells;
    left.set(lot, left.get(lot) - quantity);
  }

  holder(lot: number): number {
    return this.wallets.cells.holder.get(this.table.cells.wallet.get(lot));
  }

  /** Empty lots at the old end leave the list for good. `lastLot` stays: it tells that the wallet has had lots. */
  private dropEmpty(wallet: number): void {
    const { firstLot } = this.wallets.cells;
    const { next, left } = this.table.cells;
    let lot = firstLot.get(wallet);
    while (lot !== -1 && left.get(lot) === 0) lot = next.get(lot);
    firstLot.set(wallet, lot);
  }
}
