// Each rule of each pack against plans: those that touch it, with the path of the field, and those that do not.
import { describe, expect, test } from "vitest";
import type { Measured } from "../src/index.js";
import { packNamed } from "../src/index.js";
import type { Json } from "./support.js";
import { appreciation, chain, found, planOf, referral, RULES } from "./support.js";

const rank = (require: Json, name = "star"): Json => ({ rank: name, title: { zh: "星", en: name }, require });
const team: Json = { kind: "team", on: "order", asset: "points", of: "margin", mode: "flat", rates: { star: "0.02" } };
const market: Json = { kind: "market", asset: "points" };
const airdrop: Json = {
  kind: "distribution",
  asset: "points",
  from: { schedule: { daily: "10" } },
  by: { equal: true },
};
const voucher = { points: { scale: 2, expires: 365, spend: { settle: { pool: "profit" } } } };
const buyer = (more: Json): Json => referral({ id: "own", to: "buyer", asset: "points", ...more });
/** A fixed reward to a referrer when somebody comes. */
const coming = (on: string): Json => ({ kind: "grant", on, to: "referrer", asset: "points", amount: "1" });
const release: Json = {
  kind: "release",
  asset: "points",
  to: "cash",
  pool: "profit",
  lots: { tiers: [{ atLeast: "0", multiple: "2.5" }] },
  daily: "0.012",
};
const queue: Json = { kind: "queue", pool: "profit", ticket: "1", lockDays: 15 };
const rounds: Json = {
  kind: "rounds",
  points: "points",
  voucher: "voucher",
  rate: "0.005",
  growth: "0.15",
  trigger: { growth: "0.15", days: 15 },
  multiple: "5",
  maxRounds: 40,
};
const roundsPlan = (max: string): Json =>
  planOf([rounds], {
    assets: { points: { scale: 2 }, voucher: { scale: 2, spend: { settle: { pool: "profit" } } } },
    pools: { profit: { inflow: [{ rate: "1", of: "margin" }] } },
    marginBand: { min: "0.03", max },
  });
const text = (zh: string, en = "rules"): Json => ({ rules: { zh: `${RULES.zh}${zh}`, en } });

interface Row {
  plan: Json;
  /** paths of what the rule finds; none: it is not touched */
  paths: string[];
  severity?: "blocker" | "review" | "warning";
  measured?: Measured;
  /** it says that it can't be decided yet */
  needs?: boolean;
}

