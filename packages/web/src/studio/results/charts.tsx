// The charts of one scenario: what is owed against what is held, who is paid by whom, how what came back is spread, and bounds against what was measured.
import type { StressResult } from "@perennial/lab";
import { fractionText } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Pencils } from "../../shared/charts/drawing.js";
import { trim } from "../../shared/format/decimal.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import type { BandChart, BandLine } from "../charts/bands.js";
import { bandOptions } from "../charts/bands.js";
import { FigureTable, RunChart } from "../charts/card.js";
import { classOptions } from "../charts/classes.js";
import type { FlowChart } from "../charts/flows.js";
import { heatOptions, streamOptions } from "../charts/flows.js";
import type { Run } from "../run/use-runs.js";
import type { RunWords } from "./words.js";
import { useRunWords } from "./words.js";

interface Props {
  result: StressResult;
  run: Run;
}

export function Charts({ result, run }: Props): ReactElement {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <OwedHeld result={result} run={run} />
      <Flow result={result} run={run} kind="heat" />
      <Flow result={result} run={run} kind="stream" />
      <Spread result={result} run={run} />
      <Cohorts result={result} run={run} />
      <Measured result={result} />
    </div>
  );
}

/** A line of the timeline in units of money. */
export function lineOf(result: StressResult, kind: BandLine["kind"], name: string, { units }: RunWords): BandLine {
  return {
    name,
    kind,
    values: result.timeline.map((each) => {
      const { p5, p50, p95 } = each[kind];
      return [units(p5), units(p50), units(p95)] as const;
    }),
  };
}

function OwedHeld({ result, run }: Props): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const { timeline } = result;
  const chart = useMemo<BandChart>(
    () => ({
      days: timeline.map(({ day }) => day + 1),
      lines: [
        lineOf(result, "promised", t("studio.chart.owed"), words),
        lineOf(result, "held", t("studio.chart.held"), words),
        lineOf(result, "paid", t("studio.chart.paid"), words),
      ],
      tick: words.short,
      show: words.show,
      showDay: (day) => t("studio.measure.day", { day }),
    }),
    [result, timeline, t, words],
  );
  const options = useCallback((pencils: Pencils) => bandOptions(chart, pencils), [chart]);
  const last = timeline.at(-1);
  const finding = last
    ? t(Number(last.promised.p50) > Number(last.held.p50) ? "studio.chart.owedMore" : "studio.chart.owedLess", {
        owed: words.cash(last.promised.p50 ?? 0n),
        held: words.cash(last.held.p50 ?? 0n),
        paid: words.cash(last.paid.p50 ?? 0n),
      })
    : t("studio.chart.noDays");
  return (
    <RunChart
      title={t("studio.chart.owedHeld")}
      finding={finding}
      options={options}
      table={{
        head: [t("chart.day"), t("studio.chart.owed"), t("studio.chart.held"), t("studio.chart.paid")],
        rows: timeline
          .map(({ day, promised, held, paid }) => [
            t("studio.measure.day", { day: day + 1 }),
            words.band("promised", promised),
            words.band("promised", held),
            words.band("promised", paid),
          ])
          .toReversed(),
      }}
    />
  );
}

function Flow({ result, run, kind }: Props & { kind: "heat" | "stream" }): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const { cohorts, flow } = useMemo(() => withoutIdle(result), [result]);
  const chart = useMemo<FlowChart>(
    () => ({
      cohorts: cohorts.map(({ label }) => words.cohort(label)),
      flow: flow.map((row) => row.map((value) => words.units(value))),
      show: words.show,
      short: words.short,
      payer: (cohort) => t("studio.flow.payer", { cohort }),
      receiver: (cohort) => t("studio.flow.receiver", { cohort }),
      pays: t("studio.flow.pays"),
      gets: t("studio.flow.gets"),
    }),
    [cohorts, flow, words, t],
  );
  const options = useCallback(
    (pencils: Pencils) => (kind === "heat" ? heatOptions(chart, pencils) : streamOptions(chart, pencils)),
    [chart, kind],
  );
  const { early, all } = earlier(result);
  return (
    <RunChart
      title={kind === "heat" ? t("studio.flow.heat") : t("studio.flow.stream")}
      finding={
        all === 0n
          ? t("studio.flow.none")
          : t("studio.flow.finding", { share: percentOf(early, all), paid: words.cash(all) })
      }
      options={options}
      className="h-80"
      table={{
        head: [t("studio.flow.pays"), ...chart.cohorts.map((cohort) => chart.receiver(cohort))],
        rows: flow.map((row, payer) => [chart.cohorts[payer] ?? "", ...row.map((value) => words.cash(value))]),
      }}
    />
  );
}

