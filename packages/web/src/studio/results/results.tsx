// What a run came to: the verdict, a scenario's figures and charts, all scenarios side by side, and how to get the same figures again.
import { MEASURES, stressSummary } from "@perennial/lab";
import type { StressResult } from "@perennial/lab";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../shared/ui/controls.js";
import { Card, CardTitle, Stat } from "../../shared/ui/surfaces.js";
import { FigureTable } from "../charts/card.js";
import { download } from "../document/files.js";
import type { Run } from "../run/use-runs.js";
import { useLabels } from "../words/labels.js";
import { Charts } from "./charts.js";
import { hasAllStresses, prospectusPage } from "./prospectus.js";
import { reproduce } from "./reproduce.js";
import { useRunWords } from "./words.js";

const VERDICT = ["shortShare", "firstUnpaid", "deepest", "gini", "members", "gross", "paid", "promised"] as const;

export function Results({ run }: { run: Run }): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  // What went worst is looked at first.
  const worst = run.results.reduce(
    (at, each, index) => (each.unsound > (run.results[at]?.unsound ?? 0) ? index : at),
    0,
  );
  const [chosen, setChosen] = useState(worst);
  const result = run.results[chosen];
  return (
    <>
      <Heading run={run} />
      <ScenarioChoice run={run} chosen={chosen} onChoose={setChosen} />
      {result && (
        <>
          <Verdict result={result} run={run} />
          <Charts result={result} run={run} />
        </>
      )}
      <Card label={t("studio.results.all")}>
        <CardTitle>{t("studio.results.all")}</CardTitle>
        <FigureTable
          label={t("chart.tableOf", { title: t("studio.results.all") })}
          table={{
            head: [t("studio.compare.measure"), ...run.results.map(({ scenario }) => words.scenario(scenario))],
            rows: [
              ...MEASURES.map((measure) => [
                words.name(measure),
                ...run.results.map(({ bands }) => words.band(measure, bands[measure])),
              ]),
              [t("studio.measure.unsound"), ...run.results.map(({ unsound, seeds }) => `${unsound} / ${seeds.length}`)],
            ],
          }}
        />
        <p className="mt-2 text-12 text-ink-2">{t("studio.results.bandNote")}</p>
      </Card>
      <Reproduce run={run} />
    </>
  );
}

function Heading({ run }: { run: Run }): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const { settings, plan, seconds, events, results, cashScale } = run;
  const words = useRunWords(run);
  const save = (): void =>
    download(
      `${plan.name}-${plan.version}-run-${run.number}.json`,
      `${JSON.stringify({ plan: { name: plan.name, version: plan.version }, currency: run.currency, seed: settings.seed, seeds: settings.seeds, inputs: run.scenarios, scenarios: stressSummary({ cashScale }, results) }, undefined, 1)}\n`,
    );
  return (
    <div className="flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0">
        <h2 className="text-20 font-semibold">{t("studio.results.title", { number: run.number })}</h2>
        <p className="text-12 text-ink-2" data-run={run.number}>
          {[
            `${isChinese ? plan.title.zh : plan.title.en} · ${t("plan.versionLine", { plan: plan.name, version: plan.version })}`,
            t("studio.results.size", {
              members: words.count(settings.members),
              days: settings.days,
              seeds: settings.seeds,
              seed: settings.seed,
            }),
            t("studio.results.pace", {
              events: words.count(events),
              seconds: words.count(Math.round(seconds * 10) / 10),
            }),
          ].join(" · ")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {hasAllStresses(run) && (
          <Button
            onClick={() =>
              void prospectusPage(run, isChinese ? "zh" : "en").then((page) =>
                download(`${plan.name}-${plan.version}-prospectus.html`, page, "text/html"),
              )
            }
          >
            {t("studio.results.prospectus")}
          </Button>
        )}
        <Button onClick={save}>{t("studio.results.save")}</Button>
      </div>
    </div>
  );
}

