// A gallery of bad plans: each with every fault it must be refused with, path, what is wrong and what would be right.
import { describe, expect, test } from "vitest";
import { mechanismKinds, planJsonSchema, readPlan } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf } from "../support/script.js";

/** The faults of a plan as lines `path: wrong; right`. */
function faultsOf(plan: unknown): string[] {
  const result = readPlan(plan);
  return result.ok ? [] : result.faults.map(({ path, wrong, right }) => `${path}: ${wrong}; ${right}`);
}

const appreciation: Json = {
  kind: "appreciation",
  asset: "points",
  pool: "profit",
  mint: "0.70",
  initialPrice: "1",
  retention: "0.20",
};
const good: Json = {
  assets: { points: { scale: 4 } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
};
const grant: Json = { kind: "grant", on: "order", to: "buyer", asset: "points", rate: "1", of: "margin" };

const gallery: { name: string; plan: unknown; faults: string[] }[] = [
  { name: "no object", plan: [], faults: [': a plan is a JSON object; such as {"plan", "version", …}'] },
  {
    name: "nothing in it",
    plan: {},
    faults: [
      "plan: is missing; a name of 1 to 64 characters",
      "version: is missing; a whole number",
      "title: is missing; an object",
      "currency: is missing; a text",
      "timezone: is missing; a text",
      "assets: is missing; an object with a name for each entry",
      "mechanisms: is missing; a list",
    ],
  },
  {
    name: "unknown keys, at every depth",
    plan: planOf({
      ...good,
      motto: "more",
      assets: { points: { scale: 4, colour: "green" } },
      mechanisms: [{ ...appreciation, speed: "fast", exit: { multiple: "3", soon: true } }],
    }),
    faults: [
      "assets.points.colour: unknown key; leave it out, or correct its spelling",
      "motto: unknown key; leave it out, or correct its spelling",
      "mechanisms[0].exit.soon: unknown key; leave it out, or correct its spelling",
      "mechanisms[0].speed: unknown key; leave it out, or correct its spelling",
    ],
  },
  {
    name: "numbers where decimals belong, and what is no decimal",
    plan: planOf({
      ...good,
      pools: { profit: { inflow: [{ rate: 0.3, of: "gross" }] } },
      mechanisms: [{ ...appreciation, mint: 0.7, retention: "20%", initialPrice: "-1" }],
    }),
    faults: [
      'pools.profit.inflow[0].rate: is 0.3; a decimal string such as "0.30" (never a JSON number)',
      'mechanisms[0].mint: is 0.7; a rate of the inflow such as "0.70", or {"rate", "of"}',
      'mechanisms[0].initialPrice: is "-1"; a decimal string such as "0.30" (never a JSON number)',
      'mechanisms[0].retention: is "20%"; a decimal string such as "0.30" (never a JSON number)',
    ],
  },
  {
    name: "names that the plan does not have",
    plan: planOf({
      ...good,
      ranks: [
        {
          rank: "junior",
          title: { zh: "初", en: "junior" },
          require: { directRank: { senior: 1 }, rank: "chief", holding: { gold: "1" } },
        },
      ],
      budgets: [{ over: ["gift"], rate: "0.1", of: "gross" }],
      closing: ["queue"],
      mechanisms: [
        { ...appreciation, asset: "gold", pool: "profits" },
        { ...grant, asset: "hi", if: { rank: "senior" } },
      ],
    }),
    faults: [
      'mechanisms[0].asset: the plan has no asset "gold"; one of points',
      'mechanisms[0].pool: the plan has no pool "profits"; one of profit',
      'mechanisms[1].asset: the plan has no asset "hi"; one of cash, points',
      'mechanisms[1].if.rank: the plan has no rank "senior"; one of junior',
      'ranks[0].require.directRank: the plan has no rank "senior"; one of junior',
      'ranks[0].require.rank: the plan has no rank "chief"; one of junior',
      'ranks[0].require.holding.gold: the plan has no asset "gold"; one of cash, points',
      'budgets[0].over: there is no mechanism with the id "gift"; one of appreciation, grant',
      'closing: there is no mechanism with the id "queue"; one of appreciation, grant',
    ],
  },
  {
    name: "a mechanism that does not exist, one without a kind, and one that stands twice",
    plan: planOf({ ...good, mechanisms: [{ kind: "lottery" }, {}, appreciation, appreciation] }),
    faults: [
      `mechanisms[0].kind: there is no mechanism "lottery"; one of ${mechanismKinds()
        .map(({ kind }) => kind)
        .join(", ")}`,
      `mechanisms[1].kind: is missing; one of ${mechanismKinds()
        .map(({ kind }) => kind)
        .join(", ")}`,
      'mechanisms[3].id: "appreciation" stands twice; an id of its own for each mechanism of the same kind',
    ],
  },
  {
    name: "assets: cash declared, scales, a cap too fine, a price of 0, a pool that is missing",
    plan: planOf({
      assets: {
        cash: { scale: 2 },
        points: { scale: 9 },
        coin: { scale: 0, cap: "10.5" },
        shell: { scale: 2, referencePrice: "0" },
        voucher: { scale: 2, spend: { settle: { pool: "fund" } } },
      },
    }),
    faults: [
      "assets.points.scale: is 9; a whole number from 0 to 8",
      "assets.cash: cash is always there; another name",
      "assets.coin.cap: has more decimals than coin; at most 0 decimals",
      "assets.shell.referencePrice: is 0; a price above 0",
      'assets.voucher.spend.settle.pool: the plan has no pool "fund"; declare it first: the plan has none',
    ],
  },
  {
    name: "what is at fault still has its name: nothing else is blamed for it",
    plan: planOf({
      assets: { points: { scale: 9 }, coin: { scale: 0 } },
      pools: { profit: { inflow: 1 }, other: { inflow: [] } },
      ranks: [{ rank: "junior", title: "初", require: {} }],
      budgets: [{ over: ["appreciation"], rate: "0.1", of: "gross" }],
      mechanisms: [
        { ...appreciation, mint: 1 },
        { ...appreciation, id: "second" },
        { ...grant, if: { rank: "junior" } },
      ],
    }),
    faults: [
      "assets.points.scale: is 9; a whole number from 0 to 8",
      "pools.profit.inflow: is 1; a list",
      'ranks[0].title: is "初"; an object',
      'mechanisms[0].mint: is 1; a rate of the inflow such as "0.70", or {"rate", "of"}',
    ],
  },
  {
    name: "ranks that stand twice, amounts that are too fine",
    plan: planOf({
      ranks: [
        { rank: "junior", title: { zh: "初", en: "junior" }, require: { volume: "0.001" } },
        { rank: "junior", title: { zh: "初", en: "junior" }, require: { spend: "1.005" } },
      ],
    }),
    faults: [
      "ranks[0].require.volume: has more decimals than cash; at most 2 decimals",
      'ranks[1].rank: "junior" stands twice; each rank once',
      "ranks[1].require.spend: has more decimals than cash; at most 2 decimals",
    ],
  },
  {
    name: "places and times",
    plan: planOf({ currency: "rmb", timezone: "Asia/Nowhere", start: "2026-02-30", version: 0 }),
    faults: [
      "version: is 0; a whole number, 1 or more",
      'currency: is "rmb"; an ISO 4217 code such as "CNY"',
      'timezone: is "Asia/Nowhere"; an IANA time zone such as "Asia/Shanghai"',
      'start: is "2026-02-30"; a day such as "2026-01-01"',
    ],
  },
  {
    name: "appreciation: shares above the whole, a price of 0, an exit by nothing",
    plan: planOf({
      ...good,
      mechanisms: [{ ...appreciation, initialPrice: "0", retention: "1.2", exit: { portion: "2" } }],
    }),
    faults: [
      "mechanisms[0].retention: is 1.2, more than the whole; a share from 0 to 1",
      "mechanisms[0].exit.portion: is 2, more than the whole; a share from 0 to 1",
      "mechanisms[0].initialPrice: is 0; a price above 0",
      'mechanisms[0].exit: needs either `multiple` or `quantity`; one of them, such as {"multiple": "3"}',
    ],
  },
  {
    name: "grant: amount and rate, no base, cash without an order, recipients that make no sense",
    plan: planOf({
      ...good,
      mechanisms: [
        { ...grant, id: "a", amount: "1" },
        { ...grant, id: "b", of: undefined },
        { kind: "grant", id: "c", on: "join", to: "self", asset: "cash", amount: "1" },
        { kind: "grant", id: "d", on: "join", to: "merchant", asset: "points", amount: "1" },
        { kind: "grant", id: "e", on: "join", to: "agent", asset: "points", amount: "1" },
        { ...grant, id: "f", generation: 2 },
        { ...grant, id: "g", on: "never" },
      ],
    }),
    faults: [
      'mechanisms[0]: needs either `amount` or `rate`; one of them, such as "rate": "0.10" with "of": "margin"',
      'mechanisms[1].of: is missing; "gross", "margin" or "earned"',
      "mechanisms[2].asset: cash comes out of an order's margin, and there is none on join; an asset of the plan, or on: order",
      'mechanisms[3].to: there is no merchant on join; "self" or "referrer"',
      'mechanisms[4].to: there is no region on join; an agent can be paid on "order" and "merchant"',
      'mechanisms[4].level: is missing; "district", "city", "province" or "any"',
      'mechanisms[5].generation: "buyer" has no generation; leave it out',
      'mechanisms[6].on: is "never"; one of "join", "activate", "merchant", "order", "task:<name>"',
    ],
  },
];

describe("[language.faults] a plan is refused with every fault:", () => {
  for (const { name, plan, faults } of gallery) {
    test(name, () => {
      expect(faultsOf(plan)).toEqual(faults);
    });
  }
});

test("[language.faults] the good plan of the gallery has none", () => {
  expect(faultsOf(planOf({ ...good, mechanisms: [appreciation, grant] }))).toEqual([]);
});

describe("[language.schema] the JSON Schema that is published", () => {
  const schema = JSON.parse(JSON.stringify(planJsonSchema())) as {
    additionalProperties: boolean;
    required: string[];
    properties: Record<string, { items?: { oneOf?: Json[]; anyOf?: Json[] } }>;
  };
  const variants = schema.properties["mechanisms"]?.items?.oneOf ?? schema.properties["mechanisms"]?.items?.anyOf ?? [];

  test("knows every kind of mechanism and refuses unknown keys", () => {
    const kinds = variants.map((each) => (each["properties"] as Record<string, { const: string }>)["kind"]?.const);
    expect(new Set(kinds)).toEqual(new Set(mechanismKinds().map(({ kind }) => kind)));
    expect(schema.additionalProperties).toBe(false);
    for (const each of variants) expect(each["additionalProperties"]).toBe(false);
    expect(schema.required).toEqual(["plan", "version", "title", "currency", "timezone", "assets", "mechanisms"]);
  });

  test("asks for decimals as strings", () => {
    const text = JSON.stringify(schema);
    expect(text.includes(String.raw`"pattern":"^\\d+(\\.\\d+)?$"`)).toBe(true);
    expect(text.replaceAll('"type":"number","const"', "").includes('"type":"number"')).toBe(false);
  });
});
