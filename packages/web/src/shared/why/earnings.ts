// What an entry brings its buyer, asset by asset, with the postings that it comes from.
import type { EntryText, Posting } from "@perennial/api";
import { isNegative, isZero, minus, plus } from "../format/decimal.js";

export interface Earning {
  asset: string;
  amount: string;
  /** the postings that brought it; the first one's why explains it */
  postings: Posting[];
}

/** What the holder's wallet gains in all, per asset; what it pays is taken off, and what only loses is left out. */
export function earningsOf(entry: EntryText, holder: string): Earning[] {
  const own = new Set([`wallet:${holder}`, `lot:${holder}`, `hold:${holder}`]);
  const byAsset = new Map<string, Earning>();
  for (const posting of entry.postings) {
    const [gives, gets] = [own.has(posting.debit), own.has(posting.credit)];
    if (gives === gets) continue;
    const known = byAsset.get(posting.asset) ?? { asset: posting.asset, amount: "0", postings: [] };
    known.amount = gets ? plus(known.amount, posting.amount) : minus(known.amount, posting.amount);
    if (gets) known.postings.push(posting);
    byAsset.set(posting.asset, known);
  }
  return [...byAsset.values()].filter(({ amount }) => !isZero(amount) && !isNegative(amount));
}
