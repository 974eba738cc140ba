// What each event does: one entry a type. Types that mechanisms take are tried with each of them.
import type { House, Working } from "../house.js";
import { houseWhy } from "../house.js";
import { EXTERNAL, poolAccount } from "../ledger/accounts.js";
import { CASH } from "../ledger/ledger.js";
import { unitPrice } from "../ledger/prices.js";
import { parseAmount } from "../number/decimal.js";
import { fraction } from "../number/fraction.js";
import type { RefusalCode } from "../refusal.js";
import { refuse } from "../refusal.js";
import { refundOrder } from "../orders/refund.js";
import { settleOrder } from "../orders/settlement.js";
import { activateMember, appointAgent, changeMerchant, joinMember, joinMerchant } from "./joining.js";
import type { EventOf, EventType, KernelEvent } from "./vocabulary.js";

type Handler<T extends EventType> = (house: House, event: EventOf<T>) => void;

/** Refuses with `unknown_pool`, then for the amount. */
function fundPool(house: House, event: EventOf<"pool.funded">): void {
  const pool = house.pool(event.pool);
  if (pool === -1) refuse("unknown_pool", "pool", `the plan has no pool "${event.pool}"`, "a pool of the plan");
  const amount = house.amount(event.amount, CASH, "amount");
  house.ledger.post(EXTERNAL, poolAccount(pool), CASH, amount, houseWhy(house, "pool.funded", { amount }));
}

const PRICE_DECIMALS = 12;

/** Refuses with `unknown_asset`, `amount_not_positive`, `amount_overflow`, `scale_exceeded` (more than 12 decimals). */
function setPrice(house: House, event: EventOf<"price.set">): void {
  const asset = needAsset(house, event.asset, "asset");
  const decimals = Math.min(PRICE_DECIMALS, event.price.split(".")[1]?.length ?? 0);
  const checked = parseAmount(event.price, decimals, "positive");
  if (checked === "amount_not_positive") refuse(checked, "price", `a price of ${event.price}`, "a price above 0");
  if (checked === "scale_exceeded")
    refuse(checked, "price", `a price of ${event.price}`, `at most ${PRICE_DECIMALS} decimals`);
  const price =
    typeof checked === "number" ? unitPrice(fraction(event.price), house.scale(asset), house.scale(CASH)) : undefined;
  if (!price) refuse("amount_overflow", "price", `a price of ${event.price}`, "a price with fewer digits");
  house.prices.set(asset, price);
}

function needAsset(house: House, name: string, place: string): number {
  const asset = house.asset(name);
  if (asset === -1) refuse("unknown_asset", place, `the plan has no asset "${name}"`, "an asset of the plan");
  return asset;
}

/** Refuses with `unknown_holder`, `unknown_rank`. */
function approveRank(house: House, event: EventOf<"rank.approved">): void {
  const member = house.holders.need(event.member, "member");
  if (house.ranks.levelOf(event.rank) === -1)
    refuse("unknown_rank", "rank", `the plan has no rank "${event.rank}"`, "a rank of the plan");
  house.ranks.approve(member, event.rank);
  house.ranks.review();
}

/** Refuses with `unknown_holder`, `unknown_asset`, then for the amount, `insufficient_balance` or (a treasury that is short) `limit_reached`. */
function adjust(house: House, event: EventOf<"adjusted">): void {
  const holder = house.holders.need(event.holder, "holder");
  const asset = needAsset(house, event.asset, "asset");
  const parsed = parseAmount(event.quantity, house.scale(asset), "signed");
  const quantity =
    typeof parsed === "number" ? parsed : house.amount(event.quantity.replace("-", ""), asset, "quantity");
  const why = houseWhy(house, "adjusted", { amount: Math.abs(quantity), reason: event.reason });
  const outside = asset === CASH ? EXTERNAL : house.ledger.source(asset);
  if (quantity < 0) house.ledger.take(holder, asset, -quantity, outside, why);
  else if (house.ledger.capped(asset) && house.ledger.treasury(asset) < quantity)
    refuse("limit_reached", "quantity", "the treasury holds less", "at most what the treasury holds");
  else house.rewards.arrive(holder, asset, quantity, outside, why);
  house.ranks.touch(holder);
  house.ranks.review();
}

/** Refuses with `unknown_holder`, `not_allowed` (nobody knows the task), then as the mechanisms do. */
function doTask(house: House, event: EventOf<"task.done">): void {
  const member = house.holders.need(event.member, "member");
  const known = current(house).map(({ behaviour }) => behaviour.onTask?.(member, event.task, event.value) ?? false);
  if (!known.includes(true))
    refuse("not_allowed", "task", `the plan has no task "${event.task}"`, "a task of the plan");
  house.ranks.review();
}

