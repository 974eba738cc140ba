// The money over time: owed against held, price, pool, and what came in and went out.
import { bucketsBetween, grainFor } from "../../backtest/buckets.js";
import type { Backtest } from "../../backtest/figures.js";
import type { DayFigures } from "../../backtest/tally.js";
import { formatDay } from "@perennial/kernel";
import type { EChartsCoreOption } from "echarts/core";
import type { Block, Card, Column } from "../blocks.js";
import { behind, card, chart } from "../blocks.js";
import { dayAxis, endLabel, grid, timeAxis, valueAxis } from "../chart.js";
import type { Both, Language, Sheet } from "../format.js";
import { count, each, type Figures, percent, shortened } from "../format.js";
import { HATCH, ink } from "../tokens.js";

type Cash = (minor: number) => Both;

export function coverage(figures: Backtest, money: Figures): Card[] {
  const points = figures.coverage;
  const last = points.at(-1);
  if (!last || points.every(({ promised }) => promised === 0)) return [];
  const title = { zh: "承诺与资金", en: "Owed against held" };
  const worst = points.reduce((least, point) =>
    BigInt(point.held) * BigInt(least.promised) < BigInt(least.held) * BigInt(point.promised) ? point : least,
  );
  const [owed, held] = [each((l) => money.about(last.promised, l)), each((l) => money.about(last.held, l))];
  return [
    card(
      title,
      {
        zh: `期末承诺 ${owed.zh}，池内 ${held.zh}，覆盖 ${percent(last.held, last.promised)}；最低时（${formatDay(worst.day)}）为 ${percent(worst.held, worst.promised)}。`,
        en: `At the end ${owed.en} is owed and ${held.en} is held: funded ${percent(last.held, last.promised)}, at its lowest ${percent(worst.held, worst.promised)} (${formatDay(worst.day)}).`,
      },
      [chart(title, (sheet) => coverageChart(points, money, sheet)), behind(coverageColumns(money), points)],
      {
        zh: "承诺：每个未出局批次到出局时会员应得的现金（扣除留存）。图中两者同从零起，绿色可立即支付，斜线只是承诺。",
        en: "Owed: the cash that every open lot would pay its holder at its exit (retention taken off). Both start at zero; green could be paid this minute, hatched is promised only.",
      },
    ),
  ];
}

function coverageChart(points: Backtest["coverage"], money: Figures, sheet: Sheet): EChartsCoreOption {
  const words = sheet.language === "zh" ? { owed: "承诺", held: "池内" } : { owed: "owed", held: "held" };
  const line = (name: string, color: string, token: "amber" | "leaf", data: number[]) => ({
    name,
    type: "line",
    data,
    symbol: "none",
    lineStyle: { color: ink(token), width: 2 },
    areaStyle: { color, opacity: 1 },
    endLabel: endLabel(name, token),
  });
  return {
    grid: grid(sheet, 56),
    xAxis: timeAxis(
      points.map(({ day }) => formatDay(day).slice(0, 7)),
      sheet,
    ),
    yAxis: valueAxis((value) => money.short(value, sheet.language), sheet),
    series: [
      line(
        words.owed,
        HATCH,
        "amber",
        points.map(({ promised }) => promised),
      ),
      line(
        words.held,
        ink("leaf"),
        "leaf",
        points.map(({ held }) => held),
      ),
    ],
  };
}

function coverageColumns(money: Figures): Column<Backtest["coverage"][number]>[] {
  const cash: Cash = (minor) => each((language) => money.exact(minor, language));
  return [
    { title: { zh: "日期", en: "day" }, cell: ({ day }) => formatDay(day), isText: true },
    { title: { zh: "承诺", en: "owed" }, cell: ({ promised }) => cash(promised) },
    { title: { zh: "池内", en: "held" }, cell: ({ held }) => cash(held) },
    { title: { zh: "覆盖", en: "funded" }, cell: ({ promised, held }) => percent(held, promised) },
  ];
}

