// unlock — an event frees part of a locked balance (挑战金解冻): so much of one asset leaves its holder and becomes as much of another.
import { z } from "zod";
import { formatAmount } from "../number/decimal.js";
import { compare, fraction, ONE, portion } from "../number/fraction.js";
import type { Order, RefundStep } from "../orders/order.js";
import type { Fault } from "../plan/fault.js";
import type { Instance } from "../plan/instance.js";
import { amountFaults, assetFaults, ownAssetFaults } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { amount, common, name, rate } from "../plan/types.js";
import type { World } from "../world.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import type { Occasion } from "./shared/recipients.js";
import { hooksOf, recipientFaults, recipientOf, recipientShape } from "./shared/recipients.js";
import { termsOf } from "./shared/terms.js";
import { assetTold, conditionTold, occasionTold, percent, quantityTold, recipientTold, say } from "./shared/told.js";

const schema = z.strictObject({
  kind: z.literal("unlock"),
  ...common,
  ...recipientShape,
  asset: name.meta({ description: "what is held locked" }),
  into: name.meta({ description: "what it becomes, 1:1" }),
  amount: amount.optional().meta({ description: "how much of the asset is freed, at most what is held" }),
  rate: rate.optional().meta({ description: "share of what is held that is freed" }),
});
type Unlock = z.infer<typeof schema>;

function faults(unlock: Unlock, plan: PlanDocument, path: string): Fault[] {
  const found: Fault[] = [
    ...ownAssetFaults(plan, `${path}.asset`, unlock.asset),
    ...assetFaults(plan, `${path}.into`, unlock.into),
    ...recipientFaults(unlock, plan, path),
    ...amountFaults(plan, `${path}.amount`, unlock.amount, unlock.asset),
  ];
  if ((unlock.amount === undefined) === (unlock.rate === undefined))
    found.push({ path, wrong: "needs either `amount` or `rate`", right: 'one of them, such as "rate": "0.01"' });
  if (unlock.rate !== undefined && compare(fraction(unlock.rate), ONE) > 0)
    found.push({ path: `${path}.rate`, wrong: `is ${unlock.rate}, more than is held`, right: "a share from 0 to 1" });
  if (unlock.into === unlock.asset)
    found.push({ path: `${path}.into`, wrong: "is the asset itself", right: "the asset that it becomes" });
  if (unlock.into === "cash" && unlock.on !== "order")
    found.push({
      path: `${path}.into`,
      wrong: `cash comes out of an order's margin, and there is none on ${unlock.on}`,
      right: "an asset of the plan, or on: order",
    });
  return found;
}

/**
 * Held is the free balance: what sits in a locked lot is freed by the mechanism that locked it, what is held in an offer is spoken for.
 * What is asked for is cut to what is held, then to the limits (in units of `into`), the order's budgets and the treasury of `into`; exactly what
 * `into` gains leaves the asset (where `into` is finer and a cut falls between two units, one unit of the asset for the last part of one).
 */
function begin(params: Unlock, world: World, self: Instance): Behaviour {
  const { ledger, rewards } = world;
  const terms = termsOf(schema, params, world, self);

  function give(occasion: Occasion): void {
    const holder = recipientOf(world, params, occasion);
    if (holder === undefined) return;
    const [asset, into] = [world.asset(params.asset), world.asset(params.into)];
    const held = ledger.free(holder, asset);
    const asked =
      params.rate === undefined ? world.planAmount(params.amount ?? "0", asset) : portion(held, fraction(params.rate));
    const given = rewards.give({
      by: self,
      order: occasion.order,
      holder,
      asset: into,
      amount: convert(Math.min(asked, held), world.scale(asset), world.scale(into), "down"),
      rule: params.rate === undefined ? "amount" : "rate",
      figures: { held: formatAmount(held, world.scale(asset)), rate: params.rate ?? "" },
      own: true,
    });
    const spent = convert(given.amount, world.scale(into), world.scale(asset), "up");
    ledger.take(holder, asset, spent, ledger.source(asset), why("spent", { amount: spent }));
    world.ranks.touch(holder);
  }

  /** Takes `into` back (lot, free balance, receivable) and gives back as much of the asset. */
  function refund(order: Order, step: RefundStep): void {
    const { slot, holder, asset: intoOf, version, lot, taken } = rewards.rewards.cells;
    for (const row of rewards.ofOrder(order.row)) {
      if (slot.get(row) !== self.slot) continue;
      const before = taken.get(row);
      const due = rewards.due(row, step);
      if (due === 0) continue;
      const into = intoOf.get(row);
      const figures = { amount: due, order: order.id };
      rewards.takeBack(holder.get(row), into, due, lot.get(row), rewards.source(into), why("refund", figures));
      const asset = world.asset(terms(version.get(row)).asset);
      const spent = (given: number): number => convert(given, world.scale(into), world.scale(asset), "up");
      returnTo(holder.get(row), asset, spent(before + due) - spent(before), order);
    }
  }

  function returnTo(holder: number, asset: number, due: number, order: Order): void {
    const back = ledger.capped(asset) ? Math.min(due, ledger.treasury(asset)) : due;
    rewards.pay(holder, asset, back, ledger.source(asset), why("returned", { amount: back, order: order.id }));
    world.ranks.touch(holder);
    const missing = formatAmount(due - back, world.scale(asset));
    if (back < due) ledger.note(why("return.short", { missing, order: order.id }));
  }

  const why = (rule: string, figures: Record<string, number | string>) => ({
    slot: self.slot,
    version: self.version,
    rule,
    figures,
  });

  return {
    ...hooksOf(world, params.on, give),
    onRefund: refund,
    broken: () => brokenRewards(world, self),
  };
}

