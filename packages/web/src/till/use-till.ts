// The till at work: tries the order out while it is typed, posts it once, and keeps its fate in sight when the network fails.
import type { EntryText } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { client } from "../shared/api/queries.js";
import { eventTime } from "../shared/format/clock.js";
import { compare, isDecimal } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import type { Draft, DraftField } from "./draft.js";
import { amountTyped, eventOf, loadDraft, newDraft, saveDraft } from "./draft.js";

const PAUSE_MILLIS = 300;

/** The value as it was a moment ago, once it has stood still. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

const isReady = ({ buyer, gross, cost }: Draft): boolean =>
  buyer.trim() !== "" && isDecimal(amountTyped(gross)) && (cost.trim() === "" || isDecimal(amountTyped(cost)));

/** A refusal stores nothing, so the order may be changed and sent anew under the same id. */
const isRefusal = (error: Error): error is ApiError =>
  error instanceof ApiError &&
  error.problem.status >= 400 &&
  error.problem.status < 500 &&
  error.problem.status !== 429;

export function useTill() {
  const { id: programme, detail, plan } = useProgramme();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => loadDraft(programme));
  const [booked, setBooked] = useState<EntryText>();
  const busy = useRef(false);
  useEffect(() => saveDraft(programme, draft), [programme, draft]);

  const settled = useSettled(draft);
  const isOpen = draft.sent === undefined && draft.seq === undefined;
  const trial = useQuery({
    queryKey: [programme, "trial", { ...settled, seq: detail.seq }],
    queryFn: async ({ signal }) =>
      client.tryOut(programme, eventOf(settled, new Date(), detail.today, plan.timezone), { signal }),
    enabled: isOpen && isReady(settled),
    retry: false,
    gcTime: 0,
  });

  const post = useMutation({
    mutationFn: async (event: NonNullable<Draft["sent"]>) => client.post(programme, event),
    onSuccess: ({ seq, entry }) => {
      setBooked(entry);
      setDraft((before) => ({ ...before, seq }));
      void queries.invalidateQueries({ queryKey: [programme] });
    },
    onError: (error) => {
      if (isRefusal(error)) setDraft((before) => ({ ...before, sent: undefined }));
    },
    onSettled: () => {
      busy.current = false;
    },
  });

  const join = useMutation({
    mutationFn: async (member: string) =>
      client.post(programme, {
        id: `${draft.id}-join-${member}`.slice(0, 128),
        at: eventTime(new Date(), detail.today, plan.timezone),
        type: "member.joined",
        member,
      }),
    onSuccess: async () => queries.invalidateQueries({ queryKey: [programme] }),
  });

  const send = (): void => {
    if (busy.current || draft.seq !== undefined) return;
    busy.current = true;
    const event = draft.sent ?? eventOf(draft, new Date(), detail.today, plan.timezone);
    const sent = { ...draft, sent: event };
    saveDraft(programme, sent);
    setDraft(sent);
    post.mutate(event);
  };

  const change = (field: DraftField, value: string): void => {
    post.reset();
    setDraft((before) => ({ ...before, [field]: value }));
  };

  const next = (): void => {
    post.reset();
    setBooked(undefined);
    setDraft(newDraft(draft.merchant));
  };

  const isSettling = settled !== draft || trial.isFetching;
  const failure = post.error ?? trial.error;
  return {
    draft,
    change,
    send,
    next,
    join,
    booked,
    /** posted, and no answer has come: it may or may not be booked */
    isUncertain: draft.sent !== undefined && draft.seq === undefined && !post.isPending,
    isSending: post.isPending,
    isTrying: isOpen && isReady(draft) && isSettling,
    trial: isOpen && isReady(draft) && settled === draft ? trial.data : undefined,
    isReady: isReady(draft) && compare(amountTyped(draft.gross), "0") >= 0,
    problem: failure instanceof ApiError && (failure === post.error || settled === draft) ? failure.problem : undefined,
    networkFailed: failure !== null && !(failure instanceof ApiError),
  };
}

export type Till = ReturnType<typeof useTill>;
