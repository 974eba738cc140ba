// What appreciation says of itself to the readers of a plan.
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import { assetTold, inflowsTold, percent, poolTold, quantityTold, rateTold, say } from "../shared/told.js";
import type { Appreciation } from "./parameters.js";

export function told(params: Appreciation, plan: PlanDocument): Text[] {
  const { mint, initialPrice, retention, exit, sell } = params;
  const asset = assetTold(plan, params.asset);
  const pool = poolTold(plan, params.pool);
  const part =
    typeof mint === "string" ? say(`其中 ${percent(mint)}`, `${percent(mint)} of that`) : rateTold(mint.rate, mint.of);
  return [
    ...inflowsTold(plan, params.pool),
    say(
      `${part.zh} 按下单前的价格铸成${asset.zh}给买家。`,
      `${part.en} is minted for the buyer as ${asset.en}, at the price before the order.`,
    ),
    say(
      `价格 = ${pool.zh} ÷ ${asset.zh}总量，从 ${initialPrice} 开始。`,
      `Price = ${pool.en} ÷ supply of ${asset.en}; it starts at ${initialPrice}.`,
    ),
    say(`卖出时 ${percent(retention)} 留在${pool.zh}。`, `Of every sale ${percent(retention)} stays in ${pool.en}.`),
    ...(exit ? exitTold(params, exit, plan) : []),
    ...(sell ? sellTold(sell, plan) : []),
  ];
}

function exitTold(
  { asset }: Appreciation,
  { multiple, quantity, scope, portion }: NonNullable<Appreciation["exit"]>,
  plan: PlanDocument,
): Text[] {
  const sold = portion === undefined ? say("全部", "all of it") : say(percent(portion), percent(portion));
  if (multiple !== undefined) {
    const what = scope === "member" ? say("会员名下各批合计", "All that a member holds") : say("这一批", "A lot");
    return [
      say(
        `${what.zh}的价值到达消费额的 ${multiple} 倍时，自动卖出${sold.zh}。`,
        `${what.en} is sold by itself (${sold.en}) once it is worth ${multiple} × what was spent, if that is ever reached.`,
      ),
    ];
  }
  if (quantity === undefined) return [];
  const held = quantityTold(plan, asset, quantity);
  return [say(`持有满 ${held.zh}时，自动卖出${sold.zh}。`, `Whoever holds ${held.en} sells by itself (${sold.en}).`)];
}

function sellTold({ maxPerHolderPerDay, maxPerSale }: NonNullable<Appreciation["sell"]>, plan: PlanDocument): Text[] {
  const day = maxPerHolderPerDay === undefined ? undefined : quantityTold(plan, "cash", maxPerHolderPerDay);
  const one = maxPerSale === undefined ? undefined : quantityTold(plan, "cash", maxPerSale);
  return [
    ...(day ? [say(`每人每天最多卖出 ${day.zh}。`, `A person sells at most ${day.en} a day.`)] : []),
    ...(one ? [say(`一次最多卖出 ${one.zh}。`, `One sale is at most ${one.en}.`)] : []),
  ];
}
