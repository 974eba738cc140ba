// Who got what: members by the share that came back, by time of joining, by time of payment, and out of whose orders.
import type { Backtest, Cohort } from "../../backtest/figures.js";
import type { Card, Column } from "../blocks.js";
import { behind, card, chart } from "../blocks.js";
import type { Both } from "../format.js";
import { count, each, type Figures, percent } from "../format.js";
import { cohortBars, cohortKey } from "../cohorts.js";
import { moneyGrid } from "../grids.js";

const GRAINS: Record<Backtest["cohorts"]["grain"], Both> = {
  week: { zh: "周", en: "week" },
  month: { zh: "月", en: "month" },
  quarter: { zh: "季", en: "quarter" },
  year: { zh: "年", en: "year" },
};

export function returned({ bands }: Backtest): Card {
  const all = bands.reduce((sum, band) => sum + band.members, 0);
  const label = ({ from, below }: Backtest["bands"][number]): Both => {
    if (below === 0) return { zh: "一分未得", en: "nothing" };
    if (below === undefined) return { zh: `${from}% 以上`, en: `${from}% or more` };
    return from === 0
      ? { zh: `不到 ${below}%`, en: `less than ${below}%` }
      : { zh: `${from}%–${below}%`, en: `${from}% to ${below}%` };
  };
  const list = bands.map((band) => ({
    label: label(band),
    percent: (band.members / Math.max(1, all)) * 100,
    value: each((language) => `${count(band.members, language)} · ${percent(band.members, all)}`),
    tone: band.from >= 100 ? ("leaf" as const) : band.below === 0 ? ("clay" as const) : ("ink" as const),
  }));
  const nothing = bands[0]?.members ?? 0;
  const whole = bands.filter(({ from }) => from >= 100).reduce((sum, band) => sum + band.members, 0);
  return card(
    { zh: "谁拿回了多少", en: "Who got how much back" },
    {
      zh: `每 100 位会员中有 ${perHundred(nothing, all)} 位一分未得，${perHundred(whole, all)} 位把花掉的钱全部拿了回来。`,
      en: `Of every 100 members ${perHundred(nothing, all)} got nothing and ${perHundred(whole, all)} got back all that they had spent.`,
    },
    [{ kind: "bars", list }],
    {
      zh: "按每位会员已收到的现金占其消费的比例分组；没有消费的会员不计。",
      en: "Members by the cash they received as a share of what they spent; who spent nothing is left out.",
    },
  );
}

function perHundred(part: number, whole: number): string {
  const share = percent(part, whole).replace("%", "");
  return share.endsWith(".0") ? share.slice(0, -2) : share;
}

export function cohorts(figures: Backtest, money: Figures): Card[] {
  const { rows, grain } = figures.cohorts;
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const title = { zh: `按加入时间（${GRAINS[grain].zh}）`, en: `By ${GRAINS[grain].en} of joining` };
  const [early, late] = halves(rows);
  const finding = {
    zh: `先加入的一半会员拿回了消费的 ${percent(early.paid, early.spent)}，后加入的一半拿回 ${percent(late.paid, late.spent)}。`,
    en: `The half of the members who joined first got back ${percent(early.paid, early.spent)} of what they spent, the half who joined last ${percent(late.paid, late.spent)}.`,
  };
  return [
    card(title, finding, [
      cohortKey,
      chart(title, (sheet) => cohortBars(rows, money, sheet)),
      behind(cohortColumns(money, GRAINS[grain]), rows),
    ]),
  ];
}

/** The earlier and the later half of the members, cut between two cohorts. */
function halves(rows: readonly Cohort[]): [Pick<Cohort, "spent" | "paid">, Pick<Cohort, "spent" | "paid">] {
  const all = rows.reduce((sum, { members }) => sum + members, 0);
  const early = { spent: 0, paid: 0 };
  const late = { spent: 0, paid: 0 };
  let seen = 0;
  for (const { members, spent, paid } of rows) {
    const half = seen * 2 < all ? early : late;
    half.spent += spent;
    half.paid += paid;
    seen += members;
  }
  return [early, late];
}

