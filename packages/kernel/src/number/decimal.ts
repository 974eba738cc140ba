// Decimal strings at the edge, integers inside.
import { MAX_AMOUNT } from "./integer.js";

export const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** Why a decimal string is no amount of an asset, in the order in which the reasons win. */
export const AMOUNT_FAULTS = ["amount_not_positive", "amount_overflow", "scale_exceeded"] as const;
export type AmountFault = (typeof AMOUNT_FAULTS)[number];

/**
 * The minor units of a decimal string, for an asset with `scale` decimals (0…8).
 * `sign`: what is allowed — `positive`, `unsigned` (0 as well), or `signed` (anything but 0).
 */
export function parseAmount(
  text: string,
  scale: number,
  sign: "positive" | "unsigned" | "signed" = "positive",
): number | AmountFault {
  const negative = text.startsWith("-");
  const [whole = "", decimals = ""] = (negative ? text.slice(1) : text).split(".");
  const zero = !/[1-9]/.test(text);
  if (zero ? sign !== "unsigned" : negative && sign !== "signed") return "amount_not_positive";
  const kept = decimals.slice(0, scale).padEnd(scale, "0");
  const digits = whole + kept;
  // Up to 15 digits a double holds every integer; longer ones may be too large, or may only begin with zeros.
  if (digits.length > 15 && BigInt(digits) > BigInt(MAX_AMOUNT)) return "amount_overflow";
  if (decimals.length > scale) return "scale_exceeded";
  const value = Number(digits);
  return negative ? -value : value;
}

/** Minor units as a decimal string with exactly `scale` decimals. */
export function formatAmount(minor: number, scale: number): string {
  const digits = String(Math.abs(minor)).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return minor < 0 ? `-${text}` : text;
}
