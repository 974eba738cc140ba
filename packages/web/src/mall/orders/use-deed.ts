// A deed on an order: sent, and the order shown as it is then.
import type { OrderDetail } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useProgramme } from "../../shared/programme.js";
import { orderQuery } from "../queries.js";

/** Does something with an order, and shows it as it is then. */
export function useDeed<T>(order: OrderDetail, act: (input: T) => Promise<OrderDetail>, onDone: () => void) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (now) => {
      queries.setQueryData(orderQuery(id, order.id).queryKey, now);
      onDone();
      await queries.invalidateQueries({ queryKey: [id, "orders"] });
    },
    onError: async () => queries.invalidateQueries({ queryKey: orderQuery(id, order.id).queryKey }),
  });
}
