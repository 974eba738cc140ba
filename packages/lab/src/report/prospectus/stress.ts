// What happened under stress: the table of scenarios, and owed against held over time with bands over the seeds.
import type { EChartsCoreOption } from "echarts/core";
import type { Reading, ScenarioSaid } from "../../prospectus/reading.js";
import { stressNamed } from "../../stress/scenarios.js";
import type { Card, Column, Shown } from "../blocks.js";
import { behind, card, chart, table } from "../blocks.js";
import { endLabel, grid, valueAxis } from "../chart.js";
import type { Both, Language, Sheet } from "../format.js";
import { count, each, percent } from "../format.js";
import { HATCH, ink } from "../tokens.js";

export const nameOf = ({ scenario }: ScenarioSaid): Both =>
  stressNamed(scenario)?.title ?? { zh: scenario, en: scenario };

type Quantile = "p5" | "p50" | "p95";
type Write = (value: string | number | null | undefined, language: Language) => string;

interface Row {
  key: string;
  title: Both;
  write: Write;
}

function rowsOf(reading: Reading): Row[] {
  const { money } = reading;
  const share: Write = (value) => (value === null ? "–" : percent(reading.millionths(value), 1_000_000));
  const cash: Write = (value, language) => (value === null ? "–" : money.about(reading.minor(value), language));
  const whole: Write = (value, language) => (value === null ? "–" : count(Number(value), language));
  const day: Write = (value, language) => {
    if (typeof value !== "number") return language === "zh" ? "没有" : "never";
    return language === "zh" ? `第 ${count(value + 1, "zh")} 天` : `day ${count(value + 1)}`;
  };
  return [
    { key: "members", title: { zh: "会员", en: "members" }, write: whole },
    { key: "gross", title: { zh: "消费", en: "spent" }, write: cash },
    { key: "promised", title: { zh: "承诺", en: "promised" }, write: cash },
    { key: "paidToPromised", title: { zh: "兑付 ÷ 承诺", en: "paid ÷ promised" }, write: share },
    { key: "shortShare", title: { zh: "少于承诺的会员", en: "got less than promised" }, write: share },
    { key: "firstUnpaid", title: { zh: "首笔未兑付", en: "first unpaid" }, write: day },
    { key: "deepest", title: { zh: "最大缺口", en: "deepest shortfall" }, write: cash },
    {
      key: "gini",
      title: { zh: "所得基尼系数", en: "Gini of payments" },
      write: (value) => (value === null ? "–" : String(value).slice(0, 5)),
    },
  ];
}

export function stress(reading: Reading): Card {
  const list = reading.said.stress;
  const unsound = list.filter((each_) => each_.unsound > 0);
  const runs = list.reduce((sum, { seeds }) => sum + seeds.length, 0);
  const finding =
    unsound.length === 0
      ? {
          zh: `${count(list.length, "zh")} 种情形、${count(runs, "zh")} 次模拟，每一次的每一天，承诺都有钱支撑。`,
          en: `In ${count(list.length)} scenarios and ${count(runs)} runs every promise had its money on every day.`,
        }
      : {
          zh: `${count(list.length, "zh")} 种情形中有 ${count(unsound.length, "zh")} 种留下没有钱支撑的承诺：${unsound.map((each_) => nameOf(each_).zh).join("、")}。`,
          en: `In ${count(unsound.length)} of ${count(list.length)} scenarios promises were left without money: ${unsound.map((each_) => nameOf(each_).en).join("; ")}.`,
        };
  return card({ zh: "压力测试", en: "Under stress" }, finding, [medians(reading), bandTable(reading)], {
    zh: "中位数；展开的表里另有 5% 与 95% 的次数不超过的值。同一方案、情形与种子在任何机器上都给出同样的数字。",
    en: "Medians; the table behind also has what 5 % and 95 % of the runs stay at or below. The same plan, scenario and seed give the same figures on any machine.",
  });
}

function shownAt(reading: Reading, { key, write }: Row, at: number, quantile: Quantile): Shown {
  const value = reading.said.stress[at]?.bands[key]?.[quantile];
  return { ...each((language) => write(value, language)), figure: `stress[${at}].bands.${key}.${quantile}` };
}

function medians(reading: Reading) {
  const columns = rowsOf(reading).map((row): Column<ScenarioSaid> => ({
    title: row.title,
    cell: (_, at) => shownAt(reading, row, at, "p50"),
  }));
  const runs: Column<ScenarioSaid> = {
    title: { zh: "无钱支撑", en: "unbacked" },
    cell: ({ unsound, seeds }) => `${unsound} / ${seeds.length}`,
  };
  return table(
    [{ title: { zh: "情形", en: "scenario" }, cell: nameOf, isText: true }, ...columns, runs],
    reading.said.stress,
  );
}

function bandTable(reading: Reading) {
  const rows = reading.said.stress.flatMap((scenario, at) => rowsOf(reading).map((row) => ({ scenario, at, row })));
  const cell =
    (quantile: Quantile) =>
    ({ at, row }: (typeof rows)[number]): Shown =>
      shownAt(reading, row, at, quantile);
  return behind(
    [
      { title: { zh: "情形", en: "scenario" }, cell: ({ scenario }) => nameOf(scenario), isText: true },
      { title: { zh: "指标", en: "measure" }, cell: ({ row }) => row.title, isText: true },
      { title: { zh: "5%", en: "5 %" }, cell: cell("p5") },
      { title: { zh: "中位数", en: "median" }, cell: cell("p50") },
      { title: { zh: "95%", en: "95 %" }, cell: cell("p95") },
    ],
    rows,
  );
}

