// What a chart of a price shows, as facts for one sentence.
export interface PriceFinding {
  first: string;
  last: string;
  days: number;
  /** days on which the price was lower than the day before */
  falls: number;
}

/** The facts of a row of prices, oldest first; undefined when there are none. */
export function priceFinding(prices: readonly (string | undefined)[]): PriceFinding | undefined {
  const known = prices.filter((price) => price !== undefined);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const falls = known.filter((price, index) => index > 0 && Number(price) < Number(known[index - 1])).length;
  return { first, last, days: known.length, falls };
}
