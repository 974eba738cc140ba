// Schemas of a plan's prospectus as a newcomer reads it, and of what happened to those who joined before.
import { z } from "zod";
import { amount, text } from "./common.js";

const finding = z.object({
  rule: z.string(),
  path: z.string(),
  severity: z.string(),
  text,
  fix: text,
});
const missing = z.object({ code: z.string(), path: z.string(), text });

export const earlierMembers = z
  .object({
    entry: z.int().meta({ description: "the number of the entry in the journal up to which was counted" }),
    joined: z.int(),
    bought: z.int(),
    back: z
      .object({
        nothing: z.int(),
        lessThanHalf: z.int(),
        halfOrMore: z.int(),
        allOrMore: z.int(),
        paid: amount.meta({ description: "cash that they paid for orders, refunds taken off" }),
        received: amount.meta({ description: "cash that rules of the plan credited to them, clawbacks taken off" }),
      })
      .nullable()
      .meta({ description: "buyers by how much of what they paid came back to them in cash; null: too few to tell" }),
  })
  .meta({
    id: "EarlierMembers",
    description: "what happened to earlier members, from the ledger; at most an hour old",
  });

export const prospectusBody = z
  .object({
    seeds: z.int(),
    members: z.int(),
    days: z.int(),
    hash: z.string().meta({ description: "of the plan's document" }),
    summary: z.array(text).meta({ description: "five sentences, worked out from the figures" }),
    promises: z.array(z.object({ path: z.string(), title: text, text })),
    bounds: z.array(
      z.object({
        path: z.string(),
        name: z.string(),
        unit: z.string(),
        bound: z.string().nullable(),
        measured: z.string().nullable().meta({ description: "the highest of all runs" }),
        formula: z.string(),
        text,
      }),
    ),
    packs: z.array(z.object({ id: z.string(), title: text, version: z.string() })),
    findings: z.array(finding).meta({ description: "rules of law that it touches" }),
    gate: z.object({ allowed: z.boolean(), against: z.array(missing), toDo: z.array(missing) }),
  })
  .meta({ id: "ProspectusBody", description: "what the plan promises, what it can pay, what law it touches" });

export const prospectusTold = z
  .object({
    version: z.int().meta({ description: "of the plan" }),
    state: z.enum(["making", "ready", "failed"]),
    share: z.number().meta({ description: "how much of it is made, 0 to 1" }),
    madeAt: z.string().nullable(),
    prospectus: prospectusBody.nullable(),
    earlier: earlierMembers,
  })
  .meta({ id: "ProspectusTold" });
export const prospectusQuery = z.object({ lang: z.enum(["zh", "en"]).default("zh") });
