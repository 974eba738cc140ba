// What mechanisms that hold something for their members promise, in words: appreciation, release, queue, rounds, and what may be done with a balance.
import type { PlanDocument, Text } from "@perennial/kernel";
import type { Params } from "./words.js";
import { asset, base, both, byRank, isPlain, part, pool, rate } from "./words.js";

export function appreciation(params: Params, plan: PlanDocument): Text {
  const [points, from] = [asset(plan, params["asset"]), pool(plan, params["pool"])];
  const [mint, keep, exit] = [minted(params["mint"]), rate(params["retention"]), exitOf(params)];
  return both(
    `每笔订单按当时价格得到价值为${mint.zh}的${points.zh}；价格 = ${from.zh} ÷ 总量，卖出时 ${keep} 留在池里${exit.zh}。`,
    `Each order gives ${points.en} worth ${mint.en}, at the price of the moment; price = ${from.en} ÷ supply, and ${keep} of each sale stays in the pool${exit.en}.`,
  );
}

function minted(mint: unknown): Text {
  if (isPlain(mint)) return both(`入池金额 ${rate(mint)}`, `${rate(mint)} of what it puts into the pool`);
  const { rate: share, of } = (mint ?? {}) as Record<string, unknown>;
  return both(`${base(of).zh} ${rate(share)}`, `${rate(share)} of ${base(of).en}`);
}

function exitOf(params: Params): Text {
  const { multiple, quantity, portion } = part(params, "exit");
  const sold = isPlain(portion)
    ? both(`卖出其中 ${rate(portion)}`, `${rate(portion)} of them are sold`)
    : both("全部卖出", "all of them are sold");
  if (isPlain(multiple))
    return both(
      `；一批积分涨到实付的 ${multiple} 倍时强制${sold.zh}`,
      `; once an order's points are worth ${multiple} × what was paid, ${sold.en} by force`,
    );
  return isPlain(quantity)
    ? both(`；持有满 ${quantity} 时强制${sold.zh}`, `; once ${quantity} are held, ${sold.en} by force`)
    : both("", "");
}

export function release(params: Params, plan: PlanDocument): Text {
  const [points, to] = [asset(plan, params["asset"]), asset(plan, params["to"])];
  const tiers = (part(params, "lots")["tiers"] ?? []) as { atLeast: string; multiple: string }[];
  const list = both(
    tiers.map(({ atLeast, multiple }) => `满 ${atLeast} 得 ${multiple} 倍`).join("、"),
    tiers.map(({ atLeast, multiple }) => `${multiple} × from ${atLeast}`).join(", "),
  );
  const faster = Array.isArray(params["accelerate"]) ? (params["accelerate"] as string[]).map(rate).join(" / ") : "";
  const ranks = byRank(plan, part(params, "team")["rates"]);
  const more = both(
    `${faster && `；推荐的人释放时，自己另加速其 ${faster}（逐代）`}${ranks.zh && `；团队级差加速：${ranks.zh}`}`,
    `${faster && `; when those one referred release, so much more of one's own: ${faster}, by generation`}${ranks.en && `; by rank: ${ranks.en}`}`,
  );
  return both(
    `每笔订单按实付得${points.zh}：${list.zh}；从次日起每天按实付的 ${rate(params["daily"])} 变成${to.zh}，直到用完${more.zh}。`,
    `Each order gives ${points.en} by its price: ${list.en}; from the next day ${rate(params["daily"])} of the price a day becomes ${to.en} until they are used up${more.en}.`,
  );
}

export function queue(params: Params, plan: PlanDocument): Text {
  const [from, least] = [pool(plan, params["pool"]), qualify(params["qualify"])];
  const [advance, days] = [params["advance"], params["lockDays"]];
  const turn =
    advance === undefined
      ? both(`满 ${String(days)} 天后按先后返还`, `in order of arrival once ${String(days)} days old`)
      : both(`每进 ${String(advance)} 张返还最前一张`, `one for every ${String(advance)} that come after`);
  const faster = params["accelerate"] === undefined ? both("", "") : fasterOf(params["accelerate"]);
  return both(
    `${least.zh}得一张排队券，面额为实付的 ${ticket(params["ticket"])}，${turn.zh}，由${from.zh}付，池里不够时等着${faster.zh}。`,
    `${least.en} makes a ticket for ${ticket(params["ticket"])} of its price, paid back ${turn.en} out of ${from.en}, and waiting while that is short${faster.en}.`,
  );
}

