// Expiry: lots of an asset with `expires` lapse at the close of the day on which they are that old, each under the version it began in.
import type { PlanDocument } from "../plan/schema.js";
import { RowsBy } from "../store/rows.js";
import type { Day } from "../time/calendar.js";
import type { Ledger } from "./ledger.js";

interface Rule {
  asset: number;
  version: number;
  days: number;
}

export class Expiry {
  private readonly rules: Rule[];
  private readonly born: RowsBy | undefined;

  constructor(
    private readonly ledger: Ledger,
    documents: readonly PlanDocument[],
    assetOf: (name: string) => number,
  ) {
    this.rules = documents.flatMap(({ version, assets }) =>
      Object.entries(assets).flatMap(([name, { expires: days }]) =>
        days === undefined ? [] : [{ asset: assetOf(name), version, days }],
      ),
    );
    const { table } = ledger.lots;
    this.born = this.rules.length ? new RowsBy(table, (row) => table.cells.born.get(row)) : undefined;
  }

  /** Takes what lapses at the close of a day back to where the asset came from, lot by lot. */
  *lapse(day: Day): Generator<void> {
    const { version, left, wallet, slot, born } = this.ledger.lots.table.cells;
    for (const lot of this.lapsing(day)) {
      const figures = { amount: left.get(lot), born: born.get(lot), slot: slot.get(lot) };
      const why = { slot: -1, version: version.get(lot), rule: "expired", figures };
      const asset = this.ledger.wallets.cells.asset.get(wallet.get(lot));
      this.ledger.takeFromLot(lot, left.get(lot), this.ledger.source(asset), why);
      yield;
    }
  }

  /** Lots that still hold something and lapse at the close of a day. */
  *lapsing(day: Day): Generator<number> {
    const { version, left, wallet } = this.ledger.lots.table.cells;
    const { asset: assetOf } = this.ledger.wallets.cells;
    for (const { asset, version: under, days } of this.rules)
      for (const lot of this.born?.get(day - days) ?? [])
        if (version.get(lot) === under && assetOf.get(wallet.get(lot)) === asset && left.get(lot) > 0) yield lot;
  }

  /** Whether any version of the plan lets the asset lapse. */
  ages(asset: number): boolean {
    return this.rules.some((rule) => rule.asset === asset);
  }

  /** The day on which a lot counts as begun when some of it comes back: its own, but not so early that it has missed its last close. */
  begun(lot: number, today: Day): Day {
    const own = this.ledger.lots.born(lot);
    const last = this.dayOf(lot);
    return last === undefined || last >= today ? own : own + (today - last);
  }

  /** The day at whose close a lot lapses, or undefined. */
  dayOf(lot: number): Day | undefined {
    const { version, wallet, born } = this.ledger.lots.table.cells;
    const asset = this.ledger.wallets.cells.asset.get(wallet.get(lot));
    const rule = this.rules.find((each) => each.asset === asset && each.version === version.get(lot));
    return rule && born.get(lot) + rule.days;
  }
}
