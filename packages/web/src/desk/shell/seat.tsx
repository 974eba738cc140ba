// The seat that somebody has taken at the desk: one of its shops, or the platform for those with a role; what it may do there.
import type { Membership, Role } from "@perennial/api";
import { createContext, useContext } from "react";
import { recall, remember } from "../../shared/storage.js";

/** The platform's own seat: all shops together. */
export const PLATFORM = "";
/** The seat at the programme's own shop. No merchant is called so: names in the ledger hold no tilde. */
export const HOUSE = "~";

/** Whose goods, orders and stores a page is about, as the service's lists are asked for them; nobody's: all. */
export interface Whose {
  merchant?: string;
  house?: "1";
}

/** `merchant`: null is the house itself. */
export const whoseOf = (merchant: string | null): Whose => (merchant === null ? { house: "1" } : { merchant });

export interface Desk {
  membership: Membership | undefined;
  /** the seat that was taken: a shop's name, `HOUSE` or `PLATFORM` */
  seat: string;
  /** the merchant whose desk this is; undefined: the platform's, the house's, or none */
  merchant: string | undefined;
  isHouse: boolean;
  whose: Whose;
  /** shops to choose from; the platform with `PLATFORM` as its id, its own shop with `HOUSE` */
  seats: readonly { id: string; title: string }[];
  roles: readonly Role[];
  isOperator: boolean;
  sit: (seat: string) => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** Only inside the desk. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("a page of the desk stands outside of it; put it under the route /p/$programme/desk");
  return desk;
}

const keyOf = (programme: string): string => `perennial.seat.${programme}`;

export const lastSeat = (programme: string): string | null => recall(keyOf(programme));
export const keepSeat = (programme: string, seat: string): void => remember(keyOf(programme), seat);

/** Shops first, then the platform for whoever has a role, and its own shop; an operator may sit at any shop, `visited` among them. */
export function seatsOf(
  membership: Membership | undefined,
  { platform, house }: { platform: string; house: string },
  visited: string | null,
): readonly { id: string; title: string }[] {
  if (!membership) return [];
  const own = membership.merchants.map(({ merchant, title }) => ({ id: merchant, title }));
  const roles = membership.roles.length > 0 ? [{ id: PLATFORM, title: platform }] : [];
  const isOperator = membership.roles.includes("operator");
  const shop = isOperator ? [{ id: HOUSE, title: house }] : [];
  const isGuest =
    visited !== null && visited !== PLATFORM && visited !== HOUSE && !own.some(({ id }) => id === visited);
  const guest = isGuest && isOperator ? [{ id: visited, title: visited }] : [];
  return [...own, ...guest, ...roles, ...shop];
}
