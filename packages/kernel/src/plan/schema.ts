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
      settle: z
        .union([z.literal("merchant"), z.strictObject({ pool: name.meta({ description: "that pays the seller" }) })], {
          error: '"merchant", or {"pool": name}',
        })
        .meta({ description: "the seller receives the asset, or cash from that pool" }),
      earns: z.boolean().optional().meta({ description: "true: that part counts as cash for rewards" }),
      tags: tags.optional(),
    })
    .optional()
    .meta({ description: "may pay for orders, 1:1 in cash terms" }),
  expires: positiveCount.optional().meta({ description: "days after which a lot lapses" }),
  transferable: z.boolean().optional().meta({ description: "may be handed on" }),
  title: text.optional(),
});

const inflow = z.strictObject({
  rate,
  of: z
    .enum(["gross", "margin", "revenue"])
    .meta({ description: "revenue: what is left of the margin after the other inflows and the cash rewards" }),
  tags: tags.optional(),
  exceptTags: tags.optional(),
});

const require = z.strictObject({
  direct: count.optional().meta({ description: "activated direct referrals" }),
  team: count.optional().meta({ description: "activated members below, any depth" }),
  directRank: z.record(name, count).optional().meta({ description: "direct referrals at a rank or higher" }),
  teamRank: z.record(name, count).optional().meta({ description: "members below at a rank or higher" }),
  volume: amount.optional().meta({ description: "cash gross of settled orders by members below" }),
  spend: amount.optional().meta({ description: "cash gross of own settled orders" }),
  tag: name.optional().meta({ description: "has bought an order with this tag" }),
  rank: name.optional().meta({ description: "holds that rank" }),
  holding: z.record(name, amount).optional().meta({ description: "holds at least this much of an asset" }),
  approval: z.literal(true).optional().meta({ description: "an operator has approved it" }),
});

export const pool = z.strictObject({
  inflow: z.array(inflow).meta({ description: "what each order brings" }),
  title: text.optional(),
});
export const step = z.strictObject({
  rank: name.meta({ description: "its name in the plan" }),
  title: text,
  require: require.meta({ description: "all must hold" }),
});

/** Everything but `mechanisms`, which are checked one by one so that a fault in one hides none in another. */
export const planSchema = z.strictObject({
  $schema: z.string().optional().meta({ description: "where editors find the schema" }),
  plan: name.meta({ description: "name of the plan" }),
  version: positiveCount.meta({ description: "rises with each change" }),
  title: text,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'an ISO 4217 code such as "CNY"' })
    .meta({ description: "ISO 4217; gives the decimals of cash" }),
  timezone: z
    .string()
    .refine(isTimeZone, { error: 'an IANA time zone such as "Asia/Shanghai"' })
    .meta({ description: "which moment is which day" }),
  start: z
    .string()
    .refine((value) => parseDay(value) !== undefined, { error: 'a day such as "2026-01-01"' })
    .optional()
    .meta({ description: "first day; that of the first event when left out" }),
  rules: text.optional().meta({ description: "the rules as members read them" }),
  assets: z.record(name, asset).meta({ description: "units that the plan declares; `cash` is always there" }),
  pools: z.record(name, pool).optional().meta({ description: "cash set aside by settled orders; never negative" }),
  ranks: z
    .array(step)
    .optional()
    .meta({ description: "the ladder, lowest first; each is reached from the one below only" }),
  demote: z.boolean().optional().meta({ description: "true: ranks that are no longer earned fall at the month's end" }),
  activation: z
    .strictObject({ tag: name.meta({ description: "of the order that activates" }) })
    .optional()
    .meta({ description: "a settled order with the tag activates its buyer; left out, joining does" }),
  mechanisms: z.array(z.unknown()).meta({ description: "the rules, in the order in which they run" }),
  marginBand: z
    .strictObject({ min: rate, max: rate })
    .optional()
    .meta({ description: "merchants' margin rates must lie in it" }),
  hold: z
    .strictObject({
      days: count.meta({ description: "days that must have passed" }),
      after: z.enum(["paid", "received"]).meta({ description: "since when" }),
    })
    .optional()
    .meta({ description: "when the mall settles an order" }),
  budgets: z
    .array(
      z.strictObject({
        over: z.array(name).min(1, { error: "at least one mechanism id" }).meta({ description: "mechanism ids" }),
        rate,
        of: z.enum(["gross", "margin"]).meta({ description: "what the rate is of" }),
      }),
    )
    .optional()
    .meta({
      description: "caps on what some mechanisms together grant for an order, in cash value; later ones are cut first",
    }),
  closing: z
    .array(name)
    .optional()
    .meta({ description: "mechanism ids in the order in which claims are paid when the programme closes" }),
  checks: z.array(name).optional().meta({ description: "rule packs to hold the plan against" }),
});

export type PlanDocument = Omit<z.infer<typeof planSchema>, "mechanisms"> & { mechanisms: MechanismDocument[] };
export type MechanismDocument = { kind: string; id?: string; enabled?: boolean } & Record<string, unknown>;
