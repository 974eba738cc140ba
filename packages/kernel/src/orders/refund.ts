// Refunding an order, whole or in part: everything it gave is taken back in proportion, and what is missing is booked as owed.
import { deactivate } from "../events/joining.js";
import type { EventOf } from "../events/vocabulary.js";
import { ACTIVATED } from "../holders/holders.js";
import type { House } from "../house.js";
import { houseWhy } from "../house.js";
import type { Account } from "../ledger/accounts.js";
import { EXTERNAL, PLATFORM, poolAccount, receivableOf, walletOf } from "../ledger/accounts.js";
import { CASH } from "../ledger/ledger.js";
import { mulDivFloor } from "../number/integer.js";
import { refuse } from "../refusal.js";
import type { Order, RefundStep } from "./order.js";

/** Refuses with `unknown_order`, `amount_not_positive`, `amount_overflow`, `scale_exceeded`, `refund_exceeds_order`. */
export function refundOrder(house: House, event: EventOf<"order.refunded">): void {
  const { book } = house;
  const row = book.find(event.order);
  if (row === undefined)
    refuse("unknown_order", "order", `there is no order "${event.order}"`, "the number of a settled order");
  const { gross, refunded } = book.table.cells;
  const left = gross.get(row) - refunded.get(row);
  const part = event.gross === undefined ? left : house.amount(event.gross, CASH, "gross");
  if (part > left || left === 0)
    refuse(
      "refund_exceeds_order",
      "gross",
      "more than what is left of the order",
      "at most the gross less what has been refunded",
    );
  const step = stepOf(refunded.get(row), refunded.get(row) + part, gross.get(row));
  refunded.set(row, step.after);
  const order = book.order(row);
  for (const { behaviour } of house.working) behaviour.onRefund?.(order, step);
  house.rewards.clawBack(order, step);
  returnInflows(house, order, step);
  returnCost(house, order, step);
  returnTenders(house, order, step);
  payBuyer(house, order, step);
  uncount(house, order, step);
  house.ranks.review();
}

/** ⌊given × refunded ÷ gross⌋ in all; each refund takes the difference. */
function stepOf(before: number, after: number, gross: number): RefundStep {
  return {
    before,
    after,
    gross,
    whole: after === gross,
    due: (given, taken) => mulDivFloor(given, after, gross) - taken,
  };
}

/** Between two refunds: what this one takes of a figure that is not recorded by itself. */
function between(step: RefundStep, given: number): number {
  return step.due(given, mulDivFloor(given, step.before, step.gross));
}

/** Pools give back their inflow as far as they hold it and the mechanisms let it go; the missing part is the platform's. */
function returnInflows(house: House, order: Order, step: RefundStep): void {
  const { amount, returned, pool } = house.book.inflows.cells;
  for (const row of house.book.inflowsOf(order.row)) {
    const due = step.due(amount.get(row), returned.get(row));
    returned.set(row, returned.get(row) + due);
    const released = house.working.reduce(
      (least, { behaviour }) => Math.min(least, behaviour.releasesInflow?.(pool.get(row), due) ?? due),
      due,
    );
    const back = Math.min(released, house.ledger.pool(pool.get(row)));
    house.ledger.post(
      poolAccount(pool.get(row)),
      walletOf(PLATFORM),
      CASH,
      back,
      houseWhy(house, "refund.inflow", { order: order.id, due, amount: back }),
    );
  }
}

/** The merchant gives its cost back from its cash; short parts are owed. */
function returnCost(house: House, order: Order, step: RefundStep): void {
  if (order.merchant === -1) return;
  const due = between(step, house.book.table.cells.cost.get(order.row));
  takeOrOwe(house, order, order.merchant, CASH, due, walletOf(PLATFORM), "refund.cost");
}

