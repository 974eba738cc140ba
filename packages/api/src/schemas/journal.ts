// Schemas of the journal: entries in a list, and one entry with its postings and its place in the hash chain.
import { z } from "zod";
import { amount, day, hash, next, page, programmeParams, why } from "./common.js";

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

export const record = z
  .object({ mechanism: z.string(), version: z.int(), rule: z.string(), figures: z.record(z.string(), z.string()) })
  .meta({ id: "Record", description: "why a posting is there, without the words: what the hash of an entry covers" });

export const entryRecord = z
  .object({
    seq: z.int(),
    type: z.string(),
    id: z.string(),
    at: z.string(),
    postings: z.array(posting.extend({ why: record })),
    notes: z.array(record),
  })
  .meta({ id: "EntryRecord" });

const path = z.array(hash).meta({ description: "hashes from the leaf up, as in RFC 6962" });
const size = z.int().meta({ description: "entries under the root" });
export const root = z.object({ size, root: hash }).meta({ id: "Root" });

export const rootsQuery = z.object({ from: day.optional(), to: day.optional() });
export const rootList = z.object({ roots: z.array(root.extend({ day })) });

export const proofQuery = z.object({
  day: day
    .optional()
    .meta({ description: "the closed day whose root is meant; left out: the first that covers the entry" }),
});
export const inclusionProof = z
  .object({
    programme: z.string(),
    entry: entryRecord,
    before: hash.meta({ description: "hash of the entry before" }),
    hash: hash.meta({ description: "hash of the entry: the leaf" }),
    size,
    root: hash,
    path,
    day: day.optional().meta({ description: "absent: the root of this moment, its day is still open" }),
  })
  .meta({ id: "InclusionProof", description: "that an entry is in the journal; `perennial verify` checks it offline" });

export const consistencyQuery = z.object({ first: day, second: day });
export const consistencyProof = z.object({ first: root, second: root, path }).meta({
  id: "ConsistencyProof",
  description: "that the later root continues the earlier: nothing was rewritten between",
});

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
