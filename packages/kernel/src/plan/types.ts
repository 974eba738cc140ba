// The leaf types of the plan language, shared by the plan's own schema and the mechanisms' parameters.
import { z } from "zod";
import { parseFraction } from "../number/fraction.js";
import { DECIMAL } from "../number/decimal.js";

/** A rate: an exact, non-negative decimal string. */
export const rate = z
  .string({ error: 'a decimal string such as "0.30" (never a JSON number)' })
  .refine((text) => parseFraction(text) !== undefined, {
    error: 'a decimal string such as "0.30" (never a JSON number)',
  })
  .meta({ pattern: "^\\d+(\\.\\d+)?$", description: 'an exact rate as a decimal string, e.g. "0.30"' });

/** An amount: a non-negative decimal string in the units of its asset. */
export const amount = z
  .string({ error: 'an amount as a decimal string such as "12.30" (never a JSON number)' })
  .refine((text) => DECIMAL.test(text) && !text.startsWith("-"), {
    error: 'an amount as a decimal string such as "12.30" (never a JSON number)',
  })
  .meta({ pattern: "^\\d+(\\.\\d+)?$", description: 'an amount as a decimal string, e.g. "12.30"' });

export const name = z
  .string({ error: "a name of 1 to 64 characters" })
  .min(1, { error: "a name of 1 to 64 characters" })
  .max(64, { error: "a name of 1 to 64 characters" });

export const count = z.int({ error: "a whole number" }).min(0, { error: "a whole number, 0 or more" });
export const positiveCount = z.int({ error: "a whole number" }).min(1, { error: "a whole number, 1 or more" });

/** A text in both languages of the product. */
export const text = z
  .strictObject({ zh: z.string(), en: z.string() })
  .meta({ description: "a text in Chinese and English" });
export type Text = z.infer<typeof text>;

export const tags = z.array(name).meta({ description: "order tags" });

/** What every mechanism may have besides its own parameters. */
export const common = {
  id: name.optional().meta({ description: "name of this entry, the kind when left out" }),
  enabled: z.boolean().optional().meta({ description: "false: switched off" }),
  tags: tags.optional().meta({ description: "only orders that carry one of them" }),
  exceptTags: tags.optional().meta({ description: "only orders that carry none of them" }),
  limits: z
    .strictObject({
      perHolderPerDay: amount.optional().meta({ description: "most for one holder in a day" }),
      perHolder: amount.optional().meta({ description: "most for one holder in all" }),
      perDay: amount.optional().meta({ description: "most for all in a day" }),
      total: amount.optional().meta({ description: "most in all" }),
    })
    .optional()
    .meta({ description: "what is over a limit is not granted; in units of the asset" }),
};

/** The parameters that every mechanism shares. */
export interface Common {
  id?: string | undefined;
  enabled?: boolean | undefined;
  tags?: string[] | undefined;
  exceptTags?: string[] | undefined;
  limits?:
    | {
        perHolderPerDay?: string | undefined;
        perHolder?: string | undefined;
        perDay?: string | undefined;
        total?: string | undefined;
      }
    | undefined;
}
