// What rules on promised returns look at: multiples of the spend that come back, and who has to pay for them.
import type { Fraction, Plan } from "@perennial/kernel";
import { compare, fraction, ONE, reduce } from "@perennial/kernel";
import type { Look, Place } from "../finding.js";
import { NEEDS_SIMULATION } from "../finding.js";
import { boundValue } from "../sentence.js";
import { addTo, type Exact, NOTHING } from "../bounds/exact.js";
import { isFullyFunded } from "../bounds/spend.js";
import type { Part } from "./parts.js";
import { partsOf, ratesByTag } from "./parts.js";
import { place } from "./place.js";
import { worthOf } from "./worth.js";

const atLeastOne = (rate: Fraction): boolean => compare(rate, ONE) >= 0;

const returned = (path: string, times: string): Place =>
  place(path, {
    zh: `承诺返还实付的 ${times} 倍，以现金或可抵用的资产兑付`,
    en: `${times} × of what was paid is promised, in cash or in what pays for goods`,
  });

/** A promised multiple of the spend, 1 or more, that is paid in cash or kind. */
export const promisedReturn: Look = (plan) => [
  ...partsOf(plan, "appreciation").flatMap(({ path, params: { exit } }) =>
    exit?.multiple !== undefined && atLeastOne(fraction(exit.multiple))
      ? [returned(`${path}.exit.multiple`, exit.multiple)]
      : [],
  ),
  ...partsOf(plan, "release").flatMap(({ path, params }) =>
    worthOf(plan, params.to).n === 0
      ? []
      : params.lots.tiers.flatMap(({ multiple }, index) =>
          atLeastOne(fraction(multiple)) ? [returned(`${path}.lots.tiers[${index}].multiple`, multiple)] : [],
        ),
  ),
  ...partsOf(plan, "queue").flatMap(({ path, params }) =>
    ratesByTag(`${path}.ticket`, params.ticket)
      .filter(({ rate }) => atLeastOne(fraction(rate)))
      .map((ticket) => returned(ticket.path, ticket.rate)),
  ),
  ...partsOf(plan, "rounds").flatMap((part) => roundsReturn(plan, part)),
  ...grantedReturn(plan),
];

/** points per margin × the multiple, at the highest margin that a merchant may concede. */
function roundsReturn(plan: Plan, { path, params }: Part<"rounds">): Place[] {
  const worth = worthOf(plan, params.voucher);
  const factors = [params.multiple, params.mint ?? "1", plan.document.marginBand?.max ?? "1"].map(fraction);
  const times = [...factors, worth].reduce(
    (product, { n, d }) => ({ n: product.n * BigInt(n), d: product.d * BigInt(d) }),
    { n: 1n, d: 1n },
  );
  return times.n >= times.d ? [returned(`${path}.multiple`, decimal(times))] : [];
}

/** Grants for one's own order whose asset turns into cash or goods: their rates together, tag by tag. */
function grantedReturn(plan: Plan): Place[] {
  const grants = partsOf(plan, "grant").flatMap(({ path, params }) => {
    const own = params.on === "order" && (params.to === "self" || params.to === "buyer") && params.asset !== "cash";
    const value = own && (params.of === "gross" || params.of === "margin") ? worthInCash(plan, params) : undefined;
    return value && value.n > 0 ? [{ path, params, value }] : [];
  });
  const tags = new Set([undefined, ...grants.flatMap(({ params }) => params.tags ?? [])]);
  for (const tag of tags) {
    const given = grants.filter(
      ({ params }) =>
        !params.tags || (tag !== undefined && params.tags.includes(tag) && !params.exceptTags?.includes(tag)),
    );
    const sum = given.reduce((total, { value }) => addTo(total, value), NOTHING);
    if (sum.n >= sum.d) return given.slice(0, 1).map(({ path }) => returned(`${path}.rate`, decimal(sum)));
  }
  return [];
}

/** Share of the gross that a grant's asset is worth by the plan's promise; margin counts at the highest that the band allows. */
function worthInCash(plan: Plan, params: Part<"grant">["params"]): Fraction | undefined {
  const [rate, worth] = [fraction(params.rate ?? "0"), worthOf(plan, params.asset)];
  const of = params.of === "margin" ? fraction(plan.document.marginBand?.max ?? "1") : ONE;
  const unit = params.at === "market" && worth.n > 0 ? ONE : worth;
  return reduce(BigInt(rate.n) * BigInt(unit.n) * BigInt(of.n), BigInt(rate.d) * BigInt(unit.d) * BigInt(of.d));
}

