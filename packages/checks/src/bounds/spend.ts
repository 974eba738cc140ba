// Assets that pay for orders out of a pool: how much of what is granted of them the same orders put into that pool.
import type { Bound, Fraction, Plan } from "@perennial/kernel";
import { compare, fraction, ONE, reduce } from "@perennial/kernel";
import type { Part } from "../look/parts.js";
import { partsOf } from "../look/parts.js";
import { addTo, type Exact, NOTHING } from "./exact.js";

/** Shares of an order: so much of its gross, and so much of its margin. */
interface Shares {
  gross: Exact;
  margin: Exact;
}

/** The pool that pays for what the asset buys; undefined: none does. */
function payingPool(plan: Plan, asset: string): string | undefined {
  const settle = plan.document.assets[asset]?.spend?.settle;
  return typeof settle === "object" ? settle.pool : undefined;
}

const sum = (parts: readonly { of: string; rate: string }[]): Shares => ({
  gross: parts.filter(({ of }) => of === "gross").reduce((total, { rate }) => addTo(total, fraction(rate)), NOTHING),
  margin: parts.filter(({ of }) => of === "margin").reduce((total, { rate }) => addTo(total, fraction(rate)), NOTHING),
});

/** Shares of an order whose margin is m of its gross. */
function at({ gross, margin }: Shares, m: Fraction): Exact {
  return {
    n: gross.n * margin.d * BigInt(m.d) + margin.n * BigInt(m.n) * gross.d,
    d: gross.d * margin.d * BigInt(m.d),
  };
}

/** Inflow over promise at both ends of the margin band: the ratio is monotone between them. Over 0: money comes in and nothing is promised. */
function ratios(plan: Plan, inflow: Shares, promise: Shares): Exact[] {
  const { min = "0", max = "1" } = plan.document.marginBand ?? {};
  const ends = [fraction(min), fraction(max)].flatMap((m) => {
    const [money, due] = [at(inflow, m), at(promise, m)];
    return due.n > 0n || money.n > 0n ? [{ n: money.n * due.d, d: money.d * due.n }] : [];
  });
  // At a margin of 0 nothing is promised of it; what counts then is how the two begin to grow.
  return ends.length ? ends : [{ n: inflow.margin.n * promise.margin.d, d: inflow.margin.d * promise.margin.n || 1n }];
}

const more = (a: Exact, b: Exact): boolean => a.n * b.d > b.n * a.d;

interface Coverage {
  pool: string;
  least: Exact;
  most: Exact;
  formula: string;
}

/** The least that an order's lot releases into the asset: a lower promise makes the higher share, and a bound must not be passed. */
function released(plan: Plan, asset: string): { rate: string; of: string }[] {
  return partsOf(plan, "release").flatMap(({ params }) => {
    const multiples = params.lots.tiers.map(({ multiple }) => multiple);
    const [first] = multiples.toSorted((a, b) => compare(fraction(a), fraction(b)));
    return params.to === asset && first !== undefined ? [{ rate: first, of: "gross" }] : [];
  });
}

type Line = NonNullable<Plan["document"]["pools"]>[string]["inflow"][number];
const filterOf = ({ tags, exceptTags }: { tags?: string[] | undefined; exceptTags?: string[] | undefined }): string =>
  JSON.stringify([tags ?? [], exceptTags ?? []]);
const NO_FILTER = filterOf({});

