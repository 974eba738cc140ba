// Measures by name: as an option, as a title, and as people read them.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import { formatAmount } from "@perennial/kernel";
import type { Band, Measure, Value } from "@perennial/lab";
import { MEASURES } from "@perennial/lab";
import { Option } from "commander";

export const measureOption = (usual: Measure): Option =>
  new Option("--measure <name>", "what is looked at").choices(MEASURES).default(usual);

export const TITLES: Record<Measure, Record<Language, string>> = {
  paidToPromised: { zh: "已兑付 ÷ 已承诺", en: "paid ÷ promised" },
  shortShare: { zh: "所得少于承诺的会员", en: "got back less than promised" },
  firstUnpaid: { zh: "第一个未兑付的承诺", en: "first unpaid promise" },
  deepest: { zh: "最大缺口", en: "deepest shortfall" },
  uncovered: { zh: "期末缺口", en: "shortfall at the end" },
  gini: { zh: "所得的基尼系数", en: "Gini of what was received" },
  members: { zh: "会员", en: "members" },
  gross: { zh: "消费", en: "spent" },
  paid: { zh: "付出", en: "paid" },
  promised: { zh: "承诺", en: "promised" },
};

/** One value of a measure. */
export function valueText(
  measure: Measure,
  value: Value,
  { cashScale }: Pick<Plan, "cashScale">,
  lang: Language,
): string {
  if (measure === "firstUnpaid") return dayText(value, lang);
  if (value === undefined) return "–";
  if (measure === "paidToPromised" || measure === "shortShare") return `${formatAmount(Number(value / 1000n), 1)} %`;
  if (measure === "gini") return formatAmount(Number(value), 6).slice(0, 5);
  return measure === "members" ? String(value) : grouped(formatAmount(Number(value), cashScale));
}

function dayText(value: Value, lang: Language): string {
  if (value === undefined) return lang === "zh" ? "没有" : "never";
  return lang === "zh" ? `第${value + 1n}天` : `day ${value + 1n}`;
}

/** The median, and in brackets what 5 and 95 of a hundred runs stay at or below, where they differ. */
export function bandText(
  measure: Measure,
  { p5, p50, p95 }: Band,
  plan: Pick<Plan, "cashScale">,
  lang: Language,
): string {
  const write = (value: Value): string => valueText(measure, value, plan, lang);
  return p5 === p95 ? write(p50) : `${write(p50)} (${write(p5)} – ${write(p95)})`;
}

const grouped = (amount: string): string => amount.replaceAll(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ",");
