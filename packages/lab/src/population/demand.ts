// What margin a plan's orders must leave so that they stand, and at what price a fixed reward can be paid out of it.
import type { Plan } from "@perennial/kernel";
import type { MechanismDocument } from "./document.js";
import { mechanismsOf } from "./document.js";
import { perMillion } from "./scenario.js";

const MILLION = 1_000_000;
/** Merchants concede from what the plan needs to so much more. */
const SLACK = 50_000;
const LEAST = 100_000;
/** The share of an entry product's price that its rewards take. */
const REWARDS_SHARE = 0.6;

export interface Demand {
  margin: { least: string; most: string };
  chain: { tag: string; price: string } | undefined;
}

/** The margin band of the plan if it has one; else from the highest demand on an order upwards. */
export function demandOf(plan: Plan): Demand {
  const band = plan.document.marginBand;
  const chain = mechanismsOf(plan).find(({ kind }) => kind === "chain");
  const asked = Math.max(asks(plan), chain ? REWARDS_SHARE * MILLION : 0);
  const least = Math.min(MILLION, Math.max(LEAST, Math.ceil(asked / 10_000) * 10_000));
  const margin = band
    ? { least: band.min, most: band.max }
    : { least: share(least), most: share(Math.min(MILLION, least + (asked > 0 ? SLACK : 2 * LEAST))) };
  return { margin, chain: chain && { tag: String(chain["tag"]), price: priceOf(chain) } };
}

/** Millionths of the gross that pools and cash rewards ask for at most: (gross parts) ÷ (1 − margin parts). */
function asks(plan: Plan): number {
  const { pools } = plan.document;
  const parts = [
    ...Object.values(pools ?? {}).flatMap(({ inflow }) => inflow),
    ...mechanismsOf(plan).flatMap((each) => cashRates(each)),
  ];
  const sum = (base: string): number =>
    parts.reduce((total, { rate, of }) => total + (of === base ? perMillion(rate) : 0), 0);
  return Math.min(MILLION, (sum("gross") * MILLION) / Math.max(1, MILLION - sum("margin")));
}

function cashRates(each: MechanismDocument): { rate: string; of: string }[] {
  const { kind, asset, rate, of, rates, mode, peer } = each as unknown as Rewards;
  if (asset !== "cash") return [];
  if (kind === "grant" && rate !== undefined && of !== undefined) return [{ rate, of }];
  if (kind !== "team" || rates === undefined || of === undefined) return [];
  const values = Object.values(rates).map(perMillion);
  const most = mode === "differential" ? Math.max(0, ...values) : values.reduce((sum, value) => sum + value, 0);
  const peers = (most * perMillion(peer?.rate ?? "0") * (peer?.generations ?? 0)) / MILLION;
  return [{ rate: share(Math.ceil(most + peers)), of }];
}

interface Rewards {
  kind: string;
  asset?: string;
  rate?: string;
  of?: string;
  rates?: Record<string, string>;
  mode?: string;
  peer?: { rate: string; generations: number };
}

function priceOf(chain: MechanismDocument): string {
  const { direct, leader, own } = chain["rewards"] as { direct: string; leader: string; own: string };
  const most = Math.max(perMillion(direct) + perMillion(leader), perMillion(own)) / MILLION;
  return `${Math.ceil(most / REWARDS_SHARE)}.00`;
}

/** Millionths as a share, `0.600000`. */
export function share(millionths: number): string {
  const digits = String(millionths).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
