// The terms a mechanism works under: its parameters by plan version, and whether the plan in force still has it.
import type { z } from "zod";
import type { Instance } from "../../plan/instance.js";
import type { World } from "../../world.js";

/** The parameters under which something began, by the plan version of that moment. */
export function termsOf<P>(schema: z.ZodType<P>, params: P, world: World, self: Instance): (version: number) => P {
  const known = new Map([[self.version, params]]);
  return (version) => {
    const terms = known.get(version) ?? schema.parse(world.paramsOf(self.slot, version));
    known.set(version, terms);
    return terms;
  };
}

/** Whether the plan in force has the mechanism switched on. One that it no longer has serves what began under it and begins nothing new. */
export function inForce(world: World, self: Instance): boolean {
  return world.plan.mechanisms.some(
    ({ kind, id, enabled }) => kind === self.kind && (id ?? kind) === self.id && enabled !== false,
  );
}
