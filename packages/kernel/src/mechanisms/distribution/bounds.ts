// What distribution can pay at most: a pool pays no more than flows in; an airdrop promises no cash at all.
import { compare, fraction, ONE, times, ZERO } from "../../number/fraction.js";
import { inflowRate } from "../../plan/inflow.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Bound } from "../mechanism.js";
import type { Distribution } from "./parameters.js";

export function bounds(params: Distribution, plan: PlanDocument, path: string): Bound[] {
  if (!("pool" in params.from)) {
    const text = {
      zh: `${params.asset} 不承诺任何现金；它能换到多少，只取决于另一位持有者愿付多少`,
      en: `Nothing is promised in cash: what ${params.asset} fetches is only what another holder pays`,
    };
    return [{ path, name: "airdrop-cash", value: ZERO, unit: "cash", formula: "0", text }];
  }
  const inflow = inflowRate(plan, params.from.pool);
  const paidBack: Bound = {
    path,
    name: "paid-back",
    value: inflow.rate,
    unit: "share",
    formula: inflow.formula,
    text: { zh: "平均每消费一元，资金池最多返还的份额", en: "Paid back per unit of gross, on average, at most" },
  };
  const promise = promised(plan, params.limit);
  if (!promise || !inflow.rate) return [paidBack];
  const funded = times(inflow.rate, { n: promise.rate.d, d: promise.rate.n });
  return [
    paidBack,
    {
      path,
      name: "limit-paid",
      value: compare(funded, ONE) > 0 ? ONE : funded,
      unit: "share",
      formula: `${inflow.formula} ÷ ${promise.text}`,
      text: {
        zh: "承诺的额度，平均最多能兑付的比例",
        en: "Of the quota promised, at most this share can be paid on average",
      },
    },
  ];
}

/** The quota that an order's grants promise per unit of gross: the highest such rate in the plan. */
function promised(
  plan: PlanDocument,
  limit: string | undefined,
): { rate: { n: number; d: number }; text: string } | undefined {
  if (limit === undefined) return undefined;
  const rates = plan.mechanisms.flatMap((entry) =>
    entry.kind === "grant" && entry["asset"] === limit && entry["of"] === "gross" && typeof entry["rate"] === "string"
      ? [entry["rate"]]
      : [],
  );
  const highest = rates.map((text) => ({ text, rate: fraction(text) })).toSorted((a, b) => compare(b.rate, a.rate))[0];
  return highest && highest.rate.n > 0 ? highest : undefined;
}
