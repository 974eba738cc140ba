// What behaviour sees of the world it acts in, and how it acts: it yields events one by one and hears whether each was refused.
import type { Day, Plan, Programme } from "@perennial/kernel";
import { CASH, formatAmount, pending } from "@perennial/kernel";
import type { Scenario } from "./scenario.js";

/** An event of the vocabulary without its id and time, which the run adds. */
export type Deed = { readonly type: string } & Readonly<Record<string, unknown>>;
/** Yields deeds; hears for each the code of its refusal, or undefined when it was accepted. */
export type Deeds<T = void> = Generator<Deed, T, string | undefined>;

export interface Stage {
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly programme: Programme;
  /** days since the first, 0 the first */
  today: number;
  readonly firstDay: Day;
}

/** What a holder may use of an asset now, what is due and not booked included; reading it changes nothing. */
export function usable({ programme }: Stage, holder: number, asset: number): number {
  const { ledger } = programme;
  const wallet = ledger.findWallet(holder, asset);
  const free = wallet === -1 ? 0 : ledger.wallets.cells.free.get(wallet);
  return Math.max(0, free + pending(programme, holder, asset));
}

export const cashText = ({ programme }: Stage, minor: number): string => formatAmount(minor, programme.scale(CASH));