const DRAWN = ["growth", "steady", "run"];

export function owed(reading: Reading): Card[] {
  if (!reading.promises) return [];
  const drawn = reading.said.stress.filter(({ scenario }) => DRAWN.includes(scenario));
  const shown = drawn.length > 0 ? drawn : reading.said.stress.slice(0, 1);
  const last = reading.first?.timeline.at(-1);
  const [due, held] = [reading.minor(last?.promised.p50), reading.minor(last?.held.p50)];
  const [owes, has] = [due, held].map((minor) => each((language) => reading.money.about(minor, language)));
  const title = { zh: "承诺与资金", en: "Owed against held" };
  return [
    card(
      title,
      {
        zh: `不增长时，期末承诺 ${owes?.zh}，池内 ${has?.zh}，覆盖 ${due === 0 ? "100%" : percent(held, due)}（中位数）。`,
        en: `Without growth ${owes?.en} is owed at the end and ${has?.en} is held: funded ${due === 0 ? "100%" : percent(held, due)} (medians).`,
      },
      shown.flatMap((scenario) => [
        chart(title, (sheet) => owedChart(reading, scenario, sheet), nameOf(scenario)),
        owedTable(reading, scenario),
      ]),
      {
        zh: "线为中位数，带为 5% 至 95% 的模拟；斜线只是承诺，绿色是池里可以立即支付的钱，灰线是累计已付。",
        en: "Lines are medians, bands hold the runs from 5 % to 95 %; hatched is promised only, green is in the pools and could be paid this minute, grey is what was paid so far.",
      },
    ),
  ];
}

function owedTable(reading: Reading, { timeline }: ScenarioSaid) {
  const cash = (value: string | number | null): Both =>
    each((language) => reading.money.exact(reading.minor(value), language));
  type Look = (typeof timeline)[number];
  const columns: Column<Look>[] = [
    { title: { zh: "第几天", en: "day" }, cell: ({ day }) => String(day + 1), isText: true },
    { title: { zh: "承诺（中位数）", en: "owed (median)" }, cell: ({ promised }) => cash(promised.p50) },
    { title: { zh: "池内（中位数）", en: "held (median)" }, cell: ({ held }) => cash(held.p50) },
    { title: { zh: "累计已付（中位数）", en: "paid so far (median)" }, cell: ({ paid }) => cash(paid.p50) },
  ];
  return behind(columns, timeline);
}

type Colour = "leaf" | "amber" | "ink-3";

function owedChart(reading: Reading, { timeline }: ScenarioSaid, sheet: Sheet): EChartsCoreOption {
  const zh = sheet.language === "zh";
  const points = (of: (look: ScenarioSaid["timeline"][number]) => string | number | null): number[][] =>
    timeline.map((look) => [look.day + 1, reading.minor(of(look))]);
  const band = (key: "promised" | "held", color: string): Record<string, unknown>[] => {
    const width = timeline.map(({ day, [key]: { p5, p95 } }) => [day + 1, reading.minor(p95) - reading.minor(p5)]);
    const silent = { type: "line", stack: key, symbol: "none", lineStyle: { opacity: 0 } };
    return [
      { ...silent, data: points((look) => look[key].p5) },
      { ...silent, data: width, areaStyle: { color, opacity: 1 } },
    ];
  };
  const line = (name: string, token: Colour, data: number[][]): Record<string, unknown> => ({
    type: "line",
    data,
    symbol: "none",
    lineStyle: { color: ink(token), width: token === "ink-3" ? 1.5 : 2 },
    endLabel: endLabel(name, token === "ink-3" ? "ink-2" : token),
    labelLayout: { moveOverlap: "shiftY" },
  });
  return {
    grid: grid(sheet, 56),
    xAxis: dayCount(reading.said.days, sheet),
    yAxis: valueAxis((value) => reading.money.short(value, sheet.language), sheet),
    series: [
      ...band("promised", HATCH),
      ...band("held", ink("leaf-soft")),
      line(
        zh ? "承诺" : "owed",
        "amber",
        points(({ promised }) => promised.p50),
      ),
      line(
        zh ? "池内" : "held",
        "leaf",
        points(({ held }) => held.p50),
      ),
      line(
        zh ? "已付" : "paid",
        "ink-3",
        points(({ paid }) => paid.p50),
      ),
    ],
  };
}

/** Days of the run, in round steps. */
function dayCount(days: number, { isNarrow, language }: Sheet): Record<string, unknown> {
  return {
    type: "value",
    min: 0,
    max: days,
    splitNumber: isNarrow ? 3 : 6,
    axisLine: { lineStyle: { color: ink("line") } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      color: ink("ink-3"),
      showMaxLabel: false,
      formatter: (day: number) => (day === 0 ? "" : language === "zh" ? `第${day}天` : `day ${day}`),
    },
  };
}
