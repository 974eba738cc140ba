// The prospectus of a run as one page: the same that the command line writes from the same figures.
import { readPlan } from "@perennial/kernel";
import { prospectusOf, readScenario, STRESSES } from "@perennial/lab";
import type { Language } from "@perennial/checks";
import { isObject } from "../schema/json-schema.js";
import { asked } from "../run/settings.js";
import type { Run } from "../run/use-runs.js";
import { prospectusCommand } from "./reproduce.js";

/** A prospectus speaks of every stress there is. */
export const hasAllStresses = ({ results }: Run): boolean =>
  STRESSES.every(({ name }) => results.some(({ scenario }) => scenario === name));

/** The digest of a JSON value, the same whatever the order of its keys. */
async function digestOf(value: unknown): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(sorted(value))));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

/** One HTML file. */
export async function prospectusPage(run: Run, language: Language): Promise<string> {
  const { settings, results } = run;
  const read = readPlan(run.document);
  if (!read.ok) throw new Error("a plan that ran is at fault");
  const { members, days, seed, seeds, over } = settings;
  const base = readScenario(over, asked(read.plan, settings).fitting);
  const own = results.filter(({ scenario }) => STRESSES.some(({ name }) => name === scenario));
  const said = prospectusOf(
    {
      plan: read.plan,
      ...(base.ok && { base: base.scenario }),
      size: { members, days },
      seed,
      seeds,
      planHash: await digestOf(run.document),
      command: prospectusCommand(run),
    },
    own,
  );
  // The page draws its own charts; what that takes comes only now.
  const { prospectusHtml } = await import("@perennial/lab/report");
  return prospectusHtml(said, language);
}