function decimal({ n, d }: Exact): string {
  const hundredths = (n * 100n) / d;
  const rest = (hundredths % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return rest ? `${hundredths / 100n}.${rest}` : (hundredths / 100n).toString();
}

/** The bounds that say which share of a promise can be paid. */
const COVERAGE = new Set(["exit-share", "tickets-paid", "limit-paid", "funded", "spend-funded"]);

/**
 * Earlier buyers are paid out of later orders. Where the bounds prove that less than the whole promise can be paid, or a run without
 * growth left some unpaid, it blocks; without a run it is said that one is needed.
 */
export const rebate: Look = (plan, { run }, bounds) =>
  laterOrders(plan).flatMap(({ path, at }): Place[] => {
    const short = bounds.find(
      (bound) => bound.path === at && COVERAGE.has(bound.name) && bound.value && compare(bound.value, ONE) < 0,
    );
    const because = {
      zh: "先来者的返还由后来的订单支付",
      en: "earlier buyers are paid out of later orders",
    };
    if (short) {
      const share = (lang: "zh" | "en"): string => boundValue(short, lang, plan.document.currency);
      return [
        place(path, {
          zh: `${because.zh}，且最多只能兑付 ${share("zh")}（${short.formula}）`,
          en: `${because.en}, and at most ${share("en")} can be paid: ${short.formula}`,
        }),
      ];
    }
    const unpaid = run?.unpaidAtZeroGrowth;
    if (unpaid === undefined) return [{ ...place(path, because), severity: "warning", needs: NEEDS_SIMULATION }];
    return isNothing(unpaid)
      ? []
      : [
          place(path, {
            zh: `${because.zh}，零增长时有 ${unpaid} 未兑付`,
            en: `${because.en}; ${unpaid} stayed unpaid at zero growth`,
          }),
        ];
  });

/** `0.00`: an amount of nothing; what is no amount is not. */
export const isNothing = (amount: string): boolean => /^0+(?:\.0+)?$/.test(amount);

/** Mechanisms whose payments to earlier buyers wait for what later orders bring; `at`: where their bound stands. */
function laterOrders(plan: Plan): { path: string; at: string }[] {
  const pooled = ["appreciation", "queue"] as const;
  const funded = ["release", "task"] as const;
  return [
    ...pooled.flatMap((kind) => partsOf(plan, kind).map(({ path }) => ({ path: `${path}.pool`, at: path }))),
    ...funded.flatMap((kind) =>
      partsOf(plan, kind).flatMap(({ path, params }) =>
        params.pool === undefined || !hasInflow(plan, params.pool) ? [] : [{ path: `${path}.pool`, at: path }],
      ),
    ),
    ...partsOf(plan, "rounds").map(({ path }) => ({ path: `${path}.voucher`, at: path })),
    ...partsOf(plan, "distribution").flatMap(({ path, params }) =>
      "pool" in params.from && (params.limit !== undefined || !isRevenue(plan, params.from.pool))
        ? [{ path: `${path}.from.pool`, at: path }]
        : [],
    ),
    ...Object.entries(plan.document.assets).flatMap(([name, { spend }]) =>
      typeof spend?.settle === "object" && isGranted(plan, name) && !isFullyFunded(plan, name)
        ? [{ path: `assets.${name}.spend.settle`, at: `assets.${name}.spend` }]
        : [],
    ),
  ];
}

const inflowOf = (plan: Plan, pool: string) => plan.document.pools?.[pool]?.inflow ?? [];
const hasInflow = (plan: Plan, pool: string): boolean => inflowOf(plan, pool).length > 0;
/** Fed by the platform's own revenue alone: a share of what was earned, promised to nobody. */
const isRevenue = (plan: Plan, pool: string): boolean => inflowOf(plan, pool).every(({ of }) => of === "revenue");
const isGranted = (plan: Plan, asset: string): boolean =>
  partsOf(plan, "grant").some(({ params }) => params.asset === asset) ||
  partsOf(plan, "release").some(({ params }) => params.to === asset);
