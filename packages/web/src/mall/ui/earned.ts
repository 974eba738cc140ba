// What orders would bring, put together for the eye: a sum for each asset, and when it comes.
import type { Earned, Shop } from "@perennial/api";
import { useTranslation } from "react-i18next";
import { plus } from "../../shared/format/decimal.js";

interface Sum<E> {
  asset: string;
  amount: string;
  parts: E[];
}

/** One row for each asset, in the order of the entry. */
export function sumByAsset<E extends Pick<Earned, "asset" | "amount">>(earns: readonly E[]): Sum<E>[] {
  const sums = new Map<string, Sum<E>>();
  for (const earned of earns) {
    const sum = sums.get(earned.asset) ?? { asset: earned.asset, amount: "0", parts: [] };
    sums.set(earned.asset, { ...sum, amount: plus(sum.amount, earned.amount), parts: [...sum.parts, earned] });
  }
  return [...sums.values()];
}

/** When rewards come, in a sentence, or as short as a card wants it. */
export function useWhen(length: "sentence" | "short" = "sentence"): (hold: Shop["hold"]) => string {
  const { t } = useTranslation();
  const of = (word: string, days: number): string =>
    t(`mall.earns.${length === "short" ? "short." : ""}${word}`, { days });
  return (hold) => {
    const after = hold?.after === "paid" ? "Paid" : "Received";
    return hold === null || hold.days === 0 ? of(`when${after}`, 0) : of(`daysAfter${after}`, hold.days);
  };
}
