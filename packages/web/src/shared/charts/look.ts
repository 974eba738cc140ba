// What all charts with axes have alike: letters, lines, the tooltip, and room for names beside the ends of lines.
import type { Tokens } from "../tokens/theme.js";

const WIDE = 12;
const NARROW = 7;

/** Pixels that the longest of these names takes beside the end of its line. */
export const roomBeside = (names: readonly string[]): number =>
  Math.max(
    8,
    ...names.map((name) => Array.from(name).reduce((sum, letter) => sum + (letter > "\u2E7F" ? WIDE : NARROW), 14)),
  );

export const smallText = (tokens: Tokens) => ({ color: tokens["ink-2"], fontSize: 12 });

/** The chart as a whole; it stands still. */
export const still = () => ({
  animation: false,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
});

/** The axis along the bottom, of days or of classes. */
export const bottomAxis = (tokens: Tokens, names: readonly (string | number)[]) => ({
  type: "category" as const,
  data: [...names],
  axisLine: { lineStyle: { color: tokens.line } },
  axisTick: { show: false },
  axisLabel: { ...smallText(tokens), hideOverlap: true },
});

/** The axis on the left; `tick`: a value as it stands there. */
export const valueAxis = (tokens: Tokens, tick: (value: number) => string) => ({
  type: "value" as const,
  splitNumber: 4,
  splitLine: { lineStyle: { color: tokens.line } },
  axisLabel: { ...smallText(tokens), formatter: tick },
});

/** The box that follows the finger. */
export const tooltipLook = (tokens: Tokens) => ({
  confine: true,
  backgroundColor: tokens.paper,
  borderColor: tokens.line,
  textStyle: { color: tokens.ink, fontSize: 12 },
});
