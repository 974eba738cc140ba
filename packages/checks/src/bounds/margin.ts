// The margin that an order must leave so that the pools' inflows and the cash rewards fit into it.
import type { Bound, Plan } from "@perennial/kernel";
import { fraction, reduce } from "@perennial/kernel";
import { addTo, type Exact, NOTHING, text } from "./exact.js";

/** What an order is asked for at most: shares of its gross, shares of its margin, and fixed sums in cash. */
interface Demand {
  gross: Exact;
  margin: Exact;
  grossParts: string[];
  marginParts: string[];
  fixed: string[];
}

/** The highest demand on an order, all tags together: pools first, then cash grants in the order of the plan. */
function demandOf({ document, entries }: Plan): Demand {
  const demand: Demand = { gross: NOTHING, margin: NOTHING, grossParts: [], marginParts: [], fixed: [] };
  const ask = (rate: string, of: "gross" | "margin"): void => {
    demand[of] = addTo(demand[of], fraction(rate));
    demand[of === "gross" ? "grossParts" : "marginParts"].push(rate);
  };
  for (const { inflow } of Object.values(document.pools ?? {}))
    for (const { rate, of } of inflow) if (of !== "revenue") ask(rate, of);
  for (const { params } of entries) {
    if (params.kind !== "grant" || params["asset"] !== "cash" || params.enabled === false) continue;
    const { rate, of, amount } = params;
    if (typeof amount === "string") demand.fixed.push(amount);
    if (typeof rate === "string" && (of === "gross" || of === "margin")) ask(rate, of);
  }
  return demand;
}

/** margin ≥ gross parts ÷ (1 − margin parts); no value when no margin would be enough. Nothing is printed when nothing is asked. */
export function marginNeeded(plan: Plan): Bound[] {
  const { gross, margin, grossParts, marginParts, fixed } = demandOf(plan);
  if (!grossParts.length && !marginParts.length && !fixed.length) return [];
  const left = margin.d - margin.n;
  const never = left < 0n || (left === 0n && gross.n > 0n);
  const value = left > 0n ? reduce(gross.n * margin.d, gross.d * left) : { n: 0, d: 1 };
  const rest = marginParts.length ? ` ÷ (1 − ${text(marginParts)})` : "";
  const sums = fixed.length ? ` (+ ${fixed.join(" + ")})` : "";
  const { currency } = plan.document;
  return [
    {
      path: "",
      name: "margin-needed",
      value: never ? undefined : value,
      unit: "share",
      formula: `${rest === "" ? grossParts.join(" + ") || "0" : text(grossParts) + rest}${sums}`,
      text: {
        zh: `订单的让利至少要占实付的这么多，否则会被拒绝（margin_exceeded）${fixed.length ? `，另加固定金额 ${fixed.join(" + ")} ${currency}` : ""}`,
        en: `An order must leave at least this share of its gross as margin, or it is refused (margin_exceeded)${fixed.length ? `, and fixed sums of ${fixed.join(" + ")} ${currency} besides` : ""}`,
      },
    },
  ];
}
