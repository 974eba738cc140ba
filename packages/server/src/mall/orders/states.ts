// The states of an order as data: every move that there is, from where, and by whom. What is not in this table is refused.
import type { OrderState } from "@perennial/api";
import { Fault } from "../../http/fault.js";

export type By = "buyer" | "seller" | "channel" | "clock" | "kernel";
export type Action = "pay" | "cancel" | "ship" | "hand" | "confirm" | "complete" | "refund";
/** `here`: a service, something bought at a till, or goods that are picked up: nothing is shipped. */
type Only = "shipped" | "here";

export interface Transition {
  readonly action: Action;
  readonly from: readonly OrderState[];
  readonly to: OrderState;
  readonly by: readonly By[];
  readonly only?: Only;
}

export const TRANSITIONS: readonly Transition[] = [
  { action: "pay", from: ["unpaid"], to: "paid", by: ["channel"] },
  { action: "cancel", from: ["unpaid"], to: "cancelled", by: ["buyer", "seller", "clock"] },
  { action: "ship", from: ["paid"], to: "shipped", by: ["seller"], only: "shipped" },
  { action: "hand", from: ["paid"], to: "received", by: ["seller"], only: "here" },
  { action: "confirm", from: ["paid"], to: "received", by: ["buyer", "clock"], only: "here" },
  { action: "confirm", from: ["shipped"], to: "received", by: ["buyer", "clock"], only: "shipped" },
  { action: "complete", from: ["received"], to: "completed", by: ["kernel"] },
  { action: "refund", from: ["paid", "shipped", "received", "completed"], to: "refunded", by: ["seller"] },
];

/** What of an order decides where it may go. */
export interface Standing {
  readonly state: OrderState;
  readonly kind: "goods" | "service" | "till";
  readonly store: string | null;
}

const isHere = ({ kind, store }: Standing): boolean => kind !== "goods" || store !== null;

function fits(order: Standing, { from, only }: Transition): boolean {
  return from.includes(order.state) && (only === undefined || (only === "here") === isHere(order));
}

/** What somebody may do with an order now. */
export const movesOf = (order: Standing, by: By): Action[] =>
  TRANSITIONS.filter((each) => each.by.includes(by) && fits(order, each)).map(({ action }) => action);

/** Where an action leads. Throws `illegal_transition`. */
export function targetOf(order: Standing, action: Action, by: By): OrderState {
  const found = TRANSITIONS.find((each) => each.action === action && each.by.includes(by) && fits(order, each));
  if (found) return found.to;
  const possible = movesOf(order, by).join(", ") || "nothing";
  throw new Fault(
    "illegal_transition",
    "state",
    `an order that is ${order.state} can't ${action} by the ${by}`,
    `what the ${by} may do now: ${possible}`,
  );
}
