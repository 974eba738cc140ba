// The tables of release: what each lot of the ledger releases a day, and what all of them together do.
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
    /** the last close that is booked (the day it was born: none yet); only where lots are booked late */ through:
      "ref",
  },
} as const satisfies TableDeclaration;

/** Where lots are booked late: what has been counted. Minor units of the asset. */
export const scheduleTable = {
  name: "release_schedule",
  columns: {
    slot: "ref",
    /** the last close that is counted */ last: "ref",
    /** what the next close releases from lots that still hold a whole day's part */ rate: "int",
    /** counted and not yet booked */ unbooked: "int",
    /** what all lots can still release */ promised: "int",
  },
} as const satisfies TableDeclaration;

/** By how much the rate changes from one close to the next, and what this one close releases beside it: the rests of lots. */
export const scheduleDayTable = {
  name: "release_schedule_day",
  columns: { slot: "ref", day: "ref", rate: "int", once: "int" },
} as const satisfies TableDeclaration;
