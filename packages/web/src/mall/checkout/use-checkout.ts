// The checkout at work: one key for what is bought here, kept over reloads, so that no tap and no reload buys twice.
import type { Checkout, CheckoutBody } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useProgramme } from "../../shared/programme.js";
import { mall } from "../queries.js";

interface Kept {
  buy: string;
  key: string;
}

const slot = (programme: string): string => `perennial.checkout.${programme}`;

function kept(programme: string): Kept | undefined {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(slot(programme)) ?? "null");
    if (typeof found !== "object" || found === null || !("buy" in found) || !("key" in found)) return undefined;
    const { buy, key } = found;
    return typeof buy === "string" && typeof key === "string" ? { buy, key } : undefined;
  } catch {
    return undefined;
  }
}

function keep(programme: string, what: Kept | undefined): void {
  try {
    if (what) sessionStorage.setItem(slot(programme), JSON.stringify(what));
    else sessionStorage.removeItem(slot(programme));
  } catch {
    // Without storage the key lives as long as the page.
  }
}

/** The key of this purchase: the same one until it has led to a payment. */
function keyFor(programme: string, buy: string): string {
  const before = kept(programme);
  if (before?.buy === buy) return before.key;
  const key = crypto.randomUUID();
  keep(programme, { buy, key });
  return key;
}

/** `buy`: what the address says is bought. */
export function useCheckout(buy: string, onDone: (checkout: Checkout) => void) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  const busy = useRef(false);
  const send = async (body: Omit<CheckoutBody, "key">): Promise<Checkout> => {
    const made = await mall(id).checkout({ ...body, key: keyFor(id, buy) });
    if (made.payment.state !== "closed") return made;
    // The answer of an earlier try was lost, and its payment has run out since: this is another purchase.
    keep(id, undefined);
    return mall(id).checkout({ ...body, key: keyFor(id, buy) });
  };
  const mutation = useMutation({
    mutationFn: send,
    onSuccess: (made) => {
      keep(id, undefined);
      void queries.invalidateQueries({ queryKey: [id, "cart"] });
      void queries.invalidateQueries({ queryKey: [id, "orders"] });
      onDone(made);
    },
    onSettled: () => {
      busy.current = false;
    },
  });
  return {
    error: mutation.error,
    isBuying: mutation.isPending || mutation.isSuccess,
    buy: (body: Omit<CheckoutBody, "key">): void => {
      if (busy.current) return;
      busy.current = true;
      mutation.mutate(body);
    },
  };
}
