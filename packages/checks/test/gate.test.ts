// The gate: which steps there are, and for each thing that going live needs, what is missing without it.
import { describe, expect, test } from "vitest";
import type { CheckOptions, GateInput, MissingCode } from "../src/index.js";
import { check, gate, PLAN_STATES } from "../src/index.js";
import type { Json } from "./support.js";
import { planOf, referral } from "./support.js";

const review = planOf([], { assets: { points: { scale: 2, expires: 365, spend: { settle: "merchant" } } } });
const CHECKED = { packs: ["cn", "intl"], measured: { programme: { splitPayment: true, merchants: 9 } } };

/** All that a plan with one review item needs to go live. */
function complete(plan: Json = review, options: CheckOptions = CHECKED): GateInput {
  return {
    state: "sandbox",
    to: "live",
    check: check(plan, options),
    stress: { version: 1, unpaidAtZeroGrowth: "0.00", unpaidInRun: "0" },
    signatures: [
      { version: 1, rule: "stored-value", path: "assets.points.spend", reviewer: "Li Lei", reason: "one group" },
    ],
    approvals: [
      { version: 1, operator: "ann" },
      { version: 1, operator: "bob" },
    ],
    channels: [
      { name: "play", real: false },
      { name: "alipay", real: true },
    ],
  };
}

function missing(input: GateInput): MissingCode[] {
  const result = gate(input);
  return result.allowed ? [] : result.missing.map(({ code }) => code);
}

describe("steps", () => {
  const allowed = PLAN_STATES.flatMap((state) =>
    PLAN_STATES.filter((to) => gate({ ...complete(), state, to }).allowed).map((to) => `${state} → ${to}`),
  );
  test("lead to the next state only", () => {
    expect(allowed).toEqual(["draft → checked", "checked → sandbox", "sandbox → live"]);
    expect(missing({ ...complete(), state: "draft", to: "live" })).toEqual(["wrong_step"]);
  });

  test.each([
    ["draft", "checked"],
    ["checked", "sandbox"],
    ["sandbox", "live"],
  ] as const)("a plan with faults does not pass from %s to %s", (state, to) => {
    const result = gate({ state, to, check: check({ plan: "x" }) });
    expect(!result.allowed && result.missing.every(({ code }) => code === "plan_has_faults")).toBe(true);
    expect(!result.allowed && result.missing.length > 3).toBe(true);
  });

  test("every plan without faults runs in the sandbox, blockers or not", () => {
    const blocked = check(planOf([referral({ generation: 2 })]));
    expect(gate({ state: "draft", to: "checked", check: blocked })).toEqual({ allowed: true });
    expect(gate({ state: "checked", to: "sandbox", check: blocked })).toEqual({ allowed: true });
  });
});

const unspendable = planOf([]);
const signature = { version: 1, rule: "stored-value", path: "assets.points.spend", reviewer: "Li Lei", reason: "ok" };

const rows: [string, GateInput, MissingCode[]][] = [
  ["nothing is missing", complete(), []],
  ["no rule pack", complete(unspendable, { packs: [] }), ["no_pack"]],
  [
    "an open blocker",
    complete(planOf([referral({ on: "order", generation: 2 })]), { packs: ["intl", "cn"] }),
    ["blocker_open", "blocker_open"],
  ],
  ["not stressed", { ...complete(), stress: undefined as never }, ["stress_missing"]],
  [
    "another version stressed",
    { ...complete(), stress: { version: 2, unpaidAtZeroGrowth: "0", unpaidInRun: "0" } },
    ["stress_missing"],
  ],
  [
    "unpaid at zero growth",
    { ...complete(), stress: { version: 1, unpaidAtZeroGrowth: "0.01", unpaidInRun: "0" } },
    ["promise_unpaid"],
  ],
  [
    "unpaid in a run",
    { ...complete(), stress: { version: 1, unpaidAtZeroGrowth: "0", unpaidInRun: "12.30" } },
    ["promise_unpaid"],
  ],
  [
    "unpaid in both",
    { ...complete(), stress: { version: 1, unpaidAtZeroGrowth: "1", unpaidInRun: "1" } },
    ["promise_unpaid", "promise_unpaid"],
  ],
  [
    "an amount that is none",
    { ...complete(), stress: { version: 1, unpaidAtZeroGrowth: "", unpaidInRun: "0" } },
    ["promise_unpaid"],
  ],
  ["unsigned", { ...complete(), signatures: [] }, ["review_unsigned"]],
  ["signed for another version", { ...complete(), signatures: [{ ...signature, version: 2 }] }, ["review_unsigned"]],
  [
    "signed for another field",
    { ...complete(), signatures: [{ ...signature, path: "assets.coin.spend" }] },
    ["review_unsigned"],
  ],
  ["signed by nobody", { ...complete(), signatures: [{ ...signature, reviewer: " " }] }, ["review_unsigned"]],
  ["signed without a reason", { ...complete(), signatures: [{ ...signature, reason: "" }] }, ["review_unsigned"]],
  ["one operator", { ...complete(), approvals: [{ version: 1, operator: "ann" }] }, ["approval_missing"]],
  [
    "one operator twice",
    {
      ...complete(),
      approvals: [
        { version: 1, operator: "ann" },
        { version: 1, operator: "ann" },
      ],
    },
    ["approval_missing"],
  ],
  [
    "approved for another version",
    {
      ...complete(),
      approvals: [
        { version: 1, operator: "ann" },
        { version: 2, operator: "bob" },
      ],
    },
    ["approval_missing"],
  ],
  ["play money only", { ...complete(), channels: [{ name: "play", real: false }] }, ["no_real_channel"]],
  [
    "nothing but the plan",
    { state: "sandbox", to: "live", check: check(review, CHECKED) },
    ["stress_missing", "review_unsigned", "approval_missing", "no_real_channel"],
  ],
];

describe("going live", () => {
  test.each(rows)("%s", (_, input, codes) => {
    expect(missing(input)).toEqual(codes);
  });

  test("what only a run decides must have been measured", () => {
    const shares = planOf([{ kind: "distribution", asset: "cash", from: { pool: "profit" }, by: { equal: true } }], {
      marginBand: { min: "0.3", max: "1" },
    });
    const measured = (run?: object): MissingCode[] =>
      missing(
        complete(shares, { packs: ["cn"], measured: { programme: { splitPayment: true }, ...(run && { run }) } }),
      );
    expect(measured()).toEqual(["not_measured"]);
    expect(measured({ unpaidAtZeroGrowth: "0.00" })).toEqual([]);
    expect(measured({ unpaidAtZeroGrowth: "5.00" })).toEqual(["blocker_open"]);
  });

  test("says what is missing in both languages, with rule and path", () => {
    const result = gate({ ...complete(), signatures: [], approvals: [] });
    expect(result).toEqual({
      allowed: false,
      missing: [
        {
          code: "review_unsigned",
          rule: "stored-value",
          path: "assets.points.spend",
          text: {
            zh: "需法务审阅人署名并写明理由：触及《单用途商业预付卡管理办法（试行）》第二条、第七条：可在 9 家商家抵付订单（assets.points.spend）",
            en: "a named reviewer must sign with a reason: touches Measures for single-purpose commercial prepaid cards (trial), art. 2 and art. 7: it pays for orders at 9 merchants (assets.points.spend)",
          },
        },
        {
          code: "approval_missing",
          path: "",
          text: { zh: "还需 2 位不同的运营人员批准", en: "2 more operators must approve, each another person" },
        },
      ],
    });
  });
});
