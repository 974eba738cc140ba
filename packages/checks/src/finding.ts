// What a check finds, and what may be known beyond the plan itself: figures of a run, and the programme's own facts.
import type { Bound, Plan, Text } from "@perennial/kernel";

/** `blocker`: such a plan can't go live; `review`: a named person must look; `warning`. */
export type Severity = "blocker" | "review" | "warning";

/** The text of law that a rule of a pack speaks of. */
export interface Law {
  name: Text;
  article: Text;
  /** the words quoted, as they stand; left out where none are quoted */
  quote?: string;
  /** left out: quoted or cited as it stands. Else how far it could be verified */
  unverified?: "to be verified" | "digest only, unverified";
}

/** Something that a rule found in a plan. */
export interface Finding {
  rule: string;
  /** the pack that the rule belongs to; left out: a rule of the language itself */
  pack?: string;
  /** where in the plan, e.g. `mechanisms[0].exit` */
  path: string;
  severity: Severity;
  text: Text;
  /** how to change the plan */
  fix: Text;
  law?: Law;
  /** what is missing to decide it, e.g. a simulation */
  needs?: Text;
}

/** Findings of the same rule and weight together, in the order in which they were found. */
export function groupsOf(findings: readonly Finding[]): [Finding, ...Finding[]][] {
  const byRule = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.pack ?? ""} ${finding.rule} ${finding.severity}`;
    const group = byRule.get(key);
    if (group) group.push(finding);
    else byRule.set(key, [finding]);
  }
  return [...byRule.values()];
}

/** What is known beyond the plan. Everything may be left out: the rules that need it then say so. */
export interface Measured {
  /** figures of a simulated or real run */
  run?: {
    /** members that had joined at the end */
    members?: number;
    /** most levels of people between whom pay flowed, the receiver's own counted */
    levels?: number;
    /** cash promised and not paid when nothing grows any more; an amount such as "12.30" */
    unpaidAtZeroGrowth?: string;
    /** the highest share of its own sales that any seller was paid; a rate such as "0.28" */
    highestSellerPay?: string;
  };
  /** facts of the programme that the plan is for */
  programme?: {
    /** at how many merchants an asset can be spent */
    merchants?: number;
    /** whether payments are split by a licensed channel, so that the platform holds nothing in between */
    splitPayment?: boolean;
    /** days between the announcement of this version and its first day */
    noticeDays?: number;
  };
}

/** A place in a plan at which a rule looks, and why. */
export interface Place {
  path: string;
  because: Text;
  /** instead of the rule's own, where the place or what was measured weighs otherwise */
  severity?: Severity;
  needs?: Text;
}

/** Looks at a plan without faults; pure. */
export type Look = (plan: Plan, known: Measured, bounds: readonly Bound[]) => Place[];

export const NEEDS_SIMULATION: Text = {
  zh: "需要仿真结果才能判定",
  en: "needs a simulation to be decided",
};
