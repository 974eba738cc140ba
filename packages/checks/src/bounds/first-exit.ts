// How many equal orders it takes until the first forced exit of an appreciation, when nobody sells before.
import type { Bound, Plan } from "@perennial/kernel";
import { fraction, fractionText } from "@perennial/kernel";
import type { Part } from "../look/parts.js";
import { partsOf } from "../look/parts.js";
import { addTo, type Exact, NOTHING, text } from "./exact.js";

const MOST_ORDERS = 100_000;
const UNIT = 10n ** 24n; // one, in the fixed point of the supply's growth
const CENTS = 100n;

export function firstExits(plan: Plan): Bound[] {
  return partsOf(plan, "appreciation").flatMap((part) => {
    const { exit, initialPrice } = part.params;
    const inflow = grossInflow(plan, part.params.pool);
    const minted = mintedPerInflow(plan, part);
    const isRising = minted !== undefined && minted.n > 0n && minted.n < minted.d;
    if (exit?.multiple === undefined || !inflow || !minted || !isRising) return [];
    return [bound(part.path, { ...inflow, minted, multiple: exit.multiple, initialPrice })];
  });
}

/** The share of gross that flows into a pool; undefined when it depends on more than the gross. */
function grossInflow({ document }: Plan, pool: string): { inflow: Exact; inflowText: string } | undefined {
  const lines = document.pools?.[pool]?.inflow ?? [];
  if (lines.length === 0 || lines.some(({ of, tags, exceptTags }) => of !== "gross" || tags || exceptTags))
    return undefined;
  const inflow = lines.reduce((sum, { rate }) => addTo(sum, fraction(rate)), NOTHING);
  return inflow.n === 0n ? undefined : { inflow, inflowText: text(lines.map(({ rate }) => rate)) };
}

/** Value minted for each unit that flows in, exact; undefined when it depends on more than the gross. */
export function mintedPerInflow(plan: Plan, { params }: Part<"appreciation">): Exact | undefined {
  const { mint } = params;
  const given = fraction(typeof mint === "string" ? mint : mint.rate);
  const share = { n: BigInt(given.n), d: BigInt(given.d) };
  if (typeof mint === "string") return share;
  const known = grossInflow(plan, params.pool);
  if (mint.of !== "gross" || !known) return undefined;
  return { n: share.n * known.inflow.d, d: share.d * known.inflow.n };
}

/** The price after so many equal orders as a share of the first price: n ÷ (minted × Π(1 + minted ÷ k), k < n). Fixed point, 24 decimals. */
export function priceAfter(minted: Exact, orders: number): Exact {
  let growth = UNIT;
  for (let order = 1; order < orders; order++) growth = grown(growth, minted, order);
  return { n: BigInt(orders) * UNIT * minted.d, d: growth * minted.n };
}

/** Π(1 + minted ÷ k) taken one order further, rounded down. */
function grown(growth: bigint, minted: Exact, order: number): bigint {
  const bottom = BigInt(order) * minted.d;
  return (growth * (bottom + minted.n)) / bottom;
}

/** The first order after which n ÷ Π(1 + minted ÷ k) reaches a figure; undefined when none of `MOST_ORDERS` does. */
function ordersTo(need: Exact, minted: Exact): number | undefined {
  if (minted.n >= minted.d) return undefined;
  let growth = UNIT;
  for (let order = 1; order <= MOST_ORDERS; order++) {
    if (BigInt(order) * UNIT * need.d >= growth * need.n) return order;
    growth = grown(growth, minted, order);
  }
  return undefined;
}

interface Rule {
  inflow: Exact;
  inflowText: string;
  minted: Exact;
  multiple: string;
  initialPrice: string;
}

/** The first lot exits at the price multiple × spend ÷ points minted = initial price × multiple ÷ (inflow × minted). */
function bound(path: string, { inflow, inflowText, minted, multiple, initialPrice }: Rule): Bound {
  const times = fraction(multiple);
  const need = { n: BigInt(times.n) * inflow.d, d: BigInt(times.d) * inflow.n };
  const orders = ordersTo(need, minted);
  const cents = atCents(need, minted, fraction(initialPrice));
  const share = fractionText(minted.n, minted.d, 4).replace(/0+$/, "").replace(/\.$/, "");
  const rounded =
    orders === undefined || cents === undefined || cents.orders === orders
      ? ""
      : `; ${cents.price}: n = ${cents.orders.toString().replaceAll(/\B(?=(?:\d{3})+$)/g, ",")}`;
  return {
    path,
    name: "first-exit",
    value: { n: orders ?? MOST_ORDERS, d: 1 },
    unit: "count",
    formula: `n ÷ Π(1 + ${share} ÷ k) ≥ ${multiple} ÷ ${inflowText}${rounded}`,
    text:
      orders === undefined
        ? {
            zh: "金额相同的订单，这么多单之内没有人出局（此前无人卖出）",
            en: "No exit in so many equal orders, when nobody sells before",
          }
        : {
            zh: "金额相同的订单，至少要到第几单才有第一次出局（此前无人卖出）",
            en: "Equal orders needed for the first exit, when nobody sells before",
          },
  };
}

/** The exit price of the first lot rounded up to cents, as people write it, and the order after which the price reaches that. */
function atCents(
  need: Exact,
  minted: Exact,
  initial: { n: number; d: number },
): { price: string; orders: number } | undefined {
  // price ÷ initial = need ÷ minted
  const [n, d] = [need.n * minted.d * BigInt(initial.n), need.d * minted.n * BigInt(initial.d)];
  const cents = (n * CENTS + d - 1n) / d;
  const orders = ordersTo({ n: cents * minted.n * BigInt(initial.d), d: CENTS * minted.d * BigInt(initial.n) }, minted);
  return orders === undefined ? undefined : { price: fractionText(cents, CENTS, 2), orders };
}
