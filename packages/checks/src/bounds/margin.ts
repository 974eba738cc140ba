// The margin that an order must leave so that the pools' inflows and the cash rewards fit into it.
import type { Bound, Fraction, Plan } from "@perennial/kernel";
import { reduce } from "@perennial/kernel";
import { addTo, type Exact, NOTHING, text } from "./exact.js";
import type { Ask } from "./asks.js";
import { asksOf, withinBudgets } from "./asks.js";

/** What an order is asked for at most: shares of its gross, shares of its margin, and fixed sums in cash. */
interface Demand {
  gross: Exact;
  margin: Exact;
  grossParts: string[];
  marginParts: string[];
  fixed: string[];
  /** something takes a share of what is held, which nothing bounds */
  open: string[];
}

function demandOf(asks: readonly Ask[]): Demand {
  const demand: Demand = { gross: NOTHING, margin: NOTHING, grossParts: [], marginParts: [], fixed: [], open: [] };
  for (const ask of asks) {
    if (ask.of === "fixed") demand.fixed.push(ask.text);
    else if (ask.rate === undefined) demand.open.push(ask.text);
    else {
      demand[ask.of] = addTo(demand[ask.of], ask.rate);
      demand[ask.of === "gross" ? "grossParts" : "marginParts"].push(ask.text);
    }
  }
  return demand;
}

/** gross parts ÷ (1 − margin parts) as an exact share of gross; undefined: no margin is enough. */
function needOf({ gross, margin, open }: Demand): Exact | undefined {
  const left = margin.d - margin.n;
  if (open.length || left < 0n || (left === 0n && gross.n > 0n)) return undefined;
  return left === 0n ? NOTHING : { n: gross.n * margin.d, d: gross.d * left };
}

const MOST_TAGS = 8;

/** The tags that an order may carry, in every combination; with very many of them only all and none, each alone. */
function taggings(asks: readonly Ask[]): ReadonlySet<string>[] {
  const tags = [...new Set(asks.flatMap(({ tags: some = [], exceptTags = [] }) => [...some, ...exceptTags]))];
  if (tags.length > MOST_TAGS) return [new Set(), new Set(tags), ...tags.map((tag) => new Set([tag]))];
  return Array.from(
    { length: 2 ** tags.length },
    (_, bits) => new Set(tags.filter((__, index) => Math.floor(bits / 2 ** index) % 2 === 1)),
  );
}

const applies = ({ tags, exceptTags }: Ask, order: ReadonlySet<string>): boolean =>
  (!tags || tags.some((tag) => order.has(tag))) && !exceptTags?.some((tag) => order.has(tag));

/** Whether a needs more than b: first by share, then by the fixed sums. */
function isHigher(a: Demand, b: Demand): boolean {
  const [one, other] = [needOf(a), needOf(b)];
  if (!one || !other) return !one && Boolean(other);
  const gap = one.n * other.d - other.n * one.d;
  return gap > 0n || (gap === 0n && (a.fixed.length > b.fixed.length || a.marginParts.length > b.marginParts.length));
}

/** The highest demand that any order can make, whatever tags it carries. */
export function highestDemand(plan: Plan): Demand {
  const asks = asksOf(plan);
  return taggings(asks)
    .map((order) =>
      demandOf(
        withinBudgets(
          plan,
          asks.filter((ask) => applies(ask, order)),
        ),
      ),
    )
    .reduce((most, each) => (isHigher(each, most) ? each : most), demandOf([]));
}

/** No value when no margin would be enough. Nothing is printed when nothing is asked. */
export function marginNeeded(plan: Plan): Bound[] {
  const demand = highestDemand(plan);
  const { grossParts, marginParts, fixed, open } = demand;
  if (!grossParts.length && !marginParts.length && !fixed.length && !open.length) return [];
  const need = needOf(demand);
  const value: Fraction | undefined = need && reduce(need.n, need.d);
  const rest = marginParts.length ? ` ÷ (1 − ${text(marginParts)})` : "";
  const sums = [...fixed, ...open].length ? ` (+ ${[...fixed, ...open].join(" + ")})` : "";
  const besides = fixed.length ? `${fixed.join(" + ")} ${plan.document.currency}` : "";
  return [
    {
      path: "",
      name: "margin-needed",
      value,
      unit: "share",
      formula: `${rest === "" ? grossParts.join(" + ") || "0" : `${text(grossParts)}${rest}`}${sums}`,
      text: {
        zh: `订单的让利至少要占实付的这么多，否则会被拒绝（margin_exceeded）${besides && `，另加固定金额 ${besides}`}`,
        en: `An order must leave at least this share of its gross as margin, or it is refused (margin_exceeded)${besides && `, and fixed sums of ${besides} besides`}`,
      },
    },
  ];
}
