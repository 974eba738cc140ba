// The code of whoever brought a newcomer: kept from the link or the QR code until joining, whatever lies between.
import { recall, remember } from "../../shared/storage.js";

const key = (programme: string): string => `perennial.referral.${programme}`;

export const keptReferral = (programme: string): string => recall(key(programme)) ?? "";

export const keepReferral = (programme: string, code: string): void =>
  remember(key(programme), code === "" ? null : code);

/** The link that brings somebody here with a code. */
export const invitation = (programme: string, code: string): string =>
  `${location.origin}/p/${programme}/mall/join?ref=${encodeURIComponent(code)}`;
