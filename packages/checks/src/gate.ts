// The gate: what a version of a plan still lacks before it may take the next step on the way to going live. Blockers have no override.
import type { Text } from "@perennial/kernel";
import type { CheckResult } from "./check.js";
import type { Finding } from "./finding.js";
import { isNothing } from "./look/promises.js";

/** The states of a plan in a programme, in order; a step leads to the next one only. A new version begins as a draft. */
export const PLAN_STATES = ["draft", "checked", "sandbox", "live"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** What a stress test left unpaid of its cash promises; amounts such as "0.00". */
export interface Stress {
  /** the version of the plan that was simulated */
  version: number;
  /** when nothing grows any more */
  unpaidAtZeroGrowth: string;
  /** when everybody sells or withdraws */
  unpaidInRun: string;
}

/** A legal-review item signed by a named person. */
export interface Signature {
  version: number;
  rule: string;
  path: string;
  reviewer: string;
  reason: string;
}

export interface Approval {
  version: number;
  operator: string;
}

export interface Channel {
  name: string;
  /** false: play money */
  real: boolean;
}

export interface GateInput {
  state: PlanState;
  to: PlanState;
  /** the plan held against its packs, measured figures included */
  check: CheckResult;
  stress?: Stress;
  signatures?: readonly Signature[];
  approvals?: readonly Approval[];
  channels?: readonly Channel[];
}

/** In the order in which they are listed. */
export type MissingCode =
  | "wrong_step"
  | "plan_has_faults"
  | "no_pack"
  | "blocker_open"
  | "not_measured"
  | "stress_missing"
  | "promise_unpaid"
  | "review_unsigned"
  | "approval_missing"
  | "no_real_channel";

export interface Missing {
  code: MissingCode;
  /** where in the plan; "" for the plan as a whole */
  path: string;
  rule?: string;
  text: Text;
}

/** Allowed, or everything that is missing at once. */
export type Gate = { allowed: true } | { allowed: false; missing: Missing[] };

const APPROVALS = 2;

/** Whether a plan may go from one state to another. Each step asks for all that the ones before it ask for. */
export function gate(input: GateInput): Gate {
  const { state, to, check } = input;
  if (PLAN_STATES.indexOf(to) !== PLAN_STATES.indexOf(state) + 1)
    return no([
      {
        code: "wrong_step",
        path: "",
        text: {
          zh: `不能从 ${state} 直接到 ${to}；顺序是 ${PLAN_STATES.join(" → ")}`,
          en: `${state} does not lead to ${to}; the order is ${PLAN_STATES.join(" → ")}`,
        },
      },
    ]);
  if (!check.ok) return no(check.faults.map(faultOf));
  if (to !== "live") return { allowed: true };
  return no([
    ...packsMissing(check),
    ...blockers(check.findings),
    ...unmeasured(check.findings),
    ...unpaid(input, check.plan.document.version),
    ...unsigned(input, check.findings, check.plan.document.version),
    ...unapproved(input, check.plan.document.version),
    ...channelMissing(input),
  ]);
}

const no = (missing: Missing[]): Gate => (missing.length ? { allowed: false, missing } : { allowed: true });

const faultOf = ({ path, wrong, right }: { path: string; wrong: string; right: string }): Missing => ({
  code: "plan_has_faults",
  path,
  text: { zh: `方案有错：${wrong}；应为 ${right}`, en: `the plan has a fault: ${wrong}; right would be ${right}` },
});

function packsMissing({ packs }: Extract<CheckResult, { ok: true }>): Missing[] {
  if (packs.length) return [];
  const text = {
    zh: "没有对照任何规则包；请在 checks 中写明",
    en: "it was held against no rule pack; name some in `checks`",
  };
  return [{ code: "no_pack", path: "checks", text }];
}

function blockers(findings: readonly Finding[]): Missing[] {
  return findings
    .filter(({ severity }) => severity === "blocker")
    .map(({ path, rule, text, fix }) => ({
      code: "blocker_open",
      path,
      rule,
      text: { zh: `${text.zh}；修改办法：${fix.zh}`, en: `${text.en}; to change: ${fix.en}` },
    }));
}

/** What only a run, or a fact of the programme, decides must be known by now; reviews are decided by their reviewer. */
function unmeasured(findings: readonly Finding[]): Missing[] {
  return findings.flatMap(({ severity, needs, path, rule }) =>
    needs && severity === "warning" ? [{ code: "not_measured", path, rule, text: needs }] : [],
  );
}

function unpaid({ stress }: GateInput, version: number): Missing[] {
  if (stress?.version !== version) {
    const text = {
      zh: `第 ${version} 版还没有做压力测试（零增长与挤兑）`,
      en: `version ${version} has not been stressed at zero growth and in a run`,
    };
    return [{ code: "stress_missing", path: "", text }];
  }
  const left = (amount: string, zh: string, en: string): Missing[] =>
    isNothing(amount)
      ? []
      : [
          {
            code: "promise_unpaid",
            path: "",
            text: { zh: `${zh}有 ${amount} 的承诺未兑付`, en: `${amount} of what was promised stayed unpaid ${en}` },
          },
        ];
  return [
    ...left(stress.unpaidAtZeroGrowth, "零增长时", "at zero growth"),
    ...left(stress.unpaidInRun, "挤兑时", "in a run"),
  ];
}

/** Each review item needs a name and a reason under it, for this version. */
function unsigned({ signatures = [] }: GateInput, findings: readonly Finding[], version: number): Missing[] {
  const isSigned = (finding: Finding): boolean =>
    signatures.some(
      (each) =>
        each.version === version &&
        each.rule === finding.rule &&
        each.path === finding.path &&
        each.reviewer.trim() !== "" &&
        each.reason.trim() !== "",
    );
  return findings
    .filter((finding) => finding.severity === "review" && !isSigned(finding))
    .map(({ path, rule, text }) => ({
      code: "review_unsigned",
      path,
      rule,
      text: {
        zh: `需法务审阅人署名并写明理由：${text.zh}`,
        en: `a named reviewer must sign with a reason: ${text.en}`,
      },
    }));
}

/** Two different operators. */
function unapproved({ approvals = [] }: GateInput, version: number): Missing[] {
  const operators = new Set(
    approvals.filter((each) => each.version === version && each.operator.trim() !== "").map(({ operator }) => operator),
  );
  const lacking = APPROVALS - operators.size;
  if (lacking <= 0) return [];
  return [
    {
      code: "approval_missing",
      path: "",
      text: {
        zh: `还需 ${lacking} 位不同的运营人员批准`,
        en: `${lacking} more operator${lacking === 1 ? "" : "s"} must approve, each another person`,
      },
    },
  ];
}

function channelMissing({ channels = [] }: GateInput): Missing[] {
  if (channels.some(({ real }) => real)) return [];
  const text = { zh: "没有真实的支付渠道", en: "there is no real payment channel" };
  return [{ code: "no_real_channel", path: "", text }];
}
