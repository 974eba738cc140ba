// What a prospectus says, before it is laid out: the plan's promises and bounds, what the stresses came to, what law is touched, whether it may go live, and how to get the same figures.
import type { CheckResult, Measured, Missing, Stress } from "@perennial/checks";
import { boundsOf, check, gate } from "@perennial/checks";
import type { Bound, Plan } from "@perennial/kernel";
import { formatAmount, fractionText } from "@perennial/kernel";
import { defaultScenario } from "../population/defaults.js";
import type { Ratio } from "../run/outcome.js";
import { stressSummary } from "../stress/summary.js";
import type { StressInput, StressResult } from "../stress/stress.js";
import { promisesOf } from "./promises.js";
import type { GateView, Prospectus, ProspectusBound } from "./prospectus.js";
import { sentencesOf } from "./sentences.js";

export interface ProspectusInput extends StressInput {
  /** digest of the plan's document */
  planHash: string;
  /** the command that gives the same figures */
  command: string;
}

/** Everything as text and whole numbers, so that the same input gives the same bytes. `results`: what the input's jobs came to. */
export function prospectusOf(input: ProspectusInput, results: readonly StressResult[]): Prospectus {
  const { plan, planHash, seed, seeds, size, command } = input;
  const { document } = plan;
  const checked = check(document, { measured: measuredOf(plan, results) });
  const said: Omit<Prospectus, "summary"> = {
    plan: {
      name: document.plan,
      version: document.version,
      title: document.title,
      rules: document.rules ?? null,
      hash: planHash,
      currency: document.currency,
      scale: plan.cashScale,
    },
    seed,
    seeds,
    ...size,
    command,
    promises: promisesOf(plan),
    bounds: boundsOf(plan).map((bound) => boundText(bound, results)),
    stress: stressSummary(plan, results),
    population: input.base ?? defaultScenario(plan, size),
    packs: checked.ok
      ? checked.packs.map(({ id, title, version, unverified }) => ({ id, title, version, unverified }))
      : [],
    findings: checked.ok ? checked.findings : [],
    gate: gateOf(checked, gateStressOf(plan, results)),
  };
  const { promises, bounds, stress, population, packs, findings, gate: going, ...head } = said;
  return { ...head, summary: sentencesOf(said), promises, bounds, stress, population, packs, findings, gate: going };
}

function boundText(
  { path, name, unit, value, formula, text }: Bound,
  results: readonly StressResult[],
): ProspectusBound {
  const measured = results.flatMap(({ bounds }) =>
    bounds.flatMap((each) => (each.path === path && each.name === name ? [each.measured] : [])),
  );
  const highest = measured.reduce<Ratio | undefined>(
    (most, each) => (most === undefined || each.n * most.d > most.n * each.d ? each : most),
    undefined,
  );
  return {
    path,
    name,
    unit,
    bound: value === undefined ? null : fractionText(BigInt(value.n), BigInt(value.d), 12),
    measured: highest === undefined ? null : fractionText(highest.n, highest.d, 12),
    formula,
    text,
  };
}

const BY_PEOPLE: ReadonlySet<Missing["code"]> = new Set([
  "not_measured",
  "review_unsigned",
  "approval_missing",
  "no_real_channel",
]);

/** From the sandbox to real payments. */
function gateOf(checked: CheckResult, stress: Stress | undefined): GateView {
  const result = gate({ state: "sandbox", to: "live", check: checked, ...(stress && { stress }) });
  const missing = result.allowed ? [] : result.missing;
  return {
    allowed: result.allowed,
    against: missing.filter(({ code }) => !BY_PEOPLE.has(code)),
    toDo: missing.filter(({ code }) => BY_PEOPLE.has(code)),
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
