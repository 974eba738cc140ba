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

/** So much of a lot. */
export interface LotPart {
  lot: number;
  quantity: number;
}

export class Lots {
  readonly table: Table<typeof lotTable.columns>;
  private readonly wallets: Table<typeof walletTable.columns>;

  constructor(store: Store) {
    this.table = store.table(lotTable);
    this.wallets = store.table(walletTable);
  }

  /** Opens a lot at its place in the wallet's list, by age; of the same day behind those that are there. The quantity itself is posted by the ledger. */
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
    this.enlist(row);
    return row;
  }

  /** Opens lots as old as those that the parts came out of. `bornOf`: the day on which one counts as begun. */
  reopen(wallet: number, parts: readonly LotPart[], bornOf: (lot: number) => number): void {
    const { slot, version, order } = this.table.cells;
    for (const { lot, quantity } of parts)
      this.open({
        wallet,
        slot: slot.get(lot),
        version: version.get(lot),
        order: order.get(lot),
        born: bornOf(lot),
        quantity,
        open: true,
      });
  }

  born(lot: number): number {
    return this.table.cells.born.get(lot);
  }

  /** The wallet's lots that still hold something, oldest first. Reading changes nothing. */
  *of(wallet: number): Generator<number> {
    const { next, left } = this.table.cells;
    for (let lot = this.wallets.cells.firstLot.get(wallet); lot !== -1; lot = next.get(lot))
      if (left.get(lot) > 0) yield lot;
  }

  /** Takes up to `quantity` out of the wallet's open lots, oldest first; returns what each gave. */
  drain(wallet: number, quantity: number): LotPart[] {
    const { left, open } = this.table.cells;
    const parts: LotPart[] = [];
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

  /** Links a row into its wallet's list: nearly always at the young end. */
  private enlist(row: number): void {
    const { wallet: of, born, next } = this.table.cells;
    const { firstLot, lastLot } = this.wallets.cells;
    const wallet = of.get(row);
    const last = firstLot.get(wallet) === -1 ? -1 : lastLot.get(wallet);
    let before = last;
    if (last !== -1 && born.get(last) > born.get(row)) {
      before = -1;
      for (let at = firstLot.get(wallet); at !== -1 && born.get(at) <= born.get(row); at = next.get(at)) before = at;
    }
    if (before === -1) {
      next.set(row, firstLot.get(wallet));
      firstLot.set(wallet, row);
    } else {
      next.set(row, next.get(before));
      next.set(before, row);
    }
    if (before === last) lastLot.set(wallet, row);
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
