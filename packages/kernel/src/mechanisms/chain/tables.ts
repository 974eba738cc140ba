// The tables of the chain: who has a place in it and under which leader, and the orders that gave the places.
import type { TableDeclaration } from "../../store/store.js";

export const placeTable = {
  name: "chain_place",
  columns: {
    slot: "ref",
    /** plan version under which the place began: it keeps that version's `leaderAfter` */ version: "ref",
    holder: "ref",
    /** entry orders that stand, not refunded in full; 0: the place is given up */ orders: "ref",
    /** the leader whose line it started in, −1 for none */ leader: "ref",
    /** the agent or leader who sold it the place, −1 when its referrer had none */ seller: "ref",
    /** buyers it brought, as seller, whose places stand */ buyers: "ref",
  },
} as const satisfies TableDeclaration;

export const entryTable = {
  name: "chain_entry",
  columns: { slot: "ref", order: "ref", place: "ref" },
} as const satisfies TableDeclaration;
