// The checkout at work: one key for what is bought here, kept over reloads, so that no tap and no reload buys twice.
import type { Checkout, CheckoutBody } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useProgramme } from "../../shared/programme.js";
import { forgetKey, keyFor } from "../kept-key.js";
import { mall } from "../queries.js";

/** `buy`: what the address says is bought. */
export function useCheckout(buy: string, onDone: (checkout: Checkout) => void) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  const slot = `checkout.${id}`;
  const busy = useRef(false);
  const send = async (body: Omit<CheckoutBody, "key">): Promise<Checkout> => {
    const made = await mall(id).checkout({ ...body, key: keyFor(slot, buy) });
    if (made.payment.state !== "closed") return made;
    // The answer of an earlier try was lost, and its payment has run out since: this is another purchase.
    forgetKey(slot);
    return mall(id).checkout({ ...body, key: keyFor(slot, buy) });
  };
  const mutation = useMutation({
    mutationFn: send,
    onSuccess: (made) => {
      forgetKey(slot);
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
