// What a merchant burns for each of its orders, and what a refund brings back.
import { baseOf, measure } from "../shared/measure.js";
import { formatAmount } from "../../number/decimal.js";
import { fraction } from "../../number/fraction.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Table } from "../../store/store.js";
import type { World } from "../../world.js";
import type { MarketTerms } from "./parameters.js";
import { burnTable } from "./tables.js";
import type { Till } from "./till.js";

export class Burns {
  private readonly table: Table<typeof burnTable.columns>;
  private readonly ofOrder = new Map<number, number>();

  constructor(
    private readonly world: World,
    private readonly slot: number,
    private readonly asset: number,
    private readonly till: Till,
  ) {
    this.table = world.store.table(burnTable);
    const { slot: slotOf, order } = this.table.cells;
    this.table.follow({
      added: (row) => void (slotOf.get(row) === slot && this.ofOrder.set(order.get(row), row)),
      removed: (row) => void (slotOf.get(row) === slot && this.ofOrder.delete(order.get(row))),
    });
  }

  /** Burns ⌊base × rate ÷ reference price⌋ of the merchant's points. Refuses with `insufficient_balance`. */
  burn(order: Order, { rate, of }: NonNullable<MarketTerms["merchantBurn"]>): void {
    const { ledger, prices, today } = this.world;
    if (order.merchant === -1) return;
    const price = prices.reference(this.asset, today);
    if (!price || price.n === 0) return ledger.note(this.till.why("burn.unpriced", { order: order.id }));
    const base = baseOf(order, of, this.asset);
    const amount = measure(this.world, base, fraction(rate), of, this.asset, "market");
    if (amount === 0) return;
    const figures = { order: order.id, base, rate, priceN: price.n, priceD: price.d, amount };
    const why = this.till.why("burn", figures);
    ledger.take(order.merchant, this.asset, amount, ledger.source(this.asset), why, "merchant");
    const row = { slot: this.slot, order: order.row, merchant: order.merchant, asset: this.asset };
    this.table.append({ ...row, amount, returned: 0 });
    this.world.ranks.touch(order.merchant);
  }

  /** What was burnt for the refunded part comes back, from the treasury as far as it holds it, or by issue. */
  giveBack(order: Order, step: RefundStep): void {
    const { ledger, rewards } = this.world;
    const row = this.ofOrder.get(order.row);
    if (row === undefined) return;
    const { asset: assetOf, merchant, amount, returned } = this.table.cells;
    const asset = assetOf.get(row);
    const due = step.due(amount.get(row), returned.get(row));
    returned.set(row, returned.get(row) + due);
    const back = ledger.capped(asset) ? Math.min(due, ledger.treasury(asset)) : due;
    const why = this.till.why("burn.returned", { order: order.id, amount: back });
    rewards.arrive(merchant.get(row), asset, back, ledger.source(asset), why);
    const missing = formatAmount(due - back, this.world.scale(asset));
    if (back < due) ledger.note(this.till.why("burn.short", { order: order.id, missing }));
    this.world.ranks.touch(merchant.get(row));
  }

  /** No refund gives back more than was burnt. */
  broken(): string[] {
    const { slot, amount, returned } = this.table.cells;
    return Array.from({ length: this.table.length }, (_, row) => row)
      .filter((row) => slot.get(row) === this.slot && returned.get(row) > amount.get(row))
      .map((row) => `market: more came back than was burnt in row ${row}`);
  }
}
