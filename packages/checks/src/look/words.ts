// What rules look at in a plan's own texts: the rules as members read them, titles, and what a statement shows of others.
import type { Plan, Text } from "@perennial/kernel";
import type { Look, Place } from "../finding.js";
import { partsOf } from "./parts.js";
import { place } from "./place.js";
import { linePay } from "./referral.js";

/** Every text of a plan that people read, with its place. */
function textsOf(plan: Plan): { path: string; text: Text }[] {
  const { title, rules, assets, pools = {}, ranks = [] } = plan.document;
  return [
    { path: "title", text: title },
    ...(rules ? [{ path: "rules", text: rules }] : []),
    ...Object.entries(assets).flatMap(([name, asset]) =>
      asset.title ? [{ path: `assets.${name}.title`, text: asset.title }] : [],
    ),
    ...Object.entries(pools).flatMap(([name, pool]) =>
      pool.title ? [{ path: `pools.${name}.title`, text: pool.title }] : [],
    ),
    ...ranks.map((rank, index) => ({ path: `ranks[${index}].title`, text: rank.title })),
    ...partsOf(plan, "collectible").flatMap(({ path, params }) =>
      params.editions.map((edition, index) => ({ path: `${path}.editions[${index}].title`, text: edition.title })),
    ),
  ];
}

/** Clauses, so that a denial is read with what it denies. */
const clauses = (text: string): string[] => text.split(/[。；;！!？?\n，,]|\.(?=\s|$)/);
const DENIED = /[不无非未勿禁]|没有|并非|\b(?:no|not|never|nor|none|without|neither)\b/i;

/** The words that a pattern finds in a text's clauses that deny nothing. */
function claimed({ zh, en }: Text, pattern: { zh: RegExp; en: RegExp }): string | undefined {
  for (const [text, words] of [
    [zh, pattern.zh],
    [en, pattern.en],
  ] as const)
    for (const clause of clauses(text)) {
      const found = words.exec(clause);
      if (found && !DENIED.test(clause)) return found[0];
    }
  return undefined;
}

const SECURITIES = {
  zh: /股权|股份|原始股|股票|股东|期权|配股|(?<!新品|新款|产品|商品)上市/,
  en: /\bshares? (?:of|in) (?:the|a|our) (?:company|platform|business)|\b(?:company|stock) shares?\b|\bshareholders?\b|\bstocks?\b|\bstock options?\b|\bIPO\b|\b(?:stock[- ]exchange )listing\b|\bgo(?:es|ing)? public\b/i,
};

/** Texts that speak of shares of a company, or of its listing, as something that points lead to. */
export const securities: Look = (plan) =>
  textsOf(plan).flatMap(({ path, text }) => {
    const found = claimed(text, SECURITIES);
    return found === undefined ? [] : [place(path, { zh: `文案写到“${found}”`, en: `its text speaks of "${found}"` })];
  });

const POLICY = {
  zh: /促进绿色消费实施方案|发改就业|国家政策|政策支持|国家支持|国家扶持/,
  en: /\bgreen[- ]consumption (?:plan|policy|implementation)|\b(?:state|government|national) (?:policy|support|backing)\b/i,
};

/** Texts that lean on a policy while the plan pays cash or lets points trade. */
export const policyClaim: Look = (plan) => {
  const pays = paysCash(plan);
  if (!pays) return [];
  return textsOf(plan).flatMap(({ path, text }) => {
    const found = claimed(text, POLICY);
    return found === undefined
      ? []
      : [
          place(path, {
            zh: `文案引用“${found}”，而 ${pays} 支付现金或允许买卖`,
            en: `its text cites "${found}" while ${pays} pays cash or lets points trade`,
          }),
        ];
  });
};

/** The first mechanism that pays cash to members or lets points trade. */
function paysCash(plan: Plan): string | undefined {
  const cash = [
    ...partsOf(plan, "market"),
    ...partsOf(plan, "appreciation"),
    ...partsOf(plan, "queue"),
    ...partsOf(plan, "chain"),
    ...partsOf(plan, "grant").filter(({ params }) => params.asset === "cash" && params.to !== "merchant"),
    ...partsOf(plan, "team").filter(({ params }) => params.asset === "cash"),
    ...partsOf(plan, "distribution").filter(({ params }) => params.asset === "cash"),
    ...partsOf(plan, "release").filter(({ params }) => params.to === "cash"),
    ...partsOf(plan, "task").filter(({ params }) => params.to === "cash"),
    ...partsOf(plan, "unlock").filter(({ params }) => params.into === "cash"),
  ];
  return cash[0]?.path;
}

const EXPIRY = /有效|到期|过期|失效|长期|清零/;
const REDEEMING = /抵|兑|核销|使用/;

const NOTICE_DAYS = 7;

/** Rules that members can read, with expiry and redemption, and changes announced in time. */
export const disclosure: Look = (plan, { programme }) => {
  const { rules, assets, version } = plan.document;
  if (!rules?.zh.trim())
    return [
      place("rules", { zh: "方案没有写明规则", en: "the plan has no rules for members to read" }),
      ...late(version, programme?.noticeDays),
    ];
  return [
    ...Object.entries(assets)
      .filter(([, { spend }]) => spend)
      .flatMap(([name, { expires }]) => [
        ...(expires === undefined && !EXPIRY.test(rules.zh)
          ? [place(`assets.${name}.expires`, { zh: "规则没有写明有效期", en: "the rules do not say when it lapses" })]
          : []),
        ...(REDEEMING.test(rules.zh)
          ? []
          : [
              place(`assets.${name}.spend`, {
                zh: "规则没有写明如何抵用",
                en: "the rules do not say how it is redeemed",
              }),
            ]),
      ]),
    ...late(version, programme?.noticeDays),
  ];
};

function late(version: number, noticeDays: number | undefined): Place[] {
  if (version === 1 || (noticeDays !== undefined && noticeDays >= NOTICE_DAYS)) return [];
  if (noticeDays !== undefined)
    return [
      place("version", {
        zh: `规则变更只提前 ${noticeDays} 日公示，少于 ${NOTICE_DAYS} 日`,
        en: `this version was announced ${noticeDays} days ahead, less than ${NOTICE_DAYS}`,
      }),
    ];
  return [
    {
      ...place("version", {
        zh: `第 ${version} 版变更了规则，须提前 ${NOTICE_DAYS} 日公示`,
        en: `version ${version} changes the rules, which takes ${NOTICE_DAYS} days of notice`,
      }),
      needs: { zh: "需要知道何时公示", en: "when it was announced decides it" },
    },
  ];
}

/** Figures of a posting that tell who bought, or what. */
const TELLING = /\{(?:buyer|from|order|base):/;

/** Pay up the line whose statement shows the receiver whose order it came from, or what it came to. */
export const personalData: Look = (plan) => {
  const paths = new Set(
    linePay(plan)
      .filter(({ by }) => by === "sale")
      .map(({ path }) => /^mechanisms\[\d+\]/.exec(path)?.[0] ?? path),
  );
  return plan.entries.flatMap((entry, index) => {
    const path = `mechanisms[${index}]`;
    const shows = Object.values(entry.definition.words).some(({ en }) => TELLING.test(en));
    return paths.has(path) && shows
      ? [
          place(path, {
            zh: "上级的账单会显示下级的订单或身份",
            en: "the receiver's statement shows an order, or the name, of a member below",
          }),
        ]
      : [];
  });
};
