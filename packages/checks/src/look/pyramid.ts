// What rules on pyramid selling look at: pay for heads, pay to get in, pay on the sales of those below, and how deep it goes.
import type { Plan, Text } from "@perennial/kernel";
import { compare, fraction, ONE } from "@perennial/kernel";
import type { Look, Place } from "../finding.js";
import { NEEDS_SIMULATION } from "../finding.js";
import { giftsOf, partsOf } from "./parts.js";
import { place } from "./place.js";
import { linePay, paidSteps } from "./referral.js";
import { worthOf } from "./worth.js";

/** Rewards for how many have come: on their coming, or through a rank that counts them. */
export const headcount: Look = (plan) => [
  ...linePay(plan).filter(({ by }) => by === "coming"),
  ...steps(plan, ["direct", "team", "directRank", "teamRank"], {
    zh: "计酬的级别以发展人数为条件",
    en: "a rank that is paid requires a number of people brought",
  }),
  ...partsOf(plan, "chain").map(({ path, params }) =>
    place(`${path}.leaderAfter`, {
      zh: `带来 ${params.leaderAfter} 位买家后升为老板并改变报酬`,
      en: `after ${params.leaderAfter} buyers brought an agent becomes leader and is paid otherwise`,
    }),
  ),
];

/** Paying, or buying, before one is in or may earn by others. */
export const entryFee: Look = (plan) => [
  ...activation(plan),
  ...steps(plan, ["tag", "spend"], {
    zh: "计酬的级别以自己购买为条件",
    en: "a rank that is paid requires a purchase of one's own",
  }),
  ...partsOf(plan, "chain").map(({ path, params }) =>
    place(`${path}.tag`, {
      zh: `购买入门产品（标签 ${params.tag}）后才有资格计酬`,
      en: `only who has bought the entry product (tag ${params.tag}) is paid`,
    }),
  ),
];

function activation(plan: Plan): Place[] {
  const { activation: needed } = plan.document;
  if (!needed) return [];
  const conditions = giftsOf(plan).filter(
    ({ params }) => params.if?.activated && ["referrer", "merchantReferrer"].includes(params.to),
  );
  return [
    place("activation.tag", {
      zh: `购买带标签 ${needed.tag} 的商品才算激活`,
      en: `only an order with the tag ${needed.tag} activates a member`,
    }),
    ...conditions.map(({ path }) =>
      place(`${path}.if.activated`, {
        zh: "激活（须先购买）之后才有推荐奖励",
        en: "only an activated member, who must have bought, is rewarded for referrals",
      }),
    ),
  ];
}

/** Pay on the sales of a line, beyond the one sale that somebody brought about directly. */
export const downlineSales: Look = (plan) => [
  ...linePay(plan).filter(({ by, depth }) => by === "sale" && depth >= 2),
  ...steps(plan, ["volume"], {
    zh: "计酬的级别以下线业绩为条件",
    en: "a rank that is paid requires sales of members below",
  }),
];

const MEMBERS = 30;
const LEVELS = 3;

/** Levels of people between whom pay can flow, the receiver's own counted, and whether thirty get there. */
export const criminalThreshold: Look = (plan, { run }) => {
  const deep = linePay(plan).filter(({ depth }) => depth + 1 >= LEVELS);
  const below =
    (run?.members !== undefined && run.members < MEMBERS) || (run?.levels !== undefined && run.levels < LEVELS);
  return deep.map(({ path, depth, because }): Place => {
    const levels =
      depth === Infinity ? { zh: "不限", en: "any number of" } : { zh: `${depth + 1}`, en: `${depth + 1}` };
    const measured = run?.members === undefined ? undefined : members(run.members);
    return {
      path,
      because: {
        zh: `${because.zh}，计酬层级可达 ${levels.zh} 级（含本级）${measured?.zh ?? ""}`,
        en: `${because.en}; pay can span ${levels.en} levels, the receiver's own counted${measured?.en ?? ""}`,
      },
      ...(below && { severity: "warning" }),
      ...(run?.members === undefined && {
        needs: {
          zh: `是否达到 ${MEMBERS} 人：${NEEDS_SIMULATION.zh}`,
          en: `whether ${MEMBERS} people get there ${NEEDS_SIMULATION.en}`,
        },
      }),
    };
  });
};

const members = (count: number): Text => ({ zh: `，仿真中有 ${count} 人`, en: `; ${count} people in the run` });

/** Pay to sellers over 30 % of their own sales: the sum of the highest rates of the line, or what was measured. */
export const directSalesCap: Look = (plan, { run }) => {
  const cap = fraction("0.30");
  const measured = run?.highestSellerPay;
  if (measured !== undefined)
    return compare(fraction(measured), cap) > 0
      ? [
          place("mechanisms", {
            zh: `仿真中销售者所得最高占其本人销售额的 ${measured}`,
            en: `in the run a seller was paid as much as ${measured} of its own sales`,
          }),
        ]
      : [];
  return linePay(plan)
    .filter(({ by }) => by === "sale")
    .slice(0, 1)
    .flatMap(({ path }) => unmeasured(plan, path, cap));
};

/** Rates of the line as a share of gross are known, in cash and in what the plan makes worth cash; what ranks, weights and fixed sums come to is not. */
function unmeasured(plan: Plan, path: string, cap: { n: number; d: number }): Place[] {
  const grants = partsOf(plan, "grant").filter(
    ({ params }) => ["referrer", "merchantReferrer"].includes(params.to) && worthOf(plan, params.asset).n > 0,
  );
  const most = fraction(plan.document.marginBand?.max ?? "1");
  let [n, d] = [0n, 1n];
  for (const { params } of grants) {
    if (params.rate === undefined || (params.of !== "gross" && params.of !== "margin")) continue;
    const rate = fraction(params.rate);
    const of = params.of === "margin" ? most : ONE;
    const worth = params.at === "market" ? ONE : worthOf(plan, params.asset);
    const factors = [rate, of, worth];
    const step = factors.reduce((all, each) => ({ n: all.n * BigInt(each.n), d: all.d * BigInt(each.d) }), {
      n: 1n,
      d: 1n,
    });
    [n, d] = [n * step.d + step.n * d, d * step.d];
  }
  const above = n * BigInt(cap.d) > BigInt(cap.n) * d;
  const others = linePay(plan).filter(({ by }) => by === "sale").length > grants.length;
  const fixed = grants.some(({ params }) => params.rate === undefined || params.of === "earned");
  if (above)
    return [
      place(path, {
        zh: "推荐线上奖励比例之和超过实付的 30 %",
        en: "rates up the referral line come to more than 30 % of gross",
      }),
    ];
  if (!others && !fixed) return [];
  return [
    {
      ...place(path, {
        zh: "销售者的总报酬占其本人销售额的比例，方案本身看不出",
        en: "what a seller is paid in all as a share of its own sales can't be read from the plan",
      }),
      needs: NEEDS_SIMULATION,
    },
  ];
}

type Requirement = keyof NonNullable<Plan["document"]["ranks"]>[number]["require"];

/** The requirements of these names on the way to a rank that is paid. */
function steps(plan: Plan, names: readonly Requirement[], because: Text): Place[] {
  return paidSteps(plan).flatMap(({ path, require }) =>
    names.filter((name) => require[name] !== undefined).map((name) => place(`${path}.${name}`, because)),
  );
}
