// Settling an order, in the order that the language fixes: tender, pools, merchant, counts, mechanisms, activation, ranks.
import type { EventOf } from "../events/vocabulary.js";
import { activate } from "../events/joining.js";
import type { House } from "../house.js";
import { houseWhy } from "../house.js";
import { EXTERNAL, PLATFORM, poolAccount, receivableOf, walletOf } from "../ledger/accounts.js";
import type { Why } from "../ledger/entry.js";
import { CASH } from "../ledger/ledger.js";
import { AMOUNT_FAULTS, parseAmount } from "../number/decimal.js";
import type { Fraction } from "../number/fraction.js";
import { fraction, ONE, portion, rescale } from "../number/fraction.js";
import { matchesTags } from "../plan/instance.js";
import type { PlanDocument } from "../plan/schema.js";
import { refuse } from "../refusal.js";
import type { Order } from "./order.js";

type Settled = EventOf<"order.settled">;

interface Tender {
  asset: number;
  name: string;
  amount: number;
  /** what it counts for, in cash minor units */
  worth: number;
  /** the pool that pays the seller for it; −1: the seller gets the asset */
  pool: number;
  earns: boolean;
}

/** The order's figures before anything has moved; amounts in cash minor units. */
interface Bill {
  buyer: number;
  merchant: number;
  gross: number;
  cash: number;
  cost: number;
  /** with the tender that earns like cash */
  rewardGross: number;
  rewardMargin: number;
  region: string;
  tags: ReadonlySet<string>;
  tenders: Tender[];
}

/**
 * Refuses, in this order, with `unknown_holder`, `unknown_asset`, `already_exists`, `not_allowed`, `amount_not_positive`, `amount_overflow`, `scale_exceeded`,
 * `tender_exceeds_gross`, `insufficient_balance`, `pool_short`, `margin_exceeded`.
 */
export function settleOrder(house: House, event: Settled): void {
  const bill = reckon(house, event);
  const poolsBefore: number[] = [];
  for (let pool = 0; pool < house.ledger.pools.length; pool++) poolsBefore.push(house.ledger.pool(pool));
  const row = house.book.table.append({
    id: event.order,
    buyer: bill.buyer,
    merchant: bill.merchant,
    day: house.today,
    region: bill.region,
    gross: bill.gross,
    cash: bill.cash,
    cost: bill.cost,
    rewardGross: bill.rewardGross,
    rewardMargin: bill.rewardMargin,
    tags: bill.tags.size === 0 ? "[]" : JSON.stringify([...bill.tags]),
    refunded: 0,
    firstInflow: -1,
    firstTender: -1,
    firstReward: -1,
  });
  takeTender(house, bill, row);
  house.ledger.post(
    EXTERNAL,
    walletOf(PLATFORM),
    CASH,
    bill.cash,
    houseWhy(house, "order.paid", { order: event.order, amount: bill.cash }),
  );
  const margin = bill.cash - bill.cost;
  const lines = inflowLines(house, bill, margin);
  const inflow = lines.reduce((sum, { amount }) => sum + amount, 0);
  // An order whose margin is too small is refused last of all, so that earlier codes win; nothing is poured until then.
  const fits = margin >= 0 && inflow <= margin;
  const order: Order = {
    row,
    id: event.order,
    buyer: bill.buyer,
    merchant: bill.merchant,
    day: house.today,
    region: bill.region,
    tags: bill.tags,
    gross: bill.rewardGross,
    margin: bill.rewardMargin,
    inflows: new Map(),
    poolsBefore,
    earned: new Map(),
    cashGranted: 0,
    cashMost: fits ? margin - inflow : -1,
    budgets: budgetsOf(house, bill),
  };
  if (fits) {
    for (const line of lines) pour(house, order, line);
    creditMerchant(house, order, bill);
  }
  count(house, order, bill.cash);
  if (!house.closing)
    for (const { instance, behaviour } of house.working)
      if (!instance.retired && matchesTags(instance.common, order.tags)) behaviour.onOrder?.(order);
  if (order.cashGranted > order.cashMost) {
    refuse(
      "margin_exceeded",
      "gross",
      "pool inflows and cash rewards together are larger than the order's margin",
      "a larger margin, or smaller rates in the plan",
    );
  }
  shareRevenue(house, order, margin - inflow - order.cashGranted);
  payOwnDebt(house);
  const { activation } = house.plan;
  if (activation && order.tags.has(activation.tag)) activate(house, order.buyer, order);
  house.ranks.review();
}

