// The parameters of rounds and what can be wrong with them.
import { z } from "zod";
import type { Fault } from "../../plan/fault.js";
import { ownAssetFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import { common, name, positiveCount, rate } from "../../plan/types.js";

export const schema = z.strictObject({
  kind: z.literal("rounds"),
  ...common,
  points: name.meta({ description: "what orders give, held in lots" }),
  voucher: name.meta({ description: "what the points bring, round by round" }),
  mint: rate
    .optional()
    .meta({ description: "points per unit of margin, to the buyer and to the merchant alike; 1 when left out" }),
  rate: rate.meta({ description: "vouchers of a lot's first round, as a share of its points" }),
  growth: z
    .union([z.literal("observed"), rate], { error: 'a rate such as "0.15", or "observed"' })
    .meta({ description: "by how much each further round of a lot is larger" }),
  trigger: z
    .strictObject({
      growth: rate,
      days: positiveCount.meta({ description: "days since the last round" }),
      workdays: z
        .boolean()
        .optional()
        .meta({ description: "a round that growth brings waits for the next Monday to Friday" }),
    })
    .meta({ description: "a round comes when the points have grown so far, or after so many days" }),
  multiple: rate.meta({ description: "a lot receives at most points × multiple" }),
  maxRounds: positiveCount.meta({ description: "rounds after which a lot receives nothing" }),
  inviter: rate.optional().meta({
    description: "what the merchant's referrer receives on top, as a share of the vouchers of the merchant's lots",
  }),
  bonus: z
    .strictObject({ round: positiveCount.meta({ description: "round of the programme" }), rate })
    .optional()
    .meta({
      description:
        "at that round: for each earlier round, so much of the points in existence as new points to its lots",
    }),
});
export type RoundsPlan = z.infer<typeof schema>;

export function faults(params: RoundsPlan, plan: PlanDocument, path: string): Fault[] {
  const same =
    params.points === params.voucher
      ? [{ path: `${path}.voucher`, wrong: "is the same asset as the points", right: "another asset" }]
      : [];
  return [
    ...ownAssetFaults(plan, `${path}.points`, params.points),
    ...ownAssetFaults(plan, `${path}.voucher`, params.voucher),
    ...same,
  ];
}
