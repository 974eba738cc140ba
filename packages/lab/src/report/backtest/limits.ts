// What was proved beside what was measured, the same money as a plain discount, and how to get these figures again.
import type { Backtest, Cohort } from "../../backtest/figures.js";
import type { Summary } from "../../backtest/summary.js";
import type { Bar, Block, Card, Column } from "../blocks.js";
import { behind, card } from "../blocks.js";
import type { Both } from "../format.js";
import { count, each, type Figures, percent } from "../format.js";
import { limitOf } from "../limits.js";

export function bounds({ bounds: list, plan }: Backtest): Card[] {
  if (list.length === 0) return [];
  const measured = list.filter(({ within }) => within !== undefined);
  const held = measured.every(({ within }) => within);
  return [
    card(
      { zh: "上限与实测", en: "Bounds and measured figures" },
      held
        ? {
            zh: `${count(measured.length)} 个可实测的上限，无一被突破。`,
            en: `Of the ${count(measured.length)} bounds that a run can measure none was passed.`,
          }
        : { zh: "有上限被突破，这不应发生。", en: "A bound was passed, which must not happen." },
      [
        {
          kind: "limits",
          list: list.map((bound, index) => limitOf(bound, bound.measured, plan.currency, `bounds[${index}]`)),
        },
      ],
      {
        zh: "上限由方案参数推出，不假设增长；出局份额按订单金额计。",
        en: "Bounds follow from the plan's parameters, with no assumption about growth; the share of exits is by the orders' amounts.",
      },
    ),
  ];
}

export function discount(figures: Backtest, money: Figures): Card[] {
  const { gross, members, months } = figures;
  const { paid, taken } = figures.discount;
  if (taken.money === 0) return [];
  const about = (minor: number): Both => each((language) => money.about(minor, language));
  const [given, whole] = [about(paid.money), about(taken.money)];
  const exact = (minor: number): Both => each((language) => money.exact(minor, language));
  const columns: Column<Cohort>[] = [
    { title: { zh: "加入", en: "joined" }, cell: ({ label }) => label, isText: true },
    { title: { zh: "会员", en: "members" }, cell: (row) => count(row.members) },
    { title: { zh: "本方案已返", en: "paid by the plan" }, cell: (row) => exact(row.paid) },
    { title: { zh: "同额打折", en: "as a discount" }, cell: (_, index) => exact(paid.months[index] ?? 0) },
    {
      title: { zh: "方案用掉的钱打折", en: "all it took, as a discount" },
      cell: (_, index) => exact(taken.months[index] ?? 0),
    },
  ];
  const bar = (label: Both, { better }: Backtest["discount"]["paid"]): Bar => ({
    label,
    percent: (better / Math.max(1, members.all)) * 100,
    value: each((language) => `${count(better, language)} · ${percent(better, members.all)}`),
    tone: "clay",
  });
  return [
    card(
      { zh: "同样的钱，直接打折", en: "The same money as a plain discount" },
      {
        zh: `已返的 ${given.zh} 若平摊为每单立减 ${percent(paid.money, gross)}，${percent(paid.better, members.all)} 的会员会得到更多；方案从订单里用掉的是 ${whole.zh}，够每单立减 ${percent(taken.money, gross)}，那样有 ${percent(taken.better, members.all)} 的会员会得到更多。`,
        en: `Spread as ${percent(paid.money, gross)} off every order, the ${given.en} that was paid would have given ${percent(paid.better, members.all)} of the members more; what the plan took out of the orders, ${whole.en}, is ${percent(taken.money, gross)} off every order, by which ${percent(taken.better, members.all)} would have got more.`,
      },
      [
        {
          kind: "bars",
          list: [
            bar({ zh: "已返的钱打折，得更多的会员", en: "would get more of what was paid" }, paid),
            bar({ zh: "用掉的钱打折，得更多的会员", en: "would get more of what was taken" }, taken),
          ],
        },
        behind(columns, months),
      ],
      {
        zh: "用掉的钱：进入资金池的钱加上从让利直接发放的现金；池里还没付出的也在其中。",
        en: "Taken: what flowed into pools and what was granted in cash out of margins; what pools still hold is among it.",
      },
    ),
  ];
}

export function method(figures: Backtest, { plan, input, hash }: Summary, money: Figures): Card {
  const refused = figures.refused.length;
  const rows = [
    {
      term: { zh: "方案", en: "plan" },
      value: each(() => `${plan.name} v${plan.version}`),
      code: `sha256 ${plan.hash}`,
    },
    {
      term: { zh: "订单文件", en: "order file" },
      value: {
        zh: `${count(input.rows, "zh")} 行，略过 ${count(input.skipped, "zh")} 行`,
        en: `${count(input.rows)} rows, left out: ${count(input.skipped)}`,
      },
      code: `sha256 ${input.hash}`,
    },
    {
      term: { zh: "事件", en: "events" },
      value: {
        zh: `${count(figures.events, "zh")}${refused ? ` · 被拒订单 ${count(refused, "zh")}` : ""}`,
        en: `${count(figures.events)}${refused ? ` · orders refused: ${count(refused)}` : ""}`,
      },
    },
    { term: { zh: "账链末端", en: "head of the chain" }, code: hash },
    { term: { zh: "零元订单", en: "orders of 0.00" }, value: each((language) => count(figures.zeroOrders, language)) },
    {
      term: { zh: "成本 / 平台所余", en: "cost / left to the platform" },
      value: each((language) => `${money.exact(figures.cost, language)} / ${money.exact(figures.revenue, language)}`),
    },
  ];
  const unknown =
    figures.cost === 0
      ? {
          zh: "订单没有成本数据，让利按全部实付计。",
          en: "The orders tell no cost, so their whole price counts as margin.",
        }
      : undefined;
  return card(
    { zh: "这些数字从哪里来", en: "Where these figures come from" },
    {
      zh: "逐日把订单送入与线上相同的内核，每笔分录可查、可重放；同一方案与同一文件总得到同一账链末端。",
      en: "The orders went day by day through the same kernel that runs the service; the same plan and the same file always give the same head of the chain.",
    },
    [{ kind: "facts", rows }, mechanismsBehind(figures, money)],
    unknown,
  );
}

function mechanismsBehind({ mechanisms }: Backtest, money: Figures): Block {
  return behind(
    [
      {
        title: { zh: "机制", en: "mechanism" },
        cell: ({ id, title }) => ({ zh: `${title.zh} ${id}`, en: `${title.en} ${id}` }),
        isText: true,
      },
      { title: { zh: "笔数", en: "payments" }, cell: ({ count: number }) => count(number) },
      { title: { zh: "支付", en: "paid" }, cell: ({ paid }) => each((language) => money.exact(paid, language)) },
    ],
    mechanisms,
  );
}
