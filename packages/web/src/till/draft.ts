// The order at hand: made once per form, kept over reloads of the tab, frozen once it has been sent, so that no tap counts twice.
import type { KernelEvent } from "@perennial/kernel";
import { eventTime } from "../shared/format/clock.js";

export type OrderEvent = Extract<KernelEvent, { type: "order.settled" }>;

export interface Draft {
  /** the event's id: whatever is tapped or reloaded, this order counts once */
  id: string;
  order: string;
  buyer: string;
  merchant: string;
  gross: string;
  cost: string;
  tags: string;
  /** the event as it was first sent; there while its fate is open */
  sent?: OrderEvent | undefined;
  /** the number of its entry, once it is booked */
  seq?: number | undefined;
}

export type DraftField = "buyer" | "merchant" | "gross" | "cost" | "tags";

const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;

function word(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** An empty order with a number of its own; the shop is kept from the order before. */
export function newDraft(merchant = ""): Draft {
  const order = word();
  return { id: `till-${order}`, order, buyer: "", merchant, gross: "", cost: "", tags: "" };
}

const key = (programme: string): string => `perennial.till.${programme}`;

const FIELDS = ["id", "order", "buyer", "merchant", "gross", "cost", "tags"] as const;

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" &&
    value !== null &&
    FIELDS.every(
      (field) => field in value && typeof Object.entries(value).find(([name]) => name === field)?.[1] === "string",
    )
  );
}

/** The tab's order; a new one when there is none or it can't be read. */
export function loadDraft(programme: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(programme)) ?? "null");
    return isDraft(kept) ? kept : newDraft();
  } catch {
    return newDraft();
  }
}

export function saveDraft(programme: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key(programme), JSON.stringify(draft));
  } catch {
    // Without storage the order lives as long as the page.
  }
}

/** An amount as people type it: full-width digits, commas and spaces are understood. */
export const amountTyped = (text: string): string => text.normalize("NFKC").replaceAll(/[\s,¥]/g, "");

/** The event of a draft at this moment. Empty fields are left out. */
export function eventOf(draft: Draft, now: Date, today: string | null, timezone: string): OrderEvent {
  const tags = draft.tags.split(/[\s,，、]+/).filter((tag) => tag !== "");
  return {
    id: draft.id,
    at: eventTime(now, today, timezone),
    type: "order.settled",
    order: draft.order,
    buyer: draft.buyer.trim(),
    gross: amountTyped(draft.gross),
    ...(draft.merchant.trim() !== "" && { merchant: draft.merchant.trim() }),
    ...(draft.cost.trim() !== "" && { cost: amountTyped(draft.cost) }),
    ...(tags.length > 0 && { tags }),
  };
}
