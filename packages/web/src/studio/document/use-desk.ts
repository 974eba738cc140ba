// The desk of this browser: the document with its history, kept over a reload.
import { useEffect, useReducer } from "react";
import { recall, remember } from "../../shared/storage.js";
import type { Change, Desk } from "./history.js";
import { changed, deskOf, parsed, sheetOf } from "./history.js";
import { SHIPPED } from "./starts.js";

const KEY = "perennial.studio.plan";
const FIRST = "evergreen";

/** What lay on the desk; else a shipped plan that goes live. */
function laid(): Desk {
  const text = recall(KEY);
  if (text === null) return deskOf(sheetOf(SHIPPED.find(({ name }) => name === FIRST)?.document ?? {}));
  const found = parsed(text);
  return deskOf({ value: found?.value ?? {}, text });
}

export function useDesk(): [Desk, (change: Change) => void] {
  const [desk, change] = useReducer(changed, undefined, laid);
  const { text } = desk.sheet;
  useEffect(() => {
    // Kept a moment after the last key, and when the page goes.
    const keep = (): void => remember(KEY, text);
    const timer = setTimeout(keep, 250);
    addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", keep);
    };
  }, [text]);
  return [desk, change];
}
