// Members by what they got back: a bar for each class, as a share of all members who spent.
import type { EChartsCoreOption } from "echarts/core";
import type { Pencils } from "../../shared/charts/drawing.js";
import { bottomAxis, smallText, still, tooltipLook, valueAxis } from "../../shared/charts/look.js";

export interface ClassChart {
  classes: readonly string[];
  /** one row, or two that stand side by side; in hundredths of the members */
  rows: readonly { name: string; shares: readonly number[] }[];
  show: (share: number) => string;
}

export function classOptions(chart: ClassChart, { tokens }: Pencils): EChartsCoreOption {
  const bottom = bottomAxis(tokens, chart.classes);
  const isPair = chart.rows.length > 1;
  return {
    ...still(),
    grid: { left: 4, right: 8, top: 28, bottom: 4, containLabel: true },
    ...(isPair && {
      legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 10, itemHeight: 10, textStyle: smallText(tokens) },
    }),
    xAxis: { ...bottom, axisLabel: { ...bottom.axisLabel, interval: 0, rotate: 30 } },
    yAxis: valueAxis(tokens, chart.show),
    tooltip: {
      ...tooltipLook(tokens),
      trigger: "axis",
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
