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
  const plain = readPlain(text, scale);
  if (plain > 0) return plain;
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

/** The minor units of a short positive decimal with no more decimals than `scale`; 0 for anything else, which is looked at in full. */
function readPlain(text: string, scale: number): number {
  const { length } = text;
  if (length > 15) return 0;
  let value = 0;
  let decimals = -1;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else if (digit === -2 && decimals === -1) decimals = 0;
    else return 0;
  }
  const missing = scale - Math.max(0, decimals);
  return missing < 0 || length + missing > 15 ? 0 : value * (POWERS[missing] ?? 0);
}

const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/** Minor units as a decimal string with exactly `scale` decimals. */
export function formatAmount(minor: number, scale: number): string {
  if (scale === 0) return String(minor);
  let digits = String(minor < 0 ? -minor : minor);
  if (digits.length <= scale) digits = digits.padStart(scale + 1, "0");
  const point = digits.length - scale;
  const text = `${digits.slice(0, point)}.${digits.slice(point)}`;
  return minor < 0 ? `-${text}` : text;
}
