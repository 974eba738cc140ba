// Rule pack intl: the tests for pyramid schemes in the United States and the European Union. Paraphrased, not quoted.
import type { Look } from "../finding.js";
import { entryFee, headcount } from "../look/pyramid.js";
import { partsOf } from "../look/parts.js";
import { linePay } from "../look/referral.js";
import type { Pack } from "./pack.js";

/** Both sides of the test: something is paid for the right to earn, and pay follows from people rather than from sales to users. */
const koscot: Look = (plan, known, bounds) => {
  const [pay, rewards] = [entryFee(plan, known, bounds), headcount(plan, known, bounds)];
  return pay.length && rewards.length ? [...pay, ...rewards] : [];
};

/** Something given for the chance of pay that follows from others' coming: an entry purchase before pay up the line, or a queue that only newcomers move. */
const introductions: Look = (plan, known, bounds) => [
  ...(linePay(plan).length ? entryFee(plan, known, bounds) : []),
  ...partsOf(plan, "queue").flatMap(({ path, params }) =>
    params.advance === undefined
      ? []
      : [
          {
            path: `${path}.advance`,
            because: {
              zh: `每有 ${params.advance} 个后来者，先来者才得到返还（${path}.advance）`,
              en: `who paid is paid back only when ${params.advance} others have paid after (${path}.advance)`,
            },
          },
        ],
  ),
];

export const intl: Pack = {
  id: "intl",
  title: { zh: "美国与欧盟", en: "United States and European Union" },
  version: "2026-11-22",
  unverified: [
    {
      zh: "两条均为转述，未引原文；各成员国与各州的法律不在其中",
      en: "Both are paraphrased, not quoted; laws of member states and of single states are not covered",
    },
  ],
  rules: [
    {
      id: "koscot",
      law: {
        name: {
          zh: "美国联邦贸易委员会 Koscot 判断标准（为销售权付费，并得到与向最终用户销售无关的报酬）",
          en: "FTC, Koscot test (payment for the right to sell and to receive rewards unrelated to sales to ultimate users)",
        },
        article: { zh: "", en: "" },
      },
      severity: "blocker",
      fix: {
        zh: "去掉入门费，奖励只跟随向最终用户的真实销售",
        en: "drop the entry purchase; reward nothing but real sales to users",
      },
      look: koscot,
    },
    {
      id: "introductions",
      law: {
        name: {
          zh: "欧盟 2005/29/EC 指令附件一第14项（对价换取主要来自介绍他人加入的报酬；C-515/12、C-667/15）",
          en: "EU Directive 2005/29/EC, Annex I no. 14 (consideration for compensation derived primarily from introducing others; C-515/12, C-667/15)",
        },
        article: { zh: "", en: "" },
      },
      severity: "blocker",
      fix: {
        zh: "不以购买换取靠他人加入而得的报酬",
        en: "let nobody pay for the chance of being paid because others come",
      },
      look: introductions,
    },
  ],
};
