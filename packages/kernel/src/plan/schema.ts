// The plan document: its schema apart from the mechanisms, whose parameters stand in their own rooms.
import { z } from "zod";
import { isTimeZone } from "../time/zone.js";
import { parseDay } from "../time/calendar.js";
import { amount, count, name, positiveCount, rate, tags, text } from "./types.js";

const scale = z
  .int({ error: "a whole number from 0 to 8" })
  .min(0, { error: "a whole number from 0 to 8" })
  .max(8, { error: "a whole number from 0 to 8" });

export const asset = z.strictObject({
  scale: scale.meta({ description: "decimals of the asset, 0 to 8" }),
  cap: amount.optional().meta({ description: "total supply; all of it starts in the treasury" }),
  referencePrice: rate.optional().meta({ description: "worth of one unit in cash until it trades or a price is set" }),
  spend: z
    .strictObject({
      settle: z.union([z.literal("merchant"), z.strictObject({ pool: name })], {
        error: '"merchant", or {"pool": name}',
      }),
      earns: z.boolean().optional(),
      tags: tags.optional(),
    })
    .optional()
    .meta({ description: "may pay for orders, 1:1 in cash terms" }),
  expires: positiveCount.optional().meta({ description: "days after which a lot lapses" }),
  transferable: z.boolean().optional(),
  title: text.optional(),
});

const inflow = z.strictObject({
  rate,
  of: z.enum(["gross", "margin", "revenue"]),
  tags: tags.optional(),
  exceptTags: tags.optional(),
});

const require = z.strictObject({
  direct: count.optional(),
  team: count.optional(),
  directRank: z.record(name, count).optional(),
  teamRank: z.record(name, count).optional(),
  volume: amount.optional(),
  spend: amount.optional(),
  tag: name.optional(),
  rank: name.optional(),
  holding: z.record(name, amount).optional(),
  approval: z.literal(true).optional(),
});

export const pool = z.strictObject({ inflow: z.array(inflow), title: text.optional() });
export const step = z.strictObject({ rank: name, title: text, require });

/** Everything but `mechanisms`, which are checked one by one so that a fault in one hides none in another. */
export const planSchema = z.strictObject({
  $schema: z.string().optional(),
  plan: name.meta({ description: "name of the plan" }),
  version: positiveCount,
  title: text,
  currency: z.string().regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code such as "CNY"' }),
  timezone: z.string().refine(isTimeZone, { error: 'an IANA time zone such as "Asia/Shanghai"' }),
  start: z
    .string()
    .refine((value) => parseDay(value) !== undefined, { error: 'a day such as "2026-01-01"' })
    .optional(),
  rules: text.optional().meta({ description: "the rules as members read them" }),
  assets: z.record(name, asset),
  pools: z.record(name, pool).optional(),
  ranks: z.array(step).optional(),
  demote: z.boolean().optional().meta({ description: "true: ranks that are no longer earned fall at the month's end" }),
  activation: z
    .strictObject({ tag: name })
    .optional()
    .meta({ description: "a settled order with the tag activates its buyer; left out, joining does" }),
  mechanisms: z.array(z.unknown()),
  marginBand: z.strictObject({ min: rate, max: rate }).optional(),
  hold: z.strictObject({ days: count, after: z.enum(["paid", "received"]) }).optional(),
  budgets: z
    .array(
      z.strictObject({
        over: z.array(name).min(1, { error: "at least one mechanism id" }),
        rate,
        of: z.enum(["gross", "margin"]),
      }),
    )
    .optional(),
  closing: z
    .array(name)
    .optional()
    .meta({ description: "mechanism ids in the order in which claims are paid when the programme closes" }),
  checks: z.array(name).optional().meta({ description: "rule packs to hold the plan against" }),
});

export type PlanDocument = Omit<z.infer<typeof planSchema>, "mechanisms"> & { mechanisms: MechanismDocument[] };
export type MechanismDocument = { kind: string; id?: string; enabled?: boolean } & Record<string, unknown>;
