// The commands that give a run's figures again, to the last unit, on any machine.
import { SHIPPED } from "../document/starts.js";
import { OWN } from "../run/settings.js";
import type { Run } from "../run/use-runs.js";

const planArgument = ({ document, plan }: Run): string =>
  SHIPPED.find((each) => JSON.stringify(each.document) === JSON.stringify(document))?.name ?? `${plan.name}.json`;

const sizeArguments = ({ settings: { members, days, seed, seeds } }: Run): string =>
  `--members ${members} --days ${days} --seed ${seed} --seeds ${seeds}`;

/** The command that writes the same prospectus; where the scenario was changed, those that give its figures. */
export function prospectusCommand(run: Run): string {
  if (Object.keys(run.settings.over).length > 0) return reproduce(run).commands.join("; ");
  return `perennial prospectus --plan ${planArgument(run)} ${sizeArguments(run)} --out prospectus`;
}

/** `scenarioFile`: whether the scenarios are needed as files, because they differ from what fits the plan. */
export function reproduce(run: Run): { commands: string[]; scenarioFile: boolean } {
  const { settings, scenarios } = run;
  const scenarioFile = Object.keys(settings.over).length > 0 || scenarios.some(({ scenario }) => scenario === OWN);
  const named = (scenario: string): string => (scenarioFile ? `scenario-${scenario}.json` : scenario);
  return {
    commands: scenarios.map(
      ({ scenario }) =>
        `perennial simulate --plan ${planArgument(run)} --scenario ${named(scenario)} ${sizeArguments(run)} --json`,
    ),
    scenarioFile,
  };
}