/** Works out the bill; this is where most refusals come from. */
function reckon(house: House, event: Settled): Bill {
  const { holders } = house;
  const buyer = holders.need(event.buyer, "buyer");
  const merchant = event.merchant === undefined ? -1 : holders.needMerchant(event.merchant, "merchant");
  const named = event.tender
    ? Object.entries(event.tender).map(([name, text]) => ({ name, text, asset: house.asset(name) }))
    : [];
  for (const { name, asset } of named)
    if (asset === -1)
      refuse("unknown_asset", `tender.${name}`, `the plan has no asset "${name}"`, "an asset of the plan");
  if (house.book.find(event.order) !== undefined)
    refuse("already_exists", "order", `order "${event.order}" is already settled`, "an order number that is not taken");
  const tags = new Set(event.tags ?? []);
  for (const { name } of named) mayPay(house, name, tags);
  const given = amountsOf(house, event, named);
  const { gross, cost: ownCost } = given;
  const tenders = named.map(({ name, asset }, index) => tenderOf(house, name, asset, given.tenders[index] ?? 0));
  const paidOtherwise = tenders.reduce((sum, { worth }) => sum + worth, 0);
  if (paidOtherwise > gross)
    refuse(
      "tender_exceeds_gross",
      "tender",
      "the parts paid in assets are worth more than the order",
      "at most the gross",
    );
  const cash = gross - paidOtherwise;
  const earning = tenders.reduce((sum, { earns, worth }) => sum + (earns ? worth : 0), 0);
  const row = merchant === -1 ? undefined : holders.merchantRow(merchant);
  const marginText = row === undefined ? "" : holders.merchants.cells.margin.get(row);
  const costOf = (amount: number): number => (marginText === "" ? 0 : amount - portion(amount, fraction(marginText)));
  const cost = ownCost ?? costOf(cash);
  const region = event.region ?? (row === undefined ? "" : holders.merchants.cells.region.get(row));
  const rewardMargin = Math.max(0, cash - cost + (ownCost === undefined ? earning - costOf(earning) : 0));
  return { buyer, merchant, gross, cash, cost, rewardGross: cash + earning, rewardMargin, region, tags, tenders };
}

/** Refuses with `not_allowed` when the asset may not pay for this order. */
function mayPay(house: House, name: string, tags: ReadonlySet<string>): void {
  const spend = house.plan.assets[name]?.spend;
  if (!spend)
    refuse("not_allowed", `tender.${name}`, `${name} can't pay for orders`, "an asset with `spend` in the plan");
  if (spend.tags && !spend.tags.some((tag) => tags.has(tag)))
    refuse(
      "not_allowed",
      `tender.${name}`,
      `${name} pays only for orders with a certain tag`,
      `an order tagged ${spend.tags.join(" or ")}`,
    );
}

interface Given {
  gross: number;
  cost: number | undefined;
  tenders: number[];
}

/** The event's amounts in minor units. Of several that are at fault the one with the code that wins is refused. */
function amountsOf(
  house: House,
  { gross, cost }: Settled,
  tenders: readonly { name: string; text: string; asset: number }[],
): Given {
  const whole = parseAmount(gross, house.scale(CASH), "unsigned");
  const own = cost === undefined ? undefined : parseAmount(cost, house.scale(CASH));
  const parts = tenders.map(({ text, asset }) => parseAmount(text, house.scale(asset)));
  const read = parts.filter((part) => typeof part === "number");
  if (typeof whole === "number" && typeof own !== "string" && read.length === parts.length)
    return { gross: whole, cost: own, tenders: read };
  return refuseAmounts(house, { gross, cost }, tenders);
}

function refuseAmounts(
  house: House,
  { gross, cost }: Pick<Settled, "gross"> & { cost: string | undefined },
  tenders: readonly { name: string; text: string; asset: number }[],
): never {
  const parts = [
    { place: "gross", text: gross, asset: CASH, sign: "unsigned" as const },
    ...(cost === undefined ? [] : [{ place: "cost", text: cost, asset: CASH, sign: "positive" as const }]),
    ...tenders.map(({ name, text, asset }) => ({ place: `tender.${name}`, text, asset, sign: "positive" as const })),
  ];
  const read = parts.map((part) => ({ ...part, value: parseAmount(part.text, house.scale(part.asset), part.sign) }));
  for (const code of AMOUNT_FAULTS) {
    const wrong = read.find(({ value }) => value === code);
    if (wrong) house.amount(wrong.text, wrong.asset, wrong.place);
  }
  throw new Error("settlement: an amount is at fault and none is found to be");
}

function tenderOf(house: House, name: string, asset: number, amount: number): Tender {
  const settle = house.plan.assets[name]?.spend?.settle;
  return {
    asset,
    name,
    amount,
    worth: portion(amount, rescale(ONE, house.scale(asset), house.scale(CASH))),
    pool: typeof settle === "object" ? house.pool(settle.pool) : -1,
    earns: house.plan.assets[name]?.spend?.earns ?? false,
  };
}