/** One card for each asset that has a price. */
export function prices({ days, plan }: Backtest): Card[] {
  const assets = Object.keys(days.at(-1)?.prices ?? {});
  return assets.flatMap((asset) => priceCard(asset, days, plan));
}

function priceCard(asset: string, days: readonly DayFigures[], plan: Backtest["plan"]): Card[] {
  const priced = days.flatMap(({ day, prices: all }) => (all[asset] === undefined ? [] : [{ day, price: all[asset] }]));
  const [first, last] = [priced[0], priced.at(-1)];
  if (!first || !last) return [];
  const name = each((language) => plan.assets[asset]?.title?.[language] ?? asset);
  const title = { zh: `${name.zh}的价格`, en: `Price of ${name.en}` };
  const most = priced.reduce((top, each_) => (Number(each_.price) > Number(top.price) ? each_ : top));
  return [
    card(
      title,
      {
        zh: `第一天收盘 ${shortened(first.price, 4)}，最后一天 ${shortened(last.price, 4)}，最高 ${shortened(most.price, 4)}（${formatDay(most.day)}）。`,
        en: `${shortened(first.price, 4)} at the end of the first day, ${shortened(last.price, 4)} at the end of the last, at most ${shortened(most.price, 4)} (${formatDay(most.day)}).`,
      },
      [
        chart(title, (sheet) =>
          daily(
            priced.map(({ day }) => day),
            priced.map(({ price }) => Number(price)),
            sheet,
            (value) => shortened(String(value), 2),
            "ink-2",
          ),
        ),
        behind(
          [
            { title: { zh: "日期", en: "day" }, cell: ({ day }) => formatDay(day), isText: true },
            { title: { zh: "收盘价", en: "price at its end" }, cell: ({ price }) => price },
          ],
          monthEnds(priced),
        ),
      ],
      {
        zh: `一单位的${plan.currency}价格。价格不是现金：卖出时还要扣除留存。`,
        en: `${plan.currency} for one unit. A price is not cash: a sale leaves its retention behind.`,
      },
    ),
  ];
}

function daily(
  days: readonly number[],
  values: readonly number[],
  sheet: Sheet,
  write: (value: number) => string,
  token: "leaf" | "ink-2",
): EChartsCoreOption {
  return {
    grid: grid(sheet),
    xAxis: dayAxis(days.map(formatDay), sheet),
    yAxis: valueAxis(write, sheet),
    series: [
      {
        type: "line",
        data: values,
        symbol: "none",
        sampling: "lttb",
        lineStyle: { color: ink(token), width: 2 },
        ...(token === "leaf" && { areaStyle: { color: ink("leaf"), opacity: 1 } }),
      },
    ],
  };
}

/** The last of each month, for tables that would be too long day by day. */
function monthEnds<Row extends { day: number }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ day }, index) => {
    const next = rows[index + 1];
    return !next || formatDay(next.day).slice(0, 7) !== formatDay(day).slice(0, 7);
  });
}

export function pool(figures: Backtest, money: Figures): Card[] {
  if (figures.pools.length === 0) return [];
  const { days } = figures;
  const sum = (key: "inflow" | "out" | "left"): number => figures.pools.reduce((total, each_) => total + each_[key], 0);
  const [into, out, left] = (["inflow", "out", "left"] as const).map((key) =>
    each((language) => money.about(sum(key), language)),
  );
  const title =
    figures.pools.length === 1 ? { zh: "资金池", en: "The pool" } : { zh: "资金池合计", en: "All pools together" };
  return [
    card(
      title,
      {
        zh: `流入 ${into?.zh}，付出 ${out?.zh}，余 ${left?.zh}：付出从不超过流入。`,
        en: `${into?.en} flowed in, ${out?.en} was paid out, ${left?.en} is left: no more went out than came in.`,
      },
      [
        chart(title, (sheet) =>
          daily(
            days.map(({ day }) => day),
            days.map((day) => day.pool),
            sheet,
            (value) => money.short(value, sheet.language),
            "leaf",
          ),
        ),
        behind(poolColumns(money), monthEnds(days)),
      ],
    ),
  ];
}

