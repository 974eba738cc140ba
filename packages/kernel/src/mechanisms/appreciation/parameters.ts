// The parameters of appreciation and what can be wrong with them.
import { z } from "zod";
import { compare, fraction, ONE } from "../../number/fraction.js";
import type { Fault } from "../../plan/fault.js";
import { amountFaults, ownAssetFaults, poolFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import { amount, common, name, rate } from "../../plan/types.js";

export const schema = z.strictObject({
  kind: z.literal("appreciation"),
  ...common,
  asset: name.meta({ description: "the points" }),
  pool: name.meta({ description: "what backs them: price = pool ÷ supply" }),
  mint: z
    .union(
      [rate, z.strictObject({ rate, of: z.enum(["gross", "margin"]).meta({ description: "what the rate is of" }) })],
      {
        error: 'a rate of the inflow such as "0.70", or {"rate", "of"}',
      },
    )
    .meta({
      description: "share of the order's inflow that is minted as points, by value; or a rate of gross or margin",
    }),
  initialPrice: rate.meta({ description: "cash for one point while there are none" }),
  retention: rate.meta({ description: "share of a sale that stays in the pool" }),
  exit: z
    .strictObject({
      multiple: rate.optional().meta({ description: "of what was spent" }),
      quantity: amount.optional().meta({ description: "points held at which it happens instead" }),
      scope: z
        .enum(["lot", "member"])
        .optional()
        .meta({ description: "each lot at its own price (left out), or all open lots of a member at one" }),
      portion: rate.optional().meta({ description: "share of the points that is sold, all when left out" }),
    })
    .optional()
    .meta({ description: "forced exit: at a multiple of the spend, or when a member holds a quantity" }),
  sell: z
    .strictObject({
      maxPerHolderPerDay: amount.optional().meta({ description: "most for one holder in a day" }),
      maxPerSale: amount.optional().meta({ description: "most for one sale" }),
    })
    .optional()
    .meta({ description: "limits on sales, in cash" }),
});
export type Appreciation = z.infer<typeof schema>;

export function faults(params: Appreciation, plan: PlanDocument, path: string): Fault[] {
  const found: Fault[] = [
    ...ownAssetFaults(plan, `${path}.asset`, params.asset),
    ...poolFaults(plan, `${path}.pool`, params.pool),
    ...amountFaults(plan, `${path}.exit.quantity`, params.exit?.quantity, params.asset),
    ...amountFaults(plan, `${path}.sell.maxPerHolderPerDay`, params.sell?.maxPerHolderPerDay, "cash"),
    ...amountFaults(plan, `${path}.sell.maxPerSale`, params.sell?.maxPerSale, "cash"),
  ];
  const atMostOne = (field: string, text: string | undefined): void => {
    if (text !== undefined && compare(fraction(text), ONE) > 0)
      found.push({ path: `${path}.${field}`, wrong: `is ${text}, more than the whole`, right: "a share from 0 to 1" });
  };
  atMostOne("retention", params.retention);
  atMostOne("exit.portion", params.exit?.portion);
  if (fraction(params.initialPrice).n === 0)
    found.push({ path: `${path}.initialPrice`, wrong: "is 0", right: "a price above 0" });
  const { exit } = params;
  if (exit && (exit.multiple === undefined) === (exit.quantity === undefined))
    found.push({
      path: `${path}.exit`,
      wrong: "needs either `multiple` or `quantity`",
      right: 'one of them, such as {"multiple": "3"}',
    });
  if (exit?.quantity !== undefined && exit.scope !== undefined)
    found.push({
      path: `${path}.exit.scope`,
      wrong: "belongs to a multiple",
      right: "leave it out: a quantity is always the member's",
    });
  if (exit?.multiple !== undefined && fraction(exit.multiple).n === 0)
    found.push({ path: `${path}.exit.multiple`, wrong: "is 0", right: "a multiple above 0" });
  return found;
}
