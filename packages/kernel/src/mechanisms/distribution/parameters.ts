// The parameters of distribution and what can be wrong with them.
import { z } from "zod";
import type { Fault } from "../../plan/fault.js";
import { amountFaults, assetFaults, ownAssetFaults, poolFaults, rankFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import { amount, common, name, rate } from "../../plan/types.js";
import { shareFaults } from "../shared/fees.js";

const daily = z.strictObject({
  daily: amount.meta({ description: "given each day" }),
  decay: rate.optional().meta({ description: "share by which the daily sum falls each programme year" }),
});
const yearly = z.strictObject({
  yearly: z
    .array(amount)
    .min(1, { error: "at least one year" })
    .meta({ description: "total of each programme year, in equal days" }),
});
const from = z.union(
  [
    z.strictObject({
      schedule: z.union([daily, yearly]).meta({ description: "issued, of a capped asset from its treasury" }),
    }),
    z.strictObject({
      pool: name.meta({ description: "whose cash is shared out" }),
      share: rate.optional().meta({ description: "of the pool; all of it when left out" }),
    }),
  ],
  {
    error: '{"schedule": {"daily", "decay"}}, {"schedule": {"yearly"}} or {"pool", "share"}',
  },
);
const by = z.union(
  [
    z.strictObject({
      holding: name.meta({ description: "in proportion to what is held of this asset, lots included" }),
    }),
    z.strictObject({
      earnedToday: name.meta({ description: "in proportion to what grants gave of this asset on the day" }),
    }),
    z.strictObject({ equal: z.literal(true).meta({ description: "the same for each" }) }),
    z.strictObject({
      tiers: z
        .strictObject({
          asset: name.meta({ description: "whose holding places a holder in a level" }),
          levels: z
            .array(
              z.strictObject({
                atLeast: amount.meta({ description: "least holding of the level" }),
                share: rate.meta({ description: "of the sum, equally among those in the level" }),
              }),
            )
            .min(1, { error: "at least one level" })
            .meta({ description: "each holder is in the highest that it reaches" }),
        })
        .meta({ description: "by level of holding" }),
    }),
    z.strictObject({ ranks: z.record(name, rate).meta({ description: "share by rank, equally among its holders" }) }),
  ],
  {
    error:
      '{"holding": asset}, {"earnedToday": asset}, {"equal": true}, {"tiers": {"asset", "levels"}} or {"ranks": {rank: share}}',
  },
);

export const schema = z.strictObject({
  kind: z.literal("distribution"),
  ...common,
  asset: name.meta({ description: "what is given: cash from a pool, an asset of the plan by a schedule" }),
  from: from.meta({ description: "the day's sum" }),
  by: by.meta({ description: "how it is shared" }),
  eligible: z.literal("activated").optional().meta({ description: "only activated holders share" }),
  limit: name
    .optional()
    .meta({ description: "an asset, spent 1:1 in cash terms by what is received; who has none left is out" }),
  every: z.enum(["day", "month"]).optional().meta({ description: "at which closes; each day when left out" }),
});
export type Distribution = z.infer<typeof schema>;

export function faults(params: Distribution, plan: PlanDocument, path: string): Fault[] {
  const found: Fault[] = [
    ...assetFaults(plan, `${path}.asset`, params.asset),
    ...ownAssetFaults(plan, `${path}.limit`, params.limit),
    ...sourceFaults(params, plan, path),
    ...byFaults(params, plan, path),
  ];
  if (params.limit !== undefined && params.asset !== "cash")
    found.push({
      path: `${path}.limit`,
      wrong: `${params.asset} has no fixed worth in cash`,
      right: 'a limit only where "cash" is shared out',
    });
  if (params.limits?.perHolder !== undefined || params.limits?.perHolderPerDay !== undefined)
    found.push({
      path: `${path}.limits`,
      wrong: "a shared sum has no limit per holder",
      right: "perDay or total, or `limit` with an asset",
    });
  return found;
}

function sourceFaults({ from: source, asset }: Distribution, plan: PlanDocument, path: string): Fault[] {
  if ("pool" in source) {
    const cash =
      asset === "cash" ? [] : [{ path: `${path}.asset`, wrong: `a pool holds cash, not ${asset}`, right: '"cash"' }];
    return [
      ...poolFaults(plan, `${path}.from.pool`, source.pool),
      ...shareFaults(`${path}.from.share`, source.share),
      ...cash,
    ];
  }
  if (asset === "cash")
    return [
      {
        path: `${path}.asset`,
        wrong: "cash can't be issued by a schedule",
        right: "an asset of the plan, or a pool to share out",
      },
    ];
  const { schedule } = source;
  if ("daily" in schedule)
    return [
      ...amountFaults(plan, `${path}.from.schedule.daily`, schedule.daily, asset),
      ...shareFaults(`${path}.from.schedule.decay`, schedule.decay),
    ];
  return schedule.yearly.flatMap((text, year) =>
    amountFaults(plan, `${path}.from.schedule.yearly[${year}]`, text, asset),
  );
}

function byFaults({ by: rule }: Distribution, plan: PlanDocument, path: string): Fault[] {
  if ("holding" in rule) return assetFaults(plan, `${path}.by.holding`, rule.holding);
  if ("earnedToday" in rule) return assetFaults(plan, `${path}.by.earnedToday`, rule.earnedToday);
  if ("ranks" in rule)
    return [
      ...rankFaults(plan, `${path}.by.ranks`, Object.keys(rule.ranks)),
      ...sumFaults(`${path}.by.ranks`, Object.values(rule.ranks)),
    ];
  if ("equal" in rule) return [];
  const { asset, levels } = rule.tiers;
  return [
    ...assetFaults(plan, `${path}.by.tiers.asset`, asset),
    ...levels.flatMap(({ atLeast }, index) =>
      amountFaults(plan, `${path}.by.tiers.levels[${index}].atLeast`, atLeast, asset),
    ),
    ...sumFaults(
      `${path}.by.tiers.levels`,
      levels.map(({ share }) => share),
    ),
  ];
}

/** Shares that come to more than the whole. Added as integers of their longest decimals. */
function sumFaults(path: string, shares: readonly string[]): Fault[] {
  const decimals = Math.max(0, ...shares.map((text) => (text.split(".")[1] ?? "").length));
  const units = shares.map((text) =>
    BigInt((text.split(".")[0] ?? "0") + (text.split(".")[1] ?? "").padEnd(decimals, "0")),
  );
  const sum = units.reduce((total, unit) => total + unit, 0n);
  return sum > 10n ** BigInt(decimals)
    ? [{ path, wrong: "the shares come to more than the whole", right: "shares that come to 1 or less" }]
    : [];
}
