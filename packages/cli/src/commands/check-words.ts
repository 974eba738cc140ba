// What perennial check prints for people: the bounds as sentences, then each rule with its quoted words, the fields that touch it, and what to change.
import type { CheckResult, Finding, Language, Severity } from "@perennial/checks";
import { boundSentence, groupsOf } from "@perennial/checks";
import type { Paper, Style } from "../support/paper.js";

const WORDS = {
  zh: {
    sound: "方案没有语法错误。",
    bounds: "最多能付多少（由参数证明，不假设增长）：",
    findings: "规则发现的问题（只说触及哪一条，不判断合法与否）：",
    nothing: "规则没有发现问题。",
    quote: "原文",
    unverified: { "to be verified": "引用待核实", "digest only, unverified": "只见摘要，未核实原文" },
    needs: "待定",
    fix: "修改办法",
    packs: "规则包",
    unverifiedPack: "未能核实",
    asOf: "版本",
    total: (blockers: number, reviews: number, warnings: number): string =>
      `${blockers} 处阻断，${reviews} 处需法务审阅，${warnings} 处提醒。`,
    verdict: {
      blocked: "有阻断项，不能上线；沙箱中可以完整运行。",
      open: "没有阻断项；上线还需压力测试、审阅署名与两人批准。",
    },
    severity: { blocker: "阻断", review: "需法务审阅", warning: "提醒" },
    colon: "：",
  },
  en: {
    sound: "The plan has no faults.",
    bounds: "What it can pay at most (proved from its parameters, with no assumption about growth):",
    findings: "What the rules found (which article is touched, never whether the plan is lawful):",
    nothing: "The rules found nothing.",
    quote: "quoted",
    unverified: { "to be verified": "to be verified", "digest only, unverified": "digest only, unverified" },
    needs: "open",
    fix: "to change",
    packs: "Rule packs",
    unverifiedPack: "not verified",
    asOf: "as of",
    total: (blockers: number, reviews: number, warnings: number): string =>
      `Blockers: ${blockers}; for legal review: ${reviews}; warnings: ${warnings}.`,
    verdict: {
      blocked: "It can't go live; in the sandbox it runs complete.",
      open: "No blocker; going live also takes a stress test, signed reviews and two approvals.",
    },
    severity: { blocker: "blocker", review: "legal review", warning: "warning" },
    colon: ": ",
  },
} as const;

const INK: Readonly<Record<Severity, Style>> = { blocker: ["bold", "red"], review: "yellow", warning: "cyan" };

type Sound = Extract<CheckResult, { ok: true }>;

/** All of a check of a plan without faults. */
export function checkedInWords(result: Sound, lang: Language, paper: Paper): string {
  const words = WORDS[lang];
  const { document } = result.plan;
  const title = `${document.title[lang]} (${document.plan} ${document.version})`;
  const limits = result.bounds.map((bound) => paper.line(2, boundSentence(bound, lang, document.currency)));
  return [
    paper.line(0, `${paper.ink("bold", title)}${words.colon}${words.sound}`),
    ...(limits.length ? ["\n", paper.line(0, paper.ink("bold", words.bounds)), ...limits] : []),
    "\n",
    ...findingsText(result, lang, paper),
    ...packsText(result, lang, paper),
    "\n",
    verdict(result.findings, lang, paper),
  ].join("");
}

function findingsText({ findings }: Sound, lang: Language, paper: Paper): string[] {
  const words = WORDS[lang];
  if (findings.length === 0) return [paper.line(0, words.nothing)];
  return [
    paper.line(0, paper.ink("bold", words.findings)),
    ...groupsOf(findings).map((group) => groupText(group, lang, paper)),
  ];
}

function groupText(group: readonly [Finding, ...Finding[]], lang: Language, paper: Paper): string {
  const words = WORDS[lang];
  const [{ severity, law, rule, pack, fix, needs }] = group;
  const label = (name: string, text: string): string =>
    paper.line(4, `${paper.ink("dim", `${name}${words.colon}`)}${text}`);
  const name = pack === undefined ? rule : `${pack}/${rule}`;
  return [
    paper.line(2, `${paper.ink(INK[severity], `[${words.severity[severity]}]`)} ${paper.ink("bold", name)}`),
    ...group.map((finding) => paper.line(4, placed(finding, lang))),
    ...(law?.quote === undefined ? [] : [label(words.quote, `“${law.quote}”`)]),
    ...(law?.unverified === undefined ? [] : [label(words.unverifiedPack, words.unverified[law.unverified])]),
    ...(needs === undefined ? [] : [label(words.needs, needs[lang])]),
    label(words.fix, fix[lang]),
  ].join("");
}

/** The text, with the field behind it where it does not name it itself. */
function placed({ text, path }: Finding, lang: Language): string {
  if (path === "" || text[lang].includes(path)) return text[lang];
  return lang === "zh" ? `${text.zh}（${path}）` : `${text.en} (${path})`;
}

function packsText({ packs }: Sound, lang: Language, paper: Paper): string[] {
  const words = WORDS[lang];
  if (packs.length === 0) return [];
  return [
    "\n",
    paper.line(0, paper.ink("bold", `${words.packs}${words.colon.trim()}`)),
    ...packs.flatMap(({ id, title, version, unverified }) => [
      paper.line(2, `${id} · ${title[lang]} · ${words.asOf} ${version}`),
      ...unverified.map((text) => paper.line(4, `${words.unverifiedPack}${words.colon}${text[lang]}`)),
    ]),
  ];
}

function verdict(findings: readonly Finding[], lang: Language, paper: Paper): string {
  const words = WORDS[lang];
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const [blockers, reviews, warnings] = [count("blocker"), count("review"), count("warning")];
  const text = blockers > 0 ? words.verdict.blocked : words.verdict.open;
  const ink = blockers > 0 ? INK.blocker : "green";
  return paper.line(0, `${words.total(blockers, reviews, warnings)} ${paper.ink(ink, text)}`);
}
