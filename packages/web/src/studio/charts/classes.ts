// Members by what they got back: a bar for each class, as a share of all members who spent.
import type { EChartsCoreOption } from "echarts/core";
import type { Pencils } from "../../shared/charts/drawing.js";

export interface ClassChart {
  classes: readonly string[];
  /** one row, or two that stand side by side; in hundredths of the members */
  rows: readonly { name: string; shares: readonly number[] }[];
  show: (share: number) => string;
}

export function classOptions(chart: ClassChart, { tokens }: Pencils): EChartsCoreOption {
  const text = { color: tokens["ink-2"], fontSize: 12 };
  const isPair = chart.rows.length > 1;
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 8, top: 28, bottom: 4, containLabel: true },
    ...(isPair && { legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: text } }),
    xAxis: {
      type: "category",
      data: [...chart.classes],
      axisLine: { lineStyle: { color: tokens.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, interval: 0, rotate: 30 },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: tokens.line } },
      axisLabel: { ...text, formatter: (value: number) => chart.show(value) },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: tokens.paper,
      borderColor: tokens.line,
      textStyle: { color: tokens.ink, fontSize: 12 },
      axisPointer: { type: "shadow", shadowStyle: { color: tokens.line, opacity: 0.3 } },
      valueFormatter: (value: unknown) => (typeof value === "number" ? chart.show(value) : "—"),
    },
    series: chart.rows.map(({ name, shares }, index) => ({
      type: "bar",
      name,
      data: [...shares],
      barMaxWidth: 36,
      itemStyle: { color: index === 0 ? tokens.sky : tokens["ink-3"], borderRadius: [3, 3, 0, 0] },
      label: {
        show: !isPair,
        position: "top",
        color: tokens["ink-2"],
        fontSize: 11,
        formatter: ({ value }: { value: number }) => (value === 0 ? "" : chart.show(value)),
      },
    })),
  };
}
