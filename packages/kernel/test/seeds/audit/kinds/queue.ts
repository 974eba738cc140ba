// The auditor's queue: tickets in order of arrival.
import type { Books } from "../books.js";
import type { Mechanism, Ticket } from "../types.js";
import { idOf } from "../books.js";
import { floorOf, least, ratio, text } from "../exact.js";
import type { Kind, Step } from "../kind.js";
import { due } from "../kind.js";

function tickets(books: Books, by: Mechanism): Ticket[] {
  const known = books.state.tickets.get(idOf(by));
  const list = known ?? [];
  if (!known) books.state.tickets.set(idOf(by), list);
  return list;
}

function pay(books: Books, by: Mechanism, ticket: Ticket, amount: bigint): void {
  ticket.left -= amount;
  books.credit(ticket.holder, "cash", amount, undefined, text(by["pool"]));
}

/** The ticket shrinks first; what was paid on it beyond that is owed. */
function shrink(books: Books, ticket: Ticket, step: Step): void {
  const back = due(ticket.value, ticket.taken, step);
  const part = least(back, ticket.left);
  ticket.taken += back;
  ticket.left -= part;
  books.owe(ticket.holder, "cash", back - part);
}

function putBack(books: Books, by: Mechanism, ticket: Ticket, payment: Ticket["fast"][number], step: Step): void {
  const back = due(payment.amount, payment.taken, step);
  payment.taken += back;
  const held = least(back, books.free(ticket.holder, "cash"));
  if (held > 0n) books.take(ticket.holder, "cash", held);
  books.addPool(text(by["pool"]), held);
  ticket.left += held;
  books.owe(ticket.holder, "cash", back - held);
}

export const queue: Kind = {
  order: (books, by, order) => {
    const pool = text(by["pool"]);
    const above = books.holder(order.buyer).referrer;
    const rate = by["accelerate"] as string | undefined;
    let fast = rate === undefined || above === undefined ? 0n : floorOf(order.rewardGross, ratio(rate));
    const qualify = by["qualify"] as string | undefined;
    if (qualify === undefined || order.rewardGross >= books.planUnits(qualify, "cash")) {
      const value = floorOf(order.rewardGross, ratio(text(by["ticket"])));
      if (value > 0n)
        tickets(books, by).push({
          holder: order.buyer,
          order: order.id,
          born: books.state.day,
          value,
          left: value,
          taken: 0n,
          fast: [],
        });
    }
    for (const ticket of tickets(books, by)) {
      if (ticket.holder !== above) continue;
      const part = least(least(fast, ticket.left), books.pool(pool));
      if (part === 0n) continue;
      pay(books, by, ticket, part);
      ticket.fast.push({ order: order.id, amount: part, taken: 0n });
      fast -= part;
    }
  },
  refund: (books, by, order, step) => {
    for (const ticket of tickets(books, by)) {
      if (ticket.order === order.id) shrink(books, ticket, step);
      for (const payment of ticket.fast) if (payment.order === order.id) putBack(books, by, ticket, payment, step);
    }
  },
  close: (books, by, day) => {
    const days = by["lockDays"] as number | undefined;
    if (days === undefined || books.state.closing) return;
    for (const ticket of tickets(books, by)) {
      if (ticket.left === 0n) continue;
      if (day < ticket.born + days || books.pool(text(by["pool"])) < ticket.left) return;
      pay(books, by, ticket, ticket.left);
    }
  },
  after: (books, by) => {
    const k = by["advance"] as number | undefined;
    if (k === undefined || books.state.closing) return;
    // A ticket whose order was wholly refunded no longer stands in the line.
    const all = tickets(books, by).filter(({ value, taken }) => taken < value);
    for (const [index, ticket] of all.entries()) {
      if (ticket.left === 0n) continue;
      if (all.length < k * (index + 1) + 1 || books.pool(text(by["pool"])) < ticket.left) return;
      pay(books, by, ticket, ticket.left);
    }
  },
};
