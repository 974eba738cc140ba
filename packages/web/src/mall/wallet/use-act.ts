// An act at work: rehearsed while somebody types, done once under a key that outlives a lost answer, and everything that it changed asked for anew.
import type { WalletAct, WalletDone } from "@perennial/api";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useProgramme } from "../../shared/programme.js";
import { forgetKey, keyFor } from "../kept-key.js";
import { mall } from "../queries.js";

const PAUSE_MILLIS = 300;

/** What a text is once it has stood still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** `what`: the act as it stands in the form; undefined: not whole yet. */
export function useRehearsal(what: WalletAct | undefined) {
  const { id } = useProgramme();
  const deed = what === undefined ? "" : JSON.stringify(what);
  const settled = useSettled(deed);
  const query = useQuery({
    queryKey: [id, "rehearsal", settled],
    queryFn: async ({ signal }) => mall(id).rehearseAct(JSON.parse(settled) as WalletAct, { signal }),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const isShown = deed !== "" && settled !== "";
  return {
    shown: isShown ? query.data : undefined,
    /** true: what is shown belongs to what stands in the form */
    isCurrent: isShown && deed === settled && query.isSuccess && !query.isPlaceholderData && !query.isFetching,
    isAsking: isShown && (deed !== settled || query.isFetching),
    error: isShown ? query.error : null,
  };
}

/** One form does one act: a second tap, before or after the answer, does nothing, unless the first one failed. */
export function useAct(member: string, onDone: (done: WalletDone) => void) {
  const { id } = useProgramme();
  const queries = useQueryClient();
  const slot = `act.${id}.${member}`;
  const busy = useRef(false);
  const mutation = useMutation({
    mutationFn: async (what: WalletAct) => mall(id).walletAct({ key: keyFor(slot, JSON.stringify(what)), what }),
    onSuccess: (done) => {
      forgetKey(slot);
      onDone(done);
    },
    onError: () => {
      busy.current = false;
    },
    onSettled: async () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === id && queryKey[1] !== "rehearsal" }),
  });
  return {
    error: mutation.error,
    isPending: mutation.isPending,
    act: (what: WalletAct): void => {
      if (busy.current) return;
      busy.current = true;
      mutation.mutate(what);
    },
  };
}