function cohortColumns(money: Figures, grain: Both): Column<Cohort>[] {
  const cash =
    (figure: (row: Cohort) => number) =>
    (row: Cohort): Both =>
      each((language) => money.exact(figure(row), language));
  return [
    { title: { zh: `加入的${grain.zh}`, en: `joined in ${grain.en}` }, cell: ({ label }) => label, isText: true },
    { title: { zh: "会员", en: "members" }, cell: ({ members }) => count(members) },
    { title: { zh: "消费", en: "spent" }, cell: cash(({ spent }) => spent) },
    { title: { zh: "已返", en: "paid back" }, cell: cash(({ paid }) => paid) },
    { title: { zh: "已返比例", en: "share" }, cell: ({ paid, spent }) => percent(paid, spent) },
    { title: { zh: "仍承诺", en: "still promised" }, cell: cash(({ promised }) => promised) },
    { title: { zh: "持有价值", en: "holdings worth" }, cell: cash(({ worth }) => worth) },
    { title: { zh: "未回本会员", en: "got less than spent" }, cell: ({ short }) => count(short) },
  ];
}

export function received(figures: Backtest, money: Figures): Card {
  const { columns, rows } = figures.received;
  const labels = figures.cohorts.rows.map(({ label }) => label);
  const first = columns.findIndex((_, column) => rows.some((row) => (row[column] ?? 0) > 0));
  const title = { zh: "什么时候返给了谁", en: "Who was paid when" };
  if (first === -1) return card(title, { zh: "没有任何返还。", en: "Nothing was paid back." }, []);
  const sums = columns.map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const peak = sums.indexOf(Math.max(...sums));
  const finding = {
    zh: `第一笔返还在 ${columns[first]}，最多的一段是 ${columns[peak]}（${money.about(sums[peak] ?? 0, "zh")}）。`,
    en: `The first money was paid in ${columns[first]}; the most, ${money.about(sums[peak] ?? 0, "en")}, in ${columns[peak]}.`,
  };
  const list = labels.map((label, index) => ({ label, values: rows[index] ?? [] }));
  return card(
    title,
    finding,
    moneyGrid({ rows: { zh: "加入", en: "joined" }, columns: { zh: "返还", en: "paid" } }, columns, list, money),
    {
      zh: "每格是一批会员在一段时间里收到的现金，颜色越浓越多。",
      en: "Each cell is the cash that one cohort received in one span of time; the stronger the colour, the more.",
    },
  );
}

export function flow(figures: Backtest, money: Figures): Card[] {
  const labels = figures.cohorts.rows.map(({ label }) => label);
  let [back, own, on] = [0, 0, 0];
  for (const [payer, row] of figures.flow.entries())
    for (const [receiver, amount] of row.entries()) {
      if (payer > receiver) back += amount;
      else if (payer === receiver) own += amount;
      else on += amount;
    }
  const all = back + own + on;
  if (all === 0) return [];
  const list = labels.map((label, index) => ({ label, values: labels.map((_, to) => figures.flow[index]?.[to] ?? 0) }));
  return [
    card(
      { zh: "谁的订单付给了谁", en: "Whose orders paid whom" },
      {
        zh: `返还的钱里，${percent(back, all)} 由后加入者付给先加入者，${percent(own, all)} 在同一批人之间，${percent(on, all)} 由先加入者付给后加入者。`,
        en: `Of the money paid back, ${percent(back, all)} went from members who joined later to members who joined earlier, ${percent(own, all)} stayed within a cohort, and ${percent(on, all)} went from earlier to later.`,
      },
      moneyGrid(
        { rows: { zh: "付款者", en: "payer" }, columns: { zh: "收款者", en: "receiver" } },
        labels,
        list,
        money,
      ),
      {
        zh: "近似：资金池里的钱视为充分混合，每笔返还按池中各批会员所余资金的比例取自各批；从让利直接发放的现金记在该订单的买家名下。",
        en: "An approximation: the money in a pool counts as well mixed, so each payment is taken from all cohorts in proportion to what is left of theirs in it; cash granted out of a margin is the buyer's of that order.",
      },
    ),
  ];
}