const current = (house: House): Working[] =>
  house.working.filter(({ instance }) => !instance.retired && instance.common.enabled !== false);

/** What begins something new: a mechanism that is no longer in the plan, or switched off, does not take it. It does take what ends what it began. */
const BEGINNINGS: ReadonlySet<EventType> = new Set<EventType>([
  "asset.transferred",
  "asset.converted",
  "cash.withdrawn",
  "market.asked",
  "market.bid",
  "collectible.redeemed",
]);

/** Whether only a mechanism in force takes an event. */
export const isBeginning = (type: EventType): boolean => BEGINNINGS.has(type);

/** For events that belong to mechanisms: the first that takes it has it. Unknown names win over `not_allowed`. */
function byMechanism(house: House, event: KernelEvent): void {
  knownNames(house, event);
  const able = isBeginning(event.type) ? current(house) : house.working;
  const taken = able.some(({ behaviour }) => behaviour.take?.(event) ?? false);
  if (!taken) nobodyTook(house, event);
  house.ranks.review();
}

/** Where a kind of mechanism keeps what an event names, a name that none of them took is unknown. */
const KEPT: Partial<Record<EventType, { kind: string; code: RefusalCode; place: string }>> = {
  "market.cancelled": { kind: "market", code: "unknown_offer", place: "offer" },
  "market.paid": { kind: "market", code: "unknown_trade", place: "trade" },
  "market.received": { kind: "market", code: "unknown_trade", place: "trade" },
  "market.decided": { kind: "market", code: "unknown_trade", place: "trade" },
  "collectible.redeemed": { kind: "collectible", code: "unknown_edition", place: "edition" },
};

/** Refuses with `unknown_offer`, `unknown_edition`, `unknown_trade` where the plan has a mechanism that keeps such, else with `not_allowed`. */
function nobodyTook(house: House, event: KernelEvent): never {
  const kept = KEPT[event.type];
  if (kept && current(house).some(({ instance }) => instance.kind === kept.kind))
    refuse(kept.code, kept.place, `no ${kept.place} here has that name`, `the name of an existing ${kept.place}`);
  refuse(
    "not_allowed",
    "type",
    `no mechanism of the plan allows ${event.type} here`,
    "a plan with a mechanism for it that is switched on",
  );
}

/** Refuses with `unknown_holder`, `unknown_asset` for the fields that name holders and assets. */
function knownNames(house: House, event: KernelEvent): void {
  const holders =
    event.type === "asset.transferred"
      ? { from: event.from, to: event.to }
      : event.type === "market.decided" && event.to !== undefined
        ? { to: event.to }
        : "holder" in event
          ? { holder: event.holder }
          : {};
  for (const [place, name] of Object.entries(holders)) house.holders.need(name, place);
  const assets =
    event.type === "asset.converted"
      ? { from: event.from, to: event.to }
      : "asset" in event
        ? { asset: event.asset }
        : {};
  for (const [place, name] of Object.entries(assets)) needAsset(house, name, place);
}

const handlers: { [T in EventType]: Handler<T> } = {
  "member.joined": joinMember,
  "member.activated": activateMember,
  "merchant.joined": joinMerchant,
  "merchant.changed": changeMerchant,
  "agent.appointed": appointAgent,
  "order.settled": settleOrder,
  "order.refunded": refundOrder,
  "asset.sold": byMechanism,
  "asset.transferred": byMechanism,
  "asset.converted": byMechanism,
  "cash.withdrawn": byMechanism,
  "withdrawal.approved": byMechanism,
  "withdrawal.refused": byMechanism,
  "task.done": doTask,
  "market.asked": byMechanism,
  "market.bid": byMechanism,
  "market.cancelled": byMechanism,
  "market.paid": byMechanism,
  "market.received": byMechanism,
  "market.decided": byMechanism,
  "collectible.redeemed": byMechanism,
  "pool.funded": fundPool,
  "price.set": setPrice,
  "rank.approved": approveRank,
  adjusted: adjust,
  "programme.closing": (house) => house.close(),
  "plan.changed": (house, event) => house.change(event.plan),
  "day.closed": () => undefined,
};

/** Applies a checked event to the house. */
export function handle(house: House, event: KernelEvent): void {
  (handlers[event.type] as Handler<EventType>)(house, event);
}