const cn: Record<string, Row[]> = {
  "headcount-reward": [
    {
      plan: planOf([coming("join")]),
      paths: ["mechanisms[0].on"],
    },
    {
      plan: planOf([coming("activate")]),
      paths: ["mechanisms[0].on"],
    },
    {
      plan: planOf([coming("merchant")]),
      paths: ["mechanisms[0].on"],
    },
    {
      plan: planOf([team], { ranks: [rank({ direct: 10, team: 100 })] }),
      paths: ["ranks[0].require.direct", "ranks[0].require.team"],
    },
    { plan: planOf([chain]), paths: ["mechanisms[0].leaderAfter"] },
    { plan: planOf([referral()]), paths: [] },
    { plan: planOf([buyer({ on: "join", to: "self", amount: "1", rate: undefined, of: undefined })]), paths: [] },
    { plan: planOf([], { ranks: [rank({ direct: 10 })] }), paths: [] },
    {
      plan: planOf([
        referral({ on: "join", asset: "points", amount: "1", rate: undefined, of: undefined, enabled: false }),
      ]),
      paths: [],
    },
  ],
  "entry-fee": [
    { plan: planOf([], { activation: { tag: "starter" } }), paths: ["activation.tag"] },
    {
      plan: planOf([referral({ if: { activated: true } })], { activation: { tag: "starter" } }),
      paths: ["activation.tag", "mechanisms[0].if.activated"],
    },
    {
      plan: planOf([team], { ranks: [rank({ tag: "pack" }), rank({ spend: "100" }, "sun")] }),
      paths: ["ranks[0].require.tag"],
    },
    {
      plan: planOf([referral({ if: { rank: "star" } })], { ranks: [rank({ spend: "100" })] }),
      paths: ["ranks[0].require.spend"],
    },
    { plan: planOf([chain]), paths: ["mechanisms[0].tag"] },
    { plan: planOf([referral({ if: { activated: true } })]), paths: [] },
    { plan: planOf([], { ranks: [rank({ spend: "100" })] }), paths: [] },
  ],
  "downline-sales": [
    { plan: planOf([referral({ generation: 2 })]), paths: ["mechanisms[0].generation"] },
    { plan: planOf([team], { ranks: [rank({ approval: true })] }), paths: ["mechanisms[0].rates"] },
    {
      plan: planOf([team], { ranks: [rank({ volume: "50000" })] }),
      paths: ["mechanisms[0].rates", "ranks[0].require.volume"],
    },
    { plan: planOf([{ ...release, accelerate: ["0.5", "0.3"] }]), paths: ["mechanisms[0].accelerate"] },
    { plan: planOf([chain]), paths: ["mechanisms[0].rewards.leader"] },
    { plan: planOf([referral({ to: "agentSponsor", level: "any" })]), paths: ["mechanisms[0].to"] },
    { plan: planOf([referral({ generation: 1 })]), paths: [] },
    { plan: planOf([{ ...release, accelerate: ["0.5"] }]), paths: [] },
  ],
  "criminal-threshold": [
    { plan: planOf([referral({ generation: 2 })]), paths: ["mechanisms[0].generation"], needs: true },
    {
      plan: planOf([referral({ generation: 2 })]),
      paths: ["mechanisms[0].generation"],
      measured: { run: { members: 30, levels: 3 } },
      needs: false,
    },
    {
      plan: planOf([referral({ generation: 2 })]),
      paths: ["mechanisms[0].generation"],
      measured: { run: { members: 29 } },
      severity: "warning",
    },
    {
      plan: planOf([referral({ generation: 2 })]),
      paths: ["mechanisms[0].generation"],
      measured: { run: { members: 99, levels: 2 } },
      severity: "warning",
    },
    { plan: planOf([referral()]), paths: [], measured: { run: { members: 1_000_000 } } },
  ],
  "promised-return": [
    { plan: planOf([appreciation]), paths: ["mechanisms[0].exit.multiple"] },
    { plan: planOf([release]), paths: ["mechanisms[0].lots.tiers[0].multiple"] },
    { plan: planOf([queue]), paths: ["mechanisms[0].ticket"] },
    {
      plan: planOf([{ ...queue, ticket: [{ tags: ["x"], rate: "1.1" }, { rate: "0.7" }] }]),
      paths: ["mechanisms[0].ticket[0].rate"],
    },
    { plan: roundsPlan("0.20"), paths: ["mechanisms[0].multiple"] },
    { plan: planOf([buyer({ rate: "1", of: "gross" })], { assets: voucher }), paths: ["mechanisms[0].rate"] },
    {
      plan: planOf([
        buyer({ rate: "2", of: "gross" }),
        { kind: "distribution", asset: "cash", from: { pool: "profit" }, by: { equal: true }, limit: "points" },
      ]),
      paths: ["mechanisms[0].rate"],
    },
    {
      plan: planOf([buyer({ rate: "0.5", of: "gross" }), buyer({ id: "more", rate: "0.5", of: "gross" })], {
        assets: voucher,
      }),
      paths: ["mechanisms[0].rate"],
    },
    { plan: planOf([{ ...appreciation, exit: { multiple: "0.99" } }]), paths: [] },
    { plan: planOf([{ ...queue, ticket: "0.70" }]), paths: [] },
    { plan: roundsPlan("0.19"), paths: [] },
    { plan: planOf([buyer({ rate: "10", of: "margin" })]), paths: [] },
    { plan: planOf([buyer({ rate: "0.25" })], { assets: voucher }), paths: [] },
    {
      plan: planOf(
        [
          buyer({ rate: "0.6", of: "gross", tags: ["a"] }),
          buyer({ id: "more", rate: "0.6", of: "gross", tags: ["b"] }),
        ],
        { assets: voucher },
      ),
      paths: [],
    },
  ],
  rebate: [
    { plan: planOf([queue]), paths: ["mechanisms[0].pool"], severity: "blocker", needs: false },
    {
      plan: planOf([{ ...appreciation, exit: undefined }]),
      paths: ["mechanisms[0].pool"],
      severity: "warning",
      needs: true,
    },
    {
      plan: planOf([{ ...appreciation, exit: undefined }]),
      paths: ["mechanisms[0].pool"],
      severity: "blocker",
      measured: { run: { unpaidAtZeroGrowth: "0.01" } },
    },
    {
      plan: planOf([{ ...appreciation, exit: undefined }]),
      paths: [],
      measured: { run: { unpaidAtZeroGrowth: "0.00" } },
    },
    {
      plan: planOf([{ kind: "distribution", asset: "cash", from: { pool: "profit" }, by: { equal: true } }]),
      paths: ["mechanisms[0].from.pool"],
      severity: "warning",
    },
    {
      plan: planOf([{ kind: "distribution", asset: "cash", from: { pool: "profit" }, by: { equal: true } }], {
        pools: { profit: { inflow: [{ rate: "0.20", of: "revenue" }] } },
      }),
      paths: [],
    },
    {
      plan: planOf([buyer({ rate: "0.50", of: "gross" })], { assets: voucher }),
      paths: ["assets.points.spend.settle"],
      severity: "blocker",
    },
    { plan: planOf([buyer({ rate: "0.30", of: "gross" })], { assets: voucher }), paths: [] },
    {
      plan: planOf([buyer({ rate: "0.30", of: "gross" }), { ...queue, ticket: "0.1" }], { assets: voucher }),
      paths: ["mechanisms[1].pool", "assets.points.spend.settle"],
      severity: "warning",
    },
    { plan: roundsPlan("0.20"), paths: ["mechanisms[0].voucher"], severity: "blocker" },
  ],
  "tradable-points": [
    { plan: planOf([market]), paths: ["mechanisms[0].asset"] },
    {
      plan: planOf([], { assets: { points: { scale: 2, transferable: true, referencePrice: "1" } } }),
      paths: ["assets.points.transferable"],
    },
    { plan: planOf([airdrop], { assets: { points: { scale: 2, cap: "1000" } } }), paths: ["assets.points.cap"] },
    { plan: planOf([], { assets: { points: { scale: 2, transferable: true } } }), paths: [] },
    { plan: planOf([airdrop]), paths: [] },
  ],
  "points-resale": [
    { plan: planOf([market]), paths: ["mechanisms[0].asset"] },
    { plan: planOf([{ ...market, enabled: false }]), paths: [] },
  ],
  "stored-value": [
    { plan: planOf([], { assets: voucher }), paths: ["assets.points.spend"], needs: true },
    {
      plan: planOf([], { assets: voucher }),
      paths: ["assets.points.spend"],
      measured: { programme: { merchants: 2 } },
      needs: false,
    },
    { plan: planOf([], { assets: voucher }), paths: [], measured: { programme: { merchants: 1 } } },
    { plan: planOf([]), paths: [] },
  ],
  "fund-path": [
    { plan: planOf([{ kind: "withdraw" }]), paths: ["mechanisms[0]"], needs: true },
    { plan: planOf([], { marginBand: { min: "0.1", max: "0.2" } }), paths: ["marginBand"] },
    { plan: planOf([market]), paths: ["mechanisms[0].settlement"] },
    { plan: planOf([{ ...market, settlement: "direct" }]), paths: [] },
    {
      plan: planOf([{ kind: "withdraw" }]),
      paths: ["mechanisms[0]"],
      measured: { programme: { splitPayment: false } },
      needs: false,
    },
    { plan: planOf([{ kind: "withdraw" }]), paths: [], measured: { programme: { splitPayment: true } } },
    { plan: planOf([]), paths: [] },
  ],
  "direct-sales-cap": [
    { plan: planOf([referral({ rate: "0.31", of: "gross" })]), paths: ["mechanisms[0].to"], needs: false },
    {
      plan: planOf([referral({ rate: "0.20", of: "gross" }), referral({ rate: "0.10", of: "gross", generation: 2 })]),
      paths: [],
    },
    { plan: planOf([chain]), paths: ["mechanisms[0].rewards.leader"], needs: true },
    { plan: planOf([chain]), paths: ["mechanisms"], measured: { run: { highestSellerPay: "0.31" } } },
    { plan: planOf([chain]), paths: [], measured: { run: { highestSellerPay: "0.30" } } },
    { plan: planOf([]), paths: [] },
  ],
  disclosure: [
    { plan: planOf([], { rules: undefined }), paths: ["rules"] },
    {
      plan: planOf([], {
        rules: { zh: "买就送。", en: "Buy and get." },
        assets: { points: { scale: 2, spend: { settle: "merchant" } } },
      }),
      paths: ["assets.points.expires", "assets.points.spend"],
    },
    { plan: planOf([], { version: 2 }), paths: ["version"], needs: true },
    { plan: planOf([], { version: 2 }), paths: ["version"], measured: { programme: { noticeDays: 6 } }, needs: false },
    { plan: planOf([], { version: 2 }), paths: [], measured: { programme: { noticeDays: 7 } } },
    { plan: planOf([], { assets: voucher }), paths: [] },
  ],
  "policy-claim": [
    { plan: planOf([appreciation], text("本方案响应《促进绿色消费实施方案》。")), paths: ["rules"] },
    { plan: planOf([market], { title: { zh: "试", en: "Backed by national policy" } }), paths: ["title"] },
    { plan: planOf([buyer({ rate: "0.25" })], text("本方案响应《促进绿色消费实施方案》。")), paths: [] },
    { plan: planOf([appreciation]), paths: [] },
  ],
  securities: [
    { plan: planOf([], text("积分将来可以换公司股权。")), paths: ["rules"] },
    {
      plan: planOf([], { assets: { points: { scale: 2, title: { zh: "原始股积分", en: "points" } } } }),
      paths: ["assets.points.title"],
    },
    { plan: planOf([], text("", "Points become shares of the company after its IPO.")), paths: ["rules"] },
    { plan: planOf([], text("积分不能换成股权。新品上市。", "Points are never shares of the company.")), paths: [] },
  ],
  "personal-data": [
    { plan: planOf([referral()]), paths: ["mechanisms[0]"] },
    { plan: planOf([chain]), paths: ["mechanisms[0]"] },
    { plan: planOf([buyer({})]), paths: [] },
  ],
};

