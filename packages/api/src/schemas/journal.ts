// Schemas of the journal: entries in a list, and one entry with its postings and its place in the hash chain.
import { z } from "zod";
import { amount, hash, next, page, programmeParams, why } from "./common.js";

export const posting = z
  .object({
    debit: z.string().meta({ example: "external" }),
    credit: z.string().meta({ example: "pool:profit" }),
    asset: z.string(),
    amount,
    why,
  })
  .meta({ id: "Posting" });

export const entryText = z
  .object({
    seq: z.int(),
    type: z.string(),
    id: z.string(),
    at: z.string(),
    postings: z.array(posting),
    notes: z.array(why),
  })
  .meta({ id: "Entry" });

export const entryBrief = z
  .object({
    seq: z.int(),
    type: z.string(),
    id: z.string(),
    at: z.string(),
    bookedAt: z.string(),
    hash,
    postings: z.int(),
  })
  .meta({ id: "EntryBrief" });

export const entriesQuery = page.extend({ type: z.string().max(64).optional() });
export const entryList = z.object({ entries: z.array(entryBrief), next });

export const entryParams = programmeParams.extend({ seq: z.coerce.number().int().min(1) });

export const entryDetail = z
  .object({
    seq: z.int(),
    type: z.string(),
    id: z.string(),
    at: z.string(),
    bookedAt: z.string(),
    hash,
    before: hash.meta({ description: "hash of the entry before" }),
    event: z.record(z.string(), z.unknown()).nullable().meta({ description: "null: a day that closed by itself" }),
    entry: entryText,
  })
  .meta({ id: "EntryDetail" });
