// The table of release: what each lot of the ledger releases a day.
import type { TableDeclaration } from "../../store/store.js";

export const releaseTable = {
  name: "release_lot",
  columns: {
    slot: "ref",
    version: "ref",
    lot: "ref",
    holder: "ref",
    born: "ref",
    /** released a day by the first rule, before any refund and now; minor units of the asset */ whole: "int",
    daily: "int",
    /** minor units of the asset that were released in all */ released: "int",
  },
} as const satisfies TableDeclaration;
