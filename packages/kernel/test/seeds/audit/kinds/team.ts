// The auditor's team: rewards up the line, flat or differential.
import type { Books } from "../books.js";
import type { Holder, Mechanism, OrderRecord } from "../types.js";
import type { Ratio } from "../exact.js";
import { difference, floorOf, isEqual, isMore, ratio, text } from "../exact.js";
import type { Kind } from "../kind.js";
import { lineAbove } from "../tree.js";
import { reckon } from "./grant.js";

const ZERO: Ratio = { n: 0n, d: 1n };

/** The rate of the highest rank that a holder has reached and the rule names. */
export function rateOf(books: Books, rates: Record<string, string>, holder: Holder): Ratio | undefined {
  const steps = books.plan.ranks ?? [];
  for (let level = holder.rank; level >= 0; level--) {
    const text = rates[steps[level]?.rank ?? ""];
    if (text !== undefined) return ratio(text);
  }
  return undefined;
}

function differential(books: Books, by: Mechanism, order: OrderRecord, line: Holder[], asset: string): void {
  const peer = by["peer"] as { rate: string; generations: number } | undefined;
  let paid = ZERO;
  let got = 0n;
  let equals = 0;
  for (const holder of line) {
    const rate = rateOf(books, by["rates"] as Record<string, string>, holder);
    if (!rate) continue;
    if (isMore(rate, paid)) {
      got = books.give(by, order, holder.name, asset, reckon(books, by, order, asset, difference(rate, paid)));
      paid = rate;
      equals = 0;
    } else if (peer && isEqual(rate, paid) && paid.n > 0n && equals < peer.generations) {
      equals += 1;
      books.give(by, order, holder.name, asset, floorOf(got, ratio(peer.rate)));
    }
  }
}

export const team: Kind = {
  order: (books, by, order) => {
    const asset = text(by["asset"]);
    const from = by["line"] === "merchant" ? order.merchant : order.buyer;
    const line = from === undefined ? [] : lineAbove(books, from);
    if (by["mode"] === "differential") return differential(books, by, order, line, asset);
    const steps = books.plan.ranks ?? [];
    const rates = Object.entries(by["rates"] as Record<string, string>);
    const found = rates.flatMap(([rank, rate]) => {
      const at = line.findIndex((holder) => steps[holder.rank]?.rank === rank);
      return at === -1 ? [] : [{ at, rate }];
    });
    for (const { at, rate } of found.toSorted((a, b) => a.at - b.at)) {
      const holder = line[at];
      if (holder) books.give(by, order, holder.name, asset, reckon(books, by, order, asset, ratio(rate)));
    }
  },
};
