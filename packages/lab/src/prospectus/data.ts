// What a prospectus says, before it is laid out: the plan's promises and bounds, what the stresses came to, what law is touched, and how to get the same figures.
import type { Finding, Measured, Stress } from "@perennial/checks";
import { boundsOf, check } from "@perennial/checks";
import type { Plan, Text } from "@perennial/kernel";
import { formatAmount, fractionText } from "@perennial/kernel";
import type { StressSummary } from "../stress/summary.js";
import { stressSummary } from "../stress/summary.js";
import type { StressInput, StressResult } from "../stress/stress.js";

export interface ProspectusInput extends StressInput {
  /** digest of the plan's document */
  planHash: string;
  /** the command that gives the same figures */
  command: string;
}

export interface Prospectus {
  plan: { name: string; version: number; title: Text; rules: Text | undefined; hash: string; currency: string };
  seed: number;
  seeds: number;
  members: number;
  days: number;
  command: string;
  bounds: { path: string; name: string; unit: string; value: string | null; formula: string; text: Text }[];
  stress: StressSummary;
  findings: Finding[];
}

/** Everything as text and whole numbers, so that the same input gives the same bytes. `results`: what the input's jobs came to. */
export function prospectusOf(input: ProspectusInput, results: readonly StressResult[]): Prospectus {
  const { plan, planHash, seed, seeds, size, command } = input;
  const { document } = plan;
  const checked = check(document, { measured: measuredOf(plan, results) });
  return {
    plan: {
      name: document.plan,
      version: document.version,
      title: document.title,
      rules: document.rules,
      hash: planHash,
      currency: document.currency,
    },
    seed,
    seeds,
    ...size,
    command,
    bounds: boundsOf(plan).map(({ path, name, unit, value, formula, text }) => ({
      path,
      name,
      unit,
      value: value === undefined ? null : fractionText(BigInt(value.n), BigInt(value.d), 12),
      formula,
      text,
    })),
    stress: stressSummary(plan, results),
    findings: checked.ok ? checked.findings : [],
  };
}

/** What the rules of a check may know of the runs: members of the largest scenario's median run, and what no growth leaves unbacked. */
export function measuredOf(plan: Pick<Plan, "cashScale">, results: readonly StressResult[]): Measured {
  const members = results.map(({ bands }) => Number(bands.members.p50 ?? 0n));
  const unpaid = unbacked(plan, results, "steady");
  return {
    run: {
      ...(members.length > 0 && { members: Math.max(...members) }),
      ...(unpaid !== undefined && { unpaidAtZeroGrowth: unpaid }),
    },
  };
}

/** What the gate asks of the runs before a plan goes live; undefined until both of its stresses were run. */
export function gateStressOf(plan: Plan, results: readonly StressResult[]): Stress | undefined {
  const [steady, run] = [unbacked(plan, results, "steady"), unbacked(plan, results, "run")];
  if (steady === undefined || run === undefined) return undefined;
  return { version: plan.document.version, unpaidAtZeroGrowth: steady, unpaidInRun: run };
}

/** The most that was promised without cash behind it at any look of any run: who sells early gives up a promise, so that its end alone would hide it. */
function unbacked(
  { cashScale }: Pick<Plan, "cashScale">,
  results: readonly StressResult[],
  scenario: string,
): string | undefined {
  const found = results.find((each) => each.scenario === scenario);
  return found && formatAmount(Number(found.deepest), cashScale);
}
