// Backtests of whole plans on histories small enough to work out by hand: what was shared out, who referred whom, shops, and the same money as a plain discount.
import { parseDay } from "@perennial/kernel";
import { describe, expect, test } from "vitest";
import type { PastOrder } from "../src/index.js";
import { backtest } from "../src/index.js";
import { PastEvents } from "../src/backtest/orders.js";
import { shipped, small } from "./support/plans.js";

let row = 0;
/** An order of 2026-01-`date`. */
function order(date: number, buyer: string, gross: string, more: Partial<PastOrder> = {}): PastOrder {
  const text = `2026-01-${String(date).padStart(2, "0")}`;
  row += 1;
  const day = parseDay(text) ?? 0;
  return { row, id: `o${row}`, buyer, day, second: 0, at: `${text}T04:00:00Z`, gross, ...more };
}

describe("the same money as a plain discount", () => {
  const plan = small([{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }]);
  const history = [order(1, "A", "100.00"), order(1, "B", "100.00"), order(1, "C", "100.00"), order(2, "D", "60.00")];

  test("by hand: A has its 100.00 of a pool of 108.00; 100.00 of 360.00 is 27.77 off each hundred, 108.00 is 30.00", () => {
    const figures = backtest({ plan, orders: history });
    expect(figures).toMatchObject({ gross: 36_000, paid: 10_000, promised: 26_000, held: 800, paidToOthers: 0 });
    // A would have had 27.77 instead of 100.00; B and C 27.77 and D 16.66 instead of nothing.
    expect(figures.discount.paid).toEqual({ money: 10_000, better: 3, worse: 1, months: [2_777 * 3 + 1_666] });
    expect(figures.discount.taken).toEqual({ money: 10_800, better: 3, worse: 1, months: [3_000 * 3 + 1_800] });
    expect(figures.bounds.filter(({ within }) => within === false)).toEqual([]);
  });

  test("cash rewards out of the margin are among what was taken", () => {
    const rewarding = small([{ kind: "grant", on: "order", to: "referrer", asset: "cash", rate: "0.10", of: "gross" }]);
    const figures = backtest({
      plan: rewarding,
      orders: [order(1, "A", "100.00"), order(2, "B", "200.00", { referrer: "A" })],
    });
    // A gets 20.00 for B; both orders put 30 % into the pool, which nobody is paid from.
    expect(figures).toMatchObject({ paid: 2_000, gross: 30_000 });
    expect(figures.discount.taken.money).toBe(2_000 + 9_000);
    expect(figures.discount.paid).toMatchObject({ better: 1, worse: 1, months: [666 + 1_333] });
    expect(figures.flow).toEqual([[2_000]]);
  });
});

describe("whole plans", () => {
  test("circular: A buys 2,000 and B 6,000 in the zone; 10 % is shared by equity: 200.00 and 600.00, and the quota left is still promised", () => {
    const orders = [order(1, "A", "2000.00", { tags: ["zone"] }), order(1, "B", "6000.00", { tags: ["zone"] })];
    const figures = backtest({ plan: shipped("circular"), orders });
    expect(figures).toMatchObject({ paid: 80_000, promised: 1_520_000, members: { nothing: 0, lessThanPromised: 2 } });
    expect(figures.months.map(({ paid, promised }) => ({ paid, promised }))).toEqual([
      { paid: 80_000, promised: 1_520_000 },
    ]);
    expect(figures.days.reduce((sum, { paid }) => sum + paid, 0)).toBe(80_000);
    expect(figures.flow.flat().reduce((sum, paid) => sum + paid, 0)).toBe(80_000);
    expect(figures.received.rows.flat().reduce((sum, paid) => sum + paid, 0)).toBe(80_000);
  });

  test("without the tag nothing of that happens", () => {
    const figures = backtest({ plan: shipped("circular"), orders: [order(1, "A", "2000.00")] });
    expect(figures).toMatchObject({ paid: 0, promised: 0 });
  });

  test("a shop's rewards are paid to it, and are not what members got back", () => {
    const plan = small([{ kind: "grant", on: "order", to: "merchant", asset: "cash", rate: "0.05", of: "gross" }]);
    const orders = [order(1, "A", "100.00", { merchant: "1", cost: "60.00" })];
    const figures = backtest({ plan, orders });
    expect(figures).toMatchObject({ refused: [], paid: 0, paidToOthers: 500, cost: 6_000, margin: 4_000 });
    expect(figures.mechanisms[0]).toMatchObject({ count: 1, paid: 500 });
    expect(figures.members.all).toBe(1);
    expect(figures.flow.flat().every((amount) => amount === 0)).toBe(true);
  });

  test("a customer and a shop may have the same name", () => {
    const plan = small([]);
    const figures = backtest({ plan, orders: [order(1, "1", "100.00", { merchant: "1", cost: "60.00" })] });
    expect(figures).toMatchObject({ orders: 1, refused: [] });
  });
});

describe("events of past orders", () => {
  const joins = (orders: readonly PastOrder[]) => {
    const past = new PastEvents(orders);
    return orders.flatMap((each) =>
      past.of(each).flatMap(({ type, member, referrer }) => (type === "member.joined" ? [{ member, referrer }] : [])),
    );
  };

  test("who referred joins before who was referred, though its own first order comes later", () => {
    const orders = [
      order(1, "C", "1.00", { referrer: "B" }),
      order(2, "B", "1.00", { referrer: "A" }),
      order(3, "C", "1.00", { referrer: "Z" }),
    ];
    expect(joins(orders)).toEqual([
      { member: "A", referrer: undefined },
      { member: "B", referrer: "A" },
      { member: "C", referrer: "B" },
    ]);
  });

  test("a circle is cut where it closes", () => {
    const orders = [order(1, "A", "1.00", { referrer: "B" }), order(2, "B", "1.00", { referrer: "A" })];
    expect(joins(orders)).toEqual([
      { member: "B", referrer: undefined },
      { member: "A", referrer: "B" },
    ]);
  });

  test("a shop opens before its first order, once", () => {
    const past = new PastEvents([]);
    const [first, second] = [order(1, "A", "5.00", { merchant: "S" }), order(1, "A", "5.00", { merchant: "S" })];
    expect(past.of(first).map(({ type }) => type)).toEqual(["member.joined", "merchant.joined", "order.settled"]);
    expect(past.of(second).map(({ type }) => type)).toEqual(["order.settled"]);
  });
});
