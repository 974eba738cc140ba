// What is said of documents that are no plan, of parts that are at fault while others name them, and of a plan that can't follow another.
import { describe, expect, test } from "vitest";
import { readPlan } from "../../src/index.js";
import { schemaFaults } from "../../src/plan/fault.js";
import { planSchema } from "../../src/plan/schema.js";
import type { Json } from "../support/script.js";
import { planOf, Stage } from "../support/script.js";

const faultsOf = (json: unknown): string[] => {
  const result = readPlan(json);
  return result.ok ? [] : result.faults.map(({ path, wrong, right }) => `${path} | ${wrong} | ${right}`);
};
const named = (text: string): Json => ({ zh: text, en: text });

test("what is no object is no plan", () => {
  for (const json of [null, undefined, 7, "plan", true, [], [planOf({})]])
    expect(faultsOf(json)).toEqual([' | a plan is a JSON object | such as {"plan", "version", …}']);
});

describe("mechanisms", () => {
  const of = (...mechanisms: unknown[]): string[] =>
    faultsOf(planOf({ mechanisms })).map((text) => text.replace(/ \| [^|]*$/, ""));

  test("that are none", () => {
    expect(of(null, 7, "grant", [], {}, { kind: 7 }, { kind: null }, { kind: "magic" })).toEqual([
      "mechanisms[0].kind | is missing",
      "mechanisms[1].kind | is missing",
      "mechanisms[2].kind | is missing",
      "mechanisms[3].kind | is missing",
      "mechanisms[4].kind | is missing",
      "mechanisms[5].kind | there is no mechanism 7",
      "mechanisms[6].kind | there is no mechanism null",
      'mechanisms[7].kind | there is no mechanism "magic"',
    ]);
    expect(faultsOf(planOf({ mechanisms: [{ kind: "magic" }] }))[0]).toContain(
      "one of appreciation, chain, collectible, convert, distribution, grant, market",
    );
  });

  test("that are no list", () => {
    expect(faultsOf(planOf({ mechanisms: { kind: "grant" } }))).toHaveLength(1);
    expect(faultsOf(planOf({ mechanisms: undefined }))).toHaveLength(1);
  });

  test("of one id, and names of ids that nobody has", () => {
    const grant = { kind: "grant", on: "join", to: "self", asset: "hi", amount: "1" };
    const assets = { hi: { scale: 0 } };
    const twice = "an id of its own for each mechanism of the same kind";
    expect(faultsOf(planOf({ assets, mechanisms: [grant, { ...grant, id: "x" }, grant] }))).toEqual([
      `mechanisms[2].id | "grant" stands twice | ${twice}`,
    ]);
    expect(faultsOf(planOf({ assets, mechanisms: [{ ...grant, id: "x" }], closing: ["y"] }))).toEqual([
      'closing | there is no mechanism with the id "y" | one of x',
    ]);
    expect(faultsOf(planOf({ closing: ["y"] }))).toEqual([
      'closing | there is no mechanism with the id "y" | declare it first: the plan has none',
    ]);
    const unknown = faultsOf(planOf({ mechanisms: [{ kind: "magic" }, { id: "z" }, null], closing: ["y"] }));
    expect(unknown.at(-1)).toBe('closing | there is no mechanism with the id "y" | one of magic, z');
  });
});

describe("parts at fault still declare their names", () => {
  test("assets, pools and ranks", () => {
    const plan = planOf({
      assets: { hi: { scale: "two" }, lo: null },
      pools: { fund: { inflow: [{ rate: "2x", of: "gross" }] } },
      ranks: [{ rank: "junior" }, { rank: "senior", title: named("s"), require: { directRank: { junior: 1 } } }],
      mechanisms: [
        { kind: "grant", on: "join", to: "referrer", asset: "hi", amount: "1.00000001", if: { rank: "junior" } },
        { kind: "distribution", asset: "cash", from: { pool: "fund" }, by: { holding: "lo" } },
      ],
    });
    expect(faultsOf(plan).map((text) => text.split(" | ")[0])).toEqual([
      "assets.hi.scale",
      "assets.lo",
      "pools.fund.inflow[0].rate",
      "ranks[0].title",
      "ranks[0].require",
    ]);
  });

  test("but what has no name declares none", () => {
    const plan = planOf({
      assets: "hi",
      ranks: [7, null, { rank: 7 }, "top", { title: named("x") }],
      mechanisms: [{ kind: "grant", on: "join", to: "self", asset: "hi", amount: "1" }],
    });
    const found = faultsOf(plan);
    expect(found).toContain('mechanisms[0].asset | the plan has no asset "hi" | one of cash');
    expect(found.filter((text) => text.includes("stands twice"))).toEqual(
      found.filter((text) => text.includes('"" stands twice')),
    );
  });

  test("and what they require is looked at as far as it can be", () => {
    const require = {
      rank: "none",
      teamRank: { nobody: 1 },
      directRank: { top: 1, low: 2 },
      holding: { hi: "1.5", gold: "1" },
      volume: "1.005",
      spend: "90071992547409.92",
    };
    const plan = planOf({
      assets: { hi: { scale: 0 } },
      ranks: [
        { rank: "low", title: named("l"), require },
        { rank: "low", title: named("l"), require: {} },
      ],
    });
    expect(faultsOf(plan)).toEqual([
      'ranks[0].require.directRank | the plan has no rank "top" | one of low, low',
      'ranks[0].require.teamRank | the plan has no rank "nobody" | one of low, low',
      'ranks[0].require.rank | the plan has no rank "none" | one of low, low',
      "ranks[0].require.volume | has more decimals than cash | at most 2 decimals",
      "ranks[0].require.spend | is larger than 2^53 − 1 minor units | a smaller amount",
      "ranks[0].require.holding.hi | has more decimals than hi | at most 0 decimals",
      'ranks[0].require.holding.gold | the plan has no asset "gold" | one of cash, hi',
      'ranks[1].rank | "low" stands twice | each rank once',
    ]);
  });

  test("prices, caps and pools of assets", () => {
    const assets = {
      cash: { scale: 2 },
      a: { scale: 0, referencePrice: "0.0" },
      b: { scale: 0, cap: "1.5", spend: { settle: { pool: "none" } } },
      c: { scale: 2, referencePrice: "0.01", cap: "0.01" },
    };
    expect(faultsOf(planOf({ assets }))).toEqual([
      "assets.cash | cash is always there | another name",
      "assets.a.referencePrice | is 0 | a price above 0",
      "assets.b.cap | has more decimals than b | at most 0 decimals",
      'assets.b.spend.settle.pool | the plan has no pool "none" | declare it first: the plan has none',
    ]);
  });
});

