// Appreciation as a plain loop with bigints: written from the rules alone, to hold the product against.

export interface PlainOrder {
  buyer: string;
  /** minor units */
  gross: bigint;
}

export interface PlainRules {
  inflow: readonly [bigint, bigint];
  mint: readonly [bigint, bigint];
  /** what the seller gets of a sale */
  keep: readonly [bigint, bigint];
  multiple: readonly [bigint, bigint];
}

interface Lot {
  buyer: string;
  spend: bigint;
  minted: bigint;
}

export interface PlainResult {
  pool: bigint;
  paid: Map<string, bigint>;
  promised: bigint;
  exits: number;
  /** number of the order that brought the first exit about */
  firstExit: number | undefined;
  /** 12 decimals, rounded down */
  price: string;
}

/** Cash in hundredths, points in ten-thousandths, the first price 1; each lot exits once, lowest exit price first, then the older. */
export function plainAppreciation(
  orders: readonly PlainOrder[],
  { inflow, mint, keep, multiple }: PlainRules,
): PlainResult {
  let [pool, supply, exits] = [0n, 0n, 0];
  let firstExit: number | undefined;
  let last: [bigint, bigint] = [100n, 10_000n];
  const open: Lot[] = [];
  const paid = new Map<string, bigint>();
  const price = (): [bigint, bigint] => (supply > 0n ? [pool, supply] : last);
  for (const [index, { buyer, gross }] of orders.entries()) {
    const into = (gross * inflow[0]) / inflow[1];
    const value = (into * mint[0]) / mint[1];
    const [n, d] = price();
    const minted = (value * d) / n;
    if (minted > 0n) open.push({ buyer, spend: gross, minted });
    pool += into;
    supply += minted;
    for (;;) {
      const [cash, points] = price();
      const due = open.filter((lot) => multiple[0] * lot.spend * points <= cash * lot.minted * multiple[1]);
      const [next] = due.toSorted((a, b) => Number(a.spend * b.minted - b.spend * a.minted));
      if (!next || into === 0n) break;
      open.splice(open.indexOf(next), 1);
      const got = (((next.minted * cash) / points) * keep[0]) / keep[1];
      last = [cash, points];
      supply -= next.minted;
      pool -= got;
      paid.set(next.buyer, (paid.get(next.buyer) ?? 0n) + got);
      exits += 1;
      firstExit ??= index + 1;
    }
  }
  const promised = open.reduce((sum, { spend }) => sum + (multiple[0] * spend * keep[0]) / (multiple[1] * keep[1]), 0n);
  const [n, d] = price();
  const digits = ((n * 10n ** 14n) / d).toString().padStart(13, "0");
  return { pool, paid, promised, exits, firstExit, price: `${digits.slice(0, -12)}.${digits.slice(-12)}` };
}
