// What the auditor has to know of a kind of mechanism, and what a refund takes.
import type { Books } from "./books.js";
import type { Holder, Json, Mechanism, OrderRecord } from "./types.js";

/** f of a refund: ⌊given × after ÷ gross⌋ less what was taken before. */
export interface Step {
  before: bigint;
  after: bigint;
  gross: bigint;
}

export interface Kind {
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

/** What a refund takes of something given, less what was taken before. */
export const due = (given: bigint, taken: bigint, { after, gross }: Step): bigint => (given * after) / gross - taken;
