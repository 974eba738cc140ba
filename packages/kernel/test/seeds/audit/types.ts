// The auditor's words: plans, holders, lots, orders, and all that changes.

export type Json = Record<string, unknown>;

export interface Plan {
  version: number;
  assets: Record<string, { scale: number; cap?: string; referencePrice?: string; spend?: Spend; expires?: number }>;
  pools?: Record<string, { inflow: Inflow[] }>;
  ranks?: { rank: string; require: Requirement }[];
  demote?: boolean;
  activation?: { tag: string };
  budgets?: { over: string[]; rate: string; of: "gross" | "margin" }[];
  mechanisms: Mechanism[];
}
export interface Spend {
  settle: "merchant" | { pool: string };
  earns?: boolean;
  tags?: string[];
}
export interface Inflow {
  rate: string;
  of: "gross" | "margin" | "revenue";
  tags?: string[];
  exceptTags?: string[];
}
export interface Requirement {
  direct?: number;
  team?: number;
  directRank?: Record<string, number>;
  teamRank?: Record<string, number>;
  volume?: string;
  spend?: string;
  tag?: string;
  rank?: string;
  holding?: Record<string, string>;
  approval?: true;
}
export type Mechanism = {
  kind: string;
  id?: string;
  limits?: Record<string, string>;
  tags?: string[];
  exceptTags?: string[];
} & Json;

export interface Holder {
  name: string;
  kind: "member" | "merchant" | "agent" | "platform";
  referrer: string | undefined;
  active: "" | "name" | "order";
  rank: number;
  approved: string[];
  spend: bigint;
  tags: Record<string, number>;
  margin?: string | undefined;
  region?: string | undefined;
}

export interface Lot {
  holder: string;
  asset: string;
  by: string;
  /** of the plan, when it began */
  version: number;
  order: string;
  born: number;
  left: bigint;
  /** what it held at first: what was given less what paid off debts */
  kept: bigint;
  open: boolean;
  /** what began it, in the words of its kind */
  minted: bigint;
  spend: bigint;
  daily: bigint;
  /** its daily part before any refund */
  whole: bigint;
  exited: boolean;
}

/** So much of a lot, as old as it was. */
export interface Part {
  version: number;
  born: number;
  quantity: bigint;
}

export interface Wallet {
  free: bigint;
  held: bigint;
  lots: Lot[];
}

export interface Reward {
  by: string;
  holder: string;
  asset: string;
  amount: bigint;
  taken: bigint;
  lot: Lot | undefined;
  own: boolean;
}

export interface OrderRecord {
  id: string;
  day: number;
  buyer: string;
  merchant: string | undefined;
  tags: string[];
  region: string;
  gross: bigint;
  cash: bigint;
  cost: bigint;
  rewardGross: bigint;
  rewardMargin: bigint;
  refunded: bigint;
  inflows: { pool: string; amount: bigint; back: bigint }[];
  tenders: {
    asset: string;
    amount: bigint;
    pool: string | undefined;
    worth: bigint;
    back: bigint;
    worthBack: bigint;
    /** what of it came out of lots, in the order in which it was spent */
    parts: Part[];
  }[];
  rewards: Reward[];
  /** only while it settles */
  poolsBefore: Record<string, bigint>;
  earned: Record<string, bigint>;
  cashGranted: bigint;
  budgets: { over: string[]; left: bigint }[];
}

/** All that changes; plain data, so that it can be copied. */
export interface State {
  day: number;
  start: number;
  holders: Map<string, Holder>;
  wallets: Map<string, Wallet>;
  pools: Map<string, bigint>;
  owed: Map<string, bigint>;
  orders: Map<string, OrderRecord>;
  agents: Map<string, { agent: string; sponsor: string | undefined }>;
  prices: Map<string, string>;
  counters: Map<string, bigint>;
  /** of each mechanism, by its id: rows in the order in which they came */
  lots: Map<string, Lot[]>;
  /** whatever else a kind has to remember */
  notes: Map<string, Map<string, bigint>>;
  tickets: Map<string, Ticket[]>;
  offers: Offer[];
  trades: Trade[];
  /** what was traded on markets */
  deals: { asset: string; day: number; value: bigint; quantity: bigint }[];
  /** what merchants burnt for their orders */
  burns: { by: string; order: string; merchant: string; asset: string; amount: bigint; back: bigint }[];
  /** numbers of editions that are taken: how many of each */
  editions: Map<string, number>;
  places: Map<string, Place[]>;
  /** shared out and not yet a whole unit of anybody's, by asset */
  accruals: Map<string, bigint>;
  closing: boolean;
}

export interface Offer {
  by: string;
  version: number;
  id: string;
  holder: string;
  side: "ask" | "bid";
  asset: string;
  /** cash minor units for one minor unit */
  price: { n: bigint; d: bigint };
  left: bigint;
  open: boolean;
}

export interface Trade {
  by: string;
  version: number;
  asset: string;
  seller: string;
  buyer: string;
  quantity: bigint;
  value: bigint;
  state: "unpaid" | "paid" | "disputed" | "over";
  since: number;
}

/** A place in a chain. */
export interface Place {
  holder: string;
  version: number;
  leader: string | undefined;
  seller: string | undefined;
  /** entry orders that stand */
  orders: string[];
}

export interface Ticket {
  holder: string;
  order: string;
  version: number;
  /** what refunds have asked back of what had been paid on it */
  owed: bigint;
  born: number;
  value: bigint;
  left: bigint;
  /** what refunds have taken of its value */
  taken: bigint;
  /** what orders of others have paid on it at once */
  fast: { order: string; amount: bigint; taken: bigint }[];
}
