// The auditor's orders and refunds, from the language's text.
import type { Books } from "./books.js";
import type { Json, OrderRecord } from "./types.js";
import { fits, No, PLATFORM } from "./books.js";
import { floorOf, least, ratio, ten, units, text } from "./exact.js";
import { letGo, runOrder, runRefund } from "./kinds.js";
import type { Step } from "./kind.js";
import { due } from "./kind.js";
import { activate } from "./people.js";

const CODES = ["amount_not_positive", "amount_overflow", "scale_exceeded"];

/** The bill of an order, or its refusal. */
function bill(books: Books, event: Json): OrderRecord {
  const buyer = books.holder(event["buyer"]).name;
  const shop = event["merchant"] === undefined ? undefined : books.holder(event["merchant"]);
  if (shop && shop.kind !== "merchant") throw new No("unknown_holder");
  const tender = Object.entries((event["tender"] ?? {}) as Record<string, string>);
  const tags = [...new Set((event["tags"] ?? []) as string[])];
  if (tender.some(([asset]) => !books.isAsset(asset))) throw new No("unknown_asset");
  const id = text(event["order"]);
  if (books.state.orders.has(id)) throw new No("already_exists");
  for (const [asset] of tender) {
    const spend = books.plan.assets[asset]?.spend;
    if (!spend || (spend.tags && !spend.tags.some((tag) => tags.includes(tag)))) throw new No("not_allowed");
  }
  const given = {
    gross: units(text(event["gross"]), 2, "zero"),
    cost: event["cost"] === undefined ? undefined : units(text(event["cost"]), 2, "positive"),
    parts: tender.map(([asset, text]) => units(text, books.scale(asset), "positive")),
  };
  const all = [given.gross, given.cost, ...given.parts];
  for (const code of CODES) if (all.includes(code)) throw new No(code);
  const tenders = tender.map(([asset], index) => {
    const amount = given.parts[index] as bigint;
    const settle = books.plan.assets[asset]?.spend?.settle;
    const worth = floorOf(amount, ten(2 - books.scale(asset)));
    return {
      asset,
      amount,
      pool: typeof settle === "object" ? settle.pool : undefined,
      worth,
      back: 0n,
      worthBack: 0n,
      parts: [],
    };
  });
  const gross = given.gross as bigint;
  const paidOtherwise = tenders.reduce((total, { worth }) => total + worth, 0n);
  if (paidOtherwise > gross) throw new No("tender_exceeds_gross");
  const cash = gross - paidOtherwise;
  const earning = tenders.reduce(
    (total, { asset, worth }) => (books.plan.assets[asset]?.spend?.earns ? total + worth : total),
    0n,
  );
  const costOf = (base: bigint): bigint => (shop?.margin === undefined ? 0n : base - floorOf(base, ratio(shop.margin)));
  const cost = (given.cost as bigint | undefined) ?? costOf(cash);
  const margin = cash - cost + (given.cost === undefined ? earning - costOf(earning) : 0n);
  return {
    id,
    day: books.state.day,
    buyer,
    merchant: shop?.name,
    tags,
    region: (event["region"] as string | undefined) ?? shop?.region ?? "",
    gross,
    cash,
    cost,
    rewardGross: cash + earning,
    rewardMargin: margin > 0n ? margin : 0n,
    refunded: 0n,
    inflows: [],
    tenders,
    rewards: [],
    poolsBefore: Object.fromEntries(books.state.pools),
    earned: {},
    cashGranted: 0n,
    budgets: [],
  };
}

export function settle(books: Books, event: Json): void {
  const order = bill(books, event);
  const seller = order.merchant ?? PLATFORM;
  for (const { asset, amount } of order.tenders)
    if (books.free(order.buyer, asset) < amount) throw new No("insufficient_balance");
  for (const tender of order.tenders) {
    const { asset, amount, pool, worth } = tender;
    const parts = books.take(order.buyer, asset, amount);
    tender.parts = books.ages(asset) ? parts : [];
    if (pool === undefined) books.put(seller, asset, amount);
    else {
      if (books.pool(pool) < worth) throw new No("pool_short");
      books.addPool(pool, -worth);
      books.put(seller, "cash", worth);
    }
  }
  const margin = order.cash - order.cost;
  const lines = Object.entries(books.plan.pools ?? {}).flatMap(([pool, { inflow }]) =>
    inflow.filter((line) => fits(line, order.tags)).map((line) => ({ pool, ...line })),
  );
  const early = lines.filter(({ of }) => of !== "revenue");
  const base = (of: string): bigint => (of === "gross" ? order.cash : margin > 0n ? margin : 0n);
  const sums = early.map(({ pool, rate, of }) => ({ pool, amount: floorOf(base(of), ratio(rate)) }));
  const inflow = sums.reduce((total, { amount }) => total + amount, 0n);
  if (margin < 0n || inflow > margin) {
    // Too small a margin is the last thing that an order is refused for.
    runOrder(books, order);
    throw new No("margin_exceeded");
  }
  books.put(PLATFORM, "cash", order.cash - order.cost);
  if (order.merchant !== undefined) books.put(order.merchant, "cash", order.cost);
  else books.put(PLATFORM, "cash", order.cost);
  for (const { pool, amount } of sums) pour(books, order, pool, amount);
  order.budgets = (books.plan.budgets ?? []).map(({ over, rate, of }) => ({
    over,
    left: floorOf(of === "gross" ? order.rewardGross : order.rewardMargin, ratio(rate)),
  }));
  books.state.orders.set(order.id, order);
  const buyer = books.holder(order.buyer);
  buyer.spend += order.cash;
  for (const tag of order.tags) buyer.tags[tag] = (buyer.tags[tag] ?? 0) + 1;
  runOrder(books, order);
  if (inflow + order.cashGranted > margin) throw new No("margin_exceeded");
  const revenue = margin - inflow - order.cashGranted;
  let left = revenue;
  for (const { pool, rate } of lines.filter(({ of }) => of === "revenue")) {
    const amount = least(left, floorOf(revenue, ratio(rate)));
    left -= amount;
    pour(books, order, pool, amount);
  }
  const tag = books.plan.activation?.tag;
  if (tag !== undefined && order.tags.includes(tag)) activate(books, buyer, order);
}

