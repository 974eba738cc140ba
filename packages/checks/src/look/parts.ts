// The mechanisms of a plan as the rules see them: those that are switched on, each with its place and its parameters.
import type { Plan, PlanEntry } from "@perennial/kernel";

interface Recipient {
  on: string;
  to: "self" | "buyer" | "merchant" | "referrer" | "merchantReferrer" | "agent" | "agentSponsor";
  generation?: number;
  if?: { activated?: true; rank?: string; kind?: "member" | "merchant" };
}
interface Filter {
  tags?: string[];
  exceptTags?: string[];
}
type ByTag = string | { tags?: string[]; rate: string }[];

/** The parameters that rules look at, by kind; the plan's own schema has checked them. */
interface Kinds {
  grant: Recipient & { asset: string; amount?: string; rate?: string; of?: Base; at?: "market" };
  unlock: Recipient & { asset: string; into: string; amount?: string; rate?: string };
  team: { asset: string; of: Base; at?: "market"; rates: Record<string, string>; line?: "buyer" | "merchant" };
  chain: { tag: string; leaderAfter: number; rewards: { direct: string; leader: string; own: string } };
  release: {
    asset: string;
    to: string;
    pool?: string;
    lots: { tiers: { multiple: string }[] };
    accelerate?: string[];
    team?: { rates: Record<string, string> };
  };
  queue: { pool: string; ticket: ByTag; advance?: number; accelerate?: ByTag };
  rounds: { points: string; voucher: string; mint?: string; multiple: string; inviter?: string };
  appreciation: {
    asset: string;
    pool: string;
    mint: string | { rate: string; of: "gross" | "margin" };
    initialPrice: string;
    retention: string;
    exit?: { multiple?: string; quantity?: string };
  };
  distribution: {
    asset: string;
    from: { schedule: unknown } | { pool: string };
    by: { ranks: Record<string, string> } | Record<string, unknown>;
    limit?: string;
  };
  market: { asset: string; settlement?: "balance" | "direct" };
  transfer: { asset: string };
  convert: { from: string; to: string; rate?: string };
  task: { asset: string; to: string; pool?: string };
  withdraw: object;
  collectible: { asset: string; editions: { title: { zh: string; en: string } }[] };
}
export type Base = "gross" | "margin" | "earned";
export type Kind = keyof Kinds;

export interface Part<K extends Kind> {
  /** `mechanisms[2]` */
  path: string;
  id: string;
  params: Kinds[K] & Filter;
  entry: PlanEntry;
}

/** The mechanisms of a kind that are switched on, in the order of the plan. */
export function partsOf<K extends Kind>(plan: Plan, kind: K): Part<K>[] {
  return plan.entries.flatMap((entry, index) =>
    entry.definition.kind === kind && entry.params.enabled !== false
      ? [
          {
            path: `mechanisms[${index}]`,
            id: entry.id,
            params: entry.params as unknown as Kinds[K] & Filter,
            entry,
          },
        ]
      : [],
  );
}

/** Grants and unlocks: both give on a trigger. */
export const giftsOf = (plan: Plan): (Part<"grant"> | Part<"unlock">)[] => [
  ...partsOf(plan, "grant"),
  ...partsOf(plan, "unlock"),
];

/** The rates of a ticket or an acceleration, with where each stands. */
export function ratesByTag(path: string, rates: ByTag): { path: string; rate: string }[] {
  return typeof rates === "string"
    ? [{ path, rate: rates }]
    : rates.map(({ rate }, index) => ({ path: `${path}[${index}].rate`, rate }));
}
