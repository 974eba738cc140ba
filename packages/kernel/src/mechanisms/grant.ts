// grant — a reward on a trigger (赠送, 直推, 间推, 区代). With `vest` it sits in a lot and is freed by a share a day.
import { z } from "zod";
import { walletOf } from "../ledger/accounts.js";
import type { Figures } from "../ledger/entry.js";
import { fraction } from "../number/fraction.js";
import type { Instance } from "../plan/instance.js";
import type { Fault } from "../plan/fault.js";
import { amountFaults, assetFaults } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { amount, common, name, rate } from "../plan/types.js";
import type { TableDeclaration } from "../store/store.js";
import type { Day } from "../time/calendar.js";
import type { World } from "../world.js";
import type { Coming } from "./shared/ahead.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import { baseOf, measure } from "./shared/measure.js";
import type { Occasion } from "./shared/recipients.js";
import { hooksOf, recipientFaults, recipientOf, recipientShape } from "./shared/recipients.js";
import { termsOf } from "./shared/terms.js";
import {
  assetTold,
  conditionTold,
  occasionTold,
  percent,
  quantityTold,
  rateTold,
  recipientTold,
  say,
} from "./shared/told.js";

const schema = z.strictObject({
  kind: z.literal("grant"),
  ...common,
  ...recipientShape,
  asset: name.meta({ description: "what is given; cash comes out of the order's margin" }),
  amount: amount.optional().meta({ description: "a fixed amount of the asset" }),
  rate: rate.optional().meta({ description: "of what `of` names" }),
  of: z
    .enum(["gross", "margin", "earned"])
    .optional()
    .meta({ description: "what the rate is of; earned: what the buyer got of the same asset by grants above" }),
  at: z
    .literal("market")
    .optional()
    .meta({ description: "the rate gives a cash value, paid at the asset's reference price" }),
  vest: z
    .strictObject({ daily: rate })
    .optional()
    .meta({ description: "held in a lot and freed by that share of it a day" }),
});
type Grant = z.infer<typeof schema>;

const vestTable = {
  name: "grant_vest",
  columns: { lot: "ref", slot: "ref" },
} as const satisfies TableDeclaration;

function faults(grant: Grant, plan: PlanDocument, path: string): Fault[] {
  const found: Fault[] = [
    ...assetFaults(plan, `${path}.asset`, grant.asset),
    ...recipientFaults(grant, plan, path),
    ...amountFaults(plan, `${path}.amount`, grant.amount, grant.asset),
  ];
  if ((grant.amount === undefined) === (grant.rate === undefined))
    found.push({
      path,
      wrong: "needs either `amount` or `rate`",
      right: 'one of them, such as "rate": "0.10" with "of": "margin"',
    });
  if (grant.rate !== undefined && grant.of === undefined)
    found.push({ path: `${path}.of`, wrong: "is missing", right: '"gross", "margin" or "earned"' });
  if (grant.rate === undefined && grant.of !== undefined)
    found.push({ path: `${path}.of`, wrong: "belongs to a rate", right: "leave it out with a fixed amount" });
  if (grant.rate !== undefined && grant.on !== "order")
    found.push({ path: `${path}.rate`, wrong: `there is no order on ${grant.on}`, right: "a fixed `amount`" });
  if (grant.at !== undefined && (grant.rate === undefined || grant.of === "earned"))
    found.push({ path: `${path}.at`, wrong: "needs a rate of gross or margin", right: "leave it out" });
  if (grant.asset === "cash" && grant.on !== "order")
    found.push({
      path: `${path}.asset`,
      wrong: `cash comes out of an order's margin, and there is none on ${grant.on}`,
      right: "an asset of the plan, or on: order",
    });
  if (grant.vest && (grant.asset === "cash" || plan.assets[grant.asset]?.expires !== undefined))
    found.push({ path: `${path}.vest`, wrong: "cash and assets that expire can't vest", right: "leave it out" });
  return found;
}

