// Bounds: the figures that a plan's parameters prove, printed exactly as they must read.
import { Programme, readPlan } from "@perennial/kernel";
import type { PlanDocument } from "@perennial/kernel";
import { describe, expect, test } from "vitest";
import { boundSentence, boundsOf, boundValue, check } from "../src/index.js";

const appreciation = {
  kind: "appreciation",
  asset: "points",
  pool: "profit",
  mint: "0.70",
  initialPrice: "1",
  retention: "0.20",
  exit: { multiple: "3" },
};
const cash = (rate: string, of = "gross", id = `cash-${rate}`) => ({
  kind: "grant",
  id,
  on: "order",
  to: "referrer",
  asset: "cash",
  rate,
  of,
});

function planWith(mechanisms: unknown[], more: Partial<PlanDocument> = {}, rate = "0.30"): unknown {
  return {
    plan: "p",
    version: 1,
    title: { zh: "试", en: "try" },
    currency: "CNY",
    timezone: "Asia/Shanghai",
    assets: { points: { scale: 4 } },
    pools: { profit: { inflow: [{ rate, of: "gross" }] } },
    mechanisms,
    ...more,
  };
}

function values(json: unknown): Record<string, string> {
  const result = readPlan(json);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return Object.fromEntries(boundsOf(result.plan).map((bound) => [bound.name, boundValue(bound, "en", "CNY")]));
}

/** The number of the order of 1,000 that brings about the first exit. */
function firstExit(programme: Programme): number {
  const at = "2026-01-01T12:00:00+08:00";
  programme.apply({ type: "member.joined", member: "a", at }, "join");
  for (let order = 1; order < 3_000; order++) {
    const outcome = programme.apply(
      { type: "order.settled", order: `o${order}`, buyer: "a", gross: "1000.00", at },
      `o${order}`,
    );
    if (outcome.entries.some(({ postings }) => postings.some(({ why }) => why.rule === "exit"))) return order;
  }
  return -1;
}

describe("bounds of an appreciation", () => {
  test("three times: 12.5 % of orders, the first at order 2,965", () => {
    expect(values(planWith([appreciation]))).toEqual({
      "paid-back": "30 %",
      "exit-share": "12.5 %",
      "first-exit": "2,965",
      "margin-needed": "30 %",
    });
  });

  test("twice: 18.75 %, the first at order 768", () => {
    const twice = { ...appreciation, exit: { multiple: "2" } };
    expect(values(planWith([twice]))).toMatchObject({ "exit-share": "18.75 %", "first-exit": "768" });
  });

  test("once, as the plain loop counts it: order 76", () => {
    expect(values(planWith([{ ...appreciation, exit: { multiple: "1" } }]))["first-exit"]).toBe("76");
  });

  // The exit price is 3 × 1,000 ÷ 210 = 14.2857…; the price passes 14.29, that figure rounded, three orders later.
  test("the kernel itself has its first exit at exactly those orders", () => {
    for (const [multiple, first] of [
      ["1", 76],
      ["2", 768],
      ["3", 2965],
    ] as const) {
      const result = readPlan(planWith([{ ...appreciation, exit: { multiple } }]));
      if (!result.ok) throw new Error(JSON.stringify(result.faults));
      expect(firstExit(Programme.start(result.plan))).toBe(first);
    }
  });

  test("minting more than flows in: the price never rises, so there is no first exit", () => {
    const sinking = { ...appreciation, mint: { rate: "0.70", of: "gross" } };
    expect(values(planWith([sinking]))["first-exit"]).toBeUndefined();
  });

  test("minting nearly all of it: longer than anybody counts", () => {
    expect(values(planWith([{ ...appreciation, mint: "0.95" }]))["first-exit"]).toBe("100,000");
  });

  test("switched off, it proves nothing and its pool speaks for itself", () => {
    expect(values(planWith([{ ...appreciation, enabled: false }]))).toEqual({
      "pool-paid-back": "30 %",
      "margin-needed": "30 %",
    });
  });
});

describe("margin needed", () => {
  test("pools and cash grants on gross add up", () => {
    expect(values(planWith([appreciation, cash("0.20"), cash("0.10")]))["margin-needed"]).toBe("60 %");
  });

  test("parts of the margin itself: 0.30 ÷ (1 − 0.50)", () => {
    expect(values(planWith([cash("0.50", "margin")]))["margin-needed"]).toBe("60 %");
  });

  test("more than the whole margin: nothing is enough, and the check says so", () => {
    const json = planWith([cash("0.60", "margin"), cash("0.40", "margin")]);
    expect(values(json)["margin-needed"]).toBe("no bound");
    const result = check(json, { packs: [] });
    expect(result.ok && result.findings.map(({ rule, path, severity }) => ({ rule, path, severity }))).toEqual([
      { rule: "margin-exceeded", path: "mechanisms", severity: "blocker" },
    ]);
  });

  test("a band that lets merchants concede less is found", () => {
    const band = (min: string) => {
      const result = check(planWith([cash("0.20")], { marginBand: { min, max: "0.80" } }), { packs: [] });
      return result.ok ? result.findings.map(({ path }) => path) : result.faults;
    };
    expect(band("0.49")).toEqual(["marginBand.min"]);
    expect(band("0.50")).toEqual([]);
  });
});

