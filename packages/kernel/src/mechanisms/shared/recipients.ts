// Who a grant or an unlock is for: the trigger, and the recipient it leads to.
import { z } from "zod";
import { ROLE } from "../../holders/holders.js";
import { agentAt } from "../../holders/regions.js";
import type { Order } from "../../orders/order.js";
import { name, positiveCount } from "../../plan/types.js";
import type { Fault } from "../../plan/fault.js";
import { rankFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { World } from "../../world.js";
import type { Behaviour } from "../mechanism.js";

export const recipientShape = {
  on: z
    .string()
    .regex(/^(join|activate|merchant|order|task:.{1,64})$/, {
      error: 'one of "join", "activate", "merchant", "order", "task:<name>"',
    })
    .meta({ description: "the trigger" }),
  to: z
    .enum(["self", "buyer", "merchant", "referrer", "merchantReferrer", "agent", "agentSponsor"])
    .meta({ description: "who gets it" }),
  generation: positiveCount.optional().meta({ description: "1: direct, 2: indirect, …" }),
  level: z.enum(["district", "city", "province", "any"]).optional().meta({ description: "which agent of the region" }),
  if: z
    .strictObject({
      activated: z.literal(true).optional().meta({ description: "is activated" }),
      rank: name.optional().meta({ description: "has this rank or a higher one" }),
      kind: z.enum(["member", "merchant"]).optional().meta({ description: "is one" }),
    })
    .optional()
    .meta({ description: "the recipient must be so; nobody else gets it instead" }),
};

const shape = z.object(recipientShape);
export type Recipient = z.infer<typeof shape>;

/** What set a trigger off. */
export interface Occasion {
  /** who joined, was activated, bought, opened a shop or did the task */
  subject: number;
  order?: Order;
  /** region of a merchant that joined */
  region?: string;
}

export function recipientFaults(to: Recipient, plan: PlanDocument, path: string): Fault[] {
  const faults: Fault[] = [];
  const onOrder = to.on === "order";
  if (["buyer", "merchantReferrer"].includes(to.to) && !onOrder)
    faults.push({ path: `${path}.to`, wrong: `"${to.to}" has no meaning on ${to.on}`, right: '"self" or "referrer"' });
  if (to.to === "merchant" && !onOrder && to.on !== "merchant")
    faults.push({ path: `${path}.to`, wrong: `there is no merchant on ${to.on}`, right: '"self" or "referrer"' });
  const regional = to.to === "agent" || to.to === "agentSponsor";
  if (regional && !onOrder && to.on !== "merchant")
    faults.push({
      path: `${path}.to`,
      wrong: `there is no region on ${to.on}`,
      right: 'an agent can be paid on "order" and "merchant"',
    });
  if (regional && to.level === undefined)
    faults.push({ path: `${path}.level`, wrong: "is missing", right: '"district", "city", "province" or "any"' });
  if (!regional && to.level !== undefined)
    faults.push({ path: `${path}.level`, wrong: "only agents have a level", right: "leave it out" });
  const generational = to.to === "referrer" || to.to === "merchantReferrer";
  if (!generational && to.generation !== undefined)
    faults.push({ path: `${path}.generation`, wrong: `"${to.to}" has no generation`, right: "leave it out" });
  return [...faults, ...rankFaults(plan, `${path}.if.rank`, to.if?.rank === undefined ? [] : [to.if.rank])];
}

/** The holder that the trigger leads to, or undefined when there is nobody or a condition is not met. */
export function recipientOf(world: World, to: Recipient, occasion: Occasion): number | undefined {
  const holder = found(world, to, occasion);
  if (holder === undefined || holder < 1) return undefined;
  if (to.if?.activated && !world.holders.isActivated(holder)) return undefined;
  if (to.if?.rank !== undefined && world.ranks.level(holder) < world.ranks.levelOf(to.if.rank)) return undefined;
  if (to.if?.kind !== undefined && !world.holders.is(holder, ROLE[to.if.kind])) return undefined;
  return holder;
}

/** The hooks that hear a trigger and hand on what set it off. */
export function hooksOf(world: World, on: string, give: (occasion: Occasion) => void): Behaviour {
  const task = on.startsWith("task:") ? on.slice("task:".length) : undefined;
  return {
    ...(on === "join" && { onJoin: (subject: number) => give({ subject }) }),
    ...(on === "activate" && {
      onActivate: (subject: number, order: Order | undefined) => give(order ? { subject, order } : { subject }),
    }),
    ...(on === "merchant" && {
      onMerchant: (subject: number) => give({ subject, region: regionOf(world, subject) }),
    }),
    ...(on === "order" && { onOrder: (order: Order) => give({ subject: order.buyer, order }) }),
    ...(task !== undefined && {
      onTask: (subject: number, done: string) => {
        if (done === task) give({ subject });
        return done === task;
      },
    }),
  };
}

function regionOf(world: World, merchant: number): string {
  const row = world.holders.merchantRow(merchant);
  return row === undefined ? "" : world.holders.merchants.cells.region.get(row);
}

function found(world: World, to: Recipient, { subject, order, region }: Occasion): number | undefined {
  const { holders } = world;
  switch (to.to) {
    case "self":
    case "buyer":
      return subject;
    case "merchant":
      return order ? order.merchant : subject;
    case "referrer":
      return holders.ancestor(subject, to.generation ?? 1);
    case "merchantReferrer":
      return order && order.merchant !== -1 ? holders.ancestor(order.merchant, to.generation ?? 1) : undefined;
    case "agent":
    case "agentSponsor": {
      const agent = agentAt(holders, order?.region ?? region ?? "", to.level ?? "any");
      if (agent === undefined) return undefined;
      return to.to === "agent" ? holders.agents.cells.holder.get(agent) : holders.agents.cells.sponsor.get(agent);
    }
  }
}
