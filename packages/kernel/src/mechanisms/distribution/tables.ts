// The tables of distribution: an index of reward per weight for each group, and each holder's place on it.
import type { TableDeclaration } from "../../store/store.js";

/** Holders that share one part of the sum: one group, or one for each level or rank. */
export const groupTable = {
  name: "distribution_group",
  columns: {
    slot: "ref",
    group: "ref",
    /** sum of the weights */ weight: "int",
    /** reward per unit of weight since the start, in 10^-24 minor units */ index: "wide",
    /** what the index could not express, same unit; nobody's yet */ remainder: "wide",
    /** what limits cut off and is not a whole minor unit yet; the pool's */ cut: "wide",
  },
} as const satisfies TableDeclaration;

export const shareTable = {
  name: "distribution_share",
  columns: {
    slot: "ref",
    holder: "ref",
    group: "ref",
    weight: "int",
    /** the index up to which it is booked */ index: "wide",
    /** earned and not yet a whole minor unit, in 10^-24 minor units */ fraction: "wide",
    /** by what was earned today: the day the weight is of */ day: "ref",
  },
} as const satisfies TableDeclaration;

/** What the index rose by at the close of a day; only where weights are of one day. */
export const dayTable = {
  name: "distribution_day",
  columns: { slot: "ref", day: "ref", increment: "wide" },
} as const satisfies TableDeclaration;

/** A schedule's sum that waits for the month's end. */
export const waitingTable = {
  name: "distribution_waiting",
  columns: { slot: "ref", amount: "int" },
} as const satisfies TableDeclaration;
