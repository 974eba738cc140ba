// The head of the report: one question, its answer as the largest thing, and three figures beside it.
import type { Backtest } from "../../backtest/figures.js";
import type { Both } from "../format.js";
import { both, count, each, escape, type Figures, onDay, percent } from "../format.js";

export function header({ plan, first, last }: Backtest): string {
  const span = `${onDay(first)} – ${onDay(last)}`;
  const title = each((language) => escape(plan.title[language]));
  return `<header><div><h1>${both({ zh: `用过去的订单回测「${title.zh}」`, en: `“${title.en}” on past orders` })}</h1>
<p class="sub">${escape(plan.plan)} v${plan.version} · ${span}</p></div>
<button type="button" id="language" aria-label="中文 / English">${both({ zh: "English", en: "中文" })}</button></header>`;
}

export function hero(figures: Backtest, money: Figures): string {
  const { gross, paid, orders, members } = figures;
  const about = (minor: number): Both => each((language) => money.about(minor, language));
  const [back, spent] = [about(paid), about(gross)];
  return `<div class="hero"><p class="big">${percent(paid, gross)}</p>
<p>${both({
    zh: `的消费额以现金回到了会员手里：${count(orders, "zh")} 笔订单共 ${spent.zh}，返还 ${back.zh}。`,
    en: `of what members spent came back to them in cash: ${back.en} on ${count(orders)} orders worth ${spent.en}.`,
  })}</p>
<div class="tiles">${shortTile(members)}${promiseTile(figures, money)}${exitTile(figures)}</div></div>`;
}

function shortTile({ all, lessThanSpent, nothing }: Backtest["members"]): string {
  return `<div class="tile"><p class="value clay">${percent(lessThanSpent, all)}</p><p class="sub">${both({
    zh: `的会员拿回的少于消费（${count(all, "zh")} 位中的 ${count(lessThanSpent, "zh")} 位），其中 ${count(nothing, "zh")} 位一分未得`,
    en: `of members got back less than they spent (${count(lessThanSpent)} of ${count(all)}); ${count(nothing)} of them got nothing`,
  })}</p></div>`;
}

/** Promised against held; a promise never stands without its coverage. */
function promiseTile({ promised, held }: Backtest, money: Figures): string {
  if (promised === 0)
    return `<div class="tile"><p class="value">${both(each((language) => money.about(0, language)))}</p><p class="sub">${both(
      {
        zh: "没有尚未兑付的现金承诺",
        en: "No promise of cash is open",
      },
    )}</p></div>`;
  const cover = Math.min(100, Number((BigInt(held) * 1000n) / BigInt(promised)) / 10);
  const [owed, has] = [
    each((language) => money.about(promised, language)),
    each((language) => money.about(held, language)),
  ];
  return `<div class="tile"><p class="value amber">${both(owed)}</p><span class="meter"><i style="width:${cover}%"></i></span><p class="sub">${both(
    {
      zh: `仍在承诺中，池内有 ${has.zh}，覆盖 ${percent(held, promised)}`,
      en: `is still promised; the pool holds ${has.en}: funded ${percent(held, promised)}`,
    },
  )}</p></div>`;
}

function exitTile({ exits, orders }: Backtest): string {
  const { first } = exits;
  if (!first)
    return `<div class="tile"><p class="value">0</p><p class="sub">${both({
      zh: `次出局：${count(orders, "zh")} 笔订单里没有一笔走到出局价`,
      en: `exits: not one of ${count(orders)} orders reached its exit price`,
    })}</p></div>`;
  return `<div class="tile"><p class="value">${count(exits.count)}</p><p class="sub">${both({
    zh: `次出局；第一次在第 ${count(first.number, "zh")} 单（${onDay(first.day)}）`,
    en: `exits; the first came with order ${count(first.number)} (${onDay(first.day)})`,
  })}</p></div>`;
}
