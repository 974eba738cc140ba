// Drafts of forms that the browser keeps until they are sent.
import { recall, remember } from "../../shared/storage.js";

const keyOf = (place: string): string => `perennial.draft.${place}`;

/** The draft kept under a place when it has the keys of `fresh`, else `fresh`: a form that has changed since begins anew. */
export function keptDraft<D extends object>(place: string, fresh: D): D {
  const text = recall(keyOf(place));
  if (text === null) return fresh;
  try {
    const kept: unknown = JSON.parse(text);
    const fits =
      typeof kept === "object" &&
      kept !== null &&
      Object.entries(fresh).every(([key, value]) => key in kept && typeof Reflect.get(kept, key) === typeof value);
    return fits ? (kept as D) : fresh;
  } catch {
    return fresh;
  }
}

/** null forgets it. */
export const keepDraft = (place: string, draft: object | null): void =>
  remember(keyOf(place), draft === null ? null : JSON.stringify(draft));
