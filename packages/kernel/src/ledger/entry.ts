// Entries: what the journal holds. Inside they are rows of integers; `render` gives the text form that leaves the kernel.
import type { Account } from "./accounts.js";

/** Figures that a rule was worked out from, by name; amounts in minor units. */
export type Figures = Readonly<Record<string, number | string>>;

/** Why a posting is there: the mechanism's slot (−1: the house rules), its plan version, the rule, and the figures put into it. */
export interface Why {
  readonly slot: number;
  readonly version: number;
  readonly rule: string;
  readonly figures: Figures;
  /** of a note: the asset its figures are in, cash when left out; a posting has its own */
  readonly asset?: number;
}

/** `amount` minor units of `asset` leave `debit` and arrive at `credit`. */
export interface Posting {
  readonly debit: Account;
  readonly credit: Account;
  readonly asset: number;
  readonly amount: number;
  readonly why: Why;
}

/** One journal entry: an accepted event, or the close of a day. */
export interface Entry {
  readonly seq: number;
  /** the event's type; `day.closed` for a close, `day.closing` for each part of a long one but the last */
  readonly type: string;
  /** the id of the event; `day:2026-01-31` for a close and its parts */
  readonly id: string;
  /** when it took effect, RFC 3339 or a day */
  readonly at: string;
  readonly postings: readonly Posting[];
  /** what a rule left out and why, e.g. a grant cut to what the treasury holds */
  readonly notes: readonly Why[];
}
