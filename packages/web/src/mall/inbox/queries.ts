// What the pages of the inbox ask the service for. Under the member's own name: its answers go when it signs out.
import { createInboxClient } from "@perennial/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

export const inboxOf = createInboxClient;

const first = undefined as string | undefined;
const LOOK_AGAIN_MS = 60_000;

export const noticesQuery = (id: string, member: string) =>
  infiniteQueryOptions({
    queryKey: [id, "notices", member],
    queryFn: async ({ pageParam, signal }) => inboxOf(id).notices({ cursor: pageParam, limit: 30 }, { signal }),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Asked again once a minute while the page is looked at. */
export const unreadQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "unread", member],
    queryFn: async ({ signal }) => (await inboxOf(id).unread({ signal })).unread,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const noticeQuery = (id: string, member: string, notice: number) =>
  queryOptions({
    queryKey: [id, "notice", member, notice],
    queryFn: async ({ signal }) => inboxOf(id).notice(notice, { signal }),
  });

export const choiceQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "inbox choice", member],
    queryFn: async ({ signal }) => inboxOf(id).choice({ signal }),
  });

export const monthsQuery = (id: string, member: string) =>
  queryOptions({
    queryKey: [id, "months", member],
    queryFn: async ({ signal }) => (await inboxOf(id).statements({ signal })).months,
  });

export const monthQuery = (id: string, member: string, month: string) =>
  queryOptions({
    queryKey: [id, "month", member, month],
    queryFn: async ({ signal }) => inboxOf(id).statement(month, { signal }),
  });
