// The outcome of stresses as JSON: amounts as decimal strings, shares with six decimals, what never happened or does not exist as null.
import type { Plan } from "@perennial/kernel";
import { formatAmount, fractionText } from "@perennial/kernel";
import type { Band, Value } from "./bands.js";
import type { Measure, StressResult, Totals } from "./stress.js";
import { MEASURES } from "./stress.js";

const SHARES: readonly Measure[] = ["paidToPromised", "shortShare", "gini"];
const COUNTS: readonly Measure[] = ["firstUnpaid", "members"];

/** Figures that anyone can read off, by scenario. Sums by cohort and the flow between cohorts are over all seeds. */
export function stressSummary({ cashScale }: Pick<Plan, "cashScale">, results: readonly StressResult[]) {
  const cash = (minor: number | bigint): string => formatAmount(Number(minor), cashScale);
  return results.map(
    ({ scenario, seeds, unsound, bands, totals, returns, timeline, cohorts, flow, bounds, passed, fingerprints }) => ({
      scenario,
      seeds,
      unsound,
      bands: Object.fromEntries(MEASURES.map((measure) => [measure, bandText(bands[measure], writer(measure, cash))])),
      totals: totalsText(totals, cash),
      returns: returns.map(({ from, below, members }) => ({ from, below: below ?? null, members })),
      timeline: timeline.map(({ day, promised, held, paid }) => ({
        day,
        promised: bandText(promised, cash),
        held: bandText(held, cash),
        paid: bandText(paid, cash),
      })),
      cohorts: cohorts.map(({ label, members, short, spent, paid, promised }) => ({
        joined: label,
        members,
        short,
        spent: cash(spent),
        paid: cash(paid),
        stillPromised: cash(promised),
      })),
      paidByWhom: flow.map((row) => row.map(cash)),
      bounds: bounds.map(({ path, name, bound, measured }) => ({
        path,
        name,
        bound: bound === undefined ? null : fractionText(bound.n, bound.d, 12),
        measured: fractionText(measured.n, measured.d, 12),
      })),
      boundsPassed: passed,
      fingerprints,
    }),
  );
}

function totalsText(
  { gross, paid, paidOnPromises, promised, open, held }: Totals,
  cash: (minor: bigint) => string,
): Record<keyof Totals, string> {
  return {
    gross: cash(gross),
    paid: cash(paid),
    paidOnPromises: cash(paidOnPromises),
    promised: cash(promised),
    open: cash(open),
    held: cash(held),
  };
}

export type StressSummary = ReturnType<typeof stressSummary>;

/** A value of a measure as JSON has it: a decimal text of cash or a share, or a count. */
export function measureText({ cashScale }: Pick<Plan, "cashScale">, measure: Measure, value: bigint): string | number {
  return writer(measure, (minor) => formatAmount(Number(minor), cashScale))(value);
}

type Write = (value: bigint) => string | number;

function writer(measure: Measure, cash: (minor: bigint) => string): Write {
  if (SHARES.includes(measure)) return (value) => formatAmount(Number(value), 6);
  return COUNTS.includes(measure) ? Number : cash;
}

function bandText({ p5, p50, p95 }: Band, write: Write): Record<keyof Band, string | number | null> {
  const text = (value: Value): string | number | null => (value === undefined ? null : write(value));
  return { p5: text(p5), p50: text(p50), p95: text(p95) };
}
