// The small words that promises are told with: rates, bases, assets, tags, and who is meant, in both languages.
import type { PlanDocument, Text } from "@perennial/kernel";
import type { MechanismDocument } from "../../population/document.js";

/** Parameters of a mechanism as its document has them: checked by its own schema before. */
export type Params = MechanismDocument;

export const both = (zh: string, en: string): Text => ({ zh, en });
export const isPlain = (value: unknown): value is string => typeof value === "string";
export const part = (params: Params, key: string): Readonly<Record<string, unknown>> =>
  typeof params[key] === "object" && params[key] !== null ? (params[key] as Record<string, unknown>) : {};

/** `"0.125"` → `12.5%`, `"3"` → `3 ×`; exact, without trailing zeros. */
export function rate(text: unknown): string {
  if (!isPlain(text)) return "0%";
  const [whole = "0", decimals = ""] = text.split(".");
  if (whole !== "0" && !(whole === "1" && /^0*$/.test(decimals))) return `${trimmed(text)} ×`;
  const shifted = `${whole}${decimals.padEnd(2, "0").slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  return `${trimmed(`${shifted}.${decimals.slice(2)}`)}%`;
}

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0*$/, "") : text);

const BASES: Record<string, Text> = {
  gross: both("实付", "the order's price"),
  margin: both("让利", "the order's margin"),
  revenue: both("平台所余", "what is left to the platform"),
  earned: both("买家在本单所得", "what the buyer earned by the order"),
};
export const base = (of: unknown): Text => BASES[String(of)] ?? BASES["gross"] ?? both("", "");

/** An asset by its title; cash is cash. */
export function asset({ assets }: PlanDocument, name: unknown): Text {
  if (name === "cash") return both("现金", "cash");
  return assets[String(name)]?.title ?? both(String(name), String(name));
}

export const pool = ({ pools }: PlanDocument, name: unknown): Text =>
  both(
    pools?.[String(name)]?.title?.zh ?? `资金池 ${String(name)}`,
    `the ${pools?.[String(name)]?.title?.en ?? `pool ${String(name)}`}`,
  );

export const rank = ({ ranks }: PlanDocument, name: string): Text =>
  ranks?.find((each) => each.rank === name)?.title ?? both(name, name);

/** Rates by rank as a list. */
export function byRank(plan: PlanDocument, rates: unknown): Text {
  const list = Object.entries(typeof rates === "object" && rates !== null ? rates : {});
  return both(
    list.map(([name, value]) => `${rank(plan, name).zh} ${rate(value)}`).join("、"),
    list.map(([name, value]) => `${rank(plan, name).en} ${rate(value)}`).join(", "),
  );
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Which orders only. */
export function orders({ tags, exceptTags }: Params): Text {
  const [only, except] = [list(tags), list(exceptTags)];
  return both(
    `${only.length ? `带 ${only.join("、")} 标签的` : ""}${except.length ? `（${except.join("、")} 除外）` : ""}`,
    `${only.length ? ` tagged ${only.join(" or ")}` : ""}${except.length ? ` (not ${except.join(" or ")})` : ""}`,
  );
}

const WHEN: Record<string, Text> = {
  join: both("会员加入时", "when a member joins"),
  activate: both("会员激活时", "when a member is activated"),
  merchant: both("商家入驻时", "when a merchant joins"),
};

/** When a grant or an unlocking happens. */
export function occasion(params: Params): Text {
  const on = String(params["on"]);
  const which = orders(params);
  if (on === "order") return both(`每笔${which.zh}订单结算时`, `on each settled order${which.en}`);
  if (on.startsWith("task:")) return both(`完成任务 ${on.slice(5)} 时`, `when the task ${on.slice(5)} is done`);
  return WHEN[on] ?? both(on, `on ${on}`);
}

/** Who gets it. */
export function recipient(plan: PlanDocument, params: Params): Text {
  const who = whom(params);
  const needs = part(params, "if");
  const must = [
    ...(needs["activated"] === true ? [both("已激活", "activated")] : []),
    ...(isPlain(needs["rank"])
      ? [both(`达到${rank(plan, needs["rank"]).zh}`, `of rank ${rank(plan, needs["rank"]).en}`)]
      : []),
    ...(needs["kind"] === "merchant" ? [both("须为商家", "a merchant")] : []),
    ...(needs["kind"] === "member" ? [both("须为会员", "a member")] : []),
  ];
  if (must.length === 0) return who;
  return both(
    `${who.zh}（${must.map(({ zh }) => zh).join("、")}）`,
    `${who.en} (if ${must.map(({ en }) => en).join(" and ")})`,
  );
}

const LEVELS: Record<string, Text> = {
  district: both("区", "district"),
  city: both("市", "city"),
  province: both("省", "province"),
  any: both("当地", "region"),
};

function whom({ on, to, generation = 1, level = "any" }: Params): Text {
  const region = LEVELS[String(level)] ?? both("", "");
  switch (to) {
    case "self":
      return on === "merchant" ? both("商家", "the merchant") : both("本人", "the member");
    case "buyer":
      return both("买家", "the buyer");
    case "merchant":
      return both("商家", "the merchant");
    case "referrer":
      return generation === 1
        ? both("直接推荐人", "the referrer")
        : both(`上 ${String(generation)} 代推荐人`, `the referrer ${String(generation)} generations up`);
    case "merchantReferrer":
      return both("商家的推荐人", "who brought the merchant");
    case "agent":
      return both(`${region.zh}代理`, `the ${region.en}'s agent`);
    case "agentSponsor":
      return both(`${region.zh}代理的引荐人`, `who brought the ${region.en}'s agent`);
    default:
      return both(String(to), String(to));
  }
}