const intl: Record<string, Row[]> = {
  koscot: [
    {
      plan: planOf([coming("join")], { activation: { tag: "starter" } }),
      paths: ["activation.tag", "mechanisms[0].on"],
    },
    { plan: planOf([chain]), paths: ["mechanisms[0].tag", "mechanisms[0].leaderAfter"] },
    { plan: planOf([coming("join")]), paths: [] },
    { plan: planOf([referral()], { activation: { tag: "starter" } }), paths: [] },
  ],
  introductions: [
    { plan: planOf([referral()], { activation: { tag: "starter" } }), paths: ["activation.tag"] },
    { plan: planOf([{ ...queue, lockDays: undefined, advance: 3 }]), paths: ["mechanisms[0].advance"] },
    { plan: planOf([], { activation: { tag: "starter" } }), paths: [] },
    { plan: planOf([referral(), queue]), paths: [] },
  ],
};

/** `undefined` in a table leaves a key out, as JSON does. */
const written = (plan: Json): Json => JSON.parse(JSON.stringify(plan)) as Json;

describe.each([
  ["cn", cn],
  ["intl", intl],
] as const)("pack %s", (name, table) => {
  const pack = packNamed(name);

  test("every rule has plans that touch it and plans that do not", () => {
    expect(Object.keys(table)).toEqual(pack?.rules.map(({ id }) => id));
    for (const rows of Object.values(table)) {
      expect(rows.some(({ paths }) => paths.length > 0)).toBe(true);
      expect(rows.some(({ paths }) => paths.length === 0)).toBe(true);
    }
  });

  describe.each(Object.entries(table))("%s", (id, rows) => {
    const usual = pack?.rules.find((rule) => rule.id === id)?.severity;
    test.each(rows.map((row, index) => [`${index}: ${row.paths.join(", ") || "not touched"}`, row] as const))(
      "%s",
      (_, { plan, paths, severity = usual, measured, needs }) => {
        const options = { packs: [name], ...(measured && { measured }) };
        const findings = found(written(plan), options).filter(({ rule }) => rule === id);
        expect(findings.map(({ path }) => path)).toEqual(paths);
        for (const finding of findings) {
          if (paths.length === 1 || severity !== usual) expect(finding.severity).toBe(severity);
          if (needs !== undefined) expect(finding.needs !== undefined).toBe(needs);
          expect(finding.text.zh).toContain("触及");
          expect(finding.text.en).toMatch(/^touches /);
        }
      },
    );
  });
});
