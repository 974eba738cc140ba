// The charts we draw, as options for the library: lines and bars over days, labelled at their end, zero on the axis.
import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { Tokens } from "../tokens/theme.js";
import type { Hatch, Money } from "./fills.js";
import { fillOf } from "./fills.js";
import { bottomAxis, roomBeside, still, tooltipLook, valueAxis } from "./look.js";

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption
>;

export interface Series {
  name: string;
  /** one for each day; null: nothing is known of that day */
  values: readonly (number | null)[];
  kind: Money | "price";
  shape: "line" | "area" | "bar";
}

export interface DayChart {
  days: readonly string[];
  series: readonly Series[];
  /** a value in the tooltip, and one on the axis */
  show: (value: number) => string;
  tick: (value: number) => string;
  showDay: (day: string) => string;
  /** zero need not be on the axis: only for lines without areas */
  floating?: boolean;
}

function drawn(series: Series, chart: DayChart, tokens: Tokens, hatch: Hatch): LineSeriesOption | BarSeriesOption {
  const fill = series.kind === "price" ? { line: tokens.ink, area: tokens.line } : fillOf(series.kind, tokens, hatch);
  const data = [...series.values];
  if (series.shape === "bar")
    return {
      type: "bar",
      name: series.name,
      data,
      barMaxWidth: 18,
      itemStyle: { color: fill.line, borderRadius: [2, 2, 0, 0] },
    };
  return {
    type: "line",
    name: series.name,
    data,
    showSymbol: false,
    sampling: "lttb",
    lineStyle: { color: fill.line, width: 2 },
    itemStyle: { color: fill.line },
    ...(series.shape === "area" && { areaStyle: { color: fill.area, opacity: 1, origin: "start" as const } }),
    endLabel: {
      show: true,
      formatter: series.name,
      color: fill.line,
      fontSize: 12,
      distance: 6,
    },
    labelLayout: { moveOverlap: "shiftY" },
    emphasis: { disabled: true },
  };
}

/** Pixels that the longest name of a line takes beside its end. */
const roomFor = (series: readonly Series[]): number =>
  roomBeside(series.filter(({ shape }) => shape !== "bar").map(({ name }) => name));

/** Days along the bottom, one axis on the left; room on the right for the names of the lines. */
export function dayChart(chart: DayChart, tokens: Tokens, hatch: Hatch): ChartOption {
  const bottom = bottomAxis(tokens, chart.days);
  return {
    ...still(),
    grid: { left: 4, right: roomFor(chart.series), top: 12, bottom: 4, containLabel: true },
    xAxis: {
      ...bottom,
      boundaryGap: chart.series.some(({ shape }) => shape === "bar"),
      axisLabel: { ...bottom.axisLabel, formatter: (day: string) => day.slice(5) },
    },
    yAxis: { ...valueAxis(tokens, chart.tick), scale: chart.floating ?? false },
    tooltip: {
      ...tooltipLook(tokens),
      trigger: "axis",
      axisPointer: { lineStyle: { color: tokens["ink-3"] } },
      valueFormatter: (value) => (typeof value === "number" ? chart.show(value) : "—"),
    },
    series: chart.series.map((each) => drawn(each, chart, tokens, hatch)),
  };
}