function ScenarioChoice({
  run,
  chosen,
  onChoose,
}: {
  run: Run;
  chosen: number;
  onChoose: (index: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const group = useId();
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t("studio.run.scenarios")}</legend>
      {run.results.map(({ scenario, unsound }, index) => (
        <label
          key={scenario}
          className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-line px-3 text-12 text-ink-2 has-checked:border-leaf has-checked:bg-leaf-soft has-checked:font-medium has-checked:text-leaf has-focus-visible:outline-2 has-focus-visible:outline-sky"
        >
          <input
            type="radio"
            name={group}
            value={scenario}
            checked={index === chosen}
            onChange={() => onChoose(index)}
            className="sr-only"
          />
          <span aria-hidden="true" className={`size-2 rounded-full ${unsound > 0 ? "bg-clay" : "bg-leaf"}`} />
          {words.scenario(scenario)}
          <span className="sr-only">
            {unsound > 0 ? t("studio.results.unsoundShort") : t("studio.results.soundShort")}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Verdict({ result, run }: { result: StressResult; run: Run }): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const { bands, unsound, seeds } = result;
  const isSound = unsound === 0;
  const promisesNothing = bands.paidToPromised.p50 === undefined;
  return (
    <Card label={t("studio.results.verdict")}>
      <p
        className={`text-16 font-semibold ${isSound ? "text-leaf" : "text-clay"}`}
        data-verdict={isSound ? "sound" : "unsound"}
      >
        {isSound
          ? t("studio.results.sound", { seeds: seeds.length })
          : t("studio.results.unsound", { unsound, seeds: seeds.length })}
      </p>
      <div className="mt-4">
        <p className="text-12 text-ink-2">{words.name("paidToPromised")}</p>
        <p className={`text-40 font-semibold ${promisesNothing ? "text-ink-2" : ""}`} data-measure="paidToPromised">
          {promisesNothing
            ? t("studio.results.nothingPromised")
            : words.value("paidToPromised", bands.paidToPromised.p50)}
        </p>
        {!promisesNothing &&
          words.value("paidToPromised", bands.paidToPromised.p5) !==
            words.value("paidToPromised", bands.paidToPromised.p95) && (
            <p className="text-12 text-ink-2">
              {t("studio.results.between", {
                low: words.value("paidToPromised", bands.paidToPromised.p5),
                high: words.value("paidToPromised", bands.paidToPromised.p95),
              })}
            </p>
          )}
      </div>
      <div className="mt-5 grid grid-cols-2 gap-x-4 gap-y-5 border-t border-line pt-4 sm:grid-cols-4">
        {VERDICT.map((measure) => (
          <Stat key={measure} label={words.name(measure)}>
            <span data-measure={measure}>{words.value(measure, bands[measure].p50)}</span>
          </Stat>
        ))}
      </div>
    </Card>
  );
}

function Reproduce({ run }: { run: Run }): ReactElement {
  const { t } = useTranslation();
  const { commands, scenarioFile } = reproduce(run);
  return (
    <Card label={t("studio.results.again")}>
      <CardTitle>{t("studio.results.again")}</CardTitle>
      <p className="-mt-2 mb-2 text-12 text-ink-2">{t("studio.results.againLead")}</p>
      {/* A box that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} className="overflow-x-auto rounded-control border border-line bg-paper p-3 text-12">
        {commands.join("\n")}
      </pre>
      <p className="mt-2 text-12 break-all text-ink-2">
        {t("studio.results.fingerprints", { all: run.results.flatMap(({ fingerprints }) => fingerprints).join(" ") })}
      </p>
      {scenarioFile && (
        <div className="mt-3 flex flex-wrap gap-2">
          {run.scenarios.map((scenario) => (
            <Button
              key={scenario.scenario}
              onClick={() =>
                download(`scenario-${scenario.scenario}.json`, `${JSON.stringify(scenario, undefined, 1)}\n`)
              }
            >
              {t("studio.results.scenarioFile", { name: scenario.scenario })}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}
