// The commands that give a run's figures again, to the last unit, on any machine.
import { SHIPPED } from "../document/starts.js";
import { OWN } from "../run/settings.js";
import type { Run } from "../run/use-runs.js";

/** `scenarioFile`: whether the scenarios are needed as files, because they differ from what fits the plan. */
export function reproduce({ document, plan, settings, scenarios }: Run): { commands: string[]; scenarioFile: boolean } {
  const shipped = SHIPPED.find((each) => JSON.stringify(each.document) === JSON.stringify(document));
  const { members, days, seed, seeds, over } = settings;
  const what = `perennial simulate --plan ${shipped?.name ?? `${plan.name}.json`}`;
  const size = `--members ${members} --days ${days} --seed ${seed} --seeds ${seeds} --json`;
  const scenarioFile = Object.keys(over).length > 0 || scenarios.some(({ scenario }) => scenario === OWN);
  return {
    commands: scenarios.map(
      ({ scenario }) => `${what} --scenario ${scenarioFile ? `scenario-${scenario}.json` : scenario} ${size}`,
    ),
    scenarioFile,
  };
}
