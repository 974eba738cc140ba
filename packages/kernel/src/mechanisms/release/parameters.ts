// The parameters of release and what can be wrong with them.
import { z } from "zod";
import type { Fault } from "../../plan/fault.js";
import { amountFaults, assetFaults, ownAssetFaults, poolFaults, rankFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import { amount, common, name, positiveCount, rate } from "../../plan/types.js";

export const schema = z.strictObject({
  kind: z.literal("release"),
  ...common,
  asset: name.meta({ description: "the points, held in lots" }),
  to: name.meta({ description: "what they become, 1:1" }),
  pool: name.optional().meta({ description: "needed when `to` is cash" }),
  lots: z
    .strictObject({
      tiers: z
        .array(
          z.strictObject({
            atLeast: amount.meta({ description: "least gross of the order" }),
            multiple: rate.meta({ description: "points per unit of gross" }),
          }),
        )
        .min(1, { error: "at least one tier" })
        .meta({ description: "the highest that fits" }),
    })
    .meta({ description: "an order's lot is gross × multiple of the highest tier that its gross reaches" }),
  daily: rate.meta({ description: "share of the order's gross that a lot releases a day" }),
  accelerate: z
    .array(rate)
    .optional()
    .meta({ description: "one rate per generation: a member's release also frees that much of the referrer's lots" }),
  team: z
    .strictObject({
      rates: z.record(name, rate).meta({ description: "rate by rank" }),
      peer: z
        .strictObject({ rate, generations: positiveCount.meta({ description: "how many equals above a receiver" }) })
        .optional()
        .meta({ description: "a share of what the last receiver got, for equals above" }),
    })
    .optional()
    .meta({ description: "the same up the line by rank, differential" }),
});
export type Release = z.infer<typeof schema>;

export function faults(release: Release, plan: PlanDocument, path: string): Fault[] {
  const found = [
    ...ownAssetFaults(plan, `${path}.asset`, release.asset),
    ...assetFaults(plan, `${path}.to`, release.to),
    ...poolFaults(plan, `${path}.pool`, release.pool),
    ...rankFaults(plan, `${path}.team.rates`, Object.keys(release.team?.rates ?? {})),
    ...release.lots.tiers.flatMap(({ atLeast }, index) =>
      amountFaults(plan, `${path}.lots.tiers[${index}].atLeast`, atLeast, "cash"),
    ),
  ];
  if (release.to === "cash" && release.pool === undefined)
    found.push({ path: `${path}.pool`, wrong: "is missing", right: "a pool that pays the cash" });
  if (release.to !== "cash" && release.pool !== undefined)
    found.push({ path: `${path}.pool`, wrong: "only cash is paid by a pool", right: "leave it out" });
  if (release.asset === release.to)
    found.push({ path: `${path}.to`, wrong: "is the same asset", right: "another asset, or cash" });
  return found;
}
