// The order book of the programme: settled orders with what they brought and gave, found by id.
import type { LotPart } from "../ledger/lots.js";
import { IndexOf } from "../store/index-of.js";
import { RowsBy } from "../store/rows.js";
import type { Store, Table } from "../store/store.js";
import type { Order } from "./order.js";
import { inflowTable, orderTable, tenderLotTable, tenderTable } from "./order.js";

export class OrderBook {
  readonly table: Table<typeof orderTable.columns>;
  readonly inflows: Table<typeof inflowTable.columns>;
  readonly tenders: Table<typeof tenderTable.columns>;
  private readonly tenderLots: Table<typeof tenderLotTable.columns>;
  private readonly lotsOfTender: RowsBy;
  private readonly byId: IndexOf<string>;
  /** the order that came last: who settles one asks for it again at once, and a look into a large map is dear */
  private last: { id: string; row: number } | undefined;

  constructor(store: Store) {
    this.table = store.table(orderTable);
    this.inflows = store.table(inflowTable);
    this.tenders = store.table(tenderTable);
    this.tenderLots = store.table(tenderLotTable);
    const { tender } = this.tenderLots.cells;
    this.lotsOfTender = new RowsBy(this.tenderLots, (row) => tender.get(row));
    const { id } = this.table.cells;
    this.byId = IndexOf.over(this.table, (row) => id.get(row));
    this.table.follow({
      added: (row) => {
        this.last = { id: id.get(row), row };
      },
      removed: () => {
        this.last = undefined;
      },
    });
  }

  find(id: string): number | undefined {
    return this.last?.id === id ? this.last.row : this.byId.get(id);
  }

  /** A settled order as the mechanisms see it, for a refund. */
  order(row: number): Order {
    const { id, buyer, merchant, day, region, tags, rewardGross, rewardMargin } = this.table.cells;
    const inflows = new Map<number, number>();
    for (const inflow of this.inflowsOf(row))
      inflows.set(this.inflows.cells.pool.get(inflow), this.inflows.cells.amount.get(inflow));
    return {
      row,
      id: id.get(row),
      buyer: buyer.get(row),
      merchant: merchant.get(row),
      day: day.get(row),
      region: region.get(row),
      tags: new Set(JSON.parse(tags.get(row)) as string[]),
      gross: rewardGross.get(row),
      margin: rewardMargin.get(row),
      inflows,
      poolsBefore: [],
      earned: new Map(),
      cashGranted: 0,
      cashMost: 0,
      budgets: [],
    };
  }

  *inflowsOf(order: number): Generator<number> {
    for (let row = this.table.cells.firstInflow.get(order); row !== -1; row = this.inflows.cells.next.get(row))
      yield row;
  }

  *tendersOf(order: number): Generator<number> {
    for (let row = this.table.cells.firstTender.get(order); row !== -1; row = this.tenders.cells.next.get(row))
      yield row;
  }

  /** Remembers out of which lots a tender came. */
  spent(tender: number, parts: readonly LotPart[]): void {
    for (const { lot, quantity } of parts) this.tenderLots.append({ tender, lot, quantity });
  }

  /** Of what was spent of a tender, from one place to another (0: what was spent first): the parts that came out of lots. */
  spentBetween(tender: number, from: number, to: number): LotPart[] {
    const { lot, quantity } = this.tenderLots.cells;
    const parts: LotPart[] = [];
    let at = 0;
    for (const row of this.lotsOfTender.get(tender)) {
      const [first, last] = [Math.max(at, from), Math.min(at + quantity.get(row), to)];
      if (last > first) parts.push({ lot: lot.get(row), quantity: last - first });
      at += quantity.get(row);
    }
    return parts;
  }
}
