// Bars by time of joining: what members spent, what they were paid, and what is promised to them still.
import type { EChartsCoreOption } from "echarts/core";
import type { Block } from "./blocks.js";
import { grid, timeAxis, valueAxis } from "./chart.js";
import type { Figures, Sheet } from "./format.js";
import { HATCH, ink } from "./tokens.js";

/** Cash minor units. */
export interface CohortRow {
  label: string;
  spent: number;
  paid: number;
  promised: number;
}

export const cohortKey: Block = {
  kind: "key",
  items: [
    { tone: "ink", text: { zh: "消费", en: "spent" } },
    { tone: "leaf", text: { zh: "已返", en: "paid back" } },
    { tone: "amber", text: { zh: "仍承诺、尚未兑付", en: "still promised, not paid" } },
  ],
};

export function cohortBars(rows: readonly CohortRow[], money: Figures, sheet: Sheet): EChartsCoreOption {
  const labels = rows.map(({ label }) => label);
  const bar = (name: string, stack: string, color: string, data: number[]) => ({
    name,
    type: "bar",
    stack,
    data,
    barGap: "15%",
    barCategoryGap: sheet.isNarrow ? "25%" : "35%",
    itemStyle: { color },
  });
  return {
    grid: grid(sheet),
    xAxis: timeAxis(labels, sheet, true),
    yAxis: valueAxis((value) => money.short(value, sheet.language), sheet),
    series: [
      bar(
        "spent",
        "spent",
        ink("ink-3"),
        rows.map(({ spent }) => spent),
      ),
      bar(
        "paid",
        "got",
        ink("leaf"),
        rows.map(({ paid }) => paid),
      ),
      bar(
        "promised",
        "got",
        HATCH,
        rows.map(({ promised }) => promised),
      ),
    ],
  };
}
