// The look's rules that can be checked by reading: contrast of the tokens, and promised money never drawn solid.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { priceFinding } from "../src/plan/findings.js";
import { fillOf } from "../src/shared/charts/fills.js";

const css = readFileSync(new URL("../src/shared/tokens/tokens.css", import.meta.url), "utf8");

/** The tokens of a theme by name, as `#rrggbb`. */
function tokensOf(theme: "light" | "dark"): Record<string, string> {
  const block = css.split("}").find((each) => each.includes(`[data-theme="${theme}"]`)) ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Which text stands on which ground. */
const PAIRS: readonly (readonly string[])[] = [
  ...["ink", "ink-2", "ink-3", "leaf", "amber", "clay", "sky"].flatMap((text) => [
    [text, "paper"],
    [text, "paper-2"],
  ]),
  ["leaf", "leaf-soft"],
  ["paper", "leaf"],
  ["amber", "amber-soft"],
  ["ink", "amber-soft"],
  ["ink-2", "amber-soft"],
  ["clay", "clay-soft"],
  ["ink-2", "clay-soft"],
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  test.each(PAIRS.map(([text = "", ground = ""]) => ({ text, ground })))(
    "$text on $ground has a contrast of 4.5 or more",
    ({ text, ground }) => {
      expect(contrast(tokens[text] ?? "", tokens[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
    },
  );
});

test("promised money is hatched in charts and funded money is solid", () => {
  const tokens = { ...tokensOf("light") } as Parameters<typeof fillOf>[1];
  const hatch = { image: {} as HTMLCanvasElement, repeat: "repeat" as const };
  expect(fillOf("promised", tokens, hatch)).toEqual({ line: "#9a5b00", area: hatch });
  expect(fillOf("funded", tokens, hatch)).toEqual({ line: "#14794f", area: "#e7f3ec" });
});

test("the finding of a price names its way and its falls", () => {
  expect(priceFinding([undefined, "1.0", "1.5", "1.2", "2.0"])).toEqual({
    first: "1.0",
    last: "2.0",
    days: 4,
    falls: 1,
  });
  expect(priceFinding([undefined])).toBeUndefined();
});