/** The tendered assets leave the buyer; the seller gets them, or their worth from a pool as it stands before this order. */
function takeTender(house: House, bill: Bill, order: number): void {
  const { ledger, book } = house;
  const seller = bill.merchant === -1 ? PLATFORM : bill.merchant;
  for (const { asset, name, amount } of bill.tenders) {
    if (ledger.free(bill.buyer, asset) < amount)
      refuse(
        "insufficient_balance",
        `tender.${name}`,
        `the buyer has less ${name} than that free`,
        "at most the free balance",
      );
  }
  for (const { asset, name, amount, worth, pool } of bill.tenders) {
    const figures = { order: book.table.cells.id.get(order), worth };
    const why = houseWhy(house, pool === -1 ? "tender" : "tender.pool", { ...figures, amount });
    const to = pool === -1 ? walletOf(seller) : ledger.source(asset);
    const parts = ledger.take(bill.buyer, asset, amount, to, why, `tender.${name}`);
    if (pool !== -1) {
      if (ledger.pool(pool) < worth)
        refuse(
          "pool_short",
          `tender.${name}`,
          "the pool that pays for this asset holds less",
          "a smaller part, or the rest in cash",
        );
      ledger.post(poolAccount(pool), walletOf(seller), CASH, worth, houseWhy(house, "tender.pool", figures));
    }
    const { firstTender } = book.table.cells;
    const row = book.tenders.append({
      asset,
      amount,
      pool,
      worth,
      returned: 0,
      worthReturned: 0,
      next: firstTender.get(order),
    });
    firstTender.set(order, row);
    if (house.expiry.ages(asset)) book.spent(row, parts);
  }
}

/** What one line of a pool's inflow comes to. */
interface InflowLine {
  pool: number;
  amount: number;
  rate: string;
  base: number;
  of: string;
}

/** The pools' shares of gross and margin, each rounded down. */
function inflowLines(house: House, bill: Bill, margin: number): InflowLine[] {
  const lines: InflowLine[] = [];
  for (const { pool, share, inflow } of inflowsOf(house)) {
    const { rate, of } = inflow;
    if (of === "revenue" || !matchesTags(inflow, bill.tags)) continue;
    const base = of === "gross" ? bill.cash : Math.max(0, margin);
    lines.push({ pool, amount: portion(base, share), rate, base, of });
  }
  return lines;
}

type PoolInflow = NonNullable<PlanDocument["pools"]>[string]["inflow"][number];

/** The inflows of a plan, its pools' numbers and its rates looked up once. */
const known = new WeakMap<House, { plan: PlanDocument; inflows: PlannedInflow[] }>();

interface PlannedInflow {
  pool: number;
  share: Fraction;
  inflow: PoolInflow;
}

function inflowsOf(house: House): readonly PlannedInflow[] {
  const last = known.get(house);
  if (last?.plan === house.plan) return last.inflows;
  const inflows = Object.entries(house.plan.pools ?? {}).flatMap(([name, { inflow }]) =>
    inflow.map((each) => ({ pool: house.pool(name), share: fraction(each.rate), inflow: each })),
  );
  known.set(house, { plan: house.plan, inflows });
  return inflows;
}

function pour(house: House, order: Order, { pool, amount, rate, base, of }: InflowLine): void {
  if (amount === 0) return;
  const why = houseWhy(house, "pool.inflow", { rate, base, of, order: order.id, amount });
  house.ledger.post(walletOf(PLATFORM), poolAccount(pool), CASH, amount, why);
  const { firstInflow } = house.book.table.cells;
  firstInflow.set(
    order.row,
    house.book.inflows.append({ pool, amount, returned: 0, next: firstInflow.get(order.row) }),
  );
  order.inflows.set(pool, (order.inflows.get(pool) ?? 0) + amount);
}

/** Pools that share in what is left of the margin take it last. */
function shareRevenue(house: House, order: Order, revenue: number): void {
  let left = revenue;
  for (const { pool, share, inflow } of inflowsOf(house)) {
    const { rate, of } = inflow;
    if (of !== "revenue" || !matchesTags(inflow, order.tags)) continue;
    const amount = Math.min(left, portion(revenue, share));
    left -= amount;
    pour(house, order, { pool, amount, rate, base: revenue, of });
  }
}

/** What the platform fell short of at a refund was laid out from outside; what it has now goes back there first. */
function payOwnDebt({ ledger, plan }: House): void {
  const paid = Math.min(ledger.owed(PLATFORM, CASH), ledger.free(PLATFORM, CASH));
  if (paid === 0) return;
  const why: Why = { slot: -1, version: plan.version, rule: "debt.settled", figures: { amount: paid } };
  ledger.post(walletOf(PLATFORM), EXTERNAL, CASH, paid, why);
  ledger.post(receivableOf(PLATFORM), EXTERNAL, CASH, paid, why);
}

/** The merchant gets its cost in cash; own goods' cost stays with the platform. */
function creditMerchant(house: House, order: Order, bill: Bill): void {
  if (order.merchant === -1) return;
  const why = houseWhy(house, "order.cost", { order: order.id, gross: bill.cash, amount: bill.cost });
  house.ledger.post(walletOf(PLATFORM), walletOf(order.merchant), CASH, bill.cost, why);
}

function count(house: House, order: Order, cash: number): void {
  house.ranks.countSpend(order.buyer, cash);
  for (const tag of order.tags) house.holders.countTag(order.buyer, tag, 1);
}

function budgetsOf(house: House, bill: Bill): Order["budgets"] {
  if (!house.plan.budgets) return [];
  return (house.plan.budgets ?? []).map(({ over, rate, of }) => ({
    slots: new Set(
      house.working.filter(({ instance }) => over.includes(instance.id)).map(({ instance }) => instance.slot),
    ),
    left: portion(of === "gross" ? bill.rewardGross : bill.rewardMargin, fraction(rate)),
  }));
}
