// The theme (light, dark or the system's) and the tokens' values for those who draw outside of CSS.
import { useSyncExternalStore } from "react";
import { recall, remember } from "../storage.js";

export type ThemeChoice = "auto" | "light" | "dark";

const KEY = "perennial.theme";
const NAMES = [
  "leaf",
  "leaf-soft",
  "ink",
  "ink-2",
  "ink-3",
  "paper",
  "paper-2",
  "line",
  "amber",
  "amber-soft",
  "clay",
  "sky",
] as const;

export type TokenName = (typeof NAMES)[number];
/** The colours in force, by name. */
export type Tokens = Readonly<Record<TokenName, string>>;

const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

const isChoice = (text: string | null): text is ThemeChoice => text === "auto" || text === "light" || text === "dark";

export function themeChoice(): ThemeChoice {
  const chosen = recall(KEY);
  return isChoice(chosen) ? chosen : "auto";
}

function apply(): void {
  const choice = themeChoice();
  const isDark = choice === "dark" || (choice === "auto" && dark.matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  for (const tell of listeners) tell();
}

dark.addEventListener("change", apply);

export function chooseTheme(choice: ThemeChoice): void {
  remember(KEY, choice);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme in force, `light` or `dark`; the component is drawn anew when it changes. */
export const useTheme = (): string =>
  useSyncExternalStore(subscribe, () => document.documentElement.dataset["theme"] ?? "light");

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice);

/** The tokens' values as they are now. */
export function readTokens(): Tokens {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Record<
    TokenName,
    string
  >;
}
