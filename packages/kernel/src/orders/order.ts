// An order as the mechanisms see it, and what a refund of it takes back.
import type { TableDeclaration } from "../store/store.js";

export const orderTable = {
  name: "order_settled",
  columns: {
    id: "text",
    buyer: "ref",
    merchant: "ref",
    day: "ref",
    region: "text",
    /** the whole price, and its cash part */ gross: "int",
    cash: "int",
    /** cash left after the cost, and the same with tender that earns like cash */ cost: "int",
    rewardGross: "int",
    rewardMargin: "int",
    /** tags as a JSON list */ tags: "text",
    /** gross refunded so far */ refunded: "int",
    /** head of the lists of inflows, tenders and rewards */ firstInflow: "ref",
    firstTender: "ref",
    firstReward: "ref",
  },
} as const satisfies TableDeclaration;

export const inflowTable = {
  name: "order_inflow",
  columns: { pool: "ref", amount: "int", returned: "int", next: "ref" },
} as const satisfies TableDeclaration;
export const tenderTable = {
  name: "order_tender",
  columns: {
    asset: "ref",
    amount: "int",
    /** cash paid for it by the pool, −1: the seller got the asset */ pool: "ref",
    worth: "int",
    returned: "int",
    worthReturned: "int",
    next: "ref",
  },
} as const satisfies TableDeclaration;
/** What of a tender came out of lots that lapse, in the order in which it was spent. */
export const tenderLotTable = {
  name: "order_tender_lot",
  columns: { tender: "ref", lot: "ref", quantity: "int" },
} as const satisfies TableDeclaration;
export const rewardTable = {
  name: "reward",
  columns: {
    holder: "ref",
    asset: "ref",
    slot: "ref",
    version: "ref",
    amount: "int",
    taken: "int",
    lot: "ref",
    /** 1: a refund is the mechanism's own affair */ own: "ref",
    next: "ref",
  },
} as const satisfies TableDeclaration;

/** An order at the moment of its settlement (or refund). Amounts in cash minor units. */
export interface Order {
  readonly row: number;
  readonly id: string;
  readonly buyer: number;
  /** −1: the platform's own goods */
  readonly merchant: number;
  readonly day: number;
  readonly region: string;
  readonly tags: ReadonlySet<string>;
  /** what rewards are reckoned on: the cash part, and the tender that earns like cash */
  readonly gross: number;
  readonly margin: number;
  /** cash inflow into each pool */
  readonly inflows: Map<number, number>;
  /** what each pool held before this order touched any */
  readonly poolsBefore: readonly number[];
  /** what the buyer got of each asset so far, by grants */
  readonly earned: Map<number, number>;
  /** cash granted out of the margin so far, and what the margin has for it */
  cashGranted: number;
  readonly cashMost: number;
  /** budgets: what is left in cash of each */
  readonly budgets: { readonly slots: ReadonlySet<number>; left: number }[];
}

/** One refund: of `gross`, `before` had been refunded and `after` has been now. */
export interface RefundStep {
  readonly before: number;
  readonly after: number;
  readonly gross: number;
  /** What this refund takes of something given: ⌊given × after ÷ gross⌋ less what was taken already. */
  due(given: number, taken: number): number;
  readonly whole: boolean;
}
