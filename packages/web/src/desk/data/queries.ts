// What the desk asks the service for, each question under one key, and what a change makes stale.
import { createDeskClient, createMallClient } from "@perennial/api";
import type {
  ApplicationState,
  DeskClient,
  MallClient,
  OrderState,
  PointsDeskQuery,
  RefundState,
} from "@perennial/api";
import type { QueryClient } from "@tanstack/react-query";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { accounts } from "../../shared/session/session.js";
import type { Whose } from "../shell/seat.js";

const PAGE = 30;

/** The clients of a programme; they are cheap. */
export const deskOf = (programme: string): DeskClient => createDeskClient(programme);
export const mallOf = (programme: string): MallClient => createMallClient(programme);

/** All of the desk's answers in a programme stand under this key. */
const under = (programme: string, ...rest: readonly unknown[]) => [programme, "desk", ...rest] as const;

/** Something was done: whatever the desk shows of the programme may be different now. */
export async function stale(queries: QueryClient, programme: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: [programme, "desk"] });
}

export const shopQuery = (id: string) =>
  queryOptions({ queryKey: under(id, "shop"), queryFn: async ({ signal }) => mallOf(id).shop({ signal }) });

export const summaryQuery = (id: string, whose: Whose) =>
  queryOptions({
    queryKey: under(id, "summary", whose),
    queryFn: async ({ signal }) => deskOf(id).summary(whose, { signal }),
  });

export interface OrdersWanted extends Whose {
  state?: OrderState;
  refund?: RefundState;
  invoice?: "asked";
  settlement?: "refused";
}

export const ordersQuery = (id: string, wanted: OrdersWanted) =>
  infiniteQueryOptions({
    queryKey: under(id, "orders", wanted),
    queryFn: async ({ pageParam, signal }) =>
      deskOf(id).orders({ ...wanted, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const orderQuery = (id: string, order: string) =>
  queryOptions({
    queryKey: under(id, "order", order),
    queryFn: async ({ signal }) => deskOf(id).order(order, { signal }),
  });

export interface ProductsWanted {
  whose: Whose;
  search: string;
  category: string;
}

export const productsQuery = (id: string, { whose, search, category }: ProductsWanted) =>
  infiniteQueryOptions({
    queryKey: under(id, "products", whose, search, category),
    queryFn: async ({ pageParam, signal }) =>
      mallOf(id).products(
        {
          desk: "1",
          sort: "new",
          limit: PAGE,
          cursor: pageParam,
          ...whose,
          ...(search !== "" && { search }),
          ...(category !== "" && { category }),
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const productQuery = (id: string, product: string) =>
  queryOptions({
    queryKey: under(id, "product", product),
    queryFn: async ({ signal }) => deskOf(id).product(product, { signal }),
  });

const MOST_STORES = 200;
export const storesQuery = (id: string, whose: Whose) =>
  queryOptions({
    queryKey: under(id, "stores", whose),
    queryFn: async ({ signal }) => mallOf(id).stores({ limit: MOST_STORES, ...whose }, { signal }),
  });

export const sourcesQuery = (id: string, order: string) =>
  queryOptions({
    queryKey: under(id, "sources", order),
    queryFn: async ({ signal }) => deskOf(id).sources(order, { signal }),
  });

export const storeQuery = (id: string, store: string) =>
  queryOptions({
    queryKey: under(id, "store", store),
    queryFn: async ({ signal }) => mallOf(id).store(store, { signal }),
  });

export const merchantQuery = (id: string, merchant: string) =>
  queryOptions({
    queryKey: under(id, "merchant", merchant),
    queryFn: async ({ signal }) => deskOf(id).merchant(merchant, { signal }),
  });

export const merchantsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: under(id, "merchants"),
    queryFn: async ({ pageParam, signal }) => deskOf(id).merchants({ cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const merchantStaffQuery = (id: string, merchant: string) =>
  queryOptions({
    queryKey: under(id, "merchant-staff", merchant),
    queryFn: async ({ signal }) => deskOf(id).staff(merchant, { signal }),
  });

export const receiversQuery = (id: string, merchant: string) =>
  queryOptions({
    queryKey: under(id, "receivers", merchant),
    queryFn: async ({ signal }) => deskOf(id).receivers(merchant, { signal }),
  });

/** `own`: the shop's figures of the days to come; left out: as it was. */
export const pointsQuery = (id: string, merchant: string, own: PointsDeskQuery) =>
  queryOptions({
    queryKey: under(id, "points", merchant, own),
    queryFn: async ({ signal }) => deskOf(id).points(merchant, own, { signal }),
  });

export const statementQuery = (id: string, merchant: string, from: string, to: string) =>
  queryOptions({
    queryKey: under(id, "statement", merchant, from, to),
    queryFn: async ({ signal }) => deskOf(id).statement(merchant, { from, to }, { signal }),
  });

/** `merchant`: null is the house's own till. */
export const tillsQuery = (id: string, merchant: string | null) =>
  queryOptions({
    queryKey: under(id, "tills", merchant),
    queryFn: async ({ signal }) => deskOf(id).tills(merchant, { signal }),
  });

const ASK_TILL_MILLIS = 2_000;
/** Asked again until it is paid. */
export const ticketQuery = (id: string, token: string) =>
  queryOptions({
    queryKey: [id, "till", token],
    queryFn: async ({ signal }) => mallOf(id).till(token, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "paid" ? false : ASK_TILL_MILLIS),
  });

export const applicationsQuery = (id: string, state: ApplicationState | undefined) =>
  infiniteQueryOptions({
    queryKey: under(id, "applications", state),
    queryFn: async ({ pageParam, signal }) =>
      deskOf(id).applications({ cursor: pageParam, limit: PAGE, ...(state && { state }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const applicationQuery = (id: string, application: string) =>
  queryOptions({
    queryKey: under(id, "application", application),
    queryFn: async ({ signal }) => deskOf(id).application(application, { signal }),
  });

export const teamQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: under(id, "team"),
    queryFn: async ({ pageParam, signal }) => accounts.team(id, { cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const rolesQuery = (id: string) =>
  queryOptions({ queryKey: under(id, "roles"), queryFn: async ({ signal }) => accounts.staff(id, { signal }) });

export const homeDeskQuery = (id: string) =>
  queryOptions({ queryKey: under(id, "home"), queryFn: async ({ signal }) => deskOf(id).home({ signal }) });

export const keysQuery = (id: string) =>
  queryOptions({ queryKey: under(id, "keys"), queryFn: async ({ signal }) => accounts.keys(id, { signal }) });

export const reconciliationsQuery = (id: string) =>
  queryOptions({
    queryKey: under(id, "reconciliations"),
    queryFn: async ({ signal }) => deskOf(id).reconciliations({ signal }),
  });
