// Reading a prospectus' data: its amounts as minor units, its scenarios by name, and whose money was whose.
import { parseAmount } from "@perennial/kernel";
import { Figures } from "../report/format.js";
import type { Prospectus } from "./prospectus.js";

export type Said = Omit<Prospectus, "summary">;
export type ScenarioSaid = Prospectus["stress"][number];
type Shown = string | number | null | undefined;

export class Reading {
  readonly money: Figures;

  constructor(readonly said: Said) {
    this.money = new Figures(said.plan.currency, said.plan.scale);
  }

  /** An amount in minor units; what does not exist is 0. */
  minor(text: Shown): number {
    return whole(text, this.said.plan.scale);
  }

  /** A share in millionths; what does not exist is 0. */
  millionths(text: Shown): number {
    return whole(text, 6);
  }

  scenario(name: string): ScenarioSaid | undefined {
    return this.said.stress.find(({ scenario }) => scenario === name);
  }

  /** The scenario by which the plan is judged first: without growth, or the only one there is. */
  get first(): ScenarioSaid | undefined {
    return this.scenario("steady") ?? this.said.stress[0];
  }

  /** Whether any run ever promised cash. */
  get promises(): boolean {
    return this.said.stress.some(({ totals }) => this.minor(totals.promised) > 0);
  }
}

function whole(text: Shown, scale: number): number {
  const value = parseAmount(String(text ?? "0"), scale, "signed");
  if (typeof value === "number") return value;
  if (/^-?0(?:\.0*)?$/.test(String(text ?? "0"))) return 0;
  throw new RangeError(`${String(text)} is no amount with ${scale} decimals: ${value}`);
}

/** Money between cohorts of joining; the last row and column are nobody's orders, merchants and agents. */
export interface Flow {
  /** from members who joined later to members who joined earlier, within a month, the other way, and from or to who is no member */
  back: number;
  within: number;
  on: number;
  others: number;
}

export function flowOf(rows: readonly (readonly number[])[]): Flow {
  const flow: Flow = { back: 0, within: 0, on: 0, others: 0 };
  const last = rows.length - 1;
  for (const [payer, row] of rows.entries())
    for (const [receiver, amount] of row.entries()) {
      if (payer === last || receiver === last) flow.others += amount;
      else if (payer > receiver) flow.back += amount;
      else if (payer === receiver) flow.within += amount;
      else flow.on += amount;
    }
  return flow;
}

interface Cohort {
  members: number;
  spent: number;
  paid: number;
}

/** The half of the members who joined first and the half who joined last, cut between two cohorts; undefined when there is but one. */
export function halvesOf(cohorts: readonly Cohort[]): [Cohort, Cohort] | undefined {
  const all = cohorts.reduce((sum, { members }) => sum + members, 0);
  const halves: [Cohort, Cohort] = [
    { members: 0, spent: 0, paid: 0 },
    { members: 0, spent: 0, paid: 0 },
  ];
  let seen = 0;
  for (const { members, spent, paid } of cohorts) {
    const half = halves[seen * 2 < all ? 0 : 1];
    half.members += members;
    half.spent += spent;
    half.paid += paid;
    seen += members;
  }
  return halves[0].members > 0 && halves[1].members > 0 ? halves : undefined;
}
