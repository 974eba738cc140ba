// The parameters of the queue and what can be wrong with them.
import { z } from "zod";
import type { Fault } from "../../plan/fault.js";
import { amountFaults, poolFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import { amount, common, name, positiveCount, rate, tags } from "../../plan/types.js";

const byTag = z.array(z.strictObject({ tags: tags.optional(), rate })).min(1, { error: "at least one rate" });
const rates = z.union([rate, byTag], {
  error: 'a rate such as "1", or a list of {"tags", "rate"}: the first that fits the order',
});

export const schema = z.strictObject({
  kind: z.literal("queue"),
  ...common,
  pool: name.meta({ description: "what pays the tickets" }),
  ticket: rates.meta({ description: "share of gross to be paid back" }),
  qualify: z
    .union(
      [
        amount,
        z.strictObject({ amount, by: z.literal("member").meta({ description: "what the member has spent in all" }) }),
      ],
      {
        error: 'an amount, or {"amount", "by": "member"}',
      },
    )
    .optional()
    .meta({ description: "least gross of an order; or what a member has spent in all, counted once" }),
  distinct: z
    .boolean()
    .optional()
    .meta({ description: "only tickets of other members than the one waiting are counted" }),
  lockDays: positiveCount.optional().meta({ description: "paid in order of arrival once locked for so many days" }),
  advance: positiveCount.optional().meta({ description: "k: the j-th ticket is paid once k·j + 1 exist" }),
  accelerate: rates
    .optional()
    .meta({ description: "an order of a referred member pays this share of gross to the referrer's oldest tickets" }),
});
export type Queue = z.infer<typeof schema>;
export type Rates = z.infer<typeof rates>;

export function faults(queue: Queue, plan: PlanDocument, path: string): Fault[] {
  const least = typeof queue.qualify === "string" ? queue.qualify : queue.qualify?.amount;
  const found = [
    ...poolFaults(plan, `${path}.pool`, queue.pool),
    ...amountFaults(plan, `${path}.qualify`, least, "cash"),
  ];
  if ((queue.lockDays === undefined) === (queue.advance === undefined))
    found.push({ path, wrong: "needs either `lockDays` or `advance`", right: 'one of them, such as "lockDays": 15' });
  if (queue.distinct !== undefined && queue.advance === undefined)
    found.push({ path: `${path}.distinct`, wrong: "belongs to `advance`", right: "leave it out" });
  return found;
}
