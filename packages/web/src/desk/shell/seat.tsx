// The seat that somebody has taken at the desk: one of its shops, or the platform for those with a role; what it may do there.
import type { Membership, Role } from "@perennial/api";
import { createContext, useContext } from "react";
import { recall, remember } from "../../shared/storage.js";

/** The platform's own seat: all shops together. */
export const PLATFORM = "";

export interface Desk {
  membership: Membership | undefined;
  /** the shop whose desk this is; undefined: the platform's, or none */
  merchant: string | undefined;
  /** shops to choose from; the platform with `PLATFORM` as its id */
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

/** Shops first, then the platform for whoever has a role; an operator may sit at any shop, `visited` among them. */
export function seatsOf(
  membership: Membership | undefined,
  platform: string,
  visited: string | null,
): readonly { id: string; title: string }[] {
  if (!membership) return [];
  const own = membership.merchants.map(({ merchant, title }) => ({ id: merchant, title }));
  const roles = membership.roles.length > 0 ? [{ id: PLATFORM, title: platform }] : [];
  const isGuest = visited !== null && visited !== PLATFORM && !own.some(({ id }) => id === visited);
  const guest = isGuest && membership.roles.includes("operator") ? [{ id: visited, title: visited }] : [];
  return [...own, ...guest, ...roles];
}
