// What shall be bought, as an address holds it, so that a reload loses nothing: `variant.quantity`, separated by commas.
import type { LineBody } from "@perennial/api";

const PART = /^([a-z0-9]{6,32})\.([1-9]\d{0,2})$/;

export const buyOf = (lines: readonly LineBody[]): string =>
  lines.map(({ variant, quantity }) => `${variant}.${quantity}`).join(",");

/** Reads it back; what can't be read is left out. */
export const wishOf = (buy: string | undefined): LineBody[] =>
  (buy ?? "").split(",").flatMap((part) => {
    const [, variant, quantity] = PART.exec(part) ?? [];
    return variant === undefined ? [] : [{ variant, quantity: Number(quantity) }];
  });
