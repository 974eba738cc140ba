// How a report looks on paper: its colours, its sizes in points, and the width there is.
import type { Tone } from "@perennial/lab/report";
import { TOKENS } from "@perennial/lab/report";

export type Ink = keyof typeof TOKENS;

/** The light colours: paper is white. */
export const ink = (name: Ink): string => TOKENS[name].light;

export const MARGIN = 44;
/** A4, without its margins */
export const WIDTH = 595 - 2 * MARGIN;

export const TONES: Record<Tone, string> = {
  leaf: ink("leaf"),
  amber: ink("amber"),
  clay: ink("clay"),
  ink: ink("ink-3"),
};

/** A mixture of two colours, the first with so many percent. */
export function mixed(percent: number, first: Ink, second: Ink): string {
  const parts = (name: Ink): number[] => [1, 3, 5].map((at) => Number.parseInt(ink(name).slice(at, at + 2), 16));
  const [a, b] = [parts(first), parts(second)];
  const hex = a.map((value, index) => Math.round((value * percent + (b[index] ?? 0) * (100 - percent)) / 100));
  return `#${hex.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
