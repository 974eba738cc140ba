// The ledger's tables.
import type { TableDeclaration } from "../store/store.js";

export const assetTable = {
  name: "asset",
  columns: {
    name: "text",
    scale: "ref",
    treasury: "int",
    issuance: "int",
    external: "int",
    /** sum of all receivables */ owed: "int",
    /** last price set by hand, cash minor units per asset minor unit, n over d (d 0: none) */
    setN: "int",
    setD: "int",
    /** volume of the last trading day, and of the trading day before the present one */
    tradeDay: "int",
    tradeValue: "int",
    tradeQuantity: "int",
    referenceN: "int",
    referenceD: "int",
  },
} as const satisfies TableDeclaration;

/** An asset of which nothing has been issued, owed or traded. */
export const BLANK_ASSET = {
  treasury: 0,
  issuance: 0,
  external: 0,
  owed: 0,
  setN: 0,
  setD: 0,
  tradeDay: 0,
  tradeValue: 0,
  tradeQuantity: 0,
  referenceN: 0,
  referenceD: 0,
} as const;

export const poolTable = {
  name: "pool",
  columns: { name: "text", balance: "int" },
} as const satisfies TableDeclaration;

export const walletTable = {
  name: "wallet",
  columns: { holder: "ref", asset: "ref", free: "int", locked: "int", held: "int", firstLot: "ref", lastLot: "ref" },
} as const satisfies TableDeclaration;

export const receivableTable = {
  name: "receivable",
  columns: { holder: "ref", asset: "ref", owed: "int" },
} as const satisfies TableDeclaration;

export const lotTable = {
  name: "lot",
  columns: {
    wallet: "ref",
    slot: "ref",
    version: "ref",
    order: "ref",
    /** the day it began */ born: "ref",
    minted: "int",
    left: "int",
    /** 1: its quantity may be spent, oldest lot first; 0: locked */ open: "ref",
    /** the next younger lot of the wallet */ next: "ref",
  },
} as const satisfies TableDeclaration;

export const accrualTable = {
  name: "accrual",
  columns: { asset: "ref", balance: "int" },
} as const satisfies TableDeclaration;
