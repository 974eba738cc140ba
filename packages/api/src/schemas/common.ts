// Schemas that several routes share: amounts, days, words, explanations, problems, paging.
import { z } from "zod";

export const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: "a decimal string in the asset's scale", example: "12.30" });
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ description: "a day in the plan's time zone", example: "2026-01-31" });
export const hash = z.string().meta({ description: "SHA-256 as 64 hexadecimal digits" });
export const byName = z.record(z.string(), amount);

export const text = z.object({ zh: z.string(), en: z.string() }).meta({ id: "Text" });

export const why = z
  .object({
    mechanism: z.string().meta({ description: 'id in the plan; "" for the house rules' }),
    version: z.int(),
    rule: z.string(),
    figures: z.record(z.string(), z.string()),
    text,
  })
  .meta({ id: "Why", description: "why a posting is there: the rule, the plan's version and the figures put into it" });

export const problem = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ example: "insufficient_balance" }),
    place: z.string(),
    wrong: z.string(),
    right: z.string(),
  })
  .meta({ id: "Problem", description: "what went wrong: code, place, what is wrong, what would be right" });

/** A page is asked for by the cursor that the page before gave. */
export const MOST_PER_PAGE = 200;
export const page = z.object({
  cursor: z.string().max(200).optional().meta({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(50),
});
export const next = z.string().nullable().meta({ description: "cursor of the next page; null: this is the last" });

export const programmeParams = z.object({
  programme: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: "lower-case letters, digits and hyphens" })
    .meta({ example: "demo" }),
});

/** A part of the shop's own choosing: `house=1` is the programme's own shop, which has no merchant. */
export const house = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1")
  .meta({ description: "1: of the house itself alone" });

/** A query flag: `?dryRun=1`. */
export const flag = z
  .enum(["0", "1", "true", "false"])
  .default("0")
  .transform((value) => value === "1" || value === "true");
