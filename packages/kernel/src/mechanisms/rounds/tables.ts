// The tables of rounds: the rounds so far, and each lot's place in them.
import type { TableDeclaration } from "../../store/store.js";

export const stateTable = {
  name: "rounds_state",
  columns: {
    slot: "ref",
    /** rounds issued so far */ rounds: "ref",
    /** day of the last round (at the start: the first day with points) */ last: "ref",
    /** points in existence right after it */ base: "int",
    /** the day at whose close the next round is due, −1: none yet */ due: "ref",
  },
} as const satisfies TableDeclaration;

/** One row a round: by how much the points had grown since the one before, as a factor of at least 1, n over d. */
export const roundTable = {
  name: "rounds_round",
  columns: { slot: "ref", number: "ref", day: "ref", n: "int", d: "int" },
} as const satisfies TableDeclaration;

export const roundsLotTable = {
  name: "rounds_lot",
  columns: {
    slot: "ref",
    version: "ref",
    lot: "ref",
    holder: "ref",
    /** the merchant's referrer, −1: none */ inviter: "ref",
    points: "int",
    /** rounds before it began */ born: "ref",
    /** vouchers it has now given its holder and its inviter, and how many of them refunds took back */
    received: "int",
    returned: "int",
    invited: "int",
    uninvited: "int",
  },
} as const satisfies TableDeclaration;

/** The round up to which a holder's lots (and those it invited) are booked. */
export const bookedTable = {
  name: "rounds_booked",
  columns: { slot: "ref", holder: "ref", round: "ref" },
} as const satisfies TableDeclaration;
