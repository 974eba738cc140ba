// Turnover day by day, and the table behind it.
import type { SeriesDay } from "@perennial/api";
import type { ReactElement } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChartCard } from "../shared/charts/chart-card.js";
import type { DayChart } from "../shared/charts/options.js";
import { compare } from "../shared/format/decimal.js";
import { plain } from "../shared/format/format.js";
import { useProgramme } from "../shared/programme.js";
import { Worked } from "../shared/why/parts.js";
import type { Explanation } from "../shared/why/sheet.js";

const SHOWN = 60;

export function TurnoverCard({ days: all }: { days: readonly SeriesDay[] }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const days = useMemo(() => all.slice(-SHOWN), [all]);
  const best = days.reduce<SeriesDay | undefined>(
    (high, day) => (high === undefined || compare(day.gross, high.gross) > 0 ? day : high),
    undefined,
  );
  const chart = useMemo<DayChart>(
    () => ({
      days: days.map(({ day }) => day),
      series: [
        { name: t("overview.gross"), kind: "funded", shape: "bar", values: days.map(({ gross }) => Number(gross)) },
      ],
      show: (value) => format.money(plain(value)),
      tick: format.tick,
      showDay: format.day,
    }),
    [days, t, format],
  );
  const why = (index: number): Explanation => {
    const day = days[index];
    return {
      title: `${t("overview.gross")} · ${day ? format.day(day.day) : ""}`,
      figure: format.money(day?.gross ?? "0"),
      body: (
        <Worked
          rows={[
            [t("overview.orders"), format.count(day?.orders ?? 0)],
            [t("overview.margin"), format.money(day?.margin ?? "0")],
            [t("overview.paid"), format.money(day?.paid ?? "0")],
          ]}
        >
          {t("explain.grossDay")}
        </Worked>
      ),
    };
  };
  return (
    <ChartCard
      title={t("overview.turnover")}
      finding={
        best === undefined
          ? t("plan.noDays")
          : t("overview.turnoverFinding", {
              days: days.length,
              day: format.day(best.day),
              gross: format.money(best.gross),
            })
      }
      chart={chart}
      columns={[
        { name: t("overview.gross"), cell: (index) => format.money(days[index]?.gross ?? "0"), why },
        { name: t("overview.orders"), cell: (index) => format.count(days[index]?.orders ?? 0), why },
      ]}
    />
  );
}
