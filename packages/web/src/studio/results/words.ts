// The figures of a run as its readers see them: each measure in its own form, money in the plan's currency.
import { formatAmount } from "@perennial/kernel";
import type { Band, Measure, Value } from "@perennial/lab";
import { stressNamed } from "@perennial/lab";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formats } from "../../shared/format/format.js";
import { languageOf } from "../../shared/i18n/i18n.js";
import { OWN } from "../run/settings.js";
import type { Run } from "../run/use-runs.js";

export interface RunWords {
  /** cash minor units */
  cash: (minor: number | bigint) => string;
  /** units of money, short, for an axis or a cell */
  short: (units: number) => string;
  show: (units: number) => string;
  /** cash minor units in units of money, for drawing only */
  units: (minor: Value | number) => number;
  name: (measure: Measure) => string;
  value: (measure: Measure, value: Value) => string;
  /** the median, and on a line of its own what 5 and 95 of a hundred runs stay at or below */
  band: (measure: Measure, band: Band) => string;
  scenario: (name: string) => string;
  /** a month of joining */
  cohort: (label: string) => string;
  count: (value: number) => string;
}

export function useRunWords({ currency, cashScale }: Pick<Run, "currency" | "cashScale">): RunWords {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return useMemo(() => {
    const format = formats(language, currency, "UTC", cashScale);
    const cash = (minor: number | bigint): string => format.money(formatAmount(Number(minor), cashScale));
    const step = 10 ** cashScale;
    const percent = (millionths: bigint): string => format.percent(formatAmount(Number(millionths), 6), 1);
    const value = (measure: Measure, each: Value): string => {
      if (each === undefined) return measure === "firstUnpaid" ? t("studio.measure.never") : "—";
      switch (measure) {
        case "paidToPromised":
        case "shortShare":
          return percent(each);
        case "gini":
          return formatAmount(Number(each), 6).slice(0, 5);
        case "members":
          return format.count(Number(each));
        case "firstUnpaid":
          return t("studio.measure.day", { day: Number(each) + 1 });
        default:
          return cash(each);
      }
    };
    return {
      cash,
      short: (units) => format.tick(units),
      show: (units) => cash(Math.round(units * step)),
      units: (minor) => Number(minor ?? 0) / step,
      name: (measure) => t(`studio.measure.${measure}`),
      value,
      band: (measure, { p5, p50, p95 }) => {
        const [low, middle, high] = [value(measure, p5), value(measure, p50), value(measure, p95)];
        return low === high ? middle : `${middle}\n${low} – ${high}`;
      },
      scenario: (name) => {
        if (name === OWN) return t("studio.run.own");
        const title = stressNamed(name)?.title;
        return title === undefined ? name : language === "en" ? title.en : title.zh;
      },
      cohort: (label) => (label === "others" ? t("studio.cohort.others") : label),
      count: format.count,
    };
  }, [t, language, currency, cashScale]);
}
