// Who is signed in, for every face: one question to the service, the membership in a programme, and the ways in and out.
import type { Account, Membership } from "@perennial/api";
import { ApiError, createAccountClient } from "@perennial/api";
import type { QueryClient } from "@tanstack/react-query";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

export const accounts = createAccountClient();

const ACCOUNT = ["account"] as const;
const FRESH_MILLIS = 60_000;

/** The account, or null when nobody is signed in. */
export const accountQuery = queryOptions({
  queryKey: ACCOUNT,
  queryFn: async ({ signal }): Promise<Account | null> => {
    try {
      return await accounts.account({ signal });
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === "unauthorised") return null;
      throw error;
    }
  },
  staleTime: FRESH_MILLIS,
});

/** What an account is in a programme; undefined: nothing yet. */
export const membershipIn = (account: Account | null | undefined, programme: string): Membership | undefined =>
  account?.memberships.find((each) => each.programme === programme);

export interface Session {
  /** undefined: not known yet; null: nobody is signed in */
  account: Account | null | undefined;
  /** in the programme asked about; undefined: none, or not known yet */
  membership: Membership | undefined;
  /** name in the ledger; undefined: has not joined, or not known yet */
  member: string | undefined;
  error: Error | null;
  refetch: () => void;
}

/** Who is signed in, and what it is in a programme. */
export function useSession(programme: string): Session {
  const { data, error, refetch } = useQuery(accountQuery);
  const membership = membershipIn(data, programme);
  return {
    account: data,
    membership,
    member: membership?.member ?? undefined,
    error: data === undefined ? error : null,
    refetch: useCallback(() => void refetch(), [refetch]),
  };
}

/** Somebody has signed in, or its account has changed: whatever was asked before may be answered otherwise now. */
export async function welcome(queries: QueryClient, account: Account): Promise<void> {
  queries.setQueryData(ACCOUNT, account);
  await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== ACCOUNT[0] });
}

/** Nobody is signed in any more: what was answered to the one before is forgotten. */
export function forget(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ACCOUNT[0] });
  queries.setQueryData(ACCOUNT, null);
}

/** Ends the session. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await accounts.signOut();
    forget(queries);
  }, [queries]);
}

/** A path of our own to go on to; undefined for everything else, so that no link leads a newcomer elsewhere. */
export const ownPath = (text: unknown): string | undefined =>
  typeof text === "string" && /^\/(?![/\\])/.test(text) ? text : undefined;
