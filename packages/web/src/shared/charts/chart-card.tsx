// A chart in its card: the finding in one sentence, the chart, and the table behind it whose figures open their why.
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "../ui/states.js";
import { Card } from "../ui/surfaces.js";
import { Chart } from "./chart.js";
import type { DayChart } from "./options.js";
import { ChartViews } from "./views.js";
import type { Explanation } from "../why/sheet.js";
import { Figure, useWhy } from "../why/sheet.js";

export interface Column {
  name: string;
  cell: (index: number) => string;
  why: (index: number) => Explanation;
}

export function ChartCard({
  title,
  finding,
  chart,
  columns,
  children,
  className,
}: {
  title: string;
  finding: string;
  chart: DayChart;
  /** the table's columns; the first also answers a tap on the chart */
  columns: readonly Column[];
  children?: ReactNode;
  className?: string;
}): ReactElement {
  const open = useWhy();
  const [first] = columns;
  const pick = (index: number): void => {
    if (first && chart.days[index] !== undefined) open(first.why(index));
  };
  if (chart.days.length === 0)
    return (
      <Card label={title} className={className ?? ""}>
        <h2 className="text-16 font-semibold">{title}</h2>
        {children}
        <Notice icon="overview" title={finding} />
      </Card>
    );
  return (
    <Card label={title} className={className ?? ""}>
      <ChartViews
        title={title}
        level="h2"
        finding={finding}
        chart={<Chart chart={chart} label={finding} onPick={pick} />}
        table={<DayTable chart={chart} columns={columns} title={title} />}
      >
        {children}
      </ChartViews>
    </Card>
  );
}

/** Newest day first; scrolls within its own box. */
function DayTable({
  chart,
  columns,
  title,
}: {
  chart: DayChart;
  columns: readonly Column[];
  title: string;
}): ReactElement {
  const { t } = useTranslation();
  const last = chart.days.length - 1;
  return (
    <section aria-label={t("chart.tableOf", { title })} className="h-56 overflow-auto sm:h-72">
      <table className="w-full border-collapse text-14">
        <thead className="sticky top-0 bg-paper-2 text-12 text-ink-2">
          <tr>
            <th scope="col" className="border-b border-line py-2 pr-4 text-left font-medium">
              {t("chart.day")}
            </th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="border-b border-line py-2 pl-4 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.days.map((_, row) => {
            const index = last - row;
            const day = chart.days[index] ?? "";
            return (
              <tr key={day} className="border-b border-line">
                <th scope="row" className="py-2 pr-4 text-left font-normal whitespace-nowrap text-ink-2">
                  {chart.showDay(day)}
                </th>
                {columns.map(({ name, cell, why }) => (
                  <td key={name} className="py-2 pl-4 text-right whitespace-nowrap">
                    <Figure why={() => why(index)}>{cell(index)}</Figure>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
