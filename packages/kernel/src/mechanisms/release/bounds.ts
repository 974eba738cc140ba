// What release can pay at most: the multiple promised against what flows in.
import type { Fraction } from "../../number/fraction.js";
import { compare, fraction, ONE, times, ZERO } from "../../number/fraction.js";
import { inflowRate } from "../../plan/inflow.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Bound } from "../mechanism.js";
import type { Release } from "./parameters.js";

/** Promise ÷ funding, and the obligations of a day in a steady state as a share of turnover: every order in the end releases its multiple. */
export function bounds(release: Release, plan: PlanDocument, path: string): Bound[] {
  const multiples = release.lots.tiers.map(({ multiple }) => ({ text: multiple, rate: fraction(multiple) }));
  const most = multiples.reduce((high, each) => (compare(each.rate, high.rate) > 0 ? each : high), {
    text: "0",
    rate: ZERO,
  });
  const steady: Bound = {
    path,
    name: "steady-obligation",
    value: most.rate,
    unit: "share",
    formula: most.text,
    text: {
      zh: "稳定状态下，每天应释放额占营业额的比例最高为",
      en: "In a steady state the day's releases are this share of turnover, at most",
    },
  };
  const inflow = release.pool === undefined ? undefined : inflowRate(plan, release.pool);
  if (!inflow?.rate || most.rate.n === 0) return [steady];
  // The lowest multiple: the less is promised, the larger the share that the same inflow pays, and no run may pass a bound.
  const lowest = multiples.toSorted((a, b) => compare(a.rate, b.rate)).find(({ rate }) => rate.n > 0) ?? most;
  const funded = times(inflow.rate, { n: lowest.rate.d, d: lowest.rate.n });
  return [
    steady,
    {
      path,
      name: "funded",
      value: least(ONE, funded),
      unit: "share",
      formula: `${inflow.formula} ÷ ${lowest.text}`,
      text: {
        zh: "承诺释放的总额中，资金池最多能支付的比例（注资与不发积分的订单除外）",
        en: "Of what is promised the pool can pay at most this share (capital put in, and orders without a lot, apart)",
      },
    },
  ];
}

const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? a : b);
