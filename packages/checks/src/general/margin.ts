// Cash rewards and inflows that the margin can't bear: orders would be refused with margin_exceeded.
import type { Bound, Plan, Text } from "@perennial/kernel";
import { compare, ONE } from "@perennial/kernel";
import { asksMore } from "../bounds/asks.js";
import { highestDemand } from "../bounds/margin.js";
import type { Finding } from "../finding.js";
import { boundValue } from "../sentence.js";

const RULE = "margin-exceeded";

export function marginRule(plan: Plan, bounds: readonly Bound[]): Finding[] {
  const { document } = plan;
  const needed = bounds.find(({ name }) => name === "margin-needed");
  if (!needed) return [];
  const { value, formula } = needed;
  const { marginBand: band } = document;
  if (value === undefined || compare(value, ONE) > 0) return [always(formula)];
  if (band && asksMore(value, band.min)) return [tooLow(band.min, formula)];
  const { fixed } = highestDemand(plan);
  if (fixed.length) return [fixedSums(fixed.join(" + "), document.currency)];
  if (band || value.n === 0) return [];
  const share = (lang: "zh" | "en"): string => boundValue(needed, lang, document.currency);
  return [
    finding(
      "warning",
      "marginBand",
      {
        zh: `没有规定让利下限：让利低于实付 ${share("zh")}（${formula}）的订单会被拒绝`,
        en: `No least margin is stated: orders that leave less than ${share("en")} of their gross (${formula}) would be refused`,
      },
      {
        zh: "写明 marginBand，其 min 不低于这个比例",
        en: "state a marginBand whose min is at least that much",
      },
    ),
  ];
}

const always = (formula: string): Finding =>
  finding(
    "blocker",
    "mechanisms",
    {
      zh: `资金池与现金奖励之和（${formula}）大于任何订单的让利，所有订单都会被拒绝`,
      en: `Pools and cash rewards together (${formula}) are more than any order's margin: every order would be refused`,
    },
    { zh: "降低入池比例或现金奖励比例", en: "lower the inflows or the rates of cash rewards" },
  );

const fixedSums = (sums: string, currency: string): Finding =>
  finding(
    "warning",
    "mechanisms",
    {
      zh: `固定金额的现金奖励（${sums} ${currency}）不随订单大小变化：让利不足的订单会被拒绝`,
      en: `Cash rewards of fixed sums (${sums} ${currency}) do not shrink with the order: those that leave less margin would be refused`,
    },
    {
      zh: "改为让利的比例，或确保带标签的商品让利足够",
      en: "make them rates of the margin, or see that the tagged products leave enough",
    },
  );

const tooLow = (least: string, formula: string): Finding =>
  finding(
    "blocker",
    "marginBand.min",
    {
      zh: `商家让利可低至 ${least}，不够支付资金池与现金奖励（${formula}），这样的订单会被拒绝`,
      en: `Merchants may concede as little as ${least}, less than pools and cash rewards need (${formula}): such orders would be refused`,
    },
    {
      zh: "提高 marginBand.min，或降低入池与奖励比例",
      en: "raise marginBand.min, or lower the inflows and rates",
    },
  );

function finding(severity: Finding["severity"], path: string, text: Text, fix: Text): Finding {
  return { rule: RULE, path, severity, text, fix };
}