function pour(books: Books, order: OrderRecord, pool: string, amount: bigint): void {
  if (amount === 0n) return;
  books.addPool(pool, amount);
  books.wallet(PLATFORM, "cash").free -= amount;
  order.inflows.push({ pool, amount, back: 0n });
}

export function refund(books: Books, event: Json): void {
  const order = books.state.orders.get(text(event["order"]));
  if (!order) throw new No("unknown_order");
  const left = order.gross - order.refunded;
  const part = event["gross"] === undefined ? left : units(text(event["gross"]), 2, "positive");
  if (typeof part === "string") throw new No(part);
  if (part > left || left === 0n) throw new No("refund_exceeds_order");
  const step: Step = { before: order.refunded, after: order.refunded + part, gross: order.gross };
  order.refunded = step.after;
  runRefund(books, order, step);
  for (const reward of order.rewards.toReversed()) {
    if (reward.own) continue;
    const back = due(reward.amount, reward.taken, step);
    reward.taken += back;
    books.takeBack(reward.holder, reward.asset, back, reward.lot);
    if (order.day === books.state.day) books.addCount(`earned|${order.day}|${reward.holder}|${reward.asset}`, -back);
  }
  for (const line of order.inflows.toReversed()) {
    const wanted = due(line.amount, line.back, step);
    line.back += wanted;
    const back = least(letGo(books, order, line.pool, wanted), books.pool(line.pool));
    books.addPool(line.pool, -back);
    books.put(PLATFORM, "cash", back);
  }
  const between = (given: bigint): bigint => due(given, (given * step.before) / step.gross, step);
  if (order.merchant !== undefined)
    books.put(PLATFORM, "cash", takeOrOwe(books, order.merchant, "cash", between(order.cost)));
  returnTenders(books, order, step);
  const cash = between(order.cash);
  const paid = least(cash, books.free(PLATFORM, "cash"));
  books.take(PLATFORM, "cash", paid);
  books.owe(PLATFORM, "cash", cash - paid);
  uncount(books, order, step, cash);
}

function returnTenders(books: Books, order: OrderRecord, step: Step): void {
  const seller = order.merchant ?? PLATFORM;
  for (const tender of order.tenders.toReversed()) {
    const amount = due(tender.amount, tender.back, step);
    const worth = due(tender.worth, tender.worthBack, step);
    tender.back += amount;
    tender.worthBack += worth;
    const stock = books.treasury(tender.asset);
    if (tender.pool === undefined) {
      const held = takeOrOwe(books, seller, tender.asset, amount);
      const missing = amount - held;
      giveBack(books, order.buyer, tender, held + (stock === undefined ? missing : least(missing, stock)));
    } else {
      books.addPool(tender.pool, takeOrOwe(books, seller, "cash", worth));
      giveBack(books, order.buyer, tender, stock === undefined ? amount : least(amount, stock));
    }
  }
}

/** What was spent last comes back first, as old as it was; what would have lapsed meanwhile lapses with today. */
function giveBack(books: Books, buyer: string, tender: OrderRecord["tenders"][number], back: bigint): void {
  const { asset, amount, parts } = tender;
  const first = amount - tender.back;
  let at = 0n;
  const returned = parts.flatMap((part) => {
    const [from, to] = [at > first ? at : first, least(at + part.quantity, first + back)];
    at += part.quantity;
    const last = books.lastDay(asset, part.version, part.born);
    const late = last === undefined || last >= books.state.day ? 0 : books.state.day - last;
    return to > from ? [{ ...part, born: part.born + late, quantity: to - from }] : [];
  });
  books.put(buyer, asset, back);
  books.putParts(buyer, asset, returned);
}

/** Takes what is there, books the rest as owed; returns what was there. */
function takeOrOwe(books: Books, holder: string, asset: string, amount: bigint): bigint {
  const held = least(amount, books.free(holder, asset));
  if (held > 0n) books.take(holder, asset, held);
  books.owe(holder, asset, amount - held);
  return held;
}

function uncount(books: Books, order: OrderRecord, step: Step, cash: bigint): void {
  const buyer = books.holder(order.buyer);
  buyer.spend -= cash;
  if (step.after !== step.gross) return;
  for (const tag of order.tags) buyer.tags[tag] = (buyer.tags[tag] ?? 0) - 1;
  const tag = books.plan.activation?.tag;
  if (tag !== undefined && buyer.active === "order" && (buyer.tags[tag] ?? 0) === 0) buyer.active = "";
}
