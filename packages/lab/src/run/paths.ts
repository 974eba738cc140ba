// Which assets a plan turns into cash for its holder, by its own rules alone, and at what rate: by releasing, doing tasks, unlocking,
// converting, or paying for orders out of a pool. What another holder might pay for an asset is no promise of the plan.
import type { Fraction, Plan } from "@perennial/kernel";
import { fraction, ONE, reduce } from "@perennial/kernel";
import { mechanismsOf, textOf } from "../population/document.js";

/** One unit of the asset comes to `rate` units of cash, paid by `pool`. */
export interface Path {
  asset: string;
  pool: string;
  rate: Fraction;
  /** id of the distribution whose payments use the asset up, when it is a limit */
  limitOf?: string;
}

interface Step {
  from: string;
  to: string;
  rate: Fraction;
  pool: string | undefined;
}

/** The best path of each asset that has one. Assets of a release, a task and so on into cash lead to the pool that pays them. */
export function pathsOf(plan: Plan): Path[] {
  const steps = mechanismsOf(plan).flatMap((each): Step[] => {
    const pool = typeof each["pool"] === "string" ? each["pool"] : undefined;
    const step = (to: unknown, rate: Fraction = ONE): Step[] => [
      { from: textOf(each["asset"]), to: textOf(to), rate, pool },
    ];
    if (each.kind === "release" || each.kind === "task") return step(each["to"]);
    if (each.kind === "unlock") return step(each["into"]);
    if (each.kind !== "convert") return [];
    const net = product(fraction(textOf(each["rate"], "1")), rest(fraction(textOf(each["fee"], "0"))));
    return [{ from: textOf(each["from"]), to: textOf(each["to"]), rate: net, pool }];
  });
  const found = new Map(ends(plan).map((path) => [path.asset, path]));
  for (const { from, to, rate, pool } of steps)
    if (to === "cash" && pool && !found.has(from)) found.set(from, { asset: from, pool, rate });
  for (let more = true; more;) {
    const next = steps.find(({ from, to }) => found.has(to) && !found.has(from));
    const end = next && found.get(next.to);
    if (next && end) found.set(next.from, { asset: next.from, pool: end.pool, rate: product(next.rate, end.rate) });
    more = next !== undefined;
  }
  return [...found.values()];
}

/** Throws RangeError when the product needs more than 53 bits: no plan chains rates that fine. */
function product(a: Fraction, b: Fraction): Fraction {
  const result = reduce(BigInt(a.n) * BigInt(b.n), BigInt(a.d) * BigInt(b.d));
  if (!result) throw new RangeError(`the product of ${a.n}/${a.d} and ${b.n}/${b.d} is too fine`);
  return result;
}

const rest = ({ n, d }: Fraction): Fraction => ({ n: d - n, d });

/** Assets that pay for orders out of a pool, and limits of what a pool shares out in cash. */
function ends(plan: Plan): Path[] {
  const spendable = Object.entries(plan.document.assets).flatMap(([asset, { spend }]) =>
    typeof spend?.settle === "object" ? [{ asset, pool: spend.settle.pool, rate: ONE }] : [],
  );
  const limits = mechanismsOf(plan).flatMap((each) => {
    const from = each["from"] as { pool?: string } | undefined;
    if (each.kind !== "distribution" || each["asset"] !== "cash" || typeof each["limit"] !== "string" || !from?.pool)
      return [];
    return [{ asset: each["limit"], pool: from.pool, rate: ONE, limitOf: each.id ?? each.kind }];
  });
  return [...spendable, ...limits];
}

/** What arrives by a step of a path was promised when the path began: these (mechanism id, asset) pairs make no new promise. */
export function arrivalsOf(plan: Plan): Set<string> {
  return new Set(
    mechanismsOf(plan).flatMap((each) => {
      const to = {
        release: each["to"],
        task: each["to"],
        unlock: each["into"],
        convert: each["to"],
        rounds: each["voucher"],
      }[each.kind];
      return to === undefined ? [] : [`${each.id ?? each.kind} ${textOf(to)}`];
    }),
  );
}
