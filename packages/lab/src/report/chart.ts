// Charts as inline SVG: drawn once for each language and for a wide and a narrow page, in colours that follow the theme.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import * as echarts from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Both, Language } from "./format.js";
import { escape, LANGUAGES } from "./format.js";
import { ink, themed } from "./tokens.js";

echarts.use([BarChart, LineChart, GridComponent, SVGRenderer]);

/** The page a chart is drawn for. */
export interface Sheet {
  language: Language;
  isNarrow: boolean;
}

const SIZES = {
  wide: { width: 864, height: 300 },
  narrow: { width: 312, height: 230 },
} as const;

/** A chart in all its drawings; the style sheet shows the one that fits. `title` is what it shows, for those who can't see it. */
export function chart(title: Both, draw: (sheet: Sheet) => EChartsCoreOption): string {
  const drawings = LANGUAGES.flatMap((language) =>
    ([false, true] as const).map((isNarrow) => {
      const svg = render(draw({ language, isNarrow }), isNarrow ? SIZES.narrow : SIZES.wide);
      const label = escape(title[language]);
      return `<div class="${language} ${isNarrow ? "narrow" : "wide"}" role="img" aria-label="${label}">${svg}</div>`;
    }),
  );
  return `<div class="chart">${drawings.join("")}</div>`;
}

function render(option: EChartsCoreOption, { width, height }: { width: number; height: number }): string {
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  drawing.setOption({ animation: false, textStyle: { fontFamily: "inherit", fontSize: 12 }, ...option });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  return themed(svg).replace(
    /<svg [^>]*>/,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`,
  );
}

/** A grid with room for the labels of both axes and for direct labels on the right. */
export function grid({ isNarrow }: Sheet, right = 12): Record<string, unknown> {
  return { left: isNarrow ? 52 : 64, right: isNarrow ? Math.min(right, 84) : right, top: 24, bottom: 28 };
}

/** The axis of time: `labels` in order, only those shown for which `shows` says so. */
export function timeAxis(labels: readonly string[], { isNarrow }: Sheet, gap = false): Record<string, unknown> {
  const most = isNarrow ? ((labels[0] ?? "").length > 7 ? 3 : 4) : 9;
  const step = Math.max(1, Math.ceil(labels.length / most));
  return {
    type: "category",
    data: labels,
    boundaryGap: gap,
    axisLine: { lineStyle: { color: ink("line") } },
    axisTick: { show: false },
    axisLabel: { color: ink("ink-3"), interval: (index: number) => index % step === 0, hideOverlap: true },
  };
}

/** The axis of days, labelled where months begin. */
export function dayAxis(days: readonly string[], sheet: Sheet): Record<string, unknown> {
  const starts = days.flatMap((day, index) => (day.endsWith("-01") ? [index] : []));
  const axis = timeAxis(days, sheet);
  if (starts.length < 2) return axis;
  const step = Math.ceil(starts.length / (sheet.isNarrow ? 4 : 10));
  const shown = new Set(starts.filter((_, index) => index % step === 0));
  const label = {
    color: ink("ink-3"),
    interval: (index: number) => shown.has(index),
    formatter: (day: string) => day.slice(0, 7),
  };
  return { ...axis, axisLabel: label };
}

/** An axis of values that begins at zero. */
export function valueAxis(write: (value: number) => string, { isNarrow }: Sheet): Record<string, unknown> {
  return {
    type: "value",
    min: 0,
    splitNumber: isNarrow ? 3 : 4,
    axisLabel: { color: ink("ink-3"), formatter: (value: number) => write(value) },
    splitLine: { lineStyle: { color: ink("line") } },
  };
}

/** A direct label at the end of a line, in place of a legend. */
export function endLabel(text: string, token: "leaf" | "amber" | "ink-2"): Record<string, unknown> {
  return { show: true, formatter: () => text, color: ink(token), fontWeight: 600, distance: 6 };
}
