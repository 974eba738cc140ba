// The terms under which something began: a mechanism's parameters by plan version.
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
