// What the auditor has to know of a kind of mechanism, and what a refund takes.
import type { Books } from "./books.js";
import type { Holder, Json, Mechanism, OrderRecord, Reward } from "./types.js";
import { least } from "./exact.js";

/** f of a refund: ⌊given × after ÷ gross⌋ less what was taken before. */
export interface Step {
  before: bigint;
  after: bigint;
  gross: bigint;
}

export interface Kind {
  /** its close begins something new each time, so that it ends with its place in the plan */
  begins?: true;
  join?(books: Books, by: Mechanism, holder: Holder): void;
  merchant?(books: Books, by: Mechanism, holder: Holder): void;
  activate?(books: Books, by: Mechanism, holder: Holder, order: OrderRecord | undefined): void;
  order?(books: Books, by: Mechanism, order: OrderRecord): void;
  refund?(books: Books, by: Mechanism, order: OrderRecord, step: Step): void;
  /** of an inflow that a refund takes back, how much may go */
  lets?(books: Books, by: Mechanism, order: OrderRecord, pool: string, amount: bigint): bigint;
  close?(books: Books, by: Mechanism, day: number): void;
  after?(books: Books, by: Mechanism): void;
  /** Takes an event; false: not mine. */
  take?(books: Books, by: Mechanism, event: Json): boolean;
}

/** Of the `taken` of a reward in a lot: what had paid off a debt when it was given, and is owed again. */
export function again({ amount, lot }: Reward, taken: bigint, step: Step): bigint {
  const paidOff = amount - (lot?.kept ?? 0n);
  return least(taken, due(paidOff, (paidOff * step.before) / step.gross, step));
}

/** What a refund takes of something given, less what was taken before. */
export const due = (given: bigint, taken: bigint, { after, gross }: Step): bigint => (given * after) / gross - taken;
