// Text for a screen or a file: on a screen it is coloured and broken at its width (a Chinese character takes two columns), in a file neither.
import { styleText } from "node:util";
import wrapAnsi from "wrap-ansi";
import type { Io } from "./io.js";

export type Style = Parameters<typeof styleText>[0];

export interface Paper {
  /** the text in a colour, on a screen */
  ink(style: Style, text: string): string;
  /** a paragraph that begins after so many blanks, each further line with two more; ends with a line break */
  line(indent: number, text: string): string;
}

const NARROWEST = 40;
const WIDEST = 120;

/** Colours follow the screen and the environment's NO_COLOR; the width is that of the screen, from 40 to 120 columns. */
export function paperOf({ screen }: Io): Paper {
  if (!screen) return { ink: (_, text) => text, line: (indent, text) => `${" ".repeat(indent)}${text}\n` };
  const width = Math.min(Math.max(screen.columns, NARROWEST), WIDEST);
  return {
    ink: (style, text) => (process.env["NO_COLOR"] ? text : styleText(style, text, { validateStream: false })),
    line: (indent, text) => {
      const [first = "", ...rest] = wrapAnsi(text, width - indent - 2, { hard: true, trim: true }).split("\n");
      const margin = " ".repeat(indent);
      return [`${margin}${first}\n`, ...rest.map((each) => `${margin}  ${each}\n`)].join("");
    },
  };
}