function begin(grant: Grant, world: World, self: Instance): Behaviour {
  const asset = world.asset(grant.asset);
  const share = grant.rate === undefined ? undefined : fraction(grant.rate);
  const fixed = grant.amount === undefined ? 0 : world.planAmount(grant.amount, asset);
  const vests = world.store.table(vestTable);
  const terms = termsOf(schema, grant, world, self);

  function reckon({ order }: Occasion): { amount: number; rule: string; figures: Figures } {
    if (share === undefined || !order) return { amount: fixed, rule: "amount", figures: {} };
    const of = grant.of ?? "gross";
    const base = baseOf(order, of, asset);
    const value = measure(world, base, share, of, asset, grant.at);
    const figures = { base, rate: grant.rate ?? "", order: order.id };
    if (grant.at !== "market") return { amount: value, rule: of, figures };
    const price = world.prices.reference(asset, world.today);
    return { amount: value, rule: "market", figures: { ...figures, priceN: price?.n ?? 0, priceD: price?.d ?? 1 } };
  }

  function give(occasion: Occasion): void {
    const holder = recipientOf(world, grant, occasion);
    if (holder === undefined) return;
    const { amount: sum, rule, figures } = reckon(occasion);
    const given = world.rewards.give({
      by: self,
      order: occasion.order,
      holder,
      asset,
      amount: sum,
      rule,
      figures,
      ...(grant.vest ? { lot: "locked" as const } : {}),
    });
    if (grant.vest && given.lot !== -1) vests.append({ lot: given.lot, slot: self.slot });
  }

  /** ⌊granted × daily × days⌋ in all, so that a share of less than one unit a day is freed too; at the pace of the version it began under. */
  function freedOf(lot: number, day: Day, left: number): number {
    const { minted, born, version } = world.ledger.lots.table.cells;
    const { n, d } = fraction(terms(version.get(lot)).vest?.daily ?? "0");
    const by = (days: number): bigint => (BigInt(minted.get(lot)) * BigInt(n) * BigInt(days)) / BigInt(d);
    const days = day - born.get(lot);
    return Math.min(Number(by(days + 1) - by(days)), left);
  }

  function* free(day: Day): Generator<void> {
    const { left } = world.ledger.lots.table.cells;
    for (let row = 0; row < vests.length; row++) {
      const lot = vests.cells.lot.get(row);
      if (vests.cells.slot.get(row) !== self.slot || left.get(lot) === 0) continue;
      const due = freedOf(lot, day, left.get(lot));
      if (due === 0) continue;
      const why = {
        slot: self.slot,
        version: self.version,
        rule: "vest",
        figures: { amount: due, left: left.get(lot) - due },
      };
      world.ledger.takeFromLot(lot, due, walletOf(world.ledger.lots.holder(lot)), why);
      yield;
    }
  }

  /** What of it is locked is what vests. */
  function coming(holder: number, through: Day): Coming[] {
    const { slot, open, left } = world.ledger.lots.table.cells;
    const wallet = world.ledger.findWallet(holder, asset);
    const all: Coming[] = [];
    for (const lot of wallet === -1 ? [] : world.ledger.lots.of(wallet)) {
      if (slot.get(lot) !== self.slot || open.get(lot) === 1) continue;
      let kept = left.get(lot);
      for (let day = world.today; day <= through && kept > 0; day++) {
        const amount = freedOf(lot, day, kept);
        kept -= amount;
        if (amount > 0) all.push({ day, asset, amount });
      }
    }
    return all;
  }

  return {
    ...hooksOf(world, grant.on, give),
    // Also when this version of the plan vests nothing: what began under an earlier one is still freed.
    onClose: free,
    coming,
  };
}

function bounds(grant: Grant, _plan: PlanDocument, path: string): Bound[] {
  if (grant.asset === "cash" || grant.rate === undefined) return [];
  return [
    {
      path,
      name: "granted",
      value: fraction(grant.rate),
      unit: "share",
      formula: `${grant.rate} × ${grant.of ?? "gross"}`,
      text: {
        zh: `每单最多发放相当于 ${grant.rate} × 基数的 ${grant.asset}；除非另有资金池兑付，它不代表现金`,
        en: `At most ${grant.rate} of the base is granted per order in ${grant.asset}; unless a pool pays for it, that is not cash`,
      },
    },
  ];
}

function told(grant: Grant, plan: PlanDocument): Text[] {
  const when = occasionTold(grant.on);
  const who = recipientTold(grant);
  return [
    say(
      `${when.zh}，${who.zh}得到${givenTold(grant, plan).zh}。`,
      `${when.en}, ${who.en} gets ${givenTold(grant, plan).en}.`,
    ),
    ...conditionTold(plan, grant.if),
    ...(grant.vest
      ? [
          say(
            `先锁定，每天解锁 ${percent(grant.vest.daily)}。`,
            `It is locked first; ${percent(grant.vest.daily)} of it is freed a day.`,
          ),
        ]
      : []),
  ];
}

function givenTold({ asset, amount: sum, rate: share, of, at }: Grant, plan: PlanDocument): Text {
  if (share === undefined || of === undefined) {
    const fixed = quantityTold(plan, asset, sum ?? "0");
    return say(` ${fixed.zh}`, fixed.en);
  }
  const part = rateTold(share, of);
  const { zh, en } = assetTold(plan, asset);
  return at === "market"
    ? say(`价值相当于${part.zh} 的${zh}（按参考价）`, `${en} worth ${part.en} at the reference price`)
    : say(`${part.zh} 的${zh}`, `${part.en} in ${en}`);
}

export const mechanism = defineMechanism<Grant>({
  kind: "grant",
  title: { zh: "赠送", en: "Grant" },
  schema,
  tables: [vestTable],
  faults,
  bounds,
  told,
  begin,
  words: {
    amount: { zh: "按规则赠送 {amount:asset}", en: "{amount:asset} granted by rule" },
    gross: {
      zh: "订单 {order:text}：实付 {base:cash} × {rate:text} = {amount:asset}",
      en: "Order {order:text}: paid {base:cash} × {rate:text} = {amount:asset}",
    },
    margin: {
      zh: "订单 {order:text}：让利 {base:cash} × {rate:text} = {amount:asset}",
      en: "Order {order:text}: margin {base:cash} × {rate:text} = {amount:asset}",
    },
    earned: {
      zh: "订单 {order:text}：买家所得 {base:asset} × {rate:text} = {amount:asset}",
      en: "Order {order:text}: the buyer earned {base:asset} × {rate:text} = {amount:asset}",
    },
    market: {
      zh: "订单 {order:text}：{base:cash} × {rate:text}，按参考价折合 {amount:asset}",
      en: "Order {order:text}: {base:cash} × {rate:text}, paid at the reference price as {amount:asset}",
    },
    vest: {
      zh: "按日解锁 {amount:asset}，剩余 {left:asset}",
      en: "{amount:asset} freed today, {left:asset} left to free",
    },
  },
});
