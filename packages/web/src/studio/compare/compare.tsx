// Two runs side by side: two plans, two versions or two scenarios, their measures with the differences, and their lines over each other.
import type { Measure, StressResult, Value } from "@perennial/lab";
import { MEASURES } from "@perennial/lab";
import { pathText } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useCallback, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Pencils } from "../../shared/charts/drawing.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import type { BandChart } from "../charts/bands.js";
import { bandOptions } from "../charts/bands.js";
import { FigureTable, RunChart } from "../charts/card.js";
import { classOptions } from "../charts/classes.js";
import { differences, valueAt } from "../document/path.js";
import { CONTROL } from "../form/parts.js";
import { classNames, classShares, lineOf } from "../results/charts.js";
import type { RunWords } from "../results/words.js";
import { useRunWords } from "../results/words.js";
import type { Run } from "../run/use-runs.js";
import { useLabels } from "../words/labels.js";

interface Side {
  run: Run;
  result: StressResult;
}

/** `3/growth`: run 3, its scenario growth. */
const keyOf = ({ run, result }: Side): string => `${run.number}/${result.scenario}`;

export function Compare({ runs }: { runs: readonly Run[] }): ReactElement {
  const { t } = useTranslation();
  const sides = useMemo(() => runs.flatMap((run) => run.results.map((result): Side => ({ run, result }))), [runs]);
  const [chosen, setChosen] = useState<readonly [string, string]>(["", ""]);
  const [newest, before] = runs;
  // At first the newest against the one before, in the same scenario; with one run, its first two scenarios.
  const right = sides.find((side) => keyOf(side) === chosen[1]) ?? sides.find(({ run }) => run === newest);
  const left =
    sides.find((side) => keyOf(side) === chosen[0]) ??
    sides.find(({ run, result }) => run === before && result.scenario === right?.result.scenario) ??
    sides.find((side) => side !== right);
  if (!left || !right)
    return (
      <Card>
        <Notice icon="overview" title={t("studio.compare.empty.title")}>
          {t("studio.compare.empty.body")}
        </Notice>
      </Card>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <SideChoice
          label={t("studio.compare.left")}
          sides={sides}
          value={keyOf(left)}
          onChoose={(key) => setChosen([key, keyOf(right)])}
        />
        <SideChoice
          label={t("studio.compare.right")}
          sides={sides}
          value={keyOf(right)}
          onChoose={(key) => setChosen([keyOf(left), key])}
        />
      </div>
      <Measures left={left} right={right} />
      <Overlay left={left} right={right} />
      <Spreads left={left} right={right} />
      <Changes left={left} right={right} />
    </div>
  );
}

function SideChoice({
  label,
  sides,
  value,
  onChoose,
}: {
  label: string;
  sides: readonly Side[];
  value: string;
  onChoose: (key: string) => void;
}): ReactElement {
  const id = useId();
  const name = useSideName();
  return (
    <div>
      <label htmlFor={id} className="text-12 font-medium">
        {label}
      </label>
      <select id={id} value={value} onChange={({ target }) => onChoose(target.value)} className={CONTROL}>
        {sides.map((side) => (
          <option key={keyOf(side)} value={keyOf(side)}>
            {name(side)}
          </option>
        ))}
      </select>
    </div>
  );
}

function useSideName(): (side: Side) => string {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const words = useRunWords({ currency: "CNY", cashScale: 2 });
  return ({ run, result }) =>
    t("studio.compare.side", {
      number: run.number,
      plan: isChinese ? run.plan.title.zh : run.plan.title.en,
      version: run.plan.version,
      scenario: words.scenario(result.scenario),
    });
}

/** What the right has more or less than the left; nothing where one of them has no figure. */
function difference(words: RunWords, measure: Measure, left: Value, right: Value): string {
  if (left === undefined || right === undefined) return left === right ? "=" : "—";
  if (left === right) return "=";
  const by = right - left;
  const sign = by > 0n ? "+" : "−";
  const size = by > 0n ? by : -by;
  if (measure === "firstUnpaid") return `${sign}${size}`;
  return `${sign}${words.value(measure, size)}`;
}

function Measures({ left, right }: { left: Side; right: Side }): ReactElement {
  const { t } = useTranslation();
  const leftWords = useRunWords(left.run);
  const rightWords = useRunWords(right.run);
  const isSameMoney = left.run.currency === right.run.currency;
  return (
    <Card label={t("studio.compare.measures")}>
      <CardTitle>{t("studio.compare.measures")}</CardTitle>
      <FigureTable
        label={t("chart.tableOf", { title: t("studio.compare.measures") })}
        table={{
          head: [
            t("studio.compare.measure"),
            t("studio.compare.left"),
            t("studio.compare.right"),
            t("studio.compare.difference"),
          ],
          rows: [
            ...MEASURES.map((measure) => {
              const [a, b] = [left.result.bands[measure], right.result.bands[measure]];
              return [
                rightWords.name(measure),
                leftWords.band(measure, a),
                rightWords.band(measure, b),
                isSameMoney ? difference(rightWords, measure, a.p50, b.p50) : "—",
              ];
            }),
            [
              t("studio.measure.unsound"),
              `${left.result.unsound} / ${left.result.seeds.length}`,
              `${right.result.unsound} / ${right.result.seeds.length}`,
              "",
            ],
          ],
        }}
      />
    </Card>
  );
}

