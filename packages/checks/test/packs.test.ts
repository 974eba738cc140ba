// The packs as such: what they quote, what they admit, and how they are chosen.
import { describe, expect, test } from "vitest";
import { check, PACKS } from "../src/index.js";
import type { Json } from "./support.js";
import { chain, found, planOf } from "./support.js";

describe("packs", () => {
  test("name no plan legal or illegal, and say what they could not verify", () => {
    for (const pack of PACKS) {
      expect(pack.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(pack.unverified.length).toBeGreaterThan(0);
      const words = JSON.stringify(pack.rules.map(({ fix, id }) => [fix, id]));
      expect(words).not.toMatch(/illegal|unlawful|\blegal\b|违法|非法|合法/);
    }
  });

  test("quote these words and no others", () => {
    const quotes = PACKS.flatMap(({ rules }) => rules.flatMap(({ law }) => law.quote ?? []));
    expect(quotes).toEqual([
      "以其直接或者间接滚动发展的人员数量为依据计算和给付报酬",
      "交纳费用或者以认购商品等方式变相交纳费用，取得加入或者发展其他人员加入的资格",
      "以下线的销售业绩为依据计算和给付上线报酬",
      "三十人以上且层级在三级以上",
      "以承诺给付货币、股权、实物等回报的形式吸收资金",
      "严禁购买或倒卖积分",
    ]);
  });

  test("the plan's own `checks` chooses them, a caller may choose others, and without either all are asked", () => {
    const rules = (json: Json, packs?: string[]): (string | undefined)[] => [
      ...new Set(found(json, packs && { packs }).map(({ pack }) => pack)),
    ];
    expect(rules(planOf([chain], { checks: ["intl"] }))).toEqual([undefined, "intl"]);
    expect(rules(planOf([chain], { checks: ["intl"] }), ["cn"])).toEqual([undefined, "cn"]);
    expect(rules(planOf([chain]))).toEqual([undefined, "cn", "intl"]);
    expect(rules(planOf([chain], { checks: [] }))).toEqual([undefined]);
  });

  test("a pack that there is not is a fault of the plan", () => {
    const result = check(planOf([], { checks: ["cn", "mars"] }));
    expect(result).toEqual({
      ok: false,
      faults: [{ path: "checks[1]", wrong: 'there is no rule pack "mars"', right: "one of cn, intl" }],
    });
  });
});
