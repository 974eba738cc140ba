// The head of a prospectus: what part of its promises the plan pays without growth, and the three figures beside it.
import type { Reading, ScenarioSaid } from "../../prospectus/reading.js";
import type { Hero, Tile } from "../blocks.js";
import type { Both } from "../format.js";
import { count, each, percent } from "../format.js";

const same = (text: string): Both => ({ zh: text, en: text });

export function hero(reading: Reading): Hero {
  const { first, money } = reading;
  const totals = first?.totals;
  const runs = first?.seeds.length ?? 0;
  const amount = (key: "promised" | "paidOnPromises" | "paid" | "gross"): number => reading.minor(totals?.[key]);
  const about = (key: Parameters<typeof amount>[0]): Both => each((language) => money.about(amount(key), language));
  const tiles = [shortTile(reading, first), openTile(reading, first), gateTile(reading)];
  if (!reading.promises) {
    const [back, spent] = [about("paid"), about("gross")];
    return {
      value: same(percent(amount("paid"), amount("gross"))),
      tone: "ink",
      text: {
        zh: `的消费额以现金奖励回到会员手里（不增长，${runs} 次模拟，${spent.zh} 中的 ${back.zh}）；方案自己不承诺任何现金。`,
        en: `of what members spent came back to them in cash rewards (without growth, ${runs} runs: ${back.en} of ${spent.en}); the plan itself promises no cash.`,
      },
      tiles,
    };
  }
  const [owed, kept] = [about("promised"), about("paidOnPromises")];
  const isSound = first?.unsound === 0;
  const rest = isSound
    ? { zh: "其余有足额的钱在池里。", en: "the money for the rest is in the pools in full." }
    : { zh: "其余没有足够的钱。", en: "for the rest there is not enough money." };
  return {
    value: same(percent(amount("paidOnPromises"), amount("promised"))),
    tone: isSound ? "leaf" : "clay",
    text: {
      zh: `的现金承诺在不增长时得到兑付（${runs} 次模拟，承诺 ${owed.zh}，兑付 ${kept.zh}）；${rest.zh}`,
      en: `of the cash it promised was paid without growth (${runs} simulated runs: ${kept.en} of ${owed.en}); ${rest.en}`,
    },
    tiles,
  };
}

function shortTile(reading: Reading, first: ScenarioSaid | undefined): Tile {
  if (!reading.promises) return nothingTile(first);
  const short = reading.millionths(first?.bands["shortShare"]?.p50);
  return {
    value: same(percent(short, 1_000_000)),
    tone: short > 0 ? "clay" : "leaf",
    text: {
      zh: "的会员最后所得少于承诺（不增长时的中位数）",
      en: "of members got less than they were promised in the end (without growth, the median)",
    },
  };
}

/** Where nothing is promised: who got no money at all. */
function nothingTile(first: ScenarioSaid | undefined): Tile {
  const bands = first?.returns ?? [];
  const [nothing, all] = [bands[0]?.members ?? 0, bands.reduce((sum, { members }) => sum + members, 0)];
  return {
    value: same(percent(nothing, all)),
    tone: nothing > 0 ? "clay" : "leaf",
    text: {
      zh: "的消费过的会员没有以现金拿回一分钱（不增长时）",
      en: "of members who spent anything got no cash back at all (without growth)",
    },
  };
}

/** Promised against held, a run on average. */
function openTile(reading: Reading, first: ScenarioSaid | undefined): Tile {
  const runs = Math.max(1, first?.seeds.length ?? 1);
  const [open, held] = [reading.minor(first?.totals.open), reading.minor(first?.totals.held)];
  const about = (minor: number): Both => each((language) => reading.money.about(Math.floor(minor / runs), language));
  if (open === 0)
    return { value: about(0), tone: "ink", text: { zh: "没有尚未兑付的现金承诺", en: "No promise of cash is open" } };
  const has = about(held);
  return {
    value: about(open),
    tone: held >= open ? "leaf" : "amber",
    funded: held >= open ? 100 : Number((BigInt(held) * 1000n) / BigInt(open)) / 10,
    text: {
      zh: `期末仍在承诺中，池内有 ${has.zh}，覆盖 ${percent(held, open)}（每次模拟平均）`,
      en: `is still promised at the end; the pools hold ${has.en}: funded ${percent(held, open)} (a run on average)`,
    },
  };
}

function gateTile({ said: { gate } }: Reading): Tile {
  if (gate.against.length > 0)
    return {
      value: { zh: "不能上线", en: "May not go live" },
      tone: "clay",
      text: {
        zh: `有 ${count(gate.against.length, "zh")} 处阻断，见「能否上线」`,
        en: `${count(gate.against.length)} ${gate.against.length === 1 ? "point stands" : "points stand"} in the way, see “May it go live?”`,
      },
    };
  return {
    value: { zh: "可以上线", en: "May go live" },
    tone: "leaf",
    text: {
      zh: `没有阻断；还需由人完成 ${count(gate.toDo.length, "zh")} 项`,
      en: `nothing blocks it; ${count(gate.toDo.length)} steps are left to people`,
    },
  };
}
