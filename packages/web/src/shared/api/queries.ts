// What the pages ask the service for, each question under one key, so that a posted order can make the right answers stale.
import { ApiError, createClient } from "@perennial/api";
import { infiniteQueryOptions, QueryClient, queryOptions } from "@tanstack/react-query";

export const client = createClient();

const FRESH_MILLIS = 5_000;
const PAGE = 30;
/** A question that a network or a busy service left open is asked so often more. */
const TRIES = 3;

/** Longer than so many seconds nobody waits for a page: whoever reads it asks again. */
const MOST_WAIT = 10;

/** How long to wait before the same question is asked again, in milliseconds; undefined: never, for a refusal stays one. */
function waitAfter(error: Error): number | undefined {
  if (!(error instanceof ApiError)) return 400;
  const { retryAfterSeconds: seconds } = error;
  return seconds === undefined || seconds > MOST_WAIT ? undefined : seconds * 1_000;
}

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MILLIS,
        retry: (failures, error) => failures < TRIES && waitAfter(error) !== undefined,
        retryDelay: (_, error) => waitAfter(error) ?? 0,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });

export const programmesQuery = queryOptions({
  queryKey: ["programmes"],
  queryFn: ({ signal }) => client.programmes({ signal }),
});

export const programmeQuery = (id: string) =>
  queryOptions({ queryKey: [id, "programme"], queryFn: ({ signal }) => client.programme(id, { signal }) });

export const stateQuery = (id: string) =>
  queryOptions({ queryKey: [id, "state"], queryFn: ({ signal }) => client.state(id, { signal }) });

export const seriesQuery = (id: string) =>
  queryOptions({ queryKey: [id, "series"], queryFn: ({ signal }) => client.series(id, {}, { signal }) });

export const holderQuery = (id: string, name: string) =>
  queryOptions({ queryKey: [id, "holder", name], queryFn: ({ signal }) => client.holder(id, name, { signal }) });

export const entryQuery = (id: string, seq: number) =>
  queryOptions({
    queryKey: [id, "entry", seq],
    queryFn: ({ signal }) => client.entry(id, seq, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const linesQuery = (id: string, name: string) =>
  infiniteQueryOptions({
    queryKey: [id, "lines", name],
    queryFn: ({ pageParam, signal }) => client.lines(id, name, { cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const holdersQuery = (id: string, search: string, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: [id, "holders", search, limit],
    queryFn: ({ pageParam, signal }) =>
      client.holders(id, { search: search === "" ? undefined : search, cursor: pageParam, limit }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const entriesQuery = (id: string, type: string, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: [id, "entries", type, limit],
    queryFn: ({ pageParam, signal }) =>
      client.entries(id, { type: type === "" ? undefined : type, cursor: pageParam, limit }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
