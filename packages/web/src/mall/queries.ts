// What the mall's pages ask the service for, each question under one key that begins with the programme.
import type { ProductsQuery } from "@perennial/api";
import { createMallClient } from "@perennial/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

const PAGE = 24;

export const mall = createMallClient;

const first = undefined as string | undefined;

export const shopQuery = (id: string) =>
  queryOptions({
    queryKey: [id, "shop"],
    queryFn: async ({ signal }) => mall(id).shop({ signal }),
    staleTime: 60_000,
  });

export const productsQuery = (id: string, asked: Omit<ProductsQuery, "cursor" | "limit">) =>
  infiniteQueryOptions({
    queryKey: [id, "products", asked],
    queryFn: async ({ pageParam, signal }) =>
      mall(id).products({ ...asked, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
