// What appreciation can pay at most: money out ≤ money in, whatever the growth.
import { compare, fraction, minus, ONE, reduce } from "../../number/fraction.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Bound } from "../mechanism.js";
import { inflowRate } from "../../plan/inflow.js";
import type { Appreciation } from "./parameters.js";

/** Share of orders that can ever reach the forced exit ≤ inflow ÷ (multiple × (1 − retention)): each exit takes that much of a spend (or `portion` of it) out of the pool. */
export function bounds(params: Appreciation, plan: PlanDocument, path: string): Bound[] {
  const inflow = inflowRate(plan, params.pool);
  const paidBack: Bound = {
    path,
    name: "paid-back",
    value: inflow.rate,
    unit: "share",
    formula: inflow.formula,
    text: { zh: "平均每消费一元，资金池最多返还的份额", en: "Paid back per unit of gross, on average, at most" },
  };
  const multiple = params.exit?.multiple;
  const keep = minus(ONE, fraction(params.retention));
  if (multiple === undefined || !inflow.rate) return [paidBack];
  const { portion = "1" } = params.exit ?? {};
  const cost = [fraction(multiple), keep, fraction(portion)].reduce(
    ({ n, d }, each) => ({ n: n * BigInt(each.n), d: d * BigInt(each.d) }),
    { n: 1n, d: 1n },
  );
  const share = cost.n === 0n ? undefined : reduce(BigInt(inflow.rate.n) * cost.d, BigInt(inflow.rate.d) * cost.n);
  const part = compare(fraction(portion), ONE) === 0 ? "" : ` × ${portion}`;
  return [
    paidBack,
    {
      path,
      name: "exit-share",
      value: share && compare(share, ONE) > 0 ? ONE : share,
      unit: "share",
      formula: `${inflow.formula} ÷ (${multiple} × (1 − ${params.retention})${part})`,
      text: {
        zh: `最多有这么多订单能走到 ${multiple} 倍出局`,
        en: `At most this share of orders can ever reach the exit at ${multiple} ×`,
      },
    },
  ];
}
