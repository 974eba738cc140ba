// The reader's summary: five sentences that say what is promised, what is the most that can be paid, what happens without growth, who pays whom, and whether all could leave.
import type { Fraction, Text } from "@perennial/kernel";
import { fraction } from "@perennial/kernel";
import { count, each, percent } from "../report/format.js";
import { boundText } from "../report/limits.js";
import type { ProspectusBound } from "./prospectus.js";
import type { Said } from "./reading.js";
import { flowOf, halvesOf, Reading } from "./reading.js";

export function sentencesOf(said: Said): Text[] {
  const reading = new Reading(said);
  return [promised(reading), proved(reading), withoutGrowth(reading), whoPays(reading), goingOut(reading)];
}

const HUNDRED = 100;

/** So much for every hundred spent, in minor units. */
const perHundred = (part: number, gross: number, scale: number): number =>
  gross === 0 ? 0 : Number((BigInt(part) * BigInt(HUNDRED) * 10n ** BigInt(scale)) / BigInt(gross));

function promised(reading: Reading): Text {
  const { money, said } = reading;
  const totals = reading.first?.totals;
  const runs = reading.first?.seeds.length ?? 0;
  const of = (key: "promised" | "paidOnPromises" | "paid") =>
    each((l) =>
      money.exact(perHundred(reading.minor(totals?.[key]), reading.minor(totals?.gross), said.plan.scale), l),
    );
  const [owed, kept, all] = [of("promised"), of("paidOnPromises"), of("paid")];
  const hundred = each((l) => money.about(HUNDRED * 10 ** said.plan.scale, l).replace(/\.0+$/, ""));
  if (!reading.promises)
    return {
      zh: `方案自己不承诺任何现金；在不增长的 ${runs} 次模拟里，会员每花 ${hundred.zh}，以现金奖励拿回 ${all.zh}。`,
      en: `The plan itself promises no cash; in ${runs} simulated runs without growth, members got ${all.en} back in cash rewards for every ${hundred.en} that they spent.`,
    };
  const more =
    all.en === kept.en
      ? { zh: "", en: "" }
      : {
          zh: `，连同其他现金奖励一共拿回 ${all.zh}`,
          en: `; together with all other cash rewards ${all.en} came back`,
        };
  return {
    zh: `会员每花 ${hundred.zh}，方案承诺返还 ${owed.zh} 现金；在不增长的 ${runs} 次模拟里实际兑付 ${kept.zh}${more.zh}。`,
    en: `For every ${hundred.en} that members spend the plan promises ${owed.en} in cash; in ${runs} simulated runs without growth it paid ${kept.en} of that${more.en}.`,
  };
}

/** What is the most telling of bounds, in this order; of several of a name, the tightest. */
const TELLING = [
  "exit-share",
  "entrants-paid",
  "tickets-paid",
  "funded",
  "limit-paid",
  "spend-funded",
  "paid-back",
  "pool-paid-back",
];

function proved({ said: { bounds, plan } }: Reading): Text {
  // That nothing can be paid from a pool into which nothing flows tells nobody anything.
  const telling = bounds.filter(({ bound }) => bound !== null && Number(bound) > 0);
  const found = TELLING.flatMap((name) => tightest(telling.filter((each_) => each_.name === name)));
  const [first] = found;
  if (!first)
    return {
      zh: "由规则推不出任何现金上限：方案不从资金池里付钱，积分值多少只看别人肯付多少。",
      en: "No bound on cash follows from its rules: it pays from no pool, and its points are worth what somebody else pays for them.",
    };
  const value = each((language) => boundText({ ...first, value: fractionOf(first.bound) }, language, plan.currency));
  return {
    zh: `无论增长多快，有一条由规则推出的上限：${first.text.zh}，是 ${value.zh}。`,
    en: `However fast it grows, its rules set this limit: ${lower(first.text.en)}: ${value.en}.`,
  };
}

export const fractionOf = (text: string | null): Fraction | undefined => (text === null ? undefined : fraction(text));
const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

function tightest(bounds: readonly ProspectusBound[]): ProspectusBound[] {
  return bounds.toSorted((a, b) => Number(a.bound) - Number(b.bound)).slice(0, 1);
}

function withoutGrowth(reading: Reading): Text {
  const { first } = reading;
  if (!first || !reading.promises)
    return {
      zh: "因为没有现金承诺，也就没有会落空的承诺；积分能换多少钱，只取决于别人肯付多少。",
      en: "As no cash is promised none can stay unpaid; what its points fetch is only what another holder pays for them.",
    };
  const runs = first.seeds.length;
  if (first.unsound === 0)
    return {
      zh: `不增长时，${runs} 次模拟的每一天，每一笔现金承诺都有同样多的钱在池里等着。`,
      en: `Without growth every promise of cash had the money for it waiting in a pool, on every day of ${runs} runs.`,
    };
  const day = first.bands["firstUnpaid"]?.p50;
  const short = percent(reading.millionths(first.bands["shortShare"]?.p50), 1_000_000);
  const when =
    typeof day === "number"
      ? {
          zh: `，第一笔在第 ${count(day + 1, "zh")} 天（中位数）`,
          en: `, the first on day ${count(day + 1)} (the median)`,
        }
      : { zh: "", en: "" };
  return {
    zh: `不增长时，${runs} 次模拟中有 ${first.unsound} 次出现没有钱支撑的承诺${when.zh}；最后 ${short} 的会员所得少于承诺。`,
    en: `Without growth promises stood without the money for them in ${first.unsound} of ${runs} runs${when.en}, and in the end ${short} of the members had got less than they were promised.`,
  };
}