function Overlay({ left, right }: { left: Side; right: Side }): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(right.run);
  const leftWords = useRunWords(left.run);
  const chart = useMemo<BandChart>(() => {
    const longest = left.result.timeline.length > right.result.timeline.length ? left.result : right.result;
    const line = (side: Side, kind: "promised" | "held", isDashed: boolean) => {
      const what = kind === "promised" ? t("studio.chart.owed") : t("studio.chart.held");
      const mark = isDashed ? t("studio.compare.a") : t("studio.compare.b");
      return { ...lineOf(side.result, kind, `${what} ${mark}`, isDashed ? leftWords : words), isDashed };
    };
    return {
      days: longest.timeline.map(({ day }) => day + 1),
      lines: [
        line(left, "promised", true),
        line(left, "held", true),
        line(right, "promised", false),
        line(right, "held", false),
      ],
      tick: words.short,
      show: words.show,
      showDay: (day) => t("studio.measure.day", { day }),
    };
  }, [left, right, t, words, leftWords]);
  const options = useCallback((pencils: Pencils) => bandOptions(chart, pencils), [chart]);
  const gapOf = ({ result }: Side): bigint => {
    const last = result.timeline.at(-1);
    const gap = (last?.promised.p50 ?? 0n) - (last?.held.p50 ?? 0n);
    return gap > 0n ? gap : 0n;
  };
  return (
    <RunChart
      title={t("studio.compare.lines")}
      finding={t("studio.compare.gap", { left: leftWords.cash(gapOf(left)), right: words.cash(gapOf(right)) })}
      options={options}
      table={{
        head: [t("chart.day"), ...chart.lines.map(({ name }) => name)],
        rows: chart.days
          .map((day, index) => [
            chart.showDay(day),
            ...chart.lines.map(({ values }) => (values[index] === undefined ? "—" : words.show(values[index][1]))),
          ])
          .toReversed(),
      }}
    />
  );
}

function Spreads({ left, right }: { left: Side; right: Side }): ReactElement {
  const { t } = useTranslation();
  const shares = useMemo(() => [classShares(left.result), classShares(right.result)] as const, [left, right]);
  const options = useCallback(
    (pencils: Pencils) =>
      classOptions(
        {
          classes: classNames(right.result),
          rows: [
            { name: t("studio.compare.right"), shares: shares[1] },
            { name: t("studio.compare.left"), shares: shares[0] },
          ],
          show: (share) => `${share}%`,
        },
        pencils,
      ),
    [shares, right, t],
  );
  return (
    <RunChart
      title={t("studio.spread.title")}
      finding={t("studio.compare.spread", { left: `${shares[0][0] ?? 0}%`, right: `${shares[1][0] ?? 0}%` })}
      options={options}
      table={{
        head: [t("studio.spread.class"), t("studio.compare.left"), t("studio.compare.right")],
        rows: classNames(right.result).map((name, index) => [
          name,
          `${shares[0][index] ?? 0}%`,
          `${shares[1][index] ?? 0}%`,
        ]),
      }}
    />
  );
}

const LONGEST = 60;
const shown = (value: unknown): string => {
  const text = value === undefined ? "—" : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** In what the two differ before they ran: the plan's parts and the scenario's. */
function Changes({ left, right }: { left: Side; right: Side }): ReactElement {
  const { t } = useTranslation();
  const rows = useMemo(() => {
    const scenario = ({ run, result }: Side): unknown =>
      run.scenarios.find((each) => each.scenario === result.scenario);
    const list = (what: string, a: unknown, b: unknown): string[][] =>
      differences(a, b).map((path) => [`${what} ${pathText(path)}`, shown(valueAt(a, path)), shown(valueAt(b, path))]);
    return [
      ...list(t("studio.compare.plan"), left.run.document, right.run.document),
      ...list(t("studio.compare.scenario"), scenario(left), scenario(right)),
      ...list("", pick(left), pick(right)),
    ];
  }, [left, right, t]);
  return (
    <Card label={t("studio.compare.changes")}>
      <CardTitle>{t("studio.compare.changes")}</CardTitle>
      {rows.length === 0 ? (
        <p className="text-14 text-ink-2">{t("studio.compare.same")}</p>
      ) : (
        <FigureTable
          label={t("chart.tableOf", { title: t("studio.compare.changes") })}
          className="max-h-96"
          table={{ head: [t("studio.compare.part"), t("studio.compare.left"), t("studio.compare.right")], rows }}
        />
      )}
    </Card>
  );
}

const pick = ({ run: { settings } }: Side) => ({ seed: settings.seed, seeds: settings.seeds });
