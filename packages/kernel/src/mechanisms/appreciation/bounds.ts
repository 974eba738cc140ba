// What appreciation can pay at most: money out ≤ money in, whatever the growth.
import type { Fraction } from "../../number/fraction.js";
import { fraction, minus, ONE, reduce, times } from "../../number/fraction.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Bound } from "../mechanism.js";
import { inflowRate } from "../../plan/inflow.js";
import type { Appreciation } from "./parameters.js";

const inverse = ({ n, d }: Fraction): Fraction => ({ n: d, d: n });

/** Share of orders that can ever reach the forced exit ≤ inflow ÷ (multiple × (1 − retention)): each exit takes that much of a spend out of the pool. */
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
  const cost = times(fraction(multiple), keep);
  const share = cost.n === 0 ? undefined : times(inflow.rate, inverse(cost));
  const capped = share && share.n > share.d ? ONE : share;
  return [
    paidBack,
    {
      path,
      name: "exit-share",
      value: capped && reduce(BigInt(capped.n), BigInt(capped.d)),
      unit: "share",
      formula: `${inflow.formula} ÷ (${multiple} × (1 − ${params.retention}))`,
      text: {
        zh: `最多有这么多订单能走到 ${multiple} 倍出局`,
        en: `At most this share of orders can ever reach the exit at ${multiple} ×`,
      },
    },
  ];
}
