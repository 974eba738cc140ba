// Rule pack cn: texts of mainland China that a plan may touch. Words stand in quotes only where they were quoted to us.
import { downlineSales, criminalThreshold, directSalesCap, entryFee, headcount } from "../look/pyramid.js";
import { fundPath, resale, storedValue, tradable } from "../look/assets.js";
import { promisedReturn, rebate } from "../look/promises.js";
import { disclosure, personalData, policyClaim, securities } from "../look/words.js";
import type { Pack } from "./pack.js";

const PYRAMID = {
  zh: "《禁止传销条例》（国务院令第444号，2005-11-01 起）",
  en: "Regulations on the Prohibition of Pyramid Selling (State Council order 444, from 2005-11-01)",
};

export const cn: Pack = {
  id: "cn",
  title: { zh: "中国内地", en: "Mainland China" },
  version: "2026-11-22",
  unverified: [
    {
      zh: "《证券法》第九条：引用前待核实，未引原文",
      en: "Securities Law art. 9: to be verified before it is quoted",
    },
    {
      zh: "商务部等9部门通知（2026-01）：只见摘要，未核实原文",
      en: "Notice of nine departments (2026-01): known from a digest only, unverified",
    },
    {
      zh: "没有列出引文的条目只写明条号，未引原文；以官方文本为准",
      en: "Where no words are quoted, only the article is named; the official text prevails",
    },
  ],
  rules: [
    {
      id: "headcount-reward",
      law: {
        name: PYRAMID,
        article: { zh: "第七条(一)", en: "art. 7 (1)" },
        quote: "以其直接或者间接滚动发展的人员数量为依据计算和给付报酬",
      },
      severity: "blocker",
      fix: {
        zh: "奖励改为在真实订单上发放，去掉以人数为条件的级别",
        en: "reward real orders instead, and drop ranks that count people",
      },
      look: headcount,
    },
    {
      id: "entry-fee",
      law: {
        name: PYRAMID,
        article: { zh: "第七条(二)", en: "art. 7 (2)" },
        quote: "交纳费用或者以认购商品等方式变相交纳费用，取得加入或者发展其他人员加入的资格",
      },
      severity: "blocker",
      fix: {
        zh: "加入即激活（去掉 activation）；推荐奖励不以购买为前提",
        en: "let joining activate (drop `activation`), and let no purchase stand before referral pay",
      },
      look: entryFee,
    },
    {
      id: "downline-sales",
      law: {
        name: PYRAMID,
        article: { zh: "第七条(三)", en: "art. 7 (3)" },
        quote: "以下线的销售业绩为依据计算和给付上线报酬",
      },
      severity: "blocker",
      fix: {
        zh: "只保留一级、且只按真实销售计的推荐奖励；去掉团队奖与业绩级别",
        en: "keep one level of referral reward, on real sales; drop team rewards and ranks by volume",
      },
      look: downlineSales,
    },
    {
      id: "criminal-threshold",
      law: {
        name: {
          zh: "《刑法》第二百二十四条之一；公通字〔2013〕37号",
          en: "Criminal Law art. 224-1; opinion Gong Tong Zi [2013] 37",
        },
        article: { zh: "", en: "" },
        quote: "三十人以上且层级在三级以上",
      },
      severity: "blocker",
      fix: {
        zh: "计酬不超过一代（连同本级共两级）",
        en: "pay one generation at most: two levels with the receiver's own",
      },
      look: criminalThreshold,
    },
    {
      id: "promised-return",
      law: {
        name: {
          zh: "《防范和处置非法集资条例》（国务院令第737号，2021-05-01 起）",
          en: "Regulations on Preventing and Handling Illegal Fundraising (State Council order 737, from 2021-05-01)",
        },
        article: { zh: "第二条、第十九条(三)", en: "art. 2 and art. 19 (3)" },
        quote: "以承诺给付货币、股权、实物等回报的形式吸收资金",
      },
      severity: "blocker",
      fix: {
        zh: "不承诺返还倍数，或把返还降到实付以下并由同一订单足额出资",
        en: "promise no multiple, or give back less than was paid, funded by the same order in full",
      },
      look: promisedReturn,
    },
    {
      id: "rebate",
      law: {
        name: {
          zh: "六部门消费返利风险提示（2018-04-12）",
          en: "Risk warning of six departments on consumption rebates (2018-04-12)",
        },
        article: { zh: "", en: "" },
      },
      severity: "blocker",
      fix: {
        zh: "由同一订单足额出资；池子只分已实现的收入，不作承诺",
        en: "fund each promise in full by its own order; share out only revenue already made, promised to nobody",
      },
      look: rebate,
    },
    {
      id: "tradable-points",
      law: {
        name: {
          zh: "《关于防范代币发行融资风险的公告》（2017-09-04）；《中国人民银行法》第二十条；国发〔2011〕38号",
          en: "Notice on the risks of token financing (2017-09-04); Law on the People's Bank of China art. 20; Guo Fa [2011] 38",
        },
        article: { zh: "", en: "" },
      },
      severity: "review",
      fix: {
        zh: "积分不可交易、不可转让；或不定价、不限量空投",
        en: "let points neither trade nor be handed on; or give them no price, and no fixed supply by schedule",
      },
      look: tradable,
    },
    {
      id: "points-resale",
      law: {
        name: {
          zh: "商务部等9部门通知（2026-01）",
          en: "Notice of the Ministry of Commerce and others, nine departments (2026-01)",
        },
        article: { zh: "", en: "" },
        quote: "严禁购买或倒卖积分",
        unverified: "digest only, unverified",
      },
      severity: "review",
      fix: { zh: "去掉挂卖", en: "drop the market" },
      look: resale,
    },
    {
      id: "stored-value",
      law: {
        name: {
          zh: "《单用途商业预付卡管理办法（试行）》",
          en: "Measures for single-purpose commercial prepaid cards (trial)",
        },
        article: { zh: "第二条、第七条", en: "art. 2 and art. 7" },
      },
      severity: "review",
      fix: { zh: "只在一家商家（或同一集团）抵用", en: "let it pay at one merchant (or one group) alone" },
      look: storedValue,
    },
    {
      id: "fund-path",
      law: {
        name: {
          zh: "《非银行支付机构监督管理条例》（2024-05-01 起）",
          en: "Regulations on Non-bank Payment Institutions (from 2024-05-01)",
        },
        article: { zh: "第六条", en: "art. 6" },
      },
      severity: "review",
      fix: {
        zh: "由持牌支付机构分账，货款不经平台账户",
        en: "let a licensed channel split payments, so that none of them rests with the platform",
      },
      look: fundPath,
    },
    {
      id: "direct-sales-cap",
      law: {
        name: { zh: "《直销管理条例》", en: "Regulations on Direct Selling" },
        article: { zh: "第二十四条（30 %）", en: "art. 24 (30 %)" },
      },
      severity: "warning",
      fix: { zh: "降低推荐线上的比例，合计不超过 30 %", en: "lower the rates up the line to 30 % in all" },
      look: directSalesCap,
    },
    {
      id: "disclosure",
      law: {
        name: {
          zh: "《电子商务法》第十七条、第三十四条（规则变更提前 7 日公示）；《规范促销行为暂行规定》",
          en: "E-commerce Law art. 17 and art. 34 (rule changes 7 days ahead); Interim Provisions on Sales Promotion",
        },
        article: { zh: "", en: "" },
      },
      severity: "warning",
      fix: {
        zh: "在 rules 中写明规则、有效期与抵用办法；变更提前 7 日公示",
        en: "state the rules, expiry and redemption in `rules`; announce changes 7 days ahead",
      },
      look: disclosure,
    },
    {
      id: "policy-claim",
      law: {
        name: {
          zh: "《促进绿色消费实施方案》（发改就业〔2022〕107号，2022-01-18；其中说的是兑换商品与折扣）",
          en: "Plan for promoting green consumption (Fa Gai Jiu Ye [2022] 107, 2022-01-18; it speaks of exchange for goods and discounts)",
        },
        article: { zh: "", en: "" },
      },
      severity: "warning",
      fix: {
        zh: "去掉引用，或只让积分兑换商品与折扣",
        en: "drop the citation, or let points buy goods and discounts only",
      },
      look: policyClaim,
    },
    {
      id: "securities",
      law: {
        name: { zh: "《证券法》", en: "Securities Law" },
        article: { zh: "第九条", en: "art. 9" },
        unverified: "to be verified",
      },
      severity: "blocker",
      fix: { zh: "不以积分换股，不谈上市", en: "swap no points for shares, and promise no listing" },
      look: securities,
    },
    {
      id: "personal-data",
      law: {
        name: { zh: "《个人信息保护法》", en: "Personal Information Protection Law" },
        article: { zh: "第六条、第二十三条", en: "art. 6 and art. 23" },
      },
      severity: "warning",
      fix: {
        zh: "取得下级的同意，或只向上级显示金额",
        en: "ask the member below for consent, or show the receiver nothing but the sum",
      },
      look: personalData,
    },
  ],
};
