// Charts as vectors: a drawing becomes SVG, for a page in colours that follow its theme, for paper in the light ones.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import * as echarts from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Sheet } from "./format.js";
import { HATCH, ink } from "./tokens.js";

echarts.use([BarChart, LineChart, GridComponent, SVGRenderer]);

export const SIZES = {
  wide: { width: 864, height: 300 },
  narrow: { width: 312, height: 230 },
} as const;

const inLight = `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${ink("paper")}"/><rect width="2" height="6" fill="${ink("amber")}"/></pattern></defs>`;

/** One drawing as SVG in the light colours; what is hatched has the colour `HATCH`. */
export function svgOf(option: EChartsCoreOption, { isNarrow }: Sheet): string {
  const { width, height } = isNarrow ? SIZES.narrow : SIZES.wide;
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  drawing.setOption({ animation: false, textStyle: { fontFamily: "inherit", fontSize: 12 }, ...option });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  // What it would do when pointed at is of no use on a page without scripts.
  const still = svg.replaceAll(/<style[^>]*>.*?<\/style>/gs, "").replaceAll(/ class="zr[^"]*"/g, "");
  return still.replace(/<svg [^>]*>/, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`);
}

/**
 * The library counts its drawings and names their parts by that: numbered anew in the order in which they stand, two pages of the same are the same,
 * and no two drawings of a page share a name.
 */
export function renumbered(html: string): string {
  const numbers = new Map<string, number>();
  return html.replaceAll(/(?<=id="|url\(#)zr(\d+)(?=-c\d)/g, (_, drawing: string) => {
    const number = numbers.get(drawing) ?? numbers.size;
    numbers.set(drawing, number);
    return `z${number}`;
  });
}

/** For paper: stands alone, with its own hatching and the named font. */
export function paperSvg(option: EChartsCoreOption, sheet: Sheet, font: string): string {
  return renumbered(svgOf(option, sheet))
    .replaceAll(new RegExp(HATCH, "gi"), "url(#hatch)")
    .replaceAll("font-family:inherit", `font-family:${font}`)
    .replace(/(<svg [^>]*>)/, `$1${inLight}`);
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
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ink("ink-3"), formatter: (value: number) => write(value) },
    splitLine: { lineStyle: { color: ink("line") } },
  };
}

/** A direct label at the end of a line, in place of a legend. */
export function endLabel(text: string, token: "leaf" | "amber" | "ink-2"): Record<string, unknown> {
  return { show: true, formatter: () => text, color: ink(token), fontWeight: 600, distance: 6 };
}
