// Schemas of events going in: one or many, and what became of each. The fields of each type are checked by the kernel, whose codes the answers carry.
import { z } from "zod";
import { flag, programmeParams } from "./common.js";
import { entryText } from "./journal.js";

/** No more events than this in one request. */
export const MOST_EVENTS = 1_000;

export const event = z.record(z.string(), z.unknown()).meta({
  id: "Event",
  description: "an event of the language: id, at, type and the fields of its type",
  example: {
    id: "order-1001",
    at: "2026-01-31T09:00:00+08:00",
    type: "order.settled",
    order: "1001",
    buyer: "ann",
    gross: "100.00",
  },
});

export const eventsBody = z.union([event, z.array(event).min(1).max(MOST_EVENTS)]);

export const eventsQuery = z.object({ dryRun: flag, entry: flag });

export const eventAccepted = z
  .object({
    status: z.enum(["accepted", "repeated", "tried"]).meta({
      description: "repeated: it had come before, nothing happened again; tried: a dry run",
    }),
    id: z.string(),
    seq: z.int(),
    entry: entryText.optional(),
  })
  .meta({ id: "EventAccepted" });

export const eventResult = z
  .object({
    index: z.int(),
    status: z.enum(["accepted", "repeated", "tried", "refused"]),
    id: z.string(),
    seq: z.int().optional(),
    entry: entryText.optional(),
    code: z.string().optional(),
    place: z.string().optional(),
    wrong: z.string().optional(),
    right: z.string().optional(),
  })
  .meta({ id: "EventResult" });

export const eventResults = z.object({ results: z.array(eventResult) });

export const eventParams = programmeParams.extend({ id: z.string().min(1).max(128) });
export const eventStatus = z
  .object({ id: z.string(), status: z.literal("accepted"), seq: z.int() })
  .meta({ id: "EventStatus" });
