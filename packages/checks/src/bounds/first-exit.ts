// How many equal orders it takes until the first forced exit of an appreciation, when nobody sells before.
import type { Bound, Plan, PlanEntry } from "@perennial/kernel";
import { fraction } from "@perennial/kernel";
import { addTo, type Exact, NOTHING, text } from "./exact.js";

const MOST_ORDERS = 1_000_000;
const UNIT = 10n ** 24n; // one, in the fixed point of the supply's growth

export function firstExits(plan: Plan): Bound[] {
  return plan.entries.flatMap((entry, index) => {
    const rates = ratesOf(plan, entry);
    return rates && entry.params.enabled !== false ? [bound(rates, `mechanisms[${index}]`)] : [];
  });
}

interface Rates {
  inflow: Exact;
  /** value minted ÷ inflow */
  mint: Exact;
  multiple: string;
  mintText: string;
  inflowText: string;
}

/** Undefined for another kind, without an exit by multiple, or when a pool's inflow depends on more than the gross. */
function ratesOf({ document }: Plan, { params }: PlanEntry): Rates | undefined {
  const exit = params["exit"] as { multiple?: string } | undefined;
  if (params.kind !== "appreciation" || exit?.multiple === undefined) return undefined;
  const lines = document.pools?.[String(params["pool"])]?.inflow ?? [];
  if (lines.length === 0 || lines.some(({ of, tags, exceptTags }) => of !== "gross" || tags || exceptTags))
    return undefined;
  const inflow = lines.reduce((sum, { rate }) => addTo(sum, fraction(rate)), NOTHING);
  const mint = params["mint"] as string | { rate: string; of: string };
  const given = fraction(typeof mint === "string" ? mint : mint.rate);
  const share = { n: BigInt(given.n), d: BigInt(given.d) };
  if (inflow.n === 0n || share.n === 0n || (typeof mint !== "string" && mint.of !== "gross")) return undefined;
  const ofInflow = typeof mint === "string" ? share : { n: share.n * inflow.d, d: share.d * inflow.n };
  return {
    inflow,
    mint: ofInflow,
    multiple: exit.multiple,
    mintText: typeof mint === "string" ? mint : mint.rate,
    inflowText: text(lines.map(({ rate }) => rate)),
  };
}

/**
 * After n equal orders the price is n ÷ (mint × Π(1 + mint ÷ k), k < n) times the first; the first lot exits when that
 * reaches multiple ÷ (inflow × mint). Fixed point with 24 decimals, rounded down.
 */
function ordersNeeded({ inflow, mint, multiple }: Rates): number | undefined {
  if (mint.n >= mint.d) return undefined;
  const times = fraction(multiple);
  const [needN, needD] = [BigInt(times.n) * inflow.d, BigInt(times.d) * inflow.n];
  let growth = UNIT;
  for (let order = 1; order <= MOST_ORDERS; order++) {
    if (BigInt(order) * UNIT * needD >= growth * needN) return order;
    const bottom = BigInt(order) * mint.d;
    growth = (growth * (bottom + mint.n)) / bottom;
  }
  return undefined;
}

function bound(rates: Rates, path: string): Bound {
  const orders = ordersNeeded(rates);
  return {
    path,
    name: "first-exit",
    value: orders === undefined ? undefined : { n: orders, d: 1 },
    unit: "count",
    formula: `n ÷ Π(1 + ${rates.mintText} ÷ k) ≥ ${rates.multiple} ÷ ${rates.inflowText}`,
    text: {
      zh: "金额相同的订单，至少要到第几单才有第一次出局（此前无人卖出）",
      en: "Equal orders needed for the first exit, when nobody sells before",
    },
  };
}
