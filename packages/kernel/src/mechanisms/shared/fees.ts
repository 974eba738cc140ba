// Fees and other shares of a quantity: from 0 to 1.
import { compare, fraction, ONE } from "../../number/fraction.js";
import type { Fault } from "../../plan/fault.js";

/** A share that is more than the whole. */
export function shareFaults(path: string, share: string | undefined): Fault[] {
  if (share === undefined || compare(fraction(share), ONE) <= 0) return [];
  return [{ path, wrong: `is ${share}, more than the whole`, right: "a share from 0 to 1" }];
}