describe("sentences", () => {
  const bounds = (() => {
    const result = readPlan(planWith([appreciation]));
    return result.ok ? boundsOf(result.plan) : [];
  })();

  test("in both languages, with value and formula", () => {
    const share = bounds.find(({ name }) => name === "exit-share");
    if (!share) throw new Error("no bound exit-share");
    expect(boundSentence(share, "en", "CNY")).toBe(
      "At most this share of orders can ever reach the exit at 3 ×: 12.5 % (0.30 ÷ (3 × (1 − 0.20)))",
    );
    expect(boundSentence(share, "zh", "CNY")).toBe(
      "最多有这么多订单能走到 3 倍出局：12.5 %（0.30 ÷ (3 × (1 − 0.20))）",
    );
  });

  test("a bound is rounded up", () => {
    const third = {
      path: "",
      name: "x",
      value: { n: 1, d: 3 },
      unit: "share",
      formula: "",
      text: { zh: "", en: "" },
    } as const;
    expect(boundValue(third, "en", "CNY")).toBe("33.34 %");
    expect(boundValue({ ...third, value: { n: 7, d: 2 }, unit: "times" }, "en", "CNY")).toBe("3.5 ×");
    expect(boundValue({ ...third, value: { n: 1234567, d: 1 }, unit: "count" }, "en", "CNY")).toBe("1,234,567");
    expect(boundValue({ ...third, unit: "cash" }, "en", "CNY")).toBe("0.34 CNY");
  });
});

test("a plan with faults is returned with all of them", () => {
  const result = check({ plan: "x", extra: 1 });
  expect(result.ok).toBe(false);
  expect(!result.ok && result.faults.length > 3).toBe(true);
});

describe("shares that a run may never pass", () => {
  const queue = { kind: "queue", pool: "profit", lockDays: 15 };
  test("several tickets: the smallest one makes the largest share", () => {
    const tickets = [{ tags: ["big"], rate: "1.1" }, { rate: "0.6" }];
    expect(values(planWith([{ ...queue, ticket: tickets }]))["tickets-paid"]).toBe("50 %");
  });

  test("several multiples: the lowest one makes the largest share, the highest the heaviest day", () => {
    const tiers = [
      { atLeast: "0", multiple: "2" },
      { atLeast: "9000", multiple: "3" },
    ];
    const release = { kind: "release", asset: "points", to: "cash", pool: "profit", lots: { tiers }, daily: "0.012" };
    expect(values(planWith([release]))).toMatchObject({ funded: "15 %", "steady-obligation": "300 %" });
  });

  test("ranks in cash, by difference with equals: the highest rate and what equals get of it", () => {
    const ranks = ["a", "b"].map((rank) => ({ rank, title: { zh: rank, en: rank }, require: { approval: true } }));
    const team = {
      kind: "team",
      on: "order",
      asset: "cash",
      of: "gross",
      mode: "differential",
      rates: { a: "0.10", b: "0.20" },
      peer: { rate: "0.10", generations: 2 },
    };
    expect(values(planWith([team], { ranks } as Partial<PlanDocument>))).toMatchObject({
      "team-paid": "24 %",
      "margin-needed": "54 %",
    });
    const flat = { ...team, mode: "flat", peer: undefined };
    expect(values(planWith([flat], { ranks } as Partial<PlanDocument>))["team-paid"]).toBe("30 %");
  });

  test("a budget caps what mechanisms ask for together, and rules that no order meets at once do not add up", () => {
    const grants = [cash("0.20"), cash("0.15")];
    const budgets = [{ over: ["cash-0.20", "cash-0.15"], rate: "0.25", of: "gross" as const }];
    expect(values(planWith(grants, { budgets }))["margin-needed"]).toBe("55 %");
    const apart = [
      { ...cash("0.20"), tags: ["zone"] },
      { ...cash("0.15"), exceptTags: ["zone"] },
    ];
    expect(values(planWith(apart))["margin-needed"]).toBe("50 %");
  });

  test("an asset that a pool pays for: its funding at whatever margin", () => {
    const assets = { points: { scale: 2, spend: { settle: { pool: "profit" } } } };
    const grant = { kind: "grant", on: "order", to: "buyer", asset: "points", rate: "0.30", of: "margin" };
    const funded = (more: object, plan: Partial<PlanDocument> = {}): string | undefined =>
      values(planWith([{ ...grant, ...more }], { assets, ...plan }))["spend-funded"];
    expect(funded({})).toBe("100 %");
    expect(funded({ rate: "0.60", of: "gross" })).toBe("50 %");
    // Enough at a low margin, too little at a high one: nothing is proved either way.
    expect(funded({ rate: "0.50" })).toBeUndefined();
    expect(funded({ rate: "0.50" }, { marginBand: { min: "0.80", max: "1" } })).toBe("75 %");
  });
});
