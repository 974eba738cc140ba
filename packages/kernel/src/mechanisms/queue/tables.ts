// The tables of the queue: tickets in order of arrival, and what orders of referred members paid on them.
import type { TableDeclaration } from "../../store/store.js";

export const ticketTable = {
  name: "queue_ticket",
  columns: {
    slot: "ref",
    version: "ref",
    holder: "ref",
    order: "ref",
    day: "ref",
    /** promised when it began; 0 once its order was wholly refunded */ amount: "int",
    /** cash still to be paid */ left: "int",
    /** what refunds have taken of the promise, and how much of that had been paid already and was booked as owed */
    taken: "int",
    owed: "int",
  },
} as const satisfies TableDeclaration;

export const accelerationTable = {
  name: "queue_acceleration",
  columns: { slot: "ref", order: "ref", ticket: "ref", amount: "int", taken: "int" },
} as const satisfies TableDeclaration;