/** Minor units of one scale in those of another. */
function convert(minor: number, from: number, to: number, round: "down" | "up"): number {
  const step = 10 ** Math.abs(to - from);
  if (to >= from) return minor * step;
  return round === "down" ? Math.floor(minor / step) : Math.ceil(minor / step);
}

/** No refund takes back more than was freed. */
function brokenRewards(world: World, self: Instance): string[] {
  const { slot, amount: given, taken } = world.rewards.rewards.cells;
  const broken: string[] = [];
  for (let row = 0; row < world.rewards.rewards.length; row++)
    if (slot.get(row) === self.slot && (taken.get(row) < 0 || taken.get(row) > given.get(row)))
      broken.push(`unlock: reward ${row} has given ${given.get(row)} and had ${taken.get(row)} taken back`);
  return broken;
}

/** It gives nothing that was not held before: what it frees was promised by whoever granted it. */
function bounds(unlock: Unlock, _plan: PlanDocument, path: string): Bound[] {
  return [
    {
      path,
      name: "unlocked",
      value: ONE,
      unit: "share",
      formula: `min(${unlock.amount ?? `${unlock.rate} × held`}, held) ÷ held`,
      text: {
        zh: `最多解冻全部持有的 ${unlock.asset}；它不增加任何承诺`,
        en: `At most all of the ${unlock.asset} that is held is freed; it adds no promise`,
      },
    },
  ];
}

function told(params: Unlock, plan: PlanDocument): Text[] {
  const when = occasionTold(params.on);
  const who = recipientTold(params);
  const held = assetTold(plan, params.asset);
  const into = assetTold(plan, params.into);
  const { zh, en } = quantityTold(plan, params.asset, params.amount ?? "0");
  const part =
    params.rate === undefined
      ? say(`${who.zh}的 ${zh}`, `${en} of ${who.en}`)
      : say(
          `${who.zh}所持${held.zh}的 ${percent(params.rate)}`,
          `${percent(params.rate)} of the ${held.en} that ${who.en} holds`,
        );
  return [
    say(
      `${when.zh}，${part.zh} 解冻为${into.zh}，不超过所持。`,
      `${when.en}, ${part.en} is freed and becomes ${into.en}, never more than is held.`,
    ),
    ...conditionTold(plan, params.if),
  ];
}

export const mechanism = defineMechanism<Unlock>({
  kind: "unlock",
  title: { zh: "解冻", en: "Unlock" },
  schema,
  faults,
  bounds,
  told,
  begin,
  words: {
    amount: {
      zh: "按规则解冻 {amount:asset}（持有 {held:text}）",
      en: "{amount:asset} freed by rule, of {held:text} held",
    },
    rate: {
      zh: "解冻：持有 {held:text} × {rate:text} = {amount:asset}",
      en: "Freed: {held:text} held × {rate:text} = {amount:asset}",
    },
    spent: {
      zh: "{amount:asset} 已解冻，转为可用资产",
      en: "{amount:asset} freed: it becomes the asset that may be used",
    },
    refund: {
      zh: "订单 {order:text} 退款：收回解冻所得 {amount:asset}",
      en: "Refund of order {order:text}: {amount:asset} that it freed are taken back",
    },
    returned: {
      zh: "订单 {order:text} 退款：{amount:asset} 重新冻结",
      en: "Refund of order {order:text}: {amount:asset} are locked again",
    },
    "return.short": {
      zh: "订单 {order:text} 退款：金库不足，{missing:text} 未能退回",
      en: "Refund of order {order:text}: the treasury is short, {missing:text} can't be given back",
    },
  },
});
