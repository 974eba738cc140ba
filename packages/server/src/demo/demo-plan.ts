// The demo's plan: appreciation, and beside it one of each of what a wallet can hold and do, so that no page of it is empty.
import type { Plan, PlanDocument } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";

const assets = {
  voucher: { scale: 2, spend: { settle: "merchant" }, title: { zh: "消费券", en: "Voucher" } },
  subsidy: { scale: 2, title: { zh: "补贴积分", en: "Subsidy points" } },
  leaf: { scale: 2, cap: "1000000", title: { zh: "绿叶", en: "Leaves" } },
};

/** Out of the smallest margin of the demo's merchants (0.63) pool and shares of the plan take 0.60. */
const pools = { line: { inflow: [{ rate: "0.02", of: "gross" }], title: { zh: "排队池", en: "Queue pool" } } };

const mechanisms = [
  {
    kind: "release",
    asset: "subsidy",
    to: "voucher",
    lots: { tiers: [{ atLeast: "100", multiple: "0.5" }] },
    daily: "0.01",
  },
  { kind: "queue", pool: "line", ticket: "0.08", qualify: "200", lockDays: 7 },
  {
    kind: "distribution",
    id: "airdrop",
    asset: "leaf",
    from: { schedule: { daily: "500" } },
    by: { holding: "points" },
  },
  { kind: "convert", from: "leaf", to: "voucher", rate: "0.10", fee: "0.02" },
  { kind: "transfer", asset: "voucher", fee: "0.01" },
  { kind: "withdraw", fee: "0.006", min: "10", maxPerDay: "5000", review: "500" },
  {
    kind: "collectible",
    asset: "leaf",
    editions: [
      { edition: "spring-tea", title: { zh: "春茶", en: "Spring tea" }, price: "20", supply: 500 },
      { edition: "old-tree", title: { zh: "老树", en: "The old tree" }, price: "200", supply: 20 },
    ],
  },
];

/** `base`: the plan of appreciation as it ships. */
export function demoPlan(base: PlanDocument): Plan {
  const document = {
    ...base,
    assets: { ...base.assets, ...assets },
    pools: { ...base.pools, ...pools },
    mechanisms: [...base.mechanisms, ...mechanisms],
  };
  const read = readPlan(document);
  if (!read.ok) throw new Error(`demo_plan: ${JSON.stringify(read.faults)}`);
  return read.plan;
}
