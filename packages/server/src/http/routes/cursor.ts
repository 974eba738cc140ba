// Cursors: places in a list as text. They are ours alone; a caller only hands them back.
import { Fault } from "../fault.js";

/** Above every sequence number. */
export const END = Number.MAX_SAFE_INTEGER;

/** The numbers of a cursor; `begin` without one. Throws `malformed_request`. */
export function readCursor<T extends readonly number[]>(cursor: string | undefined, begin: T): T {
  if (cursor === undefined) return begin;
  const parts = cursor.split(".").map(Number);
  if (parts.length === begin.length && parts.every((part) => Number.isSafeInteger(part) && part >= 0))
    return parts as unknown as T;
  throw new Fault("malformed_request", "cursor", "the cursor is none of ours", "`next` of the page before");
}

/** Cuts a page that was read with one row too many, and says where the next begins. */
export function cut<T>(rows: readonly T[], limit: number, place: (row: T) => readonly number[]) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, next: last === undefined ? null : place(last).join(".") };
}
