// The parameters of the market and what can be wrong with them.
import { z } from "zod";
import { compare, fraction, ONE, ZERO } from "../../number/fraction.js";
import type { Fault } from "../../plan/fault.js";
import { ownAssetFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import { common, name, positiveCount, rate } from "../../plan/types.js";
import type { Bound } from "../mechanism.js";

export const schema = z.strictObject({
  kind: z.literal("market"),
  ...common,
  asset: name.meta({ description: "what is traded, for cash" }),
  fee: rate.optional().meta({ description: "share of a trade's value that the seller pays to the platform in cash" }),
  tick: rate.optional().meta({ description: "prices are multiples of it" }),
  band: rate.optional().meta({ description: "greatest move per day against the day's reference price, up or down" }),
  settlement: z.enum(["balance", "direct"]).optional().meta({
    description:
      "balance (left out): cash moves within the programme; direct: between buyer and seller, never through the platform",
  }),
  deadlines: z
    .strictObject({
      pay: positiveCount.optional().meta({ description: "days in which the buyer says paid, 1 when left out" }),
      receive: positiveCount
        .optional()
        .meta({ description: "days in which the seller says received, 3 when left out" }),
    })
    .optional()
    .meta({ description: "of a trade under direct settlement" }),
  merchantBurn: z
    .strictObject({ rate, of: z.enum(["gross", "margin"]).meta({ description: "what the rate is of" }) })
    .optional()
    .meta({ description: "worth that a merchant burns of the asset for each of its orders, at the reference price" }),
});
export type MarketTerms = z.infer<typeof schema>;

/** Days that a trade waits for the buyer's word, then for the seller's. */
export const PAY_DAYS = 1;
export const RECEIVE_DAYS = 3;

export function faults(params: MarketTerms, plan: PlanDocument, path: string): Fault[] {
  const found = ownAssetFaults(plan, `${path}.asset`, params.asset);
  if (plan.assets[params.asset]?.expires !== undefined)
    found.push({
      path: `${path}.asset`,
      wrong: `${params.asset} expires: an offer would lose its age`,
      right: "an asset without `expires`",
    });
  if (params.fee !== undefined && compare(fraction(params.fee), ONE) > 0)
    found.push({ path: `${path}.fee`, wrong: `is ${params.fee}, more than the whole`, right: "a share from 0 to 1" });
  if (params.tick !== undefined && compare(fraction(params.tick), ZERO) === 0)
    found.push({ path: `${path}.tick`, wrong: "is 0", right: 'a price above 0 such as "0.01"' });
  if (params.deadlines !== undefined && params.settlement !== "direct")
    found.push({
      path: `${path}.deadlines`,
      wrong: "nothing waits when cash moves within the programme",
      right: 'leave it out, or "settlement": "direct"',
    });
  return found;
}

/** Nothing is promised: what the asset fetches is only what another holder pays. */
export function bounds(params: MarketTerms, _plan: PlanDocument, path: string): Bound[] {
  return [
    {
      path,
      name: "platform-pays",
      value: ZERO,
      unit: "cash",
      formula: "0",
      text: {
        zh: `平台不为 ${params.asset} 兑付任何现金：卖出所得只来自其他持有人`,
        en: `The programme pays nothing for ${params.asset}: what a sale brings is only what another holder pays`,
      },
    },
  ];
}
