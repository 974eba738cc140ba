// The document on the desk: its value, its text, and the steps back and forth. The form changes the value, the editor the text; both are one history.
import type { Path } from "./path.js";
import { withAt, withoutAt } from "./path.js";
import { pretty } from "./pretty.js";

export interface Sheet {
  /** the last value that could be read */
  value: unknown;
  text: string;
}

export interface Desk {
  sheet: Sheet;
  past: readonly Sheet[];
  future: readonly Sheet[];
  /** what the last change came from: changes of one field, or of the editor, are one step */
  touched: string;
}

export type Change =
  | { type: "set"; path: Path; part: unknown; field: string }
  | { type: "remove"; path: Path }
  | { type: "type"; text: string; moment: number }
  | { type: "open"; value: unknown }
  | { type: "undo" }
  | { type: "redo" };

const MOST_STEPS = 200;
/** Typing with pauses shorter than this is one step. */
const PAUSE_MILLIS = 1_500;

export const sheetOf = (value: unknown): Sheet => ({ value, text: pretty(value) });

export const deskOf = (sheet: Sheet): Desk => ({ sheet, past: [], future: [], touched: "" });

/** The value of a text; undefined when it is no JSON. */
export function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

export function changed(desk: Desk, change: Change): Desk {
  const { sheet } = desk;
  switch (change.type) {
    case "set":
      return stepped(desk, sheetOf(withAt(sheet.value, change.path, change.part)), change.field);
    case "remove":
      return stepped(desk, sheetOf(withoutAt(sheet.value, change.path)), "");
    case "open":
      return stepped(desk, sheetOf(change.value), "");
    case "type": {
      if (change.text === sheet.text) return desk;
      const value = parsed(change.text)?.value ?? sheet.value;
      return stepped(desk, { value, text: change.text }, `text ${Math.floor(change.moment / PAUSE_MILLIS)}`);
    }
    case "undo":
      return back(desk);
    case "redo":
      return forth(desk);
  }
}

function stepped(desk: Desk, sheet: Sheet, touched: string): Desk {
  const isSame = touched !== "" && touched === desk.touched;
  const past = isSame ? desk.past : [...desk.past, desk.sheet].slice(-MOST_STEPS);
  return { sheet, past, future: [], touched };
}

function back({ sheet, past, future }: Desk): Desk {
  const before = past.at(-1);
  if (!before) return { sheet, past, future, touched: "" };
  return { sheet: before, past: past.slice(0, -1), future: [sheet, ...future], touched: "" };
}

function forth({ sheet, past, future }: Desk): Desk {
  const [next, ...rest] = future;
  if (!next) return { sheet, past, future, touched: "" };
  return { sheet: next, past: [...past, sheet], future: rest, touched: "" };
}