/** Merchants and agents stand last; where they neither paid nor got anything they are left out. */
function withoutIdle({ cohorts, flow }: StressResult): Pick<StressResult, "cohorts" | "flow"> {
  const last = flow.length - 1;
  const isIdle = flow.every((row, payer) => (payer === last ? row.every((value) => value === 0n) : row[last] === 0n));
  if (!isIdle) return { cohorts, flow };
  return { cohorts: cohorts.slice(0, last), flow: flow.slice(0, last).map((row) => row.slice(0, last)) };
}

/** Of all that was paid, what members of an earlier month got out of the orders of a later one. */
function earlier({ flow }: StressResult): { early: bigint; all: bigint } {
  let [early, all] = [0n, 0n];
  const others = flow.length - 1;
  for (const [payer, row] of flow.entries())
    for (const [receiver, value] of row.entries()) {
      all += value;
      if (payer !== others && receiver < payer) early += value;
    }
  return { early, all };
}

const percentOf = (part: bigint, whole: bigint): string => `${trim(fractionText(part * 100n, whole, 1))}%`;

/** The names of the bands of what came back: `0`, `0–25%`, … `≥ 200%`. */
export const classNames = ({ returns }: StressResult): string[] =>
  returns.map(({ from, below }) => (below === 0 ? "0" : below === undefined ? `≥ ${from}%` : `${from}–${below}%`));

/** Hundredths of the members in each band, one decimal. */
export function classShares({ returns }: StressResult): number[] {
  const all = returns.reduce((sum, { members }) => sum + members, 0);
  return returns.map(({ members }) => (all === 0 ? 0 : Math.floor((members * 1000) / all) / 10));
}

function Spread({ result, run }: Props): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const { returns } = result;
  const options = useCallback(
    (pencils: Pencils) =>
      classOptions(
        {
          classes: classNames(result),
          rows: [{ name: t("studio.spread.members"), shares: classShares(result) }],
          show: (share) => `${share}%`,
        },
        pencils,
      ),
    [result, t],
  );
  const sumOf = (bands: typeof returns): number => bands.reduce((sum, { members }) => sum + members, 0);
  const all = sumOf(returns);
  const less = sumOf(returns.filter(({ below }) => below !== undefined && below <= 100));
  return (
    <RunChart
      title={t("studio.spread.title")}
      finding={
        all === 0
          ? t("studio.spread.none")
          : t("studio.spread.finding", {
              nothing: percentOf(BigInt(returns[0]?.members ?? 0), BigInt(all)),
              less: percentOf(BigInt(less), BigInt(all)),
            })
      }
      options={options}
      table={{
        head: [t("studio.spread.class"), t("studio.spread.count")],
        rows: classNames(result).map((name, index) => [name, words.count(returns[index]?.members ?? 0)]),
      }}
    />
  );
}

function Cohorts({ result, run }: Props): ReactElement {
  const { t } = useTranslation();
  const words = useRunWords(run);
  return (
    <Card label={t("studio.cohort.title")}>
      <CardTitle>{t("studio.cohort.title")}</CardTitle>
      <FigureTable
        label={t("chart.tableOf", { title: t("studio.cohort.title") })}
        table={{
          head: (["joined", "members", "spent", "paid", "promised", "short"] as const).map((each) =>
            t(`studio.cohort.${each}`),
          ),
          rows: result.cohorts.map(({ label, members, spent, paid, promised, short }) => [
            words.cohort(label),
            words.count(members),
            words.cash(spent),
            words.cash(paid),
            words.cash(promised),
            words.count(short),
          ]),
        }}
      />
    </Card>
  );
}

function Measured({ result }: { result: StressResult }): ReactElement | null {
  const { t } = useTranslation();
  if (result.bounds.length === 0) return null;
  const percent = (n: bigint, d: bigint): string => percentOf(n, d);
  return (
    <Card label={t("studio.bounds.title")}>
      <CardTitle>{t("studio.bounds.title")}</CardTitle>
      <FigureTable
        label={t("chart.tableOf", { title: t("studio.bounds.title") })}
        table={{
          head: [t("studio.bounds.name"), t("studio.bounds.bound"), t("studio.bounds.measured")],
          rows: result.bounds.map(({ path, name, bound, measured }) => [
            `${path} ${name}`,
            bound === undefined ? t("truth.unbounded") : percent(bound.n, bound.d),
            percent(measured.n, measured.d),
          ]),
        }}
      />
      <p className="mt-2 text-12 text-ink-2">
        {result.passed.length === 0
          ? t("studio.bounds.kept")
          : t("studio.bounds.passed", { all: result.passed.join(", ") })}
      </p>
    </Card>
  );
}
