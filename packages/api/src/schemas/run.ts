// Schemas of runs: a study of the lab that workers answer; asked for, followed, cancelled, read.
import { z } from "zod";
import { next, page, programmeParams } from "./common.js";

export const runKind = z.enum(["stress", "sweep", "sensitivity", "repair"]).meta({
  description:
    "stress: the plan under scenarios with many seeds; sweep: the same with one parameter at each of some values; " +
    "sensitivity: which parameters move a measure most; repair: the nearest plan under which no stress leaves a promise unpaid",
});

export const runRequest = z
  .strictObject({
    kind: runKind.default("stress"),
    plan: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: "a plan document; left out: the programme's own" }),
    scenario: z
      .union([z.string().max(64), z.record(z.string(), z.unknown())])
      .optional()
      .meta({
        description:
          "a shipped stress by name, or what differs from what fits the plan; left out: all that are shipped",
      }),
    members: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(300)
      .meta({ description: "who will have joined when nothing grows" }),
    days: z.int().min(1).max(3_650).default(365),
    seed: z.int().min(0).max(2_147_483_647).default(1).meta({ description: "the first seed; the others follow it" }),
    seeds: z.int().min(1).max(400).default(5),
    path: z
      .string()
      .max(200)
      .optional()
      .meta({ description: "of a sweep: the parameter", example: "mechanisms[0].mint" }),
    values: z.array(z.string().max(40)).min(1).max(50).optional().meta({ description: "of a sweep" }),
    measure: z.string().max(40).optional().meta({ description: "of a sensitivity", example: "deepest" }),
    levers: z
      .array(z.strictObject({ path: z.string().max(200), towards: z.string().max(40) }))
      .max(20)
      .optional()
      .meta({
        description: "of a repair: what may be moved, and towards what; left out: every lever that the plan has",
      }),
  })
  .meta({ id: "RunRequest" });

export const runState = z.enum(["queued", "running", "done", "failed", "cancelled"]);

export const run = z
  .object({
    run: z.int(),
    kind: runKind,
    plan: z.string().meta({ description: "name of the plan" }),
    state: runState,
    simulations: z.int().meta({ description: "asked for so far; a repair asks for more as it learns" }),
    done: z.number().meta({ description: "share of them that is done, 0 to 1" }),
    fault: z.string().nullable().meta({ description: "why it failed" }),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
  })
  .meta({ id: "Run" });

export const runList = z.object({ runs: z.array(run), next });
export const runsQuery = page;
export const runParams = programmeParams.extend({ run: z.coerce.number().int().min(1) });

export const runAnswer = z
  .looseObject({
    kind: runKind,
    plan: z.object({ name: z.string(), version: z.int(), hash: z.string() }),
    currency: z.string(),
    seed: z.int(),
    seeds: z.int(),
  })
  .meta({ id: "RunAnswer", description: "what came of it, by its kind; the same bytes whoever ran it" });
