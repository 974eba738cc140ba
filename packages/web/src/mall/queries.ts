// What the mall's pages ask the service for, each question under one key that begins with the programme.
import type { OrderState, ProductsQuery, ShelfSource } from "@perennial/api";
import { createMallClient } from "@perennial/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { accounts } from "../shared/session/session.js";

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

export const productQuery = (id: string, product: string) =>
  queryOptions({
    queryKey: [id, "product", product],
    queryFn: async ({ signal }) => mall(id).product(product, { signal }),
  });

/** A block of the home shows a few of them. */
export const shelfQuery = (id: string, from: ShelfSource, most: number) =>
  queryOptions({
    queryKey: [id, "shelf", from, most],
    queryFn: async ({ signal }) => (await mall(id).products({ ...shelfOf(from), limit: most }, { signal })).products,
  });

function shelfOf(from: ShelfSource): Omit<ProductsQuery, "limit"> {
  if (from.by === "category") return { category: from.category, sort: "sold" };
  if (from.by === "tag") return { tag: from.tag, sort: "sold" };
  return from.by === "hand" ? { ids: from.products.join(",") } : { sort: from.by };
}

export const homeQuery = (id: string) =>
  queryOptions({
    queryKey: [id, "home"],
    queryFn: async ({ signal }) => mall(id).home({ signal }),
    staleTime: 60_000,
  });

/** Under the name of whoever asks: what an order brings depends on it. */
export const earningsQuery = (id: string, member: string | undefined, products: readonly string[]) =>
  queryOptions({
    queryKey: [id, "earnings", member ?? "", products],
    queryFn: async ({ signal }) => (await mall(id).earnings(products, { signal })).earnings,
    staleTime: 60_000,
  });

export const reviewsQuery = (id: string, product: string) =>
  infiniteQueryOptions({
    queryKey: [id, "reviews", product],
    queryFn: async ({ pageParam, signal }) => mall(id).reviews(product, { cursor: pageParam, limit: 10 }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Under its own name: a member's answers go when it signs out. */
export const cartQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "cart", member],
    queryFn: async ({ signal }) => mall(id).cart({ signal }),
  });

export const addressesQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "addresses", member],
    queryFn: async ({ signal }) => (await mall(id).addresses({ signal })).addresses,
  });

export const ordersQuery = (id: string, member: string, state: OrderState | undefined) =>
  infiniteQueryOptions({
    queryKey: [id, "orders", member, state ?? ""],
    queryFn: async ({ pageParam, signal }) => mall(id).orders({ state, cursor: pageParam, limit: 20 }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const orderQuery = (id: string, order: string) =>
  queryOptions({
    queryKey: [id, "order", order],
    queryFn: async ({ signal }) => mall(id).order(order, { signal }),
  });

export const teamQuery = (id: string, member: string) =>
  infiniteQueryOptions({
    queryKey: [id, "team", member],
    queryFn: async ({ pageParam, signal }) => accounts.team(id, { cursor: pageParam, limit: 30 }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

const ASK_PROSPECTUS_MILLIS = 1_500;
/** Asked again until it is made. */
export const prospectusQuery = (id: string) =>
  queryOptions({
    queryKey: [id, "prospectus"],
    queryFn: async ({ signal }) => accounts.prospectus(id, { signal }),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.state === "making" ? ASK_PROSPECTUS_MILLIS : false),
  });

export const paymentQuery = (id: string, payment: string) =>
  queryOptions({
    queryKey: [id, "payment", payment],
    queryFn: async ({ signal }) => mall(id).payment(payment, { signal }),
  });

export const ticketQuery = (id: string, token: string) =>
  queryOptions({
    queryKey: [id, "ticket", token],
    queryFn: async ({ signal }) => mall(id).till(token, { signal }),
  });

export const storesQuery = (id: string, place: { latitude: number; longitude: number } | undefined) =>
  infiniteQueryOptions({
    queryKey: [id, "stores", place ?? null],
    queryFn: async ({ pageParam, signal }) => mall(id).stores({ ...place, cursor: pageParam, limit: 30 }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What the plan lets a member do with its wallet. */
export const walletActsQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "acts", member],
    queryFn: async ({ signal }) => (await mall(id).walletActs({ signal })).acts,
  });

export const walletAheadQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "ahead", member],
    queryFn: async ({ signal }) => mall(id).walletAhead({ signal }),
  });
