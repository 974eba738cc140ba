// A bound beside what runs have measured of it.
import { boundValue } from "@perennial/checks";
import type { Bound } from "@perennial/kernel";
import type { Limit } from "./blocks.js";
import type { Language } from "./format.js";
import { each, percent } from "./format.js";

export interface Measured {
  n: bigint;
  d: bigint;
}

/** `at`: the place of the bound in the report's data. */
export function limitOf(bound: Bound, measured: Measured | undefined, currency: string, at: string): Limit {
  const { text, value, formula } = bound;
  const name = { zh: `${text.zh}：`, en: `${text.en}:` };
  const shown = { ...each((language) => boundText(bound, language, currency)), figure: `${at}.bound` };
  if (!measured || !value) return { text: name, value: shown, measured: undefined, formula };
  const found = percent(measured.n, measured.d);
  return {
    text: name,
    value: shown,
    measured: {
      percent: ratio(measured, value),
      text: {
        zh: `实测 ${found}，整条为上限`,
        en: `measured ${found}; the whole bar is the bound`,
        figure: `${at}.measured`,
      },
    },
    formula,
  };
}

/** As the report writes shares: without a blank. */
export const boundText = (bound: Bound, language: Language, currency: string): string =>
  boundValue(bound, language, currency).replace(" %", "%");

/** measured ÷ bound in percent, one decimal. */
function ratio(measured: Measured, bound: { n: number; d: number }): number {
  if (bound.n === 0) return 0;
  return Math.min(100, Number((measured.n * BigInt(bound.d) * 1000n) / (measured.d * BigInt(bound.n))) / 10);
}