describe("faults of a schema", () => {
  test("show what stands there, long things cut, and say which type is right", () => {
    const said = (json: Json) =>
      schemaFaults(planSchema, planOf(json), ["p"]).map(({ path, wrong, right }) => `${path} | ${wrong} | ${right}`);
    const long = "x".repeat(60);
    expect(said({ title: long })).toEqual([`p.title | is "${"x".repeat(56)}… | an object`]);
    expect(said({ title: "x".repeat(58) })).toEqual([`p.title | is "${"x".repeat(58)}" | an object`]);
    expect(said({ assets: 7 })).toEqual(["p.assets | is 7 | an object with a name for each entry"]);
    expect(said({ mechanisms: "none" })).toEqual(['p.mechanisms | is "none" | a list']);
    expect(said({ demote: 1 })).toEqual(["p.demote | is 1 | true or false"]);
    expect(said({ plan: undefined })[0]).toMatch(/^p\.plan \| is missing \| /);
    expect(said({ colour: 1, size: 2 })).toEqual([
      "p.colour | unknown key | leave it out, or correct its spelling",
      "p.size | unknown key | leave it out, or correct its spelling",
    ]);
    expect(said({ title: { zh: "a", en: 7 } })).toEqual(["p.title.en | is 7 | a text"]);
  });
});

describe("a plan that follows another", () => {
  const assets = { hi: { scale: 2 }, rare: { scale: 0, cap: "100" } };
  const refusal = (parts: Json) => {
    const stage = new Stage(planOf({ assets }), { next: planOf({ version: 2, assets, ...parts }) });
    const outcome = stage.programme.apply(stage.event("plan next"));
    if (outcome.ok) return undefined;
    const { code, place, wrong, right } = outcome.refusal;
    return `${code} ${place} | ${wrong} | ${right}`;
  };

  test("is the same plan, in a higher version, without faults", () => {
    expect(refusal({})).toBeUndefined();
    expect(refusal({ version: 1 })).toBe("malformed_plan plan.version | test version 1 | test with a version above 1");
    expect(refusal({ plan: "other" })).toBe(
      "malformed_plan plan.version | other version 2 | test with a version above 1",
    );
    expect(refusal({ closing: ["y"] })).toBe(
      'malformed_plan plan.closing | there is no mechanism with the id "y" | declare it first: the plan has none',
    );
  });

  test("has every asset that is in use, as it was", () => {
    const missing = "an asset that is in use is missing or has another scale";
    expect(refusal({ assets: { rare: assets.rare } })).toBe(
      `malformed_plan plan.assets.hi | ${missing} | the asset with scale 2`,
    );
    expect(refusal({ assets: { ...assets, hi: { scale: 3 } } })).toBe(
      `malformed_plan plan.assets.hi | ${missing} | the asset with scale 2`,
    );
    expect(refusal({ currency: "JPY" })).toBe(`malformed_plan plan.assets.cash | ${missing} | the asset with scale 2`);
    expect(refusal({ assets: { ...assets, more: { scale: 1, cap: "5" } } })).toBeUndefined();
  });

  test("and its cap", () => {
    expect(refusal({ assets: { ...assets, rare: { scale: 0, cap: "0100" } } })).toBeUndefined();
    const rare = "malformed_plan plan.assets.rare.cap | the asset is in use with a cap of 100 | a cap of 100";
    expect(refusal({ assets: { ...assets, rare: { scale: 0, cap: "101" } } })).toBe(rare);
    expect(refusal({ assets: { ...assets, rare: { scale: 0 } } })).toBe(rare);
    expect(refusal({ assets: { ...assets, hi: { scale: 2, cap: "7" } } })).toBe(
      "malformed_plan plan.assets.hi.cap | the asset is in use with no cap | leave it out",
    );
  });
});
