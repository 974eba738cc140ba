// One asset becomes another 1:1, whatever their decimals: only what the target can hold exactly leaves the source.
import type { World } from "../../world.js";

/** Of `amount` minor units of `from`: how many minor units of `to` that makes (rounded down), and how many of `from` those cost. */
export function oneToOne(world: World, from: number, to: number, amount: number): { out: number; cost: number } {
  const gap = world.scale(to) - world.scale(from);
  if (gap >= 0) return { out: amount * 10 ** gap, cost: amount };
  const step = 10 ** -gap;
  const out = Math.floor(amount / step);
  return { out, cost: out * step };
}
