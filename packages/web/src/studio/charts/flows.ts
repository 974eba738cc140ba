// Who is paid by whom, by month of joining: as a map of warmth, and as streams from payers to receivers.
import type { EChartsCoreOption } from "echarts/core";
import type { Pencils } from "../../shared/charts/drawing.js";
import { smallText, still, tooltipLook } from "../../shared/charts/look.js";

export interface FlowChart {
  /** months of joining, and others last */
  cohorts: readonly string[];
  /** payer × receiver, in units of money */
  flow: readonly (readonly number[])[];
  show: (value: number) => string;
  short: (value: number) => string;
  payer: (cohort: string) => string;
  receiver: (cohort: string) => string;
  pays: string;
  gets: string;
}

const FEW = 9;

export function heatOptions(chart: FlowChart, { tokens }: Pencils): EChartsCoreOption {
  const text = smallText(tokens);
  const data = chart.flow.flatMap((row, payer) => row.map((value, receiver) => [receiver, payer, value]));
  const most = Math.max(1, ...data.map(([, , value = 0]) => value));
  const axis = {
    type: "category",
    data: [...chart.cohorts],
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true },
    nameTextStyle: text,
    splitArea: { show: false },
  };
  return {
    ...still(),
    grid: { left: 4, right: 12, top: 28, bottom: 24, containLabel: true },
    xAxis: { ...axis, name: chart.gets, nameLocation: "middle", nameGap: 28 },
    yAxis: { ...axis, name: chart.pays, inverse: true, nameLocation: "start", nameGap: 10 },
    visualMap: {
      show: false,
      min: 0,
      max: most,
      inRange: { color: [tokens["paper"], tokens["leaf-soft"], tokens.leaf] },
    },
    tooltip: {
      ...tooltipLook(tokens),
      formatter: ({ value: [receiver = 0, payer = 0, value = 0] }: { value: number[] }) =>
        `${chart.payer(chart.cohorts[payer] ?? "")} → ${chart.receiver(chart.cohorts[receiver] ?? "")}<br><b>${chart.show(value)}</b>`,
    },
    series: [
      {
        type: "heatmap",
        data: data.map(([receiver = 0, payer = 0, value = 0]) => ({
          value: [receiver, payer, value],
          // Dark ground asks for light figures.
          label: { color: value > most * 0.82 ? tokens.paper : tokens.ink },
        })),
        itemStyle: { borderColor: tokens["paper-2"], borderWidth: 2 },
        label: {
          show: chart.cohorts.length <= FEW,
          // Six months fit on a phone so: whole units, in the smallest letters that can be read.
          fontSize: 10,
          formatter: ({ value: [, , value = 0] }: { value: number[] }) =>
            value === 0 ? "" : chart.short(Math.round(value)),
        },
        labelLayout: { hideOverlap: true },
        emphasis: { itemStyle: { borderColor: tokens.ink } },
      },
    ],
  };
}

/** Streams that are too thin to see are left out. */
const LEAST_SHARE = 0.003;

export function streamOptions(chart: FlowChart, { tokens }: Pencils): EChartsCoreOption {
  const all = chart.flow.flatMap((row, payer) => row.map((value, receiver) => ({ payer, receiver, value })));
  const sum = all.reduce((total, { value }) => total + value, 0);
  const links = all.filter(({ value }) => value > sum * LEAST_SHARE);
  const name = (side: string, cohort: number): string => `${side}${cohort}`;
  const node = (side: "p" | "r", cohort: number): object => ({
    name: name(side, cohort),
    depth: side === "p" ? 0 : 1,
    itemStyle: { color: side === "p" ? tokens["ink-3"] : tokens.leaf, borderWidth: 0 },
    label: {
      position: side === "p" ? "right" : "left",
      formatter: chart.cohorts[cohort] ?? "",
    },
  });
  const payers = [...new Set(links.map(({ payer }) => payer))].toSorted((a, b) => a - b);
  const receivers = [...new Set(links.map(({ receiver }) => receiver))].toSorted((a, b) => a - b);
  return {
    ...still(),
    tooltip: {
      ...tooltipLook(tokens),
      formatter: ({ data, value }: { data: { payer?: number; receiver?: number; name?: string }; value: number }) =>
        data.payer === undefined || data.receiver === undefined
          ? `${data.name?.startsWith("p") === true ? chart.payer(chart.cohorts[Number(data.name.slice(1))] ?? "") : chart.receiver(chart.cohorts[Number(data.name?.slice(1))] ?? "")}<br><b>${chart.show(value)}</b>`
          : `${chart.payer(chart.cohorts[data.payer] ?? "")} → ${chart.receiver(chart.cohorts[data.receiver] ?? "")}<br><b>${chart.show(value)}</b>`,
    },
    series: [
      {
        type: "sankey",
        left: 8,
        right: 8,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 10,
        layoutIterations: 0,
        draggable: false,
        label: { color: tokens.ink, fontSize: 12 },
        lineStyle: { color: tokens.leaf, opacity: 0.22, curveness: 0.5 },
        emphasis: { lineStyle: { opacity: 0.5 } },
        data: [...payers.map((each) => node("p", each)), ...receivers.map((each) => node("r", each))],
        links: links.map(({ payer, receiver, value }) => ({
          source: name("p", payer),
          target: name("r", receiver),
          value,
          payer,
          receiver,
        })),
      },
    ],
  };
}
