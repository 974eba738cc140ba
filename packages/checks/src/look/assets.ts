// What rules on money, tokens and prepaid cards look at: how points trade, where they pay, and where the cash passes.
import type { Plan, Text } from "@perennial/kernel";
import type { Look, Place } from "../finding.js";
import { partsOf } from "./parts.js";
import { place } from "./place.js";

const traded: Text = { zh: "积分可在持有人之间买卖", en: "points are bought and sold between holders" };

/** A market. */
export const resale: Look = (plan) => partsOf(plan, "market").map(({ path }) => place(`${path}.asset`, traded));

/** A market; an asset with a price that may be handed on; a fixed supply given out by schedule. */
export const tradable: Look = (plan) => [
  ...partsOf(plan, "market").map(({ path }) => place(`${path}.asset`, traded)),
  ...handedOn(plan),
  ...minted(plan),
];

function handedOn(plan: Plan): Place[] {
  const priced = (name: string): boolean =>
    plan.document.assets[name]?.referencePrice !== undefined ||
    [...partsOf(plan, "market"), ...partsOf(plan, "appreciation")].some(({ params }) => params.asset === name);
  const because: Text = { zh: "有价格的积分可以转让", en: "an asset that has a price may be handed on" };
  return [
    ...Object.entries(plan.document.assets)
      .filter(([name, { transferable }]) => transferable && priced(name))
      .map(([name]) => place(`assets.${name}.transferable`, because)),
    ...partsOf(plan, "transfer")
      .filter(({ params }) => priced(params.asset))
      .map(({ path }) => place(`${path}.asset`, because)),
  ];
}

function minted(plan: Plan): Place[] {
  return partsOf(plan, "distribution").flatMap(({ params }) =>
    "schedule" in params.from && plan.document.assets[params.asset]?.cap !== undefined
      ? [
          place(`assets.${params.asset}.cap`, {
            zh: "总量固定，并按日程空投",
            en: "its supply is fixed and given out by a schedule",
          }),
        ]
      : [],
  );
}

/** An asset that pays at more than one merchant. */
export const storedValue: Look = (plan, { programme }) => {
  const merchants = programme?.merchants;
  if (merchants !== undefined && merchants <= 1) return [];
  return Object.entries(plan.document.assets).flatMap(([name, { spend }]) =>
    spend
      ? [
          {
            ...place(`assets.${name}.spend`, {
              zh: merchants === undefined ? "可在项目内的商家抵付订单" : `可在 ${merchants} 家商家抵付订单`,
              en:
                merchants === undefined
                  ? "it pays for orders at the programme's merchants"
                  : `it pays for orders at ${merchants} merchants`,
            }),
            ...(merchants === undefined && {
              needs: {
                zh: "需要知道项目有几家商家；只有一家时不触及",
                en: "how many merchants the programme has decides it: with one alone it is not touched",
              },
            }),
          },
        ]
      : [],
  );
};

/** Cash that passes through the platform: balances that are withdrawn, merchants paid by the platform, trades settled in balances. */
export const fundPath: Look = (plan, { programme }) => {
  if (programme?.splitPayment === true) return [];
  const needs =
    programme?.splitPayment === undefined
      ? {
          needs: {
            zh: "需要知道支付渠道是否分账；由持牌机构分账时不触及",
            en: "whether payments are split by a licensed channel decides it: if so it is not touched",
          },
        }
      : {};
  const places = [
    ...partsOf(plan, "withdraw").map(({ path }) =>
      place(path, {
        zh: "会员与商家的现金留在平台账户，之后才提现",
        en: "cash of members and merchants stays with the platform until it is withdrawn",
      }),
    ),
    ...(plan.document.marginBand
      ? [
          place("marginBand", {
            zh: "商家的货款先到平台，扣除让利后再给商家",
            en: "what buyers pay to merchants reaches the platform first, which keeps the margin",
          }),
        ]
      : []),
    ...partsOf(plan, "market").flatMap(({ path, params }) =>
      params.settlement === "direct"
        ? []
        : [
            place(`${path}.settlement`, {
              zh: "买卖双方的现金经由平台余额结算",
              en: "cash between buyer and seller passes through balances at the platform",
            }),
          ],
    ),
  ];
  return places.map((each) => ({ ...each, ...needs }));
};
