// The tables of appreciation: its lots, and the price that stands while there are no points.
import type { TableDeclaration } from "../../store/store.js";

export const appreciationTable = {
  name: "appreciation",
  columns: {
    slot: "ref",
    /** price just before the sale that emptied it, n over d; d 0: never */ lastN: "int",
    lastD: "int",
  },
} as const satisfies TableDeclaration;

export const appreciationLotTable = {
  name: "appreciation_lot",
  columns: {
    slot: "ref",
    version: "ref",
    lot: "ref",
    /** cash paid for the order */ spend: "int",
    minted: "int",
    /** 1: its forced exit has happened */ exited: "ref",
  },
} as const satisfies TableDeclaration;
