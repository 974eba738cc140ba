// A plan whose closes are long: lots that free each other, so that each moves at every close.
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import type { Body } from "./plan.js";
import { noon, planDocument } from "./plan.js";

export function slowPlan(): Plan {
  const read = readPlan({
    ...planDocument,
    assets: { points: { scale: 2 }, change: { scale: 2 } },
    pools: {},
    mechanisms: [
      {
        kind: "release",
        asset: "points",
        to: "change",
        lots: { tiers: [{ atLeast: "0", multiple: "3" }] },
        daily: "0.012",
        accelerate: ["0.5"],
      },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.plan;
}

/** So many members, two brought by each, who buy once on the first of January. */
export const population = (members: number): Body[] =>
  Array.from({ length: members }, (_, n): Body[] => [
    { id: `j${n}`, at: noon(1), type: "member.joined", member: `m${n}`, ...(n > 0 && { referrer: `m${n >> 1}` }) },
    { id: `o${n}`, at: noon(1), type: "order.settled", order: `o${n}`, buyer: `m${n}`, gross: `${1_000 + n}.00` },
  ]).flat();
