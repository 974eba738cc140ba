// What takes cash out of an order's margin: the pools' inflows first, then cash rewards in the order of the plan.
import type { Fraction, Plan } from "@perennial/kernel";
import { compare, fraction, reduce } from "@perennial/kernel";
import type { Base } from "../look/parts.js";
import { partsOf } from "../look/parts.js";
import { addTo, NOTHING } from "./exact.js";

/** One demand on an order. `fixed`: `text` is a sum in cash. A share without a rate can't be bounded. */
export interface Ask {
  /** the mechanism; undefined for a pool */
  id?: string;
  of: "gross" | "margin" | "fixed";
  rate?: Fraction;
  text: string;
  tags?: string[];
  exceptTags?: string[];
}

interface Filter {
  tags?: string[] | undefined;
  exceptTags?: string[] | undefined;
}

const filter = ({ tags, exceptTags }: Filter): Pick<Ask, "tags" | "exceptTags"> => ({
  ...(tags && { tags }),
  ...(exceptTags && { exceptTags }),
});

const product = (a: Fraction, b: Fraction): Fraction =>
  reduce(BigInt(a.n) * BigInt(b.n), BigInt(a.d) * BigInt(b.d)) ?? b;

/** Every demand of the plan, at the highest that each can be. */
export function asksOf(plan: Plan): Ask[] {
  const pools = Object.values(plan.document.pools ?? {}).flatMap(({ inflow }) =>
    inflow.flatMap((line): Ask[] =>
      line.of === "revenue" ? [] : [{ of: line.of, rate: fraction(line.rate), text: line.rate, ...filter(line) }],
    ),
  );
  return [...pools, ...grants(plan), ...teams(plan), ...unlocks(plan), ...chains(plan)];
}

function grants(plan: Plan): Ask[] {
  const asks: Ask[] = [];
  const toBuyer: Ask[] = [];
  for (const { id, params } of partsOf(plan, "grant")) {
    if (params.asset !== "cash") continue;
    const made = ofBase({ id, ...filter(params) }, params.of, params.rate, toBuyer);
    if (params.amount !== undefined) made.push({ id, of: "fixed", text: params.amount, ...filter(params) });
    asks.push(...made);
    if (params.to === "self" || params.to === "buyer") toBuyer.push(...made);
  }
  return asks;
}

/** A rate of a base; `earned`: of each thing that the buyer gets in cash. */
function ofBase(
  common: Pick<Ask, "id" | "tags" | "exceptTags">,
  of: Base | undefined,
  rate: string | undefined,
  earned: readonly Ask[],
): Ask[] {
  if (rate === undefined || of === undefined) return [];
  const share = fraction(rate);
  if (of !== "earned") return [{ ...common, of, rate: share, text: rate }];
  return earned.flatMap((each) =>
    each.rate ? [{ ...common, of: each.of, rate: product(each.rate, share), text: `${each.text} × ${rate}` }] : [],
  );
}

/** The highest that a team rule can pay for one order is its own bound. */
function teams(plan: Plan): Ask[] {
  const earned = grants(plan);
  return partsOf(plan, "team").flatMap(({ id, path, params, entry }): Ask[] => {
    if (params.asset !== "cash") return [];
    const [bound] = entry.definition.bounds(params, plan.document, path);
    if (!bound?.value) return [];
    const { value, formula } = bound;
    const common = { id, ...filter(params) };
    if (params.of !== "earned") return [{ ...common, of: params.of, rate: value, text: formula }];
    return earned.flatMap((each) =>
      each.rate ? [{ ...common, of: each.of, rate: product(each.rate, value), text: `${each.text} × ${formula}` }] : [],
    );
  });
}

function unlocks(plan: Plan): Ask[] {
  return partsOf(plan, "unlock").flatMap(({ id, params }): Ask[] => {
    if (params.into !== "cash") return [];
    if (params.amount !== undefined) return [{ id, of: "fixed", text: params.amount, ...filter(params) }];
    return [{ id, of: "gross", text: `${params.rate ?? "0"} × ${params.asset}`, ...filter(params) }];
  });
}

function chains(plan: Plan): Ask[] {
  return partsOf(plan, "chain").map(({ id, params: { tag, rewards } }): Ask => {
    const [direct, leader, own] = [rewards.direct, rewards.leader, rewards.own].map(fraction);
    const both = [direct, leader].reduce((sum, each) => (each ? addTo(sum, each) : sum), NOTHING);
    const ownIsMore = own !== undefined && BigInt(own.n) * both.d > both.n * BigInt(own.d);
    return { id, of: "fixed", text: ownIsMore ? rewards.own : `${rewards.direct} + ${rewards.leader}`, tags: [tag] };
  });
}

/** Budgets cap what the mechanisms that they are over ask for together; a budget of the margin always fits into it. */
export function withinBudgets({ document }: Plan, asks: readonly Ask[]): Ask[] {
  return (document.budgets ?? []).reduce<Ask[]>(
    (left, { over, rate, of }) => {
      const under = left.filter(({ id }) => id !== undefined && over.includes(id));
      const cap = fraction(rate);
      const known = under.every((ask) => ask.of === of && ask.rate !== undefined);
      const sum = under.reduce((total, ask) => (ask.rate ? addTo(total, ask.rate) : total), NOTHING);
      const fits = known && sum.n * BigInt(cap.d) <= BigInt(cap.n) * sum.d;
      const kept = under.every((ask) => ask.of === "margin") && of === "gross";
      if (under.length === 0 || fits || kept) return left;
      const capped: Ask = { id: over.join("+"), of, rate: cap, text: rate };
      return [...left.filter((ask) => !under.includes(ask)), capped];
    },
    [...asks],
  );
}

/** Whether an order can ask for more than a share of its gross. */
export const asksMore = (need: Fraction, share: string): boolean => compare(need, fraction(share)) > 0;
