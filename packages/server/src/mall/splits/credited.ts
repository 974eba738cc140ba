// What the kernel gave a merchant for an order, read from the entry that settled it: the mall reckons no part of its own.
import { parseAmount } from "@perennial/kernel";
import { textOf } from "../../payments/channel.js";
import type { Store } from "../../store/store.js";

export interface Credited {
  /** cash for the merchant's cost, minor units */
  readonly cash: number;
  /** the gross that was settled for it, assets included */
  readonly gross: number;
}

/** Throws when there is no such entry: an order that is settled has one. */
export async function creditedBy(
  store: Store,
  { programme, entry, merchant, scale }: { programme: string; entry: number; merchant: string; scale: number },
): Promise<Credited> {
  const [row] = await store.journal(programme, entry - 1, 1);
  if (row?.entry.seq !== entry) throw new Error(`no_entry: ${programme} has no entry ${entry}`);
  const minor = (text: string): number => {
    const amount = parseAmount(text, scale, "unsigned");
    return typeof amount === "number" ? amount : 0;
  };
  const cash = row.entry.postings
    .filter(
      ({ credit, asset, why }) => credit === `wallet:${merchant}` && asset === "cash" && why.rule === "order.cost",
    )
    .reduce((sum, { amount }) => sum + minor(amount), 0);
  return { cash, gross: minor(textOf(row.event?.body["gross"])) };
}