/** Tendered assets go back to the buyer, from the seller's wallet or by the pool that paid for them. */
function returnTenders(house: House, order: Order, step: RefundStep): void {
  const { ledger, book } = house;
  const seller = order.merchant === -1 ? PLATFORM : order.merchant;
  const { asset, amount, pool, worth, returned, worthReturned } = book.tenders.cells;
  for (const row of book.tendersOf(order.row)) {
    const due = step.due(amount.get(row), returned.get(row));
    const cash = step.due(worth.get(row), worthReturned.get(row));
    returned.set(row, returned.get(row) + due);
    worthReturned.set(row, worthReturned.get(row) + cash);
    const of = asset.get(row);
    const why = houseWhy(house, "refund.tender", { order: order.id, amount: due });
    const byPool = pool.get(row) !== -1;
    if (byPool) takeOrOwe(house, order, seller, CASH, cash, poolAccount(pool.get(row)), "refund.tender");
    const held = byPool ? 0 : Math.min(due, ledger.free(seller, of));
    ledger.take(seller, of, held, walletOf(order.buyer), why);
    if (!byPool)
      house.rewards.owe(
        seller,
        of,
        due - held,
        houseWhy(house, "clawback.owed", { ...why.figures, missing: due - held }),
      );
    const issued = Math.min(due - held, stock(house, of));
    ledger.post(ledger.source(of), walletOf(order.buyer), of, issued, why);
    backIntoLots(house, order.buyer, row, held + issued);
  }
}

/** What came out of lots that lapse goes back into such, as old as it was: what was spent last comes back first. */
function backIntoLots({ book, ledger, expiry, today }: House, buyer: number, tender: number, back: number): void {
  const { asset, amount, returned } = book.tenders.cells;
  const from = amount.get(tender) - returned.get(tender);
  const parts = book.spentBetween(tender, from, from + back);
  if (parts.length)
    ledger.lots.reopen(ledger.wallet(buyer, asset.get(tender)), parts, (lot) => expiry.begun(lot, today));
}

/** What can be issued of an asset: its treasury when it is capped. */
function stock(house: House, asset: number): number {
  return house.ledger.capped(asset) ? house.ledger.treasury(asset) : Number.MAX_SAFE_INTEGER;
}

/** Takes from a free balance what is there and books the rest as owed; returns what was there. */
function takeOrOwe(
  house: House,
  order: Order,
  holder: number,
  asset: number,
  due: number,
  to: Account,
  rule: string,
): number {
  const held = Math.min(due, house.ledger.free(holder, asset));
  if (held > 0) house.ledger.take(holder, asset, held, to, houseWhy(house, rule, { order: order.id, amount: held }));
  house.rewards.owe(
    holder,
    asset,
    due - held,
    houseWhy(house, "clawback.owed", { order: order.id, amount: due, missing: due - held }),
  );
  return held;
}

/** The buyer gets the cash part back outside; what the platform is short of it owes. */
function payBuyer(house: House, order: Order, step: RefundStep): void {
  const due = between(step, house.book.table.cells.cash.get(order.row));
  const held = Math.min(due, house.ledger.free(PLATFORM, CASH));
  house.ledger.post(
    walletOf(PLATFORM),
    EXTERNAL,
    CASH,
    held,
    houseWhy(house, "refund.paid", { order: order.id, amount: due }),
  );
  house.ledger.post(
    EXTERNAL,
    receivableOf(PLATFORM),
    CASH,
    due - held,
    houseWhy(house, "refund.short", { order: order.id, amount: due - held }),
  );
}

function uncount(house: House, order: Order, step: RefundStep): void {
  const { holders, book, plan, ranks } = house;
  ranks.countSpend(order.buyer, -between(step, book.table.cells.cash.get(order.row)));
  if (!step.whole) return;
  for (const tag of order.tags) holders.countTag(order.buyer, tag, -1);
  const byOrder = holders.table.cells.activated.get(order.buyer) === ACTIVATED.byOrder;
  if (byOrder && plan.activation && !holders.hasTag(order.buyer, plan.activation.tag)) deactivate(house, order.buyer);
}
