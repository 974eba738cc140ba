// A small plan for tests of the service, and events of it: a pool, points by lot, cash for the referrer.
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";

export const planDocument = {
  plan: "test",
  version: 1,
  title: { zh: "测试", en: "Test" },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: { points: { scale: 4, title: { zh: "绿色积分", en: "Green points" } } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "0.70",
      initialPrice: "1",
      retention: "0.20",
      exit: { multiple: "3", scope: "lot" },
    },
    { kind: "grant", id: "direct", on: "order", to: "referrer", asset: "cash", rate: "0.20", of: "gross" },
  ],
};

export function testPlan(): Plan {
  const read = readPlan(planDocument);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.plan;
}

export type Body = Record<string, unknown>;

/** Noon of a day in January 2026, in the plan's zone. */
export const noon = (day: number): string => `2026-01-${String(day).padStart(2, "0")}T12:00:00+08:00`;

export const join = (member: string, day: number, referrer?: string): Body => ({
  id: `join:${member}`,
  at: noon(day),
  type: "member.joined",
  member,
  ...(referrer !== undefined && { referrer }),
});

export const order = (id: string, buyer: string, gross: string, day: number): Body => ({
  id: `order:${id}`,
  at: noon(day),
  type: "order.settled",
  order: id,
  buyer,
  gross,
});

/** Ann and Ben, whom she brought; each buys once a day, Ben takes one order back and sells points. */
export function someEvents(days: number): Body[] {
  const events: Body[] = [join("ann", 1), join("ben", 1, "ann")];
  for (let day = 1; day <= days; day++) {
    events.push(order(`a${day}`, "ann", "120.00", day), order(`b${day}`, "ben", "80.50", day));
    if (day % 3 === 0)
      events.push({ id: `refund:${day}`, at: noon(day), type: "order.refunded", order: `b${day}`, gross: "40.25" });
    if (day % 4 === 0)
      events.push({
        id: `sale:${day}`,
        at: noon(day),
        type: "asset.sold",
        holder: "ann",
        asset: "points",
        quantity: "1.5",
      });
  }
  return events;
}
