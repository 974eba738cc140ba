// Lines with bands over the days of a run: the median as a line, what 5 and 95 of a hundred runs stay at or below as its band.
import type { EChartsCoreOption } from "echarts/core";
import type { Pencils } from "../../shared/charts/drawing.js";
import { bottomAxis, roomBeside, still, tooltipLook, valueAxis } from "../../shared/charts/look.js";

export interface BandLine {
  name: string;
  /** promised money is amber and hatched, held money leaf, paid money ink */
  kind: "promised" | "held" | "paid";
  /** the second of two runs that lie over each other */
  isDashed?: boolean;
  /** p5, p50 and p95 of each day, in units of money */
  values: readonly (readonly [low: number, middle: number, high: number])[];
}

export interface BandChart {
  /** days of the run, 1 the first */
  days: readonly number[];
  lines: readonly BandLine[];
  tick: (value: number) => string;
  show: (value: number) => string;
  showDay: (day: number) => string;
}

export function bandOptions(chart: BandChart, { tokens, hatch }: Pencils): EChartsCoreOption {
  const colours = { promised: tokens.amber, held: tokens.leaf, paid: tokens.sky } as const;
  const fills = { promised: hatch, held: tokens["leaf-soft"], paid: tokens.line } as const;
  const series = chart.lines.flatMap((line, index) => [
    {
      type: "line",
      name: `${line.name} low`,
      data: line.values.map(([low]) => low),
      stack: `band ${index}`,
      stackStrategy: "all",
      symbol: "none",
      silent: true,
      lineStyle: { opacity: 0 },
    },
    {
      type: "line",
      name: `${line.name} band`,
      data: line.values.map(([low, , high]) => high - low),
      stack: `band ${index}`,
      stackStrategy: "all",
      symbol: "none",
      silent: true,
      lineStyle: { opacity: 0 },
      areaStyle: { color: fills[line.kind], opacity: line.isDashed ? 0.35 : 0.9 },
    },
  ]);
  const medians = chart.lines.map((line) => ({
    type: "line",
    name: line.name,
    data: line.values.map(([, middle]) => middle),
    symbol: "none",
    z: 5,
    lineStyle: { color: colours[line.kind], width: 2, type: line.isDashed ? "dashed" : "solid" },
    itemStyle: { color: colours[line.kind] },
    endLabel: { show: true, formatter: line.name, color: colours[line.kind], fontSize: 12, distance: 6 },
    labelLayout: { moveOverlap: "shiftY" },
    emphasis: { disabled: true },
  }));
  return {
    ...still(),
    grid: {
      left: 4,
      right: roomBeside(chart.lines.map(({ name }) => name)),
      top: 12,
      bottom: 4,
      containLabel: true,
    },
    xAxis: { ...bottomAxis(tokens, chart.days), boundaryGap: false },
    yAxis: valueAxis(tokens, chart.tick),
    tooltip: {
      ...tooltipLook(tokens),
      trigger: "axis",
      axisPointer: { lineStyle: { color: tokens["ink-3"] } },
      formatter: (points: readonly { dataIndex: number }[]) => tooltip(chart, points[0]?.dataIndex ?? 0),
    },
    series: [...series, ...medians],
  };
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function tooltip(chart: BandChart, index: number): string {
  const rows = chart.lines.map(({ name, values }) => {
    const [low = 0, middle = 0, high = 0] = values[index] ?? [];
    const band = low === high ? "" : ` (${chart.show(low)} – ${chart.show(high)})`;
    return `${escaped(name)} <b>${escaped(chart.show(middle))}</b>${escaped(band)}`;
  });
  return [escaped(chart.showDay(chart.days[index] ?? 0)), ...rows].join("<br>");
}