function whoPays(reading: Reading): Text {
  const grown = reading.scenario("growth") ?? reading.first;
  const flow = flowOf((grown?.paidByWhom ?? []).map((row) => row.map((text) => reading.minor(text))));
  const all = flow.back + flow.within + flow.on + flow.others;
  if (all === 0)
    return {
      zh: "在任何一次模拟里，都没有人以现金拿回一分钱。",
      en: "In none of the runs did anybody get any money back in cash.",
    };
  const cohorts = (grown?.cohorts ?? []).map(({ members, spent, paid }) => ({
    members,
    spent: reading.minor(spent),
    paid: reading.minor(paid),
  }));
  const halves = halvesOf(cohorts);
  const later = percent(flow.back, all);
  const got = halves?.map(({ paid, spent }) => percent(paid, spent)) ?? [];
  const who =
    got.length === 2
      ? {
          zh: `先加入的一半会员拿回消费的 ${got[0]}，后加入的一半拿回 ${got[1]}；`,
          en: `the half of the members who joined first got back ${got[0]} of what they spent and the half who joined last ${got[1]}; `,
        }
      : { zh: "", en: "" };
  const grows =
    grown?.scenario === "growth"
      ? { zh: "每月增长 15% 时，", en: "When it grows by 15 % a month, " }
      : { zh: "", en: "" };
  return {
    zh: `${grows.zh}${who.zh}付出的现金里有 ${later} 来自比领钱的人更晚加入的会员的订单。`,
    en: sentence(
      `${grows.en}${who.en}${later} of the money paid out came from the orders of members who joined later than those who got it.`,
    ),
  };
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function goingOut(reading: Reading): Text {
  const { money, said } = reading;
  const live = gateClause(reading);
  const run = reading.scenario("run");
  const eve = Math.floor(said.days / 2) - 1;
  const look = run?.timeline.findLast(({ day }) => day <= eve);
  const [owed, held] = [reading.minor(look?.promised.p50), reading.minor(look?.held.p50)];
  if (!look || owed === 0)
    return {
      zh: `如果所有人同时要离开，没有现金承诺会落空；${live.zh}。`,
      en: `If everybody wanted out at once there would be no promise of cash to break; ${live.en}.`,
    };
  const [has, due] = [each((l) => money.about(held, l)), each((l) => money.about(owed, l))];
  const but = held >= owed ? "承诺是" : "承诺却是";
  return {
    zh: `如果所有人在第 ${count(eve + 2, "zh")} 天同时要离开，池里有 ${has.zh}，${but} ${due.zh}（${percent(held, owed)}）；${live.zh}。`,
    en: `If everybody wanted out on day ${count(eve + 2)}, the pools would hold ${has.en} for ${due.en} promised (${percent(held, owed)}); ${live.en}.`,
  };
}

function gateClause({ said: { gate, findings } }: Reading): Text {
  const blockers = new Set(findings.flatMap(({ severity, rule }) => (severity === "blocker" ? [rule] : [])));
  const first = findings.find(({ severity }) => severity === "blocker")?.law;
  const unpaid = gate.against.some(({ code }) => code === "promise_unpaid");
  if (gate.against.length === 0) {
    const reviews = gate.toDo.filter(({ code }) => code === "review_unsigned").length;
    return {
      zh: `没有规则阻断它，经${reviews > 0 ? ` ${reviews} 项法务署名和` : ""}两人批准后可以上线`,
      en: `no rule blocks it, and it may go live once ${reviews > 0 ? `${reviews} legal reviews are signed and ` : ""}two people have approved it`,
    };
  }
  const law = first
    ? {
        zh: `触及 ${blockers.size} 条阻断规则，首先是${first.name.zh}${first.article.zh}`,
        en: `it touches ${blockers.size} blocking ${blockers.size === 1 ? "rule" : "rules"}, first ${first.name.en}${first.article.en ? `, ${first.article.en}` : ""}`,
      }
    : undefined;
  const promise = unpaid ? { zh: "有承诺在压力下无钱可付", en: "promises stayed unpaid under stress" } : undefined;
  const why = [law, promise].flatMap((reason) => reason ?? []);
  if (why.length === 0) return { zh: "它还不能上线", en: "it may not go live yet" };
  return {
    zh: `它不能上线：${why.map(({ zh }) => zh).join("，且")}`,
    en: `it may not go live: ${why.map(({ en }) => en).join(", and ")}`,
  };
}
