// What mechanisms that reward promise, in words: grants, team rewards, distributions, chains, tasks and what they unlock.
import type { PlanDocument, Text } from "@perennial/kernel";
import type { Params } from "./words.js";
import { asset, base, both, byRank, isPlain, occasion, orders, part, pool, rate, recipient } from "./words.js";

export function grant(params: Params, plan: PlanDocument): Text {
  const [who, when, what] = [recipient(plan, params), occasion(params), asset(plan, params["asset"])];
  const vest = part(params, "vest")["daily"];
  const later = isPlain(vest)
    ? both(`，此后每天解锁其中 ${rate(vest)}`, `, of which ${rate(vest)} is freed a day`)
    : both("", "");
  if (isPlain(params["amount"]))
    return both(
      `${when.zh}，${who.zh}得 ${params["amount"]} ${what.zh}${later.zh}。`,
      `${capital(when.en)}, ${who.en} gets ${params["amount"]} ${what.en}${later.en}.`,
    );
  const [share, of] = [rate(params["rate"]), base(params["of"])];
  const worth = params["at"] === "market" ? both("等值的", "the worth of ") : both("", "");
  return both(
    `${when.zh}，${who.zh}得${of.zh}的 ${share.replace("×", "倍")}，以${worth.zh}${what.zh}发放${later.zh}。`,
    `${capital(when.en)}, ${who.en} gets ${worth.en}${share} of ${of.en} in ${what.en}${later.en}.`,
  );
}

export function team(params: Params, plan: PlanDocument): Text {
  const [what, of, rates] = [asset(plan, params["asset"]), base(params["of"]), byRank(plan, params["rates"])];
  const line = params["line"] === "merchant" ? both("商家", "merchant") : both("买家", "buyer");
  const mode =
    params["mode"] === "differential"
      ? both("级差：每人只得高出下方已付的部分", "each only what its rate is above those paid below it")
      : both("每个级别由最近的一人得到", "the nearest holder of each rank");
  const peer = part(params, "peer");
  const equals = isPlain(peer["rate"])
    ? both(`；平级得其 ${rate(peer["rate"])}`, `; equals above get ${rate(peer["rate"])} of that`)
    : both("", "");
  return both(
    `每笔${orders(params).zh}订单，${line.zh}的上级按级别得${of.zh}的${what.zh}：${rates.zh}（${mode.zh}${equals.zh}）。`,
    `On each order${orders(params).en} those above the ${line.en} get ${what.en} by rank, as shares of ${of.en}: ${rates.en} (${mode.en}${equals.en}).`,
  );
}

export function distribution(params: Params, plan: PlanDocument): Text {
  const [from, what] = [part(params, "from"), asset(plan, params["asset"])];
  const every = params["every"] === "month" ? both("每月底", "At each month's end") : both("每天", "Each day");
  const [sum, how] = [sumOf(from, what, plan), sharedBy(part(params, "by"), plan)];
  const limit = isPlain(params["limit"])
    ? both(`，以各人的${asset(plan, params["limit"]).zh}为限`, `, up to each one's ${asset(plan, params["limit"]).en}`)
    : both("", "");
  return both(
    `${every.zh}把${sum.zh}分给大家，${how.zh}${limit.zh}。`,
    `${every.en} ${sum.en} is shared out ${how.en}${limit.en}.`,
  );
}

function sumOf(from: Readonly<Record<string, unknown>>, what: Text, plan: PlanDocument): Text {
  if ("pool" in from) {
    const name = pool(plan, from["pool"]);
    return isPlain(from["share"])
      ? both(`${name.zh}的 ${rate(from["share"])}`, `${rate(from["share"])} of ${name.en}`)
      : both(`${name.zh}的余额`, `what is in ${name.en}`);
  }
  const { daily, decay, yearly } = (from["schedule"] ?? {}) as Record<string, unknown>;
  if (Array.isArray(yearly))
    return both(
      `年度总量（首年 ${String(yearly[0])}）中一天的${what.zh}`,
      `a day's part of the year's ${what.en} (${String(yearly[0])} in the first)`,
    );
  const less = isPlain(decay) ? both(`（逐年减 ${rate(decay)}）`, ` (less ${rate(decay)} each year)`) : both("", "");
  return both(`${String(daily)} ${what.zh}${less.zh}`, `${String(daily)} ${what.en}${less.en}`);
}

function sharedBy(by: Readonly<Record<string, unknown>>, plan: PlanDocument): Text {
  if ("holding" in by) {
    const held = asset(plan, by["holding"]);
    return both(`按持有的${held.zh}`, `by the ${held.en} held`);
  }
  if ("earnedToday" in by) {
    const earned = asset(plan, by["earnedToday"]);
    return both(`按当天新得的${earned.zh}`, `by the ${earned.en} earned that day`);
  }
  if ("ranks" in by) {
    const ranks = byRank(plan, by["ranks"]);
    return both(`按级别：${ranks.zh}`, `by rank: ${ranks.en}`);
  }
  if ("tiers" in by) {
    const held = asset(plan, (by["tiers"] as { asset?: unknown }).asset);
    return both(`按持有${held.zh}的档位`, `by level of ${held.en} held`);
  }
  return both("人人相同", "equally");
}

export function chain(params: Params): Text {
  const rewards = part(params, "rewards");
  const [direct, leader, own] = ["direct", "leader", "own"].map((key) => String(rewards[key]));
  const [tag, after] = [String(params["tag"]), String(params["leaderAfter"])];
  return both(
    `购买带 ${tag} 标签的入门产品成为代理，每卖出一单得 ${direct}，其老板得 ${leader}；卖满 ${after} 单升为老板，此后自己的每单得 ${own}。`,
    `Buying the entry product (tag ${tag}) makes an agent, who gets ${direct} for each one sold, its leader ${leader}; after ${after} sales the agent becomes leader and keeps ${own} of each further one.`,
  );
}

export function task(params: Params, plan: PlanDocument): Text {
  const [from, to] = [asset(plan, params["asset"]), asset(plan, params["to"])];
  const paid = isPlain(params["pool"])
    ? both(
        `，由${pool(plan, params["pool"]).zh}付，池里不够就不付`,
        `, paid by ${pool(plan, params["pool"]).en} as long as it can`,
      )
    : both("", "");
  return both(
    `完成任务 ${String(params["task"])}，按档位把一部分${from.zh}变成${to.zh}${paid.zh}。`,
    `Doing the task ${String(params["task"])} turns a part of one's ${from.en} into ${to.en}, by tiers${paid.en}.`,
  );
}

export function unlock(params: Params, plan: PlanDocument): Text {
  const [who, when] = [recipient(plan, params), occasion(params)];
  const [from, into] = [asset(plan, params["asset"]), asset(plan, params["into"])];
  const much = isPlain(params["amount"]) ? params["amount"] : rate(params["rate"]);
  return both(
    `${when.zh}，${who.zh}有 ${much} 的${from.zh}变成${into.zh}。`,
    `${capital(when.en)}, ${much} of the ${from.en} of ${who.en} becomes ${into.en}.`,
  );
}

export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
