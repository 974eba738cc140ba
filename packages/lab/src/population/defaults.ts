// A scenario that fits a plan: read from the plan's own thresholds, tags and margins, so that any plan can be simulated without hand work.
import type { MechanismDocument } from "./document.js";
import { mechanismsOf } from "./document.js";
import type { Plan } from "@perennial/kernel";
import { formatDay, parseDay } from "@perennial/kernel";
import { demandOf } from "./demand.js";
import type { Scenario } from "./scenario.js";
import { perMillion } from "./scenario.js";

export interface Size {
  /** who would have joined at the end if as many came every day as on the first */
  members: number;
  days: number;
}

/** No growth, no shock: as many new members every day. Every shipped stress is a change of this one. */
export function defaultScenario(plan: Plan, { members, days }: Size): Scenario {
  const { document } = plan;
  const { chain, margin } = demandOf(plan);
  const founders = Math.min(members, Math.max(1, Math.round(members / 50)));
  return {
    scenario: "steady",
    start: formatDay(plan.start ?? parseDay("2026-01-01") ?? 0),
    days,
    members: {
      founders,
      arrivals: { kind: "constant", perDay: decimals((members - founders) / days) },
      tree: "preferential",
      orphans: "0.1",
    },
    spend: spendOf(plan),
    orders: { first: "0.9", everyDays: 30, leave: "0.05" },
    products: productsOf(plan, chain),
    merchants: { first: 3, members: 50, margin, regions: mechanismsOf(plan).some(({ to }) => isAgent(to)) },
    sellers: { hold: "0.5", multiple: "0.3", at: "1.5", panic: "0.2", drop: "0.1", slow: "0.5" },
    habits: { redeem: "0.7", withdraw: "0.3", taskDays: 7 },
    capital: Object.entries(document.pools ?? {}).flatMap(([pool, { inflow }]) =>
      inflow.length === 0 && mechanismsOf(plan).some((each) => each["pool"] === pool) ? [{ pool, rate: "0.05" }] : [],
    ),
    grants: registered(plan).map((asset) => ({ asset, quantity: "100.00", founders })),
    patience: Math.min(90, Math.max(1, Math.floor(days / 4))),
  };
}

const isAgent = (to: unknown): boolean => to === "agent" || to === "agentSponsor";

/** A count with six decimals, as the scenario has it. */
function decimals(value: number): string {
  const millionths = String(Math.round(value * 1_000_000)).padStart(7, "0");
  return `${millionths.slice(0, -6)}.${millionths.slice(-6)}`;
}

/** Orders are as large as the plan wants them: half again what qualifies for a ticket or for the lowest tier, else about 300; none too small for a ticket. */
function spendOf(plan: Plan): Scenario["spend"] {
  const amounts = mechanismsOf(plan).map((each) => thresholdsOf(each));
  const highest = (texts: (string | undefined)[]): number =>
    Math.max(0, ...texts.map((text) => Math.ceil(perMillion(text ?? "0") / 1_000_000)));
  const ticket = highest(amounts.map((each) => each.ticket));
  const units = Math.max(200, ticket, highest(amounts.map((each) => each.tier))) * 1.5;
  const whole = (value: number): string => `${Math.round(value)}.00`;
  return {
    kind: "lognormal",
    median: whole(units),
    sigma: "0.8",
    least: whole(Math.max(ticket, units / 10)),
    most: whole(units * 50),
  };
}

function thresholdsOf(each: MechanismDocument): { ticket: string | undefined; tier: string | undefined } {
  const { qualify, lots } = each as { qualify?: string | { amount: string }; lots?: { tiers?: { atLeast: string }[] } };
  return { ticket: typeof qualify === "object" ? qualify.amount : qualify, tier: lots?.tiers?.[0]?.atLeast };
}

/** What activates is bought on joining; an entry product is what is sold; other tags stand on a few orders each, a zone's on most. */
function productsOf(plan: Plan, chain: { tag: string; price: string } | undefined): Scenario["products"] {
  const { activation, pools } = plan.document;
  const filters = mechanismsOf(plan).flatMap((each) => (Array.isArray(each["tags"]) ? (each["tags"] as string[]) : []));
  const funded = Object.values(pools ?? {}).flatMap(({ inflow }) => inflow.flatMap(({ tags }) => tags ?? []));
  const all = [...new Set([...filters, ...funded])].filter((tag) => tag !== chain?.tag && tag !== activation?.tag);
  const packs = activation ? all.filter((tag) => tag.startsWith(activation.tag)) : [];
  const rest = all.filter((tag) => !packs.includes(tag));
  const entry = chain ? [{ tags: [chain.tag], share: "1", price: chain.price }] : [];
  const starter = activation
    ? (packs.length ? packs : [""]).map((pack) => ({
        tags: [activation.tag, ...(pack ? [pack] : [])],
        share: packs.length > 1 ? "0.2" : "0.6",
        price: `${/\d+$/.exec(pack)?.[0] ?? "399"}.00`,
        joining: true,
      }))
    : [];
  return [...entry, ...starter, ...rest.map((tag) => ({ tags: [tag], share: funded.includes(tag) ? "0.7" : "0.03" }))];
}

/** Assets that are shared by and that no mechanism gives: the operator enters who holds them. */
function registered(plan: Plan): string[] {
  const given = new Set(mechanismsOf(plan).flatMap((each) => [each["to"], each["into"], each["asset"]].map(String)));
  const gives = mechanismsOf(plan).filter(({ kind }) => kind !== "distribution");
  const sources = new Set(
    gives.flatMap((each) => [each["asset"], each["to"], each["into"], each["voucher"]].map(String)),
  );
  return mechanismsOf(plan).flatMap((each) => {
    const by = each["by"] as { holding?: string } | undefined;
    return by?.holding !== undefined && !sources.has(by.holding) && !given.has(by.holding) ? [by.holding] : [];
  });
}
