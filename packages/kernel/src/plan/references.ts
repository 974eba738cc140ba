// Checks that names used in a mechanism exist in the plan, and that rates and amounts fit the assets they are for.
import { parseAmount } from "../number/decimal.js";
import type { Fault } from "./fault.js";
import type { PlanDocument } from "./schema.js";

const listed = (names: string[]): string =>
  names.length ? `one of ${names.join(", ")}` : "declare it first: the plan has none";

/** Names of the plan's assets, cash first. */
export const assetNames = (plan: PlanDocument): string[] => ["cash", ...Object.keys(plan.assets)];

export function assetFaults(plan: PlanDocument, path: string, asset: string | undefined): Fault[] {
  if (asset === undefined || assetNames(plan).includes(asset)) return [];
  return [{ path, wrong: `the plan has no asset "${asset}"`, right: listed(assetNames(plan)) }];
}

/** Like `assetFaults`, for places where cash makes no sense. */
export function ownAssetFaults(plan: PlanDocument, path: string, asset: string | undefined): Fault[] {
  if (asset === undefined || Object.hasOwn(plan.assets, asset)) return [];
  return [
    {
      path,
      wrong: asset === "cash" ? "cash can't stand here" : `the plan has no asset "${asset}"`,
      right: listed(Object.keys(plan.assets)),
    },
  ];
}

export function poolFaults(plan: PlanDocument, path: string, pool: string | undefined): Fault[] {
  if (pool === undefined || Object.hasOwn(plan.pools ?? {}, pool)) return [];
  return [{ path, wrong: `the plan has no pool "${pool}"`, right: listed(Object.keys(plan.pools ?? {})) }];
}

export function rankFaults(plan: PlanDocument, path: string, ranks: readonly string[]): Fault[] {
  const known = (plan.ranks ?? []).map(({ rank }) => rank);
  return ranks
    .filter((rank) => !known.includes(rank))
    .map((rank) => ({ path, wrong: `the plan has no rank "${rank}"`, right: listed(known) }));
}

/** Decimals of an asset by its name; the currency's for cash. */
export function scaleOf(plan: PlanDocument, asset: string): number {
  return asset === "cash" ? currencyScale(plan.currency) : (plan.assets[asset]?.scale ?? 0);
}

const NO_DECIMALS = new Set([
  "BIF",
  "CLP",
  "DJF",
  "GNF",
  "ISK",
  "JPY",
  "KMF",
  "KRW",
  "PYG",
  "RWF",
  "UGX",
  "UYI",
  "VND",
  "VUV",
  "XAF",
  "XOF",
  "XPF",
]);
const THREE_DECIMALS = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);

/** Decimals of a currency (ISO 4217, list one). */
export function currencyScale(currency: string): number {
  return NO_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** An amount in the plan that does not fit its asset. */
export function amountFaults(plan: PlanDocument, path: string, text: string | undefined, asset: string): Fault[] {
  if (text === undefined) return [];
  const scale = scaleOf(plan, asset);
  const value = parseAmount(text, scale, "unsigned");
  if (value === "scale_exceeded")
    return [{ path, wrong: `has more decimals than ${asset}`, right: `at most ${scale} decimals` }];
  if (value === "amount_overflow")
    return [{ path, wrong: "is larger than 2^53 − 1 minor units", right: "a smaller amount" }];
  return [];
}