/** Undefined when no pool pays for the asset, or nothing is granted of it for orders. */
function coverageOf(plan: Plan, asset: string): Coverage | undefined {
  const pool = payingPool(plan, asset);
  const grants = partsOf(plan, "grant").filter(({ params }) => params.asset === asset && params.on === "order");
  const rated = [
    ...grants.flatMap(({ params: { rate, of } }) => (rate && of && of !== "earned" ? [{ rate, of }] : [])),
    ...released(plan, asset),
  ];
  if (pool === undefined || rated.length === 0) return undefined;
  const lines = plan.document.pools?.[pool]?.inflow ?? [];
  const promise = sum(rated);
  const high = ratios(plan, sum(lines.map(atMost)), promise);
  const sure = isOnlySource(plan, asset, pool, grants) ? lines.filter((line) => isSure(line, grants)) : [];
  const low = ratios(plan, sum(sure), promise);
  const text = (parts: readonly { rate: string; of: string }[]): string =>
    parts.map(({ rate, of }) => `${rate} × ${of}`).join(" + ") || "0";
  return {
    pool,
    least: low.reduce((a, b) => (more(a, b) ? b : a)),
    most: high.reduce((a, b) => (more(a, b) ? a : b)),
    formula: `(${text(lines)}) ÷ (${text(rated)})`,
  };
}

/** What is left of the margin is at most the margin. */
const atMost = ({ rate, of }: Line): { rate: string; of: string } => ({ rate, of: of === "revenue" ? "margin" : of });

/** An inflow that every order brings that grants the asset. */
const isSure = (line: Line, grants: readonly Part<"grant">[]): boolean =>
  line.of !== "revenue" &&
  (filterOf(line) === NO_FILTER || grants.every(({ params }) => filterOf(params) === filterOf(line)));

/** Whether these grants, by rate, are all that puts the asset into wallets, and the asset all that the pool pays for. */
function isOnlySource(plan: Plan, asset: string, pool: string, grants: readonly Part<"grant">[]): boolean {
  const sources = [
    ...partsOf(plan, "release").map(({ params }) => params.to),
    ...partsOf(plan, "task").map(({ params }) => params.to),
    ...partsOf(plan, "convert").map(({ params }) => params.to),
    ...partsOf(plan, "unlock").map(({ params }) => params.into),
    ...partsOf(plan, "rounds").map(({ params }) => params.voucher),
    ...partsOf(plan, "distribution").map(({ params }) => params.asset),
    ...partsOf(plan, "appreciation").map(({ params }) => params.asset),
    ...partsOf(plan, "team").map(({ params }) => params.asset),
    ...partsOf(plan, "grant").flatMap(({ params }) => (params.on === "order" ? [] : [params.asset])),
  ];
  const users = [
    ...(["appreciation", "queue", "release", "task"] as const).flatMap((kind) =>
      partsOf(plan, kind).map(({ params }) => params.pool),
    ),
    ...partsOf(plan, "distribution").flatMap(({ params: { from } }) => ("pool" in from ? [from.pool] : [])),
    ...Object.keys(plan.document.assets).flatMap((other) => (other === asset ? [] : [payingPool(plan, other)])),
  ];
  const rated = grants.every(({ params }) => params.rate !== undefined && params.of !== "earned" && !params.at);
  return rated && !sources.includes(asset) && !users.includes(pool);
}

/** Whether each order puts into the pool at least all that it grants of the asset, whatever its margin. */
export function isFullyFunded(plan: Plan, asset: string): boolean {
  const coverage = coverageOf(plan, asset);
  return coverage !== undefined && coverage.least.n >= coverage.least.d;
}

/** Of what orders grant of an asset that a pool pays for, the share that their inflow can ever pay. */
export function spendBounds(plan: Plan): Bound[] {
  return Object.keys(plan.document.assets).flatMap((asset): Bound[] => {
    const coverage = coverageOf(plan, asset);
    // Where other rules give the asset too, or others live on the pool, a full cover of these parts would say nothing.
    if (!coverage || (coverage.most.n >= coverage.most.d && !isFullyFunded(plan, asset))) return [];
    const { most, pool, formula } = coverage;
    const value = most.n >= most.d ? ONE : reduce(most.n, most.d);
    return [
      {
        path: `assets.${asset}.spend`,
        name: "spend-funded",
        value,
        unit: "share",
        formula,
        text: {
          zh: `订单发放的 ${asset} 中，资金池 ${pool} 最多能兑付的比例`,
          en: `Of the ${asset} that orders grant, the pool ${pool} can pay at most this share`,
        },
      },
    ];
  });
}
