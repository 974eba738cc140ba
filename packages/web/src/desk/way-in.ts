// The little that the rest of the application knows of the desk: where its words come from, and what its addresses may say.
import type { OrderState, RefundState } from "@perennial/api";
import type { Language } from "../shared/format/format.js";
import { bringWords } from "../shared/i18n/i18n.js";
import { sessionWords } from "../shared/session/words.js";

async function deskWords(language: Language): Promise<object> {
  const words = language === "en" ? import("../locales/desk.en.json") : import("../locales/desk.zh-CN.json");
  return (await words).default;
}

/** A page of the desk with its words and those of signing in. */
export const withWords =
  <T>(page: () => Promise<T>) =>
  async (): Promise<T> => {
    const [loaded] = await Promise.all([page(), bringWords(deskWords), bringWords(sessionWords)]);
    return loaded;
  };

export const ORDER_TABS = [
  "all",
  "paid",
  "shipped",
  "received",
  "completed",
  "unpaid",
  "refunded",
  "cancelled",
] as const;

export interface OrdersSearch {
  state?: OrderState;
  refund?: RefundState & "asked";
  invoice?: "asked";
  settlement?: "refused";
}

/** Reads what stands behind the question mark; what nobody knows is left out. */
export function ordersSearch(search: Record<string, unknown>): OrdersSearch {
  const state = ORDER_TABS.find((each) => each !== "all" && each === search["state"]);
  return {
    ...(state !== undefined && state !== "all" && { state }),
    ...(search["refund"] === "asked" && { refund: "asked" as const }),
    ...(search["invoice"] === "asked" && { invoice: "asked" as const }),
    ...(search["settlement"] === "refused" && { settlement: "refused" as const }),
  };
}

export const REVIEW_TABS = ["submitted", "approved", "refused", "draft"] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

export function reviewSearch(search: Record<string, unknown>): { tab?: ReviewTab } {
  const tab = REVIEW_TABS.find((each) => each === search["tab"]);
  return tab === undefined ? {} : { tab };
}
