// The law touched, whether the plan may go live, and how to get every figure again.
import type { Finding } from "@perennial/checks";
import { groupsOf } from "@perennial/checks";
import type { Prospectus } from "../../prospectus/prospectus.js";
import type { Block, Card, Fact, Touched } from "../blocks.js";
import { card } from "../blocks.js";
import type { Both } from "../format.js";
import { count, each } from "../format.js";

export function law({ findings, packs }: Prospectus): Card {
  const rules = groupsOf(findings);
  const number = (severity: Finding["severity"]): number =>
    rules.filter(([first]) => first.severity === severity).length;
  const finding =
    rules.length === 0
      ? { zh: "对照的规则包没有发现任何触及之处。", en: "The rule packs found nothing that is touched." }
      : {
          zh: `触及 ${count(rules.length, "zh")} 条规则：${number("blocker")} 条阻断，${number("review")} 条需法务审阅，${number("warning")} 条提醒。只说触及哪一条、因为哪个字段，不判断合法与否。`,
          en: `${count(rules.length)} rules are touched: ${number("blocker")} that block, ${number("review")} for legal review, ${number("warning")} warnings. It says which article and because of which field, never whether the plan is lawful.`,
        };
  const versions = (language: "zh" | "en"): string =>
    packs
      .map(({ title, version, unverified }) => {
        const open = unverified.map((text) => text[language]).join(language === "zh" ? "；" : "; ");
        return `${title[language]} ${version}${open && (language === "zh" ? `（未能核实：${open}）` : ` (not verified: ${open})`)}`;
      })
      .join(language === "zh" ? "；" : "; ");
  const note =
    packs.length === 0 ? undefined : { zh: `规则包：${versions("zh")}`, en: `Rule packs: ${versions("en")}` };
  return card(
    { zh: "触及的法规", en: "Law touched" },
    finding,
    rules.length === 0 ? [] : [{ kind: "touched", list: rules.map(touchedOf) }],
    note,
  );
}

const UNVERIFIED: Record<string, Both> = {
  "to be verified": { zh: "引用待核实", en: "to be verified" },
  "digest only, unverified": { zh: "只见摘要，未核实原文", en: "known from a digest only" },
};

function touchedOf(group: [Finding, ...Finding[]]): Touched {
  const [{ severity, rule, pack, law: text, fix, needs }] = group;
  const unverified = text?.unverified === undefined ? undefined : UNVERIFIED[text.unverified];
  return {
    severity,
    rule: pack === undefined ? rule : `${pack}/${rule}`,
    places: group.map((found) => ({
      zh: placed(found.text.zh, found.path, "zh"),
      en: placed(found.text.en, found.path, "en"),
    })),
    lines: [
      ...(text?.quote === undefined
        ? []
        : [{ name: { zh: "原文", en: "quoted" }, text: each(() => text.quote ?? ""), isQuote: true }]),
      ...(unverified ? [{ name: { zh: "未能核实", en: "not verified" }, text: unverified }] : []),
      ...(needs ? [{ name: { zh: "待定", en: "open" }, text: needs }] : []),
      { name: { zh: "修改办法", en: "to change" }, text: fix },
    ],
  };
}

/** The text, with the field behind it where it does not name it itself. */
function placed(text: string, path: string, language: "zh" | "en"): string {
  if (path === "" || text.includes(path)) return text;
  return language === "zh" ? `${text}（${path}）` : `${text} (${path})`;
}

export function goingLive({ gate: { against, toDo } }: Prospectus): Card {
  const title = { zh: "能否上线", en: "May it go live?" };
  const list = (texts: readonly Both[]): Block[] =>
    texts.length === 0 ? [] : [{ kind: "sentences", list: [...texts], isNumbered: false }];
  const left = list(toDo.map(({ text }) => text));
  if (against.length > 0)
    return card(
      title,
      {
        zh: "不能。阻断项没有例外开关；在沙箱里它可以完整运行。先列阻断，再列仍需由人完成的事。",
        en: "No. Blockers have no override; in the sandbox it runs complete. First what stands in the way, then what is left to people.",
      },
      [...list(obstacles(against)), ...left],
    );
  return card(
    title,
    {
      zh: "可以：没有阻断，零增长与挤兑时承诺都有钱支撑。上线前还需由人完成：",
      en: "Yes: nothing blocks it, and its promises had their money without growth and in a run. What is left to people:",
    },
    left,
  );
}

