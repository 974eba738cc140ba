// What a plan promises: each mechanism's own sentences with its parameters, then what its assets can pay for.
import type { Plan, Text } from "@perennial/kernel";
import { rulesText } from "@perennial/kernel";

export interface Promised {
  /** where in the plan, e.g. `mechanisms[0]` */
  path: string;
  title: Text;
  text: Text;
}

/** Mechanisms that are switched on, in the order of the plan, then assets that pay for orders. */
export function promisesOf(plan: Plan): Promised[] {
  const told = rulesText(plan).flatMap(({ title, sentences }, index): Promised[] =>
    plan.document.mechanisms[index]?.enabled === false
      ? []
      : [
          {
            path: `mechanisms[${index}]`,
            title,
            text: {
              zh: sentences.map(({ zh }) => zh).join(""),
              en: sentences.map(({ en }) => en).join(" "),
            },
          },
        ],
  );
  return [...told, ...spendable(plan)];
}

function spendable({ document: { assets, pools } }: Plan): Promised[] {
  return Object.entries(assets).flatMap(([name, { spend, expires, title = { zh: name, en: name } }]): Promised[] => {
    if (!spend) return [];
    const { settle } = spend;
    const pool = typeof settle === "object" ? (pools?.[settle.pool]?.title ?? same(settle.pool)) : undefined;
    const who = pool
      ? { zh: `卖家从${pool.zh}得到现金`, en: `the seller gets cash from ${pool.en}` }
      : { zh: "卖家得到的就是它本身", en: "the seller gets the asset itself" };
    const lapse =
      expires === undefined ? same("") : { zh: `，${expires} 天后过期`, en: ` and lapses after ${expires} days` };
    const text = {
      zh: `${title.zh}可按 1:1 抵付订单${lapse.zh}；${who.zh}。`,
      en: `${title.en} may pay for orders at 1:1${lapse.en}; ${who.en}.`,
    };
    return [{ path: `assets.${name}.spend`, title: { zh: "抵付订单", en: "Paying for orders" }, text }];
  });
}

const same = (text: string): Text => ({ zh: text, en: text });
