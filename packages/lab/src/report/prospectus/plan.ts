// What the plan itself says: the reader's summary, its promises in words, and the limits that follow from its rules.
import { fraction } from "@perennial/kernel";
import type { Prospectus } from "../../prospectus/prospectus.js";
import type { Card } from "../blocks.js";
import { card } from "../blocks.js";
import { count } from "../format.js";
import { limitOf } from "../limits.js";

export const summary = ({ summary: list }: Prospectus): Card =>
  card({ zh: "五句话读懂", en: "In five sentences" }, undefined, [{ kind: "sentences", list, isNumbered: true }]);

export function promises({ promises: list, plan: { rules } }: Prospectus): Card {
  return card(
    { zh: "方案承诺什么", en: "What the plan promises" },
    {
      zh: `${count(list.length, "zh")} 条规则，用白话说明；金额与比例就是方案里的参数。`,
      en: `${count(list.length)} ${list.length === 1 ? "rule" : "rules"} in plain words; sums and rates are the plan's own parameters.`,
    },
    [{ kind: "facts", rows: list.map(({ title, text, path }) => ({ term: title, value: text, code: path })) }],
    rules ? { zh: `运营方的说明：${rules.zh}`, en: `In the operator's words: ${rules.en}` } : undefined,
  );
}

export function bounds({ bounds: list, plan: { currency } }: Prospectus): Card[] {
  if (list.length === 0) return [];
  const measured = list.filter(({ measured: each, bound }) => each !== null && bound !== null);
  const passed = measured.filter((each) => Number(each.measured) > Number(each.bound));
  return [
    card(
      { zh: "最多能付多少", en: "What it can pay at most" },
      passed.length > 0
        ? { zh: "有上限被突破，这不应发生。", en: "A limit was passed, which must not happen." }
        : {
            zh: `${count(list.length, "zh")} 条上限由参数推出，不假设任何增长；${count(measured.length, "zh")} 条可以实测，无一被突破。`,
            en: `${count(list.length)} limits follow from the parameters, with no assumption about growth; ${count(measured.length)} of them can be measured, and none was passed in any run.`,
          },
      [{ kind: "limits", list: list.map((bound, index) => limitFor(bound, currency, `bounds[${index}]`)) }],
    ),
  ];
}

function limitFor({ bound, measured, ...rest }: Prospectus["bounds"][number], currency: string, at: string) {
  const value = bound === null ? undefined : fraction(bound);
  const found = measured === null ? undefined : fraction(measured);
  return limitOf({ ...rest, value }, found && { n: BigInt(found.n), d: BigInt(found.d) }, currency, at);
}
