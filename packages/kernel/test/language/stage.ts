// The programme on which refusals are tried: something of everything that an event can be wrong about.
import { mechanismKinds } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, Stage } from "../support/script.js";

/** Whether there is a mechanism of a kind ("" stands for the house rules). */
export const hasKind = (kind: string): boolean => kind === "" || mechanismKinds().some((each) => each.kind === kind);

const mechanisms: Json[] = [
  {
    kind: "appreciation",
    asset: "points",
    pool: "profit",
    mint: "0.70",
    initialPrice: "1",
    retention: "0.20",
    sell: { maxPerSale: "20", maxPerHolderPerDay: "30" },
  },
  { kind: "transfer", asset: "coin" },
  { kind: "convert", from: "coin", to: "token" },
  { kind: "withdraw", min: "5", maxPerDay: "40", review: "30" },
  {
    kind: "task",
    task: "walk",
    asset: "steps",
    to: "cash",
    pool: "ads",
    tiers: [
      { value: "5000", amount: "1" },
      { value: "10000", amount: "3" },
    ],
  },
  { kind: "market", asset: "shell", tick: "0.01", band: "0.10" },
  {
    kind: "collectible",
    asset: "coin",
    editions: [{ edition: "fox", title: { zh: "狐", en: "fox" }, price: "1", supply: 1 }],
  },
];

export const plan = planOf({
  assets: {
    points: { scale: 4, spend: { settle: "merchant" } },
    voucher: { scale: 2, spend: { settle: { pool: "fund" }, tags: ["food"] } },
    coin: { scale: 0, cap: "100", transferable: true },
    token: { scale: 0 },
    steps: { scale: 0 },
    shell: { scale: 2, referencePrice: "1" },
  },
  pools: { profit: { inflow: [{ rate: "0.05", of: "gross" }] }, fund: { inflow: [] }, ads: { inflow: [] } },
  ranks: [{ rank: "junior", title: { zh: "初", en: "junior" }, require: { approval: true } }],
  marginBand: { min: "0.05", max: "0.30" },
  mechanisms: mechanisms.filter(({ kind }) => hasKind(String(kind))),
});

const PREPARATION = `
  2026-01-01
  join A
  join B referrer=A
  shop M margin=0.10 region=441302
  agent G 441302
  order o1 A 1000 merchant=M
  order o2 A 100
  refund o2
  adjust B voucher 20
  adjust B coin 5
  adjust B steps 10
  adjust B cash 100
  adjust B shell 10
  2026-01-02
  rank A junior
`;

/** The programme after its preparation, on 2026-01-02. */
export function prepared(): Stage {
  return new Stage(plan, {
    broken: { ...plan, version: 2, pools: {} },
    older: { ...plan },
    other: { ...plan, plan: "another", version: 2 },
    rescaled: { ...plan, version: 2, assets: { ...(plan["assets"] as Json), token: { scale: 3 } } },
    v2: { ...plan, version: 2 },
  }).play(PREPARATION);
}
