// What happened to people: promise against payment by month of joining, who is paid by whom, and how much of their spending came back.
import type { Reading, ScenarioSaid } from "../../prospectus/reading.js";
import { flowOf } from "../../prospectus/reading.js";
import type { Card, Column } from "../blocks.js";
import { behind, card, chart } from "../blocks.js";
import type { CohortRow } from "../cohorts.js";
import { cohortBars, cohortKey } from "../cohorts.js";
import type { Both } from "../format.js";
import { count, each, percent } from "../format.js";
import { moneyGrid } from "../grids.js";
import { nameOf } from "./stress.js";

interface Cohort extends CohortRow {
  members: number;
  short: number;
}

/** Members by month of joining, merchants and agents left out; all runs together. */
function cohortsOf(reading: Reading, { cohorts }: ScenarioSaid): Cohort[] {
  return cohorts.slice(0, -1).flatMap(({ joined, members, short, spent, paid, stillPromised }) =>
    members === 0
      ? []
      : {
          label: joined,
          members,
          short,
          spent: reading.minor(spent),
          paid: reading.minor(paid),
          promised: reading.minor(stillPromised),
        },
  );
}

export function byJoining(reading: Reading): Card[] {
  const { first, money } = reading;
  const rows = first ? cohortsOf(reading, first) : [];
  const [oldest, newest] = [rows[0], rows.at(-1)];
  if (!first || !oldest || !newest) return [];
  const title = { zh: "按加入的月份：承诺与兑付", en: "By month of joining: promised and paid" };
  const cash =
    (of: (row: Cohort) => number) =>
    (row: Cohort): Both =>
      each((language) => money.exact(of(row), language));
  const columns: Column<Cohort>[] = [
    { title: { zh: "加入", en: "joined" }, cell: ({ label }) => label, isText: true },
    { title: { zh: "会员", en: "members" }, cell: ({ members }) => count(members) },
    { title: { zh: "消费", en: "spent" }, cell: cash(({ spent }) => spent) },
    { title: { zh: "已返", en: "paid back" }, cell: cash(({ paid }) => paid) },
    { title: { zh: "已返比例", en: "share" }, cell: ({ paid, spent }) => percent(paid, spent) },
    { title: { zh: "仍承诺", en: "still promised" }, cell: cash(({ promised }) => promised) },
    { title: { zh: "少于承诺", en: "got less than promised" }, cell: ({ short }) => count(short) },
  ];
  return [
    card(
      title,
      {
        zh: `不增长时，${oldest.label} 加入的会员拿回消费的 ${percent(oldest.paid, oldest.spent)}，${newest.label} 加入的拿回 ${percent(newest.paid, newest.spent)}。`,
        en: `Without growth members who joined in ${oldest.label} got back ${percent(oldest.paid, oldest.spent)} of what they spent, those of ${newest.label} ${percent(newest.paid, newest.spent)}.`,
      },
      [cohortKey, chart(title, (sheet) => cohortBars(rows, money, sheet)), behind(columns, rows)],
      {
        zh: `${nameOf(first).zh}，全部 ${first.seeds.length} 次模拟之和。`,
        en: `${first.seeds.length} runs together: ${nameOf(first).en}.`,
      },
    ),
  ];
}

export function whoPays(reading: Reading): Card[] {
  const scenario = reading.scenario("growth") ?? reading.first;
  if (!scenario) return [];
  const rows = scenario.paidByWhom.map((row) => row.map((text) => reading.minor(text)));
  const flow = flowOf(rows);
  const all = flow.back + flow.within + flow.on + flow.others;
  const title = { zh: "谁的订单付给了谁", en: "Who is paid by whom" };
  if (all === 0) return [card(title, { zh: "没有付出任何现金。", en: "No cash was paid to anybody." }, [])];
  const labels = scenario.cohorts.slice(0, -1).map(({ joined }) => joined);
  const list = labels.map((label, index) => ({ label, values: (rows[index] ?? []).slice(0, labels.length) }));
  return [
    card(
      title,
      {
        zh: `付出的现金里，${percent(flow.back, all)} 由后加入者付给先加入者，${percent(flow.within, all)} 在同月加入者之间，${percent(flow.on, all)} 由先加入者付给后加入者，其余来自注资或付给商家、代理。`,
        en: `Of the cash paid out ${percent(flow.back, all)} went from members who joined later to those who joined earlier, ${percent(flow.within, all)} stayed within a month of joining, ${percent(flow.on, all)} went from earlier to later; the rest came from capital or went to merchants and agents.`,
      },
      moneyGrid(
        { rows: { zh: "付款者", en: "payer" }, columns: { zh: "收款者", en: "receiver" } },
        labels,
        list,
        reading.money,
      ),
      {
        zh: `${nameOf(scenario).zh}，全部模拟之和，按加入的月份；颜色越浓越多。资金池里的钱视为充分混合。`,
        en: `All runs together, by month of joining, ${nameOf(scenario).en}; the stronger the colour, the more. Money in a pool counts as well mixed.`,
      },
    ),
  ];
}

type Returned = ScenarioSaid["returns"][number];

function bandName({ from, below }: Returned): Both {
  if (below === 0) return { zh: "一分未得", en: "nothing" };
  if (below === null) return { zh: `${from}% 以上`, en: `${from}% or more` };
  return from === 0
    ? { zh: `不到 ${below}%`, en: `less than ${below}%` }
    : { zh: `${from}%–${below}%`, en: `${from}% to ${below}%` };
}

export function outcomes(reading: Reading): Card[] {
  const { first, said } = reading;
  if (!first) return [];
  const all = membersIn(first);
  const whole = first.returns.filter(({ from }) => from >= 100).reduce((sum, { members }) => sum + members, 0);
  const columns: Column<ScenarioSaid>[] = first.returns.map((band, index) => ({
    title: bandName(band),
    cell: (scenario) => percent(scenario.returns[index]?.members ?? 0, membersIn(scenario)),
  }));
  return [
    card(
      { zh: "投入的钱拿回了多少", en: "What came back of what was paid in" },
      {
        zh: `不增长时，${percent(first.returns[0]?.members ?? 0, all)} 的消费过的会员一分未得，${percent(whole, all)} 把花掉的钱全部拿了回来。`,
        en: `Without growth ${percent(first.returns[0]?.members ?? 0, all)} of the members who spent anything got nothing back, and ${percent(whole, all)} got back all that they had spent.`,
      },
      [
        {
          kind: "bars",
          list: first.returns.map((band, index) => ({
            label: bandName(band),
            percent: (band.members / Math.max(1, all)) * 100,
            value: {
              ...each((language) => `${count(band.members, language)} · ${percent(band.members, all)}`),
              figure: `stress[${said.stress.indexOf(first)}].returns[${index}].members`,
            },
            tone: band.from >= 100 ? "leaf" : band.below === 0 ? "clay" : "ink",
          })),
        },
        behind([{ title: { zh: "情形", en: "scenario" }, cell: nameOf, isText: true }, ...columns], said.stress),
      ],
      {
        zh: "按会员已收到的现金占其消费的比例分组，全部模拟之和；表中是各情形的比例。",
        en: "Members by the cash they received as a share of what they spent, all runs together; the table has every scenario.",
      },
    ),
  ];
}

const membersIn = ({ returns }: ScenarioSaid): number => returns.reduce((sum, { members }) => sum + members, 0);
