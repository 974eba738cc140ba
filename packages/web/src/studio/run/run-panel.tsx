// The run: what it is asked to be, how far it is, and what it came to.
import type { ReactElement } from "react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../shared/ui/controls.js";
import { Notice } from "../../shared/ui/states.js";
import { Card } from "../../shared/ui/surfaces.js";
import type { Checked } from "../follow/use-checked.js";
import { Results } from "../results/results.js";
import { Asking } from "./asking.js";
import { asked, keepSettings, keptSettings } from "./settings.js";
import type { Runs } from "./use-runs.js";
import { Waiting } from "./waiting.js";

export function RunPanel({
  document,
  checked,
  runs,
}: {
  document: unknown;
  checked: Checked;
  runs: Runs;
}): ReactElement {
  const { t } = useTranslation();
  const [settings, setSettings] = useState(keptSettings);
  useEffect(() => keepSettings(settings), [settings]);
  const { sound, faults } = checked;
  const plan = sound?.plan;
  const ask = useMemo(() => plan && asked(plan, settings), [plan, settings]);
  const { underway } = runs;
  const isRunning = underway.state === "running";
  const newest = runs.list[0];
  const canRun = plan !== undefined && faults.length === 0 && ask !== undefined && ask.scenarios.length > 0;

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
      <div className="space-y-3 lg:sticky lg:top-18 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto">
        {ask ? (
          <Asking settings={settings} onChange={setSettings} ask={ask} plan={plan}>
            {isRunning ? (
              <Button className="w-full" onClick={runs.cancel}>
                {t("studio.run.cancel")}
              </Button>
            ) : (
              <Button
                kind="primary"
                className="w-full"
                disabled={!canRun}
                onClick={() => plan && ask && runs.start(plan, document, settings, ask.scenarios)}
              >
                {t("studio.run.start")}
              </Button>
            )}
            {faults.length > 0 && (
              <p role="alert" className="mt-2 text-12 text-clay">
                {t("studio.run.faults", { count: faults.length })}
              </p>
            )}
          </Asking>
        ) : (
          <Card>
            <Notice icon="warning" title={t("studio.run.noPlan")} />
          </Card>
        )}
      </div>
      <div className="min-w-0 space-y-4">
        <Waiting underway={underway} />
        {newest ? (
          <Results key={newest.number} run={newest} />
        ) : (
          !isRunning && (
            <Card>
              <Notice icon="overview" title={t("studio.run.empty.title")}>
                {t("studio.run.empty.body")}
              </Notice>
            </Card>
          )
        )}
      </div>
    </div>
  );
}
