// What is owed (hatched) against what is held (solid), over time.
import type { ProgrammeState, SeriesDay } from "@perennial/api";
import type { ReactElement } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChartCard } from "../shared/charts/chart-card.js";
import type { DayChart } from "../shared/charts/options.js";
import { isZero, share, sum } from "../shared/format/decimal.js";
import { plain } from "../shared/format/format.js";
import { useProgramme } from "../shared/programme.js";
import { PromiseBar, Swatch } from "../shared/ui/promise.js";
import { Worked } from "../shared/why/parts.js";
import type { Explanation } from "../shared/why/sheet.js";
import { Figure } from "../shared/why/sheet.js";

/** A day with what was owed at its close, where the service keeps it. */
type Day = SeriesDay;

/** The pools that stand behind promises; all of them when nothing is promised. */
const heldIn = (day: Day, pools: ReadonlySet<string>): string =>
  sum(Object.entries(day.pools).flatMap(([name, amount]) => (pools.has(name) ? [amount] : [])));

export function OwedCard({
  state,
  days,
  coverage,
}: {
  state: ProgrammeState;
  days: readonly Day[];
  coverage: () => Explanation;
}): ReactElement {
  const { t } = useTranslation();
  const { format, poolTitle } = useProgramme();
  const backing = useMemo(() => {
    const named = new Set(state.claims.flatMap(({ pool }) => (pool === "" ? [] : [pool])));
    return named.size > 0 ? named : new Set(Object.keys(state.pools));
  }, [state]);
  const held = sum([...backing].map((pool) => state.pools[pool] ?? "0"));
  const owed = sum(state.claims.map(({ promised }) => promised));
  const isKept = days.some(({ promised }) => promised !== undefined);
  const chart = useMemo<DayChart>(
    () => ({
      days: days.map(({ day }) => day),
      series: [
        ...(isKept
          ? [
              {
                name: t("owed.owed"),
                kind: "promised" as const,
                shape: "area" as const,
                values: days.map(({ promised }) => (promised === undefined ? null : Number(promised))),
              },
            ]
          : []),
        {
          name: t("owed.held"),
          kind: "funded" as const,
          shape: "area" as const,
          values: days.map((day) => Number(heldIn(day, backing))),
        },
      ],
      show: (value) => format.money(plain(value)),
      tick: format.tick,
      showDay: format.day,
    }),
    [days, backing, isKept, t, format],
  );
  const heldWhy = (index: number): Explanation => {
    const day = days[index];
    return {
      title: `${t("owed.held")} · ${day ? format.day(day.day) : ""}`,
      figure: format.money(day ? heldIn(day, backing) : "0"),
      body: (
        <Worked rows={[...backing].map((pool) => [poolTitle(pool), format.money(day?.pools[pool] ?? "0")] as const)}>
          {t("explain.held")}
        </Worked>
      ),
    };
  };
  const owedWhy = (index: number): Explanation => {
    const day = days[index];
    return {
      title: `${t("owed.owed")} · ${day ? format.day(day.day) : ""}`,
      figure: format.money(day?.promised ?? "0"),
      body: <Worked formula={t("explain.promisedFormula")}>{t("explain.owed")}</Worked>,
    };
  };
  const finding =
    state.coverage === null
      ? t("owed.findingNone", { held: format.money(held) })
      : t("owed.finding", {
          owed: format.money(owed),
          held: format.money(held),
          share: format.percent(state.coverage),
        });
  const first = {
    name: t("owed.held"),
    cell: (index: number) => format.money(days[index] ? heldIn(days[index], backing) : "0"),
    why: heldWhy,
  };
  const second = {
    name: t("owed.owed"),
    cell: (index: number) => (days[index]?.promised === undefined ? "—" : format.money(days[index].promised)),
    why: owedWhy,
  };
  return (
    <ChartCard title={t("owed.title")} finding={finding} chart={chart} columns={isKept ? [first, second] : [first]}>
      {!isKept && !isZero(owed) && (
        <div className="mt-3">
          <PromiseBar paid={share(held, owed)} promised={1 - share(held, owed)} />
          <p className="mt-2 text-12 text-ink-2">
            <Swatch kind="promised" />
            {t("owed.today")}{" "}
            <span className="text-14 font-medium text-amber">
              <Figure why={coverage}>{format.money(owed)}</Figure>
            </span>
          </p>
        </div>
      )}
    </ChartCard>
  );
}
