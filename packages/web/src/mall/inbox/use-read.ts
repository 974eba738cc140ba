// Marks notices as read: one, or all up to one; lists and the bell follow.
import type { ReadBody } from "@perennial/api";
import type { UseMutationResult } from "@tanstack/react-query";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useProgramme } from "../../shared/programme.js";
import { inboxOf, noticesQuery, unreadQuery } from "./queries.js";

export function useRead(member: string): UseMutationResult<{ unread: number }, Error, ReadBody> {
  const { id } = useProgramme();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: ReadBody) => inboxOf(id).read(body),
    onSuccess: async ({ unread }) => {
      queries.setQueryData(unreadQuery(id, member).queryKey, unread);
      await queries.invalidateQueries({ queryKey: noticesQuery(id, member).queryKey });
    },
  });
}
