// The look's colours, light and dark, in one place: as CSS variables, and as the names that charts are drawn with.

export const TOKENS = {
  leaf: { light: "#14794F", dark: "#4CC38A" },
  "leaf-soft": { light: "#E7F3EC", dark: "#12281E" },
  ink: { light: "#17211C", dark: "#EDF3EF" },
  "ink-2": { light: "#4D5B54", dark: "#B4C1BA" },
  "ink-3": { light: "#66736C", dark: "#7C8A83" },
  paper: { light: "#FFFFFF", dark: "#0E1512" },
  "paper-2": { light: "#F5F7F5", dark: "#151E1A" },
  line: { light: "#E2E8E4", dark: "#26322C" },
  amber: { light: "#9A5B00", dark: "#F2B04B" },
  clay: { light: "#B23A2E", dark: "#F08375" },
  sky: { light: "#2A6FB0", dark: "#7DB5EA" },
} as const;

export type Token = keyof typeof TOKENS;

/** `--leaf:#14794F;…` */
export function cssVariables(theme: "light" | "dark"): string {
  return Object.entries(TOKENS)
    .map(([name, colours]) => `--${name}:${colours[theme]};`)
    .join("");
}

/** A token as charts are drawn with it; `themed` turns it into a variable afterwards. */
export const ink = (token: Token): string => TOKENS[token].light;

/** What is promised and not funded is hatched, never solid. Stands for a pattern of the page. */
export const HATCH = "#9A5B01";

/** Drawn colours become variables of the page, so that one drawing serves both themes. */
export function themed(svg: string): string {
  const hatched = svg.replaceAll(new RegExp(HATCH, "gi"), "url(#hatch)");
  return Object.entries(TOKENS).reduce(
    (text, [name, { light }]) => text.replaceAll(new RegExp(light, "gi"), `var(--${name})`),
    hatched,
  );
}
