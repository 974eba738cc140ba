// What holds for any pool: it can't give back more than flows in.
import type { Bound, Plan } from "@perennial/kernel";
import { inflowRate } from "@perennial/kernel";

/** One bound a pool; a pool whose mechanism has already said the same is left out. */
export function poolBounds({ document, entries }: Plan, known: readonly Bound[]): Bound[] {
  const said = new Set(
    entries
      .filter((_, index) => known.some(({ name, path }) => name === "paid-back" && path === `mechanisms[${index}]`))
      .map(({ params }) => params["pool"]),
  );
  return Object.keys(document.pools ?? {})
    .filter((pool) => !said.has(pool))
    .map((pool) => {
      const { rate, formula } = inflowRate(document, pool);
      return {
        path: `pools.${pool}`,
        name: "pool-paid-back",
        value: rate,
        unit: "share",
        formula,
        text: {
          zh: `平均每消费一元，资金池 ${pool} 最多付出的份额（注资除外）`,
          en: `The pool ${pool} pays out per unit of gross, on average, at most (capital put in apart)`,
        },
      };
    });
}