function poolColumns(money: Figures): Column<DayFigures>[] {
  return [
    { title: { zh: "日期", en: "day" }, cell: ({ day }) => formatDay(day), isText: true },
    { title: { zh: "池内余额", en: "held" }, cell: (row) => each((language) => money.exact(row.pool, language)) },
  ];
}

interface Span {
  label: string;
  orders: number;
  gross: number;
  inflow: number;
  paid: number;
}

export function payouts(figures: Backtest, money: Figures): Card {
  const buckets = bucketsBetween(figures.first, figures.last, grainFor(figures.first, figures.last, "month"));
  const spans: Span[] = buckets.labels.map((label) => ({ label, orders: 0, gross: 0, inflow: 0, paid: 0 }));
  for (const { day, orders, gross, inflow, paid } of figures.days) {
    const span = spans[buckets.of(day)];
    if (!span) continue;
    span.orders += orders;
    span.gross += gross;
    span.inflow += inflow;
    span.paid += paid;
  }
  const title = { zh: "每月入池与返还", en: "Into the pools and back to members" };
  const none = spans.filter(({ paid }) => paid === 0).length;
  const key: Block = {
    kind: "key",
    items: [
      { tone: "ink", text: { zh: "入池", en: "into the pools" } },
      { tone: "leaf", text: { zh: "返给会员", en: "paid to members" } },
    ],
  };
  return card(
    title,
    {
      zh: `${none === 0 ? `${count(spans.length)} 段时间里每段都有返还` : `${count(spans.length)} 段时间里有 ${count(none)} 段没有任何返还`}；平均每段入池 ${money.about(average(spans, "inflow"), "zh")}，返还 ${money.about(average(spans, "paid"), "zh")}。`,
      en: `${none === 0 ? `Something was paid in each of ${count(spans.length)} spans of time` : `In ${count(none)} of ${count(spans.length)} spans of time nothing was paid`}; on average ${money.about(average(spans, "inflow"), "en")} flowed in and ${money.about(average(spans, "paid"), "en")} was paid.`,
    },
    [key, chart(title, (sheet) => payoutBars(spans, money, sheet)), behind(spanColumns(money), spans)],
  );
}

function average(spans: readonly Span[], key: "inflow" | "paid"): number {
  return Math.floor(spans.reduce((sum, span) => sum + span[key], 0) / Math.max(1, spans.length));
}

function payoutBars(spans: readonly Span[], money: Figures, sheet: Sheet): EChartsCoreOption {
  const bar = (color: string, data: number[]) => ({
    type: "bar",
    data,
    barGap: "10%",
    barCategoryGap: "30%",
    itemStyle: { color },
  });
  return {
    grid: grid(sheet),
    xAxis: timeAxis(
      spans.map(({ label }) => label),
      sheet,
      true,
    ),
    yAxis: valueAxis((value) => money.short(value, sheet.language), sheet),
    series: [
      bar(
        ink("ink-3"),
        spans.map(({ inflow }) => inflow),
      ),
      bar(
        ink("leaf"),
        spans.map(({ paid }) => paid),
      ),
    ],
  };
}

function spanColumns(money: Figures): Column<Span>[] {
  const cash =
    (figure: (span: Span) => number) =>
    (span: Span): Both =>
      each((language: Language) => money.exact(figure(span), language));
  return [
    { title: { zh: "时间", en: "time" }, cell: ({ label }) => label, isText: true },
    { title: { zh: "订单", en: "orders" }, cell: ({ orders }) => count(orders) },
    { title: { zh: "实付", en: "spent" }, cell: cash(({ gross }) => gross) },
    { title: { zh: "入池", en: "into the pools" }, cell: cash(({ inflow }) => inflow) },
    { title: { zh: "返还", en: "paid back" }, cell: cash(({ paid }) => paid) },
  ];
}