/** A rate, or those of a list by tags. */
function ticket(value: unknown): string {
  return Array.isArray(value) ? (value as { rate: string }[]).map((each) => rate(each.rate)).join(" / ") : rate(value);
}

const fasterOf = (value: unknown): Text =>
  both(
    `；直推会员下单时，按其实付的 ${ticket(value)} 提前返还推荐人的旧券`,
    `; an order of somebody referred pays ${ticket(value)} of its price to the referrer's oldest tickets at once`,
  );

function qualify(value: unknown): Text {
  if (isPlain(value)) return both(`满 ${value} 的订单`, `An order of at least ${value}`);
  const { amount } = (value ?? {}) as { amount?: unknown };
  return isPlain(amount)
    ? both(`累计消费满 ${amount} 的会员`, `A member's spending of ${amount} in all`)
    : both("每笔订单", "Each order");
}

export function rounds(params: Params, plan: PlanDocument): Text {
  const [points, voucher] = [asset(plan, params["points"]), asset(plan, params["voucher"])];
  const trigger = part(params, "trigger");
  const inviter = isPlain(params["inviter"])
    ? both(
        `；引进商家的人另得其 ${rate(params["inviter"])}`,
        `; who brought the merchant gets ${rate(params["inviter"])} on top`,
      )
    : both("", "");
  return both(
    `每 1 元让利给买家和商家各 ${String(params["mint"] ?? "1")} ${points.zh}；存量增长 ${rate(trigger["growth"])} 或满 ${String(trigger["days"])} 天开一轮，首轮发${points.zh} ${rate(params["rate"])} 的${voucher.zh}，最多 ${String(params["maxRounds"])} 轮、${String(params["multiple"])} 倍${inviter.zh}。`,
    `Each unit of margin gives buyer and merchant ${String(params["mint"] ?? "1")} ${points.en} each; a round comes when they have grown by ${rate(trigger["growth"])} or after ${String(trigger["days"])} days, the first worth ${rate(params["rate"])} of the ${points.en} in ${voucher.en}, at most ${String(params["maxRounds"])} rounds and ${String(params["multiple"])} × in all${inviter.en}.`,
  );
}

const fee = (params: Params): Text =>
  isPlain(params["fee"])
    ? both(`，手续费 ${rate(params["fee"])}`, `, for a fee of ${rate(params["fee"])}`)
    : both("", "");

export function market(params: Params, plan: PlanDocument): Text {
  const [what, cost, burn] = [asset(plan, params["asset"]), fee(params), part(params, "merchantBurn")];
  const burnt = isPlain(burn["rate"])
    ? both(
        `；商家每单要销毁价值为${base(burn["of"]).zh} ${rate(burn["rate"])} 的${what.zh}`,
        `; for each order its merchant burns ${what.en} worth ${rate(burn["rate"])} of ${base(burn["of"]).en}`,
      )
    : both("", "");
  return both(
    `${what.zh}可在会员之间买卖${cost.zh}：值多少只看别人肯付多少，方案不付钱${burnt.zh}。`,
    `${what.en} may be traded between members${cost.en}: it fetches what another one pays, the plan itself pays nothing${burnt.en}.`,
  );
}

export const transfer = (params: Params, plan: PlanDocument): Text =>
  both(
    `${asset(plan, params["asset"]).zh}可以转给别人${fee(params).zh}。`,
    `${asset(plan, params["asset"]).en} may be given to others${fee(params).en}.`,
  );

export function convert(params: Params, plan: PlanDocument): Text {
  const [from, to, cost] = [asset(plan, params["from"]), asset(plan, params["to"]), fee(params)];
  const at = isPlain(params["rate"]) ? params["rate"] : "1";
  return both(
    `1 ${from.zh}可换 ${at} ${to.zh}${cost.zh}。`,
    `One unit of ${from.en} may be turned into ${at} of ${to.en}${cost.en}.`,
  );
}

export const withdraw = (params: Params): Text =>
  both(`现金余额可以提现${fee(params).zh}。`, `Cash in a wallet may be withdrawn${fee(params).en}.`);

export const collectible = (params: Params, plan: PlanDocument): Text =>
  both(
    `${asset(plan, params["asset"]).zh}可以换有编号的藏品，不再换回。`,
    `${asset(plan, params["asset"]).en} may be redeemed for numbered editions, once and for all.`,
  );
