// What lies ahead of a member: the kernel's own projection, and its estimate with orders like those of the last day that had any.
import type { WalletAhead } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { aheadText, CASH, formatAmount, formatDay, ordersUntilPaid } from "@perennial/kernel";
import { tillTime } from "../../programmes/till-time.js";
import type { DayRow } from "../../store/reports.js";

/** The calendar reaches so many days ahead. */
const CALENDAR_DAYS = 60;

/** `last`: the last day with orders. */
export function aheadOf(programme: Programme, member: string, last: DayRow | undefined, now: number): WalletAhead {
  const holder = programme.holders.find(member);
  if (holder === undefined || !programme.opened)
    return { today: null, through: null, coming: [], places: [], like: null, shares: [], rounds: [], inReview: [] };
  const through = programme.today + CALENDAR_DAYS;
  const ahead = aheadText(programme, holder, through);
  const like = likeOf(programme, last);
  const needed =
    like && ahead.places.length > 0
      ? ordersUntilPaid(programme, holder, { gross: like.gross, cost: like.cost }, tillTime(programme, now))
      : [];
  return {
    ...ahead,
    today: formatDay(programme.today),
    through: formatDay(through),
    places: ahead.places.map((place, index) => ({ ...place, orders: needed[index] ?? null })),
    like: like && { day: like.day, orders: like.orders, gross: like.gross, margin: like.margin },
  };
}

function likeOf(programme: Programme, last: DayRow | undefined) {
  if (!last || last.orders === 0) return null;
  const gross = Math.floor(last.gross / last.orders);
  const margin = Math.min(gross, Math.floor(last.margin / last.orders));
  const text = (minor: number): string => formatAmount(minor, programme.scale(CASH));
  return { day: last.day, orders: last.orders, gross: text(gross), margin: text(margin), cost: text(gross - margin) };
}
