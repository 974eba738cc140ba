// Accounts: where a quantity of an asset can be. An account is one integer, its kind in the low four bits, its owner above them.

/** One integer that names an account; together with an asset it has one balance. */
export type Account = number;

export const ACCOUNT_KINDS = [
  "wallet",
  "lot",
  "hold",
  "receivable",
  "pool",
  "treasury",
  "issuance",
  "external",
  "accrual",
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

const STEP = 16;

/** The platform is the first holder. */
export const PLATFORM = 0;

export const walletOf = (holder: number): Account => holder * STEP;
/** The part of a wallet that is locked in lots. */
export const lotsOf = (holder: number): Account => holder * STEP + 1;
/** Reserved: withdrawals in review, open asks and bids. */
export const holdOf = (holder: number): Account => holder * STEP + 2;
/** What a holder owes after a clawback. */
export const receivableOf = (holder: number): Account => holder * STEP + 3;
export const poolAccount = (pool: number): Account => pool * STEP + 4;
/** The not yet issued part of a capped asset. */
export const TREASURY: Account = 5;
/** The contra of everything issued: minus the supply. */
export const ISSUANCE: Account = 6;
/** Banks and payment channels. */
export const EXTERNAL: Account = 7;
/** Shared out at a close, not yet in the wallets. */
export const accrualOf = (slot: number): Account => slot * STEP + 8;

export const kindOf = (account: Account): AccountKind => ACCOUNT_KINDS[account % STEP] ?? "external";
export const ownerOf = (account: Account): number => Math.floor(account / STEP);
