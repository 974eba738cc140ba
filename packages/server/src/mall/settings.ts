// What a plan says to the mall: which assets pay, how long settlement waits, which margins merchants may choose; and the mall's own terms.
import type { Shop } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { CASH } from "@perennial/kernel";

/** An order that is not paid after so long is cancelled. */
export const PAY_MINUTES = 30;
/** An order that was shipped so long ago is confirmed by itself. */
export const CONFIRM_DAYS = 10;
/** A merchant's new margin holds so many days later. */
export const MARGIN_NOTICE_DAYS = 3;

/** How long the plan has settlement wait; null: until receipt. */
export type PlanHold = Shop["hold"];

type Terms = Pick<Shop, "currency" | "cashScale" | "tender" | "hold" | "confirmDays" | "payMinutes" | "marginBand">;

export function termsOf(programme: Programme): Terms {
  const { plan } = programme;
  const tender = Object.entries(plan.assets).flatMap(([asset, { spend, title, scale }]) =>
    spend ? [{ asset, ...(title && { title }), scale, ...(spend.tags && { tags: [...spend.tags] }) }] : [],
  );
  return {
    currency: plan.currency,
    cashScale: programme.scale(CASH),
    tender,
    hold: plan.hold ? { days: plan.hold.days, after: plan.hold.after } : null,
    confirmDays: CONFIRM_DAYS,
    payMinutes: PAY_MINUTES,
    marginBand: plan.marginBand ? { min: plan.marginBand.min, max: plan.marginBand.max } : null,
  };
}
