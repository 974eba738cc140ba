// Words for what a plan's rules say to its readers, in Chinese and English: names, shares, amounts, occasions and people.
import type { PlanDocument } from "../../plan/schema.js";
import type { Common, Text } from "../../plan/types.js";
import type { Recipient } from "./recipients.js";

export const say = (zh: string, en: string): Text => ({ zh, en });

/** `"0.125"` as `12.5%`, exact. */
export function percent(rate: string): string {
  const [whole = "0", decimals = ""] = rate.split(".");
  const digits = decimals.padEnd(2, "0");
  const above = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = digits.slice(2).replace(/0+$/, "");
  return `${grouped(above)}${rest === "" ? "" : `.${rest}`}%`;
}

/** Three digits at a time. */
export function grouped(amount: string): string {
  const [whole = "0", decimals] = amount.split(".");
  const left = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  return decimals === undefined ? left : `${left}.${decimals}`;
}

export const assetTold = (plan: PlanDocument, asset: string): Text =>
  asset === "cash" ? say("现金", "cash") : (plan.assets[asset]?.title ?? say(asset, asset));

export const poolTold = (plan: PlanDocument, pool: string): Text => plan.pools?.[pool]?.title ?? say(pool, pool);

export const rankTold = (plan: PlanDocument, rank: string): Text =>
  plan.ranks?.find((each) => each.rank === rank)?.title ?? say(rank, rank);

/** An amount of cash or of an asset with its unit. */
export function quantityTold(plan: PlanDocument, asset: string, amount: string): Text {
  if (asset !== "cash") {
    const { zh, en } = assetTold(plan, asset);
    return say(`${grouped(amount)} ${zh}`, `${grouped(amount)} ${en}`);
  }
  if (plan.currency === "CNY") return say(`${grouped(amount)} 元`, `¥${grouped(amount)}`);
  return say(`${grouped(amount)} ${plan.currency}`, `${grouped(amount)} ${plan.currency}`);
}

const BASES = {
  gross: say("实付", "the amount paid"),
  margin: say("让利", "the margin"),
  revenue: say("平台收入", "the platform’s revenue"),
  earned: say("买家所得", "what the buyer earned"),
} as const;

export const baseTold = (of: keyof typeof BASES): Text => BASES[of];

/** `10% of the margin` */
export function rateTold(rate: string, of: keyof typeof BASES): Text {
  const base = baseTold(of);
  return say(`${base.zh}的 ${percent(rate)}`, `${percent(rate)} of ${base.en}`);
}

/** What fills a pool, a sentence for each inflow. */
export function inflowsTold(plan: PlanDocument, pool: string): Text[] {
  const { zh, en } = poolTold(plan, pool);
  return (plan.pools?.[pool]?.inflow ?? []).map(({ rate, of, tags, exceptTags }) => {
    const part = rateTold(rate, of);
    const only = tags ? orders(tags) : say("每笔订单", "every order");
    const but = exceptTags ? orders(exceptTags) : undefined;
    return say(
      `${only.zh}${part.zh} 进入${zh}${but ? `（${but.zh}除外）` : ""}。`,
      `Of ${only.en}${but ? ` except ${but.en}` : ""}, ${part.en} goes into ${en}.`,
    );
  });
}

/** Several as one text: `甲、乙` and `a, b`. */
export const listed = (texts: readonly Text[]): Text =>
  say(texts.map(({ zh }) => zh).join("、"), texts.map(({ en }) => en).join(", "));

function orders(tags: readonly string[]): Text {
  return say(`带标签${tags.map((tag) => `「${tag}」`).join("")}的订单`, `orders tagged ${tags.join(" or ")}`);
}

const OCCASIONS: Readonly<Record<string, Text>> = {
  join: say("入会时", "On joining"),
  activate: say("激活时", "On activation"),
  merchant: say("商家入驻时", "When a merchant joins"),
  order: say("每笔订单", "On every order"),
};

export function occasionTold(on: string): Text {
  const task = on.slice("task:".length);
  return OCCASIONS[on] ?? say(`完成任务「${task}」时`, `On the task “${task}”`);
}

const PEOPLE = {
  self: say("本人", "the member"),
  buyer: say("买家", "the buyer"),
  merchant: say("商家", "the merchant"),
  referrer: say("推荐人", "the referrer"),
  merchantReferrer: say("商家的推荐人", "the merchant’s referrer"),
  agent: say("代理", "agent"),
  agentSponsor: say("代理的推荐人", "the sponsor of the agent"),
} as const;

const LEVELS = {
  district: say("区县", "district"),
  city: say("市级", "city"),
  province: say("省级", "province"),
  any: say("所在区域最近一级的", "nearest"),
} as const;

export function recipientTold({ to, generation = 1, level }: Recipient): Text {
  const who = PEOPLE[to];
  if (level !== undefined) {
    const where = LEVELS[level];
    return to === "agent"
      ? say(`${where.zh}代理`, `the ${where.en} agent`)
      : say(`${where.zh}代理的推荐人`, `the sponsor of the ${where.en} agent`);
  }
  if (generation === 1) return who;
  return say(`${who.zh}往上第 ${generation} 代`, `${who.en} ${generation} steps up`);
}

/** Under which condition the recipient gets it; none: no sentence. */
export function conditionTold(plan: PlanDocument, condition: Recipient["if"]): Text[] {
  const { activated, rank, kind } = condition ?? {};
  const must = [
    ...(activated ? [say("已激活", "is activated")] : []),
    ...(rank === undefined ? [] : [rankCondition(rankTold(plan, rank))]),
    ...(kind === undefined ? [] : [kind === "member" ? say("是会员", "is a member") : say("是商家", "is a merchant")]),
  ];
  if (must.length === 0) return [];
  const zh = must.map((each) => each.zh).join("，");
  const en = must.map((each) => each.en).join(" and ");
  return [say(`领取人须${zh}；不符合时不会改给别人。`, `Only if the recipient ${en}; otherwise nobody else gets it.`)];
}

const rankCondition = ({ zh, en }: Text): Text => say(`达到「${zh}」或更高级别`, `has reached ${en} or a higher rank`);

/** What every mechanism may say besides its own rule: which orders count, and its limits in units of `asset`. */
export function commonTold({ tags, exceptTags, limits }: Common, plan: PlanDocument, asset: string): Text[] {
  const said: Text[] = [];
  if (tags) said.push(say(`只对${orders(tags).zh}生效。`, `It applies to ${orders(tags).en} only.`));
  if (exceptTags) said.push(say(`${orders(exceptTags).zh}除外。`, `It does not apply to ${orders(exceptTags).en}.`));
  const { perHolderPerDay, perHolder, perDay, total } = limits ?? {};
  const most = (amount: string | undefined, zh: string, en: string): Text[] => {
    if (amount === undefined) return [];
    const sum = quantityTold(plan, asset, amount);
    return [say(`${zh} ${sum.zh}`, `${sum.en} ${en}`)];
  };
  const caps = [
    ...most(perHolderPerDay, "每人每天", "a person a day"),
    ...most(perHolder, "每人累计", "a person in all"),
    ...most(perDay, "每天合计", "a day"),
    ...most(total, "总计", "in all"),
  ];
  if (caps.length > 0) said.push(say(`上限：${listed(caps).zh}；超出的不发。`, `At most ${listed(caps).en}.`));
  return said;
}
