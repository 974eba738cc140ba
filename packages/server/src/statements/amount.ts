// Signed amounts of lines: decimal text to minor units.
import { parseAmount } from "@perennial/kernel";

/** Throws `corrupt_line` for what is no amount in this scale. */
export function minorOf(amount: string, scale: number): number {
  const minor = parseAmount(amount, scale, amount.startsWith("-") ? "signed" : "unsigned");
  if (typeof minor !== "number") throw new Error(`corrupt_line: ${amount} is no amount with ${scale} decimals`);
  return minor;
}
