// The cart of whoever is signed in: what is changed is shown at once and sent whole, so that a lost answer is repaired by the next one.
import type { Cart, LineBody } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useProgramme } from "../../shared/programme.js";
import { cartQuery, mall } from "../queries.js";

const MOST_PIECES = 999;

const wishes = (cart: Cart | undefined): LineBody[] =>
  (cart?.lines ?? []).map(({ variant, quantity }) => ({ variant, quantity }));

export function useCart(member: string) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  const query = cartQuery(id, member);
  const found = useQuery(query);
  const set = useMutation({
    mutationKey: [id, "set-cart"],
    scope: { id: `${id}/cart` },
    mutationFn: async (lines: readonly LineBody[]) => mall(id).setCart(lines),
    onSuccess: (cart) => queries.setQueryData(query.queryKey, cart),
    onError: async () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  const change = (variant: string, quantity: number): void => {
    const before = queries.getQueryData(query.queryKey);
    const lines = wishes(before).flatMap((line) =>
      line.variant !== variant ? [line] : quantity === 0 ? [] : [{ variant, quantity }],
    );
    if (before)
      queries.setQueryData(query.queryKey, {
        ...before,
        lines: before.lines.flatMap((line) =>
          line.variant !== variant ? [line] : quantity === 0 ? [] : [{ ...line, quantity }],
        ),
      });
    set.mutate(lines);
  };
  /** More of a variant; asks for the cart first, so that nothing in it is lost. */
  const add = useMutation({
    mutationFn: async ({ variant, quantity }: LineBody) => {
      const lines = wishes(await mall(id).cart());
      const own = lines.find((line) => line.variant === variant)?.quantity ?? 0;
      const others = lines.filter((line) => line.variant !== variant);
      return mall(id).setCart([...others, { variant, quantity: Math.min(MOST_PIECES, own + quantity) }]);
    },
    onSuccess: (cart) => queries.setQueryData(query.queryKey, cart),
  });
  return { cart: found.data, error: found.error, refetch: found.refetch, change, add, failure: set.error };
}
