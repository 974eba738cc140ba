// What rounds can pay at most, and what growth they need to pay in time.
import type { Fraction } from "../../number/fraction.js";
import { compare, fraction, ONE, reduce } from "../../number/fraction.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Bound } from "../mechanism.js";
import { factorOf } from "./factors.js";
import type { RoundsPlan } from "./parameters.js";

/** Funding ÷ promise, per unit of margin; and the growth of the points in existence that the calendar of rounds assumes. */
export function bounds(params: RoundsPlan, plan: PlanDocument, path: string): Bound[] {
  return [funded(params, plan, path), growth(params, path)];
}

function funded(params: RoundsPlan, plan: PlanDocument, path: string): Bound {
  const settle = plan.assets[params.voucher]?.spend?.settle;
  const lines =
    typeof settle === "object"
      ? (plan.pools?.[settle.pool]?.inflow ?? [])
      : Object.values(plan.pools ?? {}).flatMap(({ inflow }) => inflow);
  const rates = lines.filter(({ of }) => of === "margin").map(({ rate }) => rate);
  const inflow = rates.reduce<Fraction>((sum, rate) => plus(sum, fraction(rate)), { n: 0, d: 1 });
  const mint = fraction(params.mint ?? "1");
  const multiple = fraction(params.multiple);
  const invited = fraction(params.inviter ?? "0");
  // Buyer and merchant each up to the multiple, the inviter a share of the merchant's.
  const n = BigInt(multiple.n) * BigInt(mint.n) * (2n * BigInt(invited.d) + BigInt(invited.n));
  const d = BigInt(multiple.d) * BigInt(mint.d) * BigInt(invited.d);
  const value = n === 0n ? undefined : reduce(BigInt(inflow.n) * d, BigInt(inflow.d) * n);
  const formula = `${rates.join(" + ") || "0"} ÷ (${params.mint ?? "1"} × (${params.multiple} + ${params.multiple} + ${params.inviter ?? "0"} × ${params.multiple}))`;
  const text = {
    zh: "所承诺的消费券中，资金最多能兑付的比例",
    en: "Of the vouchers promised, funding covers at most this share",
  };
  return { path, name: "funded", value: value && compare(value, ONE) > 0 ? ONE : value, unit: "share", formula, text };
}

/** (1 + g)^(n − 1) for the n rounds that a lot needs to its multiple; with observed growth, at the growth that triggers a round. */
function growth(params: RoundsPlan, path: string): Bound {
  const rate = params.growth === "observed" ? params.trigger.growth : params.growth;
  const { n, d } = factorOf(rate);
  const [first, target] = [fraction(params.rate), fraction(params.multiple)];
  let sum = { n: BigInt(first.n), d: BigInt(first.d) };
  let step = { ...sum };
  let power = { n: 1n, d: 1n };
  let rounds = 1;
  while (sum.n * BigInt(target.d) < BigInt(target.n) * sum.d && rounds < params.maxRounds) {
    step = { n: step.n * BigInt(n), d: step.d * BigInt(d) };
    sum = { n: sum.n * step.d + step.n * sum.d, d: sum.d * step.d };
    power = { n: power.n * BigInt(n), d: power.d * BigInt(d) };
    rounds += 1;
  }
  return {
    path,
    name: "growth-needed",
    unit: "times",
    formula: `${n / d} ^ ${rounds - 1}`,
    value: { n: Number((power.n * 1_000_000n) / power.d), d: 1_000_000 },
    text: {
      zh: `按期走完 ${rounds} 轮，存量积分需要增长到这么多倍`,
      en: `For ${rounds} rounds to come in time the points in existence must grow this many times`,
    },
  };
}

const plus = (a: Fraction, b: Fraction): Fraction =>
  reduce(BigInt(a.n) * BigInt(b.d) + BigInt(b.n) * BigInt(a.d), BigInt(a.d) * BigInt(b.d)) ?? a;
