// The tables of the market: offers, trades that wait for their cash, and what merchants burnt for their orders.
import type { TableDeclaration } from "../../store/store.js";

export const SIDE = { bid: 0, ask: 1 } as const;

export const offerTable = {
  name: "market_offer",
  columns: {
    slot: "ref",
    version: "ref",
    id: "text",
    holder: "ref",
    /** 0 bid, 1 ask */ side: "ref",
    /** as it was offered, in cash for one unit */ price: "text",
    /** the same in cash minor units per minor unit of the asset, n over d */ priceN: "int",
    priceD: "int",
    quantity: "int",
    left: "int",
    /** 1: it stands in the book */ open: "ref",
  },
} as const satisfies TableDeclaration;

export const STATE = { unpaid: 0, paid: 1, disputed: 2, handed: 3, returned: 4 } as const;

/** A trade under direct settlement; its name is `T` and its row, 1 the first. */
export const tradeTable = {
  name: "market_trade",
  columns: {
    slot: "ref",
    /** plan version of the ask: its fee and deadlines hold */ version: "ref",
    ask: "ref",
    bid: "ref",
    quantity: "int",
    /** cash minor units */ value: "int",
    /** 0 unpaid, 1 paid, 2 disputed, 3 handed over, 4 returned to the seller */ state: "ref",
    /** the day on which the state began */ since: "ref",
  },
} as const satisfies TableDeclaration;

export const burnTable = {
  name: "market_burn",
  columns: { slot: "ref", order: "ref", merchant: "ref", asset: "ref", amount: "int", returned: "int" },
} as const satisfies TableDeclaration;
