// Schemas of a programme as a whole: what it is, how it stands, and its days.
import { z } from "zod";
import { amount, byName, day, text } from "./common.js";

export const mode = z.enum(["demo", "sandbox", "live"]);

export const programmeBrief = z
  .object({
    id: z.string(),
    title: text,
    plan: z.string(),
    version: z.int(),
    currency: z.string(),
    mode,
  })
  .meta({ id: "ProgrammeBrief" });

export const programmeList = z.object({ programmes: z.array(programmeBrief) });

export const bound = z
  .object({
    path: z.string(),
    name: z.string(),
    unit: z.enum(["share", "times", "cash", "count"]),
    value: z.string().nullable().meta({ description: "decimal, rounded down; null: there is no bound" }),
    formula: z.string(),
    text,
  })
  .meta({ id: "Bound", description: "what the plan can pay at most, proved from its parameters" });

export const rule = z
  .object({
    id: z.string().meta({ description: "of the mechanism in the plan" }),
    kind: z.string(),
    title: text,
    sentences: z.array(text),
  })
  .meta({ id: "Rule", description: "a mechanism in sentences, with its parameters" });

export const asset = z.object({ name: z.string(), title: text.optional(), scale: z.int() }).meta({ id: "Asset" });

export const programmeDetail = z
  .object({
    id: z.string(),
    title: text,
    currency: z.string(),
    cashScale: z.int(),
    mode,
    today: day.nullable().meta({ description: "the day that is open; null before the first event" }),
    seq: z.int(),
    plan: z.record(z.string(), z.unknown()).meta({ description: "the whole plan document" }),
    assets: z.array(asset),
    bounds: z.array(bound),
    rules: z.array(rule).meta({ description: "the mechanisms in the order of the plan" }),
    merchants: z.array(z.string()).meta({ description: "the first 50" }),
    till: z.boolean().meta({ description: "true: demo orders may be posted with the demo session" }),
  })
  .meta({ id: "Programme" });

export const claim = z
  .object({ mechanism: z.string(), promised: amount, pool: z.string(), held: amount })
  .meta({ id: "Claim" });

export const programmeState = z
  .object({
    today: day.nullable(),
    seq: z.int(),
    members: z.int(),
    orders: z.int(),
    gross: amount,
    margin: amount,
    revenue: amount,
    paid: amount.meta({ description: "cash ever credited to holders by mechanisms" }),
    pools: byName,
    supply: byName,
    prices: byName,
    claims: z.array(claim),
    coverage: z
      .string()
      .nullable()
      .meta({ description: "held ÷ promised, 4 decimals, rounded down; null: nothing is promised" }),
    receivables: amount.meta({ description: "cash that holders owe" }),
    lag: z.object({ checkpoint: z.int(), projection: z.int(), days: z.int(), closing: z.int() }).meta({
      description:
        "how many entries the state tables and the lists are behind, how many days are still being closed before what waits, and how many postings the day has so far that is half closed; all else is then as it stood before",
    }),
    closeMillis: z.number().nullable().meta({ description: "how long the last close of a day took" }),
  })
  .meta({ id: "ProgrammeState" });

export const seriesQuery = z.object({ from: day.optional(), to: day.optional() });

export const seriesDay = z
  .object({
    day,
    orders: z.int(),
    gross: amount,
    margin: amount,
    paid: amount,
    members: z.int(),
    pools: byName,
    supply: byName,
    prices: byName,
    promised: amount.optional(),
  })
  .meta({ id: "SeriesDay", description: "a closed day: its orders and payments, and how things stood at its end" });

export const series = z.object({ days: z.array(seriesDay) });

export const health = z.object({ status: z.literal("ok") });
export const readiness = z.object({
  status: z.enum(["ready", "loading"]),
  programmes: z.array(z.object({ id: z.string(), serving: z.boolean(), seq: z.int() })),
});
