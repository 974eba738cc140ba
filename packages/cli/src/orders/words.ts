// The backtest's outcome in a few lines for the terminal.
import { join } from "node:path";
import type { Language } from "@perennial/checks";
import { boundValue } from "@perennial/checks";
import { formatAmount, formatDay, fractionText } from "@perennial/kernel";
import type { Backtest, MeasuredBound } from "@perennial/lab";

export function summaryWords(figures: Backtest, lang: Language, out: string): string {
  const { currency } = figures.plan;
  const cash = (minor: number): string =>
    `${formatAmount(minor, figures.cashScale).replaceAll(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ",")} ${currency}`;
  const percent = (part: number, whole: number): string =>
    `${fractionText(BigInt(part) * 100n, BigInt(whole || 1), 2)} %`;
  const { members } = figures;
  const bounds = figures.bounds.filter(({ measured }) => measured !== undefined);
  const first = figures.exits.first;
  const zh = [
    `${figures.plan.title.zh}：${figures.orders} 笔订单，${members.all} 位会员，${formatDay(figures.first)} 至 ${formatDay(figures.last)}`,
    `实付 ${cash(figures.gross)}，已返 ${cash(figures.paid)}（${percent(figures.paid, figures.gross)}），仍承诺 ${cash(figures.promised)}，池内 ${cash(figures.held)}`,
    `${members.lessThanSpent} 位会员拿回的少于消费，其中 ${members.nothing} 位一分未得；${first ? `第一次出局在第 ${first.number} 单之后` : "没有人出局"}`,
    ...bounds.map(
      (bound) => `${bound.text.zh}：实测 ${measuredText(bound)}，上限 ${boundValue(bound, "zh", currency)}`,
    ),
    ...(figures.refused.length ? [`有 ${figures.refused.length} 笔订单被方案拒绝，见 summary.json`] : []),
    `报告：${join(out, "report.html")}`,
  ];
  const en = [
    `${figures.plan.title.en}: ${figures.orders} orders, ${members.all} members, ${formatDay(figures.first)} to ${formatDay(figures.last)}`,
    `spent ${cash(figures.gross)}, paid back ${cash(figures.paid)} (${percent(figures.paid, figures.gross)}), still promised ${cash(figures.promised)}, held in pools ${cash(figures.held)}`,
    `${members.lessThanSpent} members got back less than they spent, ${members.nothing} of them nothing; ${first ? `the first exit came after order ${first.number}` : "nobody has exited"}`,
    ...bounds.map(
      (bound) => `${bound.text.en}: measured ${measuredText(bound)}, bound ${boundValue(bound, "en", currency)}`,
    ),
    ...(figures.refused.length ? [`${figures.refused.length} orders were refused by the plan, see summary.json`] : []),
    `report: ${join(out, "report.html")}`,
  ];
  return `${(lang === "zh" ? zh : en).join("\n")}\n`;
}

function measuredText({ measured }: MeasuredBound): string {
  return measured ? `${fractionText(measured.n * 100n, measured.d, 2)} %` : "";
}
