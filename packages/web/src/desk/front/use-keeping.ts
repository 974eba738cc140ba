// Keeping the draft by itself: a moment after the last change, when it is whole; nobody's work is written over.
import type { HomeDesk, HomePage } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { homePage } from "@perennial/api/schemas";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { deskOf, homeDeskQuery } from "../data/queries.js";

const PAUSE_MILLIS = 700;

export interface Keeping {
  /** places of the page with what is wrong there: `blocks.2.alt.zh` */
  faults: ReadonlySet<string>;
  state: "kept" | "keeping" | "faulty" | "failed" | "overtaken";
  error: Error | null;
  /** the revision that the service has */
  revision: number | null;
}

/** `desk`: what the service had when the page was opened; it is told anew after each keeping. */
export function useKeeping(programme: string, page: HomePage, desk: HomeDesk, begin: HomePage): Keeping {
  const queries = useQueryClient();
  const [kept, setKept] = useState(begin);
  /** the page that was sent last: the same is not sent again */
  const [sent, setSent] = useState(begin);
  const revision = desk.draft?.revision ?? null;
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (next: HomePage) => deskOf(programme).setHome({ page: next, revision }),
    onMutate: setSent,
    onSuccess: (answer, next) => {
      setKept(next);
      queries.setQueryData(homeDeskQuery(programme).queryKey, answer);
    },
  });
  const read = useMemo(() => homePage.safeParse(page), [page]);
  const refused = sent === page ? error : null;
  const faults = useMemo(
    () => new Set(read.success ? placesOf(refused) : read.error.issues.map(({ path }) => path.join("."))),
    [read, refused],
  );
  const isOvertaken = error instanceof ApiError && error.problem.code === "illegal_transition";
  const mayKeep = read.success && !isPending && !isOvertaken && page !== kept && page !== sent;
  useEffect(() => {
    if (!mayKeep) return undefined;
    const timer = setTimeout(() => mutate(page), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [page, mayKeep, mutate]);
  const isFaulty = !read.success || faults.size > 0;
  const state = isOvertaken
    ? "overtaken"
    : isFaulty
      ? "faulty"
      : refused && !isPending
        ? "failed"
        : page === kept
          ? "kept"
          : "keeping";
  return { faults, state, error, revision };
}

/** Where the service found a fault. */
const placesOf = (error: Error | null): string[] =>
  error instanceof ApiError && error.problem.place.startsWith("page.")
    ? [error.problem.place.slice("page.".length)]
    : [];