/** Blocking rules stand above with their words; here they are only named. */
function obstacles(against: Prospectus["gate"]["against"]): Both[] {
  const rules = [...new Set(against.flatMap(({ code, rule }) => (code === "blocker_open" && rule ? [rule] : [])))];
  const named = {
    zh: `触及 ${count(rules.length, "zh")} 条阻断规则（见上）：${rules.join("、")}`,
    en: `${rules.length === 1 ? "A blocking rule is" : `${count(rules.length)} blocking rules are`} touched (see above): ${rules.join(", ")}`,
  };
  const rest = against.flatMap(({ code, text }) => (code === "blocker_open" ? [] : [text]));
  return rules.length === 0 ? rest : [named, ...rest];
}

export function method(said: Prospectus): Card {
  const { plan, seed, seeds, members, days, command, population, stress } = said;
  const runs = stress.reduce((sum, { seeds: each_ }) => sum + each_.length, 0);
  const rows: Fact[] = [
    {
      term: { zh: "方案", en: "plan" },
      value: each(() => `${plan.name} v${plan.version}`),
      code: `sha256 ${plan.hash}`,
    },
    {
      term: { zh: "种子", en: "seeds" },
      value: each(() => (seeds === 1 ? String(seed) : `${seed} – ${seed + seeds - 1}`)),
    },
    {
      term: { zh: "模拟", en: "runs" },
      value: {
        zh: `${count(runs, "zh")} 次，每次 ${count(days, "zh")} 天；不增长时约 ${count(members, "zh")} 位会员`,
        en: `${count(runs)} of ${count(days)} days each; about ${count(members)} members when nothing grows`,
      },
    },
    { term: { zh: "会员怎样消费", en: "how members behave" }, value: behaviour(population) },
    { term: { zh: "重现全部数字", en: "to get every figure again" }, code: command },
    {
      term: { zh: "各情形首个种子的指纹", en: "fingerprint of each scenario's first seed" },
      code: stress.map(({ scenario, fingerprints }) => `${scenario} ${fingerprints[0] ?? ""}`).join(" · "),
    },
  ];
  return card(
    { zh: "这些数字从哪里来", en: "Where these figures come from" },
    {
      zh: "模拟的人群逐日驱动与线上相同的内核；同一方案与种子在任何机器上给出同样的数字，同一命令写出同样的字节。",
      en: "A simulated population drives the kernel that runs the service, day by day; the same plan and seed give the same figures on any machine, and the same command writes the same bytes.",
    },
    [{ kind: "facts", rows }],
    {
      zh: "模拟不是预言：它只说明，在写明的情形里，方案的规则会把钱带到哪里。",
      en: "A simulation is no forecast: it shows where the plan's rules take the money in the scenarios named.",
    },
  );
}

function behaviour({ spend, orders, members }: Prospectus["population"]): Both {
  const amount =
    spend.kind === "lognormal"
      ? {
          zh: `订单中位数 ${spend.median}（${spend.least} 至 ${spend.most}）`,
          en: `orders of ${spend.median} (median; ${spend.least} to ${spend.most})`,
        }
      : { zh: "订单取自给定的历史", en: "orders drawn from a given history" };
  return {
    zh: `${amount.zh}，约每 ${count(orders.everyDays, "zh")} 天一单；推荐关系${members.tree === "random" ? "随机" : "先多者愈多"}`,
    en: `${amount.en}, one about every ${count(orders.everyDays)} days; ${members.tree === "random" ? "anybody refers anybody" : "who has referred more refers more"}`,
  };
}
