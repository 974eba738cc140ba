// The head of a backtest's report: one question, its answer as the largest thing, and three figures beside it.
import { formatDay } from "@perennial/kernel";
import type { Backtest } from "../../backtest/figures.js";
import type { Hero, Tile } from "../blocks.js";
import type { Both } from "../format.js";
import { count, each, type Figures, percent } from "../format.js";

export const titleOf = ({ plan }: Backtest): Both => ({
  zh: `用过去的订单回测「${plan.title.zh}」`,
  en: `“${plan.title.en}” on past orders`,
});

export function aboutOf({ plan, first, last }: Backtest): Both {
  const text = `${plan.plan} v${plan.version} · ${formatDay(first)} – ${formatDay(last)}`;
  return { zh: text, en: text };
}

const same = (text: string): Both => ({ zh: text, en: text });

export function hero(figures: Backtest, money: Figures): Hero {
  const { gross, paid, orders } = figures;
  const about = (minor: number): Both => each((language) => money.about(minor, language));
  const [back, spent] = [about(paid), about(gross)];
  return {
    value: same(percent(paid, gross)),
    tone: "leaf",
    text: {
      zh: `的消费额以现金回到了会员手里：${count(orders, "zh")} 笔订单共 ${spent.zh}，返还 ${back.zh}。`,
      en: `of what members spent came back to them in cash: ${back.en} on ${count(orders)} orders worth ${spent.en}.`,
    },
    tiles: [shortTile(figures), promiseTile(figures, money), exitTile(figures)],
  };
}

function shortTile({ members: { all, lessThanSpent, nothing } }: Backtest): Tile {
  return {
    value: same(percent(lessThanSpent, all)),
    tone: "clay",
    text: {
      zh: `的会员拿回的少于消费（${count(all, "zh")} 位中的 ${count(lessThanSpent, "zh")} 位），其中 ${count(nothing, "zh")} 位一分未得`,
      en: `of members got back less than they spent (${count(lessThanSpent)} of ${count(all)}); ${count(nothing)} of them got nothing`,
    },
  };
}

/** Promised against held; a promise never stands without its coverage. */
function promiseTile({ promised, held }: Backtest, money: Figures): Tile {
  const about = (minor: number): Both => each((language) => money.about(minor, language));
  if (promised === 0)
    return { value: about(0), tone: "ink", text: { zh: "没有尚未兑付的现金承诺", en: "No promise of cash is open" } };
  const has = about(held);
  return {
    value: about(promised),
    tone: "amber",
    funded: Math.min(100, Number((BigInt(held) * 1000n) / BigInt(promised)) / 10),
    text: {
      zh: `仍在承诺中，池内有 ${has.zh}，覆盖 ${percent(held, promised)}`,
      en: `is still promised; the pool holds ${has.en}: funded ${percent(held, promised)}`,
    },
  };
}

function exitTile({ exits, orders }: Backtest): Tile {
  const { first } = exits;
  if (!first)
    return {
      value: same("0"),
      tone: "ink",
      text: {
        zh: `次出局：${count(orders, "zh")} 笔订单里没有一笔走到出局价`,
        en: `exits: not one of ${count(orders)} orders reached its exit price`,
      },
    };
  return {
    value: same(count(exits.count)),
    tone: "ink",
    text: {
      zh: `次出局；第一次在第 ${count(first.number, "zh")} 单（${formatDay(first.day)}）`,
      en: `exits; the first came with order ${count(first.number)} (${formatDay(first.day)})`,
    },
  };
}
