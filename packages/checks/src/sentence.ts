// Bounds as sentences for people, in Chinese or English.
import type { Bound } from "@perennial/kernel";

export type Language = "zh" | "en";

/** `At most this share of orders can ever reach the exit at 3 ×: 12.5 % = 0.30 ÷ (3 × (1 − 0.20))` */
export function boundSentence(bound: Bound, language: Language, currency: string): string {
  const value = boundValue(bound, language, currency);
  return language === "zh"
    ? `${bound.text.zh}：${value}（${bound.formula}）`
    : `${bound.text.en}: ${value} (${bound.formula})`;
}

/** The value in its unit, rounded up: what a bound promises must not look smaller than it is. */
export function boundValue({ value, unit }: Bound, language: Language, currency: string): string {
  if (value === undefined) return language === "zh" ? "没有上限" : "no bound";
  switch (unit) {
    case "share":
      return `${roundedUp(value.n, value.d, 100n, 2)} %`;
    case "times":
      return `${roundedUp(value.n, value.d, 1n, 2)} ×`;
    case "cash":
      return `${roundedUp(value.n, value.d, 1n, 2)} ${currency}`;
    case "count":
      return roundedUp(value.n, value.d, 1n, 0).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  }
}

/** n × factor ÷ d with at most so many decimals, rounded up, without trailing zeros. */
function roundedUp(n: number, d: number, factor: bigint, decimals: number): string {
  const step = 10n ** BigInt(decimals);
  const [top, bottom] = [BigInt(n) * factor * step, BigInt(d)];
  const units = (top + bottom - 1n) / bottom;
  const [whole, rest] = [units / step, (units % step).toString().padStart(decimals, "0").replace(/0+$/, "")];
  return decimals === 0 || rest === "" ? whole.toString() : `${whole}.${rest}`;
}
