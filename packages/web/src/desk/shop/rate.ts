// Rates as people type them, in per cent, and as the service takes them, from 0 to 1. Texts in, texts out.
import { shift, trim } from "../../shared/format/decimal.js";

/** `"12.5"` or `"12.5%"` → `"0.125"`; what is no number stays as it is, for the schema to refuse. */
export function rateOf(percent: string): string {
  const text = percent
    .trim()
    .replace(/[%％]$/, "")
    .trim();
  return /^\d+(\.\d+)?$/.test(text) ? trim(shift(text, -2)) : text;
}

/** `"0.125"` → `"12.5"`. */
export const percentOf = (rate: string): string => trim(shift(rate, 2));
