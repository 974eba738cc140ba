// The auditor's queue: tickets in order of arrival.
import type { Books } from "../books.js";
import type { Mechanism, OrderRecord, Ticket } from "../types.js";
import { fits, idOf } from "../books.js";
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
  ticket.owed += back - part;
  books.owe(ticket.holder, "cash", back - part);
}

/** A payment on a ticket by another order that is refunded. What the ticket's own refund has asked back of it already is not asked twice. */
function putBack(books: Books, by: Mechanism, ticket: Ticket, payment: Ticket["fast"][number], step: Step): void {
  const pool = text(by["pool"]);
  const back = due(payment.amount, payment.taken, step);
  payment.taken += back;
  const twice = least(back, ticket.owed);
  ticket.owed -= twice;
  const stillOwed = least(twice, books.owed(ticket.holder, "cash"));
  books.owe(ticket.holder, "cash", -stillOwed);
  const hasPaid = twice - stillOwed;
  const asked = back - hasPaid;
  const held = least(asked, books.free(ticket.holder, "cash"));
  if (held > 0n) books.take(ticket.holder, "cash", held);
  books.addPool(pool, held);
  ticket.left += least(held, back - twice);
  books.owe(ticket.holder, "cash", asked - held);
  // The debt was paid to the platform.
  const passed = least(hasPaid, books.free("platform", "cash"));
  books.addPool(pool, passed);
  books.wallet("platform", "cash").free -= passed;
}

interface Rate {
  tags?: string[];
  rate: string;
}

/** The rate that an order's tags lead to. */
function rateOf(rates: string | Rate[] | undefined, tags: readonly string[]): string | undefined {
  return typeof rates === "object" ? rates.find((line) => fits(line, tags))?.rate : rates;
}

/** What a ticket is reckoned on; 0: there is none. */
function basis(books: Books, by: Mechanism, order: OrderRecord): bigint {
  const qualify = by["qualify"] as string | { amount: string } | undefined;
  if (qualify === undefined) return order.rewardGross;
  if (typeof qualify === "string")
    return order.rewardGross >= books.planUnits(qualify, "cash") ? order.rewardGross : 0n;
  const { spend } = books.holder(order.buyer);
  const has = tickets(books, by).some(({ holder, value, taken }) => holder === order.buyer && taken < value);
  return !has && spend >= books.planUnits(qualify.amount, "cash") ? spend : 0n;
}

export const queue: Kind = {
  order: (books, by, order) => {
    const pool = text(by["pool"]);
    const above = books.holder(order.buyer).referrer;
    const rate = rateOf(by["accelerate"] as string | Rate[] | undefined, order.tags);
    let fast = rate === undefined || above === undefined ? 0n : floorOf(order.rewardGross, ratio(rate));
    const share = rateOf(by["ticket"] as string | Rate[], order.tags);
    const value = share === undefined ? 0n : floorOf(basis(books, by, order), ratio(share));
    if (value > 0n) {
      const { day: born } = books.state;
      const { version } = books.plan;
      const [holder, id] = [order.buyer, order.id];
      tickets(books, by).push({ holder, order: id, version, owed: 0n, born, value, left: value, taken: 0n, fast: [] });
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
    for (const ticket of tickets(books, by)) {
      const days = books.rules(by, ticket.version)["lockDays"] as number | undefined;
      if (ticket.left === 0n || days === undefined || day < ticket.born + days) continue;
      if (books.pool(text(by["pool"])) < ticket.left) return;
      pay(books, by, ticket, ticket.left);
    }
  },
  after: (books, by) => {
    // A ticket whose order was wholly refunded no longer stands in the line.
    const all = tickets(books, by).filter(({ value, taken }) => taken < value);
    for (const [index, ticket] of all.entries()) {
      if (ticket.left === 0n) continue;
      const { advance, distinct } = books.rules(by, ticket.version) as { advance?: number; distinct?: boolean };
      const others = all.filter((other) => other !== ticket && (!distinct || other.holder !== ticket.holder));
      if (advance === undefined || others.length < advance * (index + 1)) return;
      if (books.pool(text(by["pool"])) < ticket.left) return;
      pay(books, by, ticket, ticket.left);
    }
  },
};
