// What was proved beside what was measured, the same money as a plain discount, and how to get these figures again.
import { boundValue } from "@perennial/checks";
import type { Backtest } from "../../backtest/figures.js";
import type { MeasuredBound } from "../../backtest/measured.js";
import type { Summary } from "../../backtest/summary.js";
import { both, count, each, escape, type Figures, percent } from "../format.js";
import { behind } from "../table.js";
import { section } from "./section.js";

export function bounds({ bounds: list, plan }: Backtest): string {
  if (list.length === 0) return "";
  const measured = list.filter(({ within }) => within !== undefined);
  const held = measured.every(({ within }) => within);
  return section(
    { zh: "上限与实测", en: "Bounds and measured figures" },
    held
      ? {
          zh: `${count(measured.length)} 个可实测的上限，无一被突破。`,
          en: `Of the ${count(measured.length)} bounds that a run can measure none was passed.`,
        }
      : { zh: "有上限被突破，这不应发生。", en: "A bound was passed, which must not happen." },
    list.map((bound) => boundRow(bound, plan.currency)).join(""),
    {
      zh: "上限由方案参数推出，不假设增长；出局份额按订单金额计。",
      en: "Bounds follow from the plan's parameters, with no assumption about growth; the share of exits is by the orders' amounts.",
    },
  );
}

function boundRow(bound: MeasuredBound, currency: string): string {
  const text = each(
    (language) =>
      `${escape(bound.text[language])}${language === "zh" ? "：" : ": "}<b>${boundValue(bound, language, currency)}</b>`,
  );
  const { measured, value } = bound;
  const found =
    measured && value
      ? `<span class="track"><span class="fill leaf" style="width:${ratio(measured, value)}%"></span></span><p class="sub">${both(
          {
            zh: `实测 ${percent(measured.n, measured.d)}，整条为上限`,
            en: `measured ${percent(measured.n, measured.d)}; the whole bar is the bound`,
          },
        )}</p>`
      : "";
  return `<div class="bound"><p>${both(text)}</p>${found}<code>${escape(bound.formula)}</code></div>`;
}

/** measured ÷ bound in percent, one decimal. */
function ratio(measured: { n: bigint; d: bigint }, bound: { n: number; d: number }): number {
  if (bound.n === 0) return 0;
  return Math.min(100, Number((measured.n * BigInt(bound.d) * 1000n) / (measured.d * BigInt(bound.n))) / 10);
}

export function discount({ paid, gross, members, discount: { better } }: Backtest, money: Figures): string {
  if (paid === 0) return "";
  const cost = each((language) => money.about(paid, language));
  return section(
    { zh: "同样的钱，直接打折", en: "The same money as a plain discount" },
    {
      zh: `${cost.zh} 若平摊为每单立减 ${percent(paid, gross)}，${percent(better, members.all)} 的会员（${count(better, "zh")} 位）会比在本方案下得到更多。`,
      en: `Spread as ${percent(paid, gross)} off every order, the same ${cost.en} would have given ${percent(better, members.all)} of the members (${count(better)}) more than this plan did.`,
    },
    "",
  );
}

export function method(figures: Backtest, { plan, input, hash }: Summary, money: Figures): string {
  const rows: [string, string, string][] = [
    ["方案", "plan", `${escape(plan.name)} v${plan.version}<br><code>sha256 ${plan.hash}</code>`],
    [
      "订单文件",
      "order file",
      `${count(input.rows)} ${both({ zh: "行，略过", en: "rows, left out:" })} ${count(input.skipped)}<br><code>sha256 ${input.hash}</code>`,
    ],
    [
      "事件",
      "events",
      `${count(figures.events)}${figures.refused.length ? ` · ${both({ zh: "被拒订单", en: "orders refused:" })} ${count(figures.refused.length)}` : ""}`,
    ],
    ["账链末端", "head of the chain", `<code>${escape(hash)}</code>`],
    ["零元订单", "orders of 0.00", count(figures.zeroOrders)],
    [
      "成本 / 平台所余",
      "cost / left to the platform",
      both(each((language) => `${money.exact(figures.cost, language)} / ${money.exact(figures.revenue, language)}`)),
    ],
  ];
  const list = rows.map(([zh, en, value]) => `<dt>${both({ zh, en })}</dt><dd>${value}</dd>`).join("");
  const unknown =
    figures.cost === 0
      ? {
          zh: "订单没有成本数据，让利按全部实付计。",
          en: "The orders tell no cost, so their whole price counts as margin.",
        }
      : undefined;
  return section(
    { zh: "这些数字从哪里来", en: "Where these figures come from" },
    {
      zh: "逐日把订单送入与线上相同的内核，每笔分录可查、可重放；同一方案与同一文件总得到同一账链末端。",
      en: "The orders went day by day through the same kernel that runs the service; the same plan and the same file always give the same head of the chain.",
    },
    `<dl>${list}</dl>${mechanismsBehind(figures, money)}`,
    unknown,
  );
}

function mechanismsBehind({ mechanisms }: Backtest, money: Figures): string {
  return behind(
    [
      {
        title: { zh: "机制", en: "mechanism" },
        cell: ({ id, title }) => ({ zh: escape(`${title.zh} ${id}`), en: escape(`${title.en} ${id}`) }),
        isText: true,
      },
      { title: { zh: "笔数", en: "payments" }, cell: ({ count: number }) => count(number) },
      { title: { zh: "支付", en: "paid" }, cell: ({ paid }) => each((language) => money.exact(paid, language)) },
    ],
    mechanisms,
  );
}
