// A chart and the table behind it, one at a time: the heading with the choice between them, and the finding below.
import * as Tabs from "@radix-ui/react-tabs";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";

const TAB =
  "min-h-9 rounded-control px-3 text-12 text-ink-2 hover:text-ink data-[state=active]:bg-paper data-[state=active]:font-medium data-[state=active]:text-ink";

export function ChartViews({
  title,
  level: Heading,
  finding,
  chart,
  table,
  children,
}: {
  title: string;
  level: "h2" | "h3";
  finding: string;
  chart: ReactNode;
  table: ReactNode;
  /** between the heading and the chart */
  children?: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Tabs.Root defaultValue="chart">
      <div className="flex items-start justify-between gap-x-2">
        <Heading className="text-16 font-semibold">{title}</Heading>
        <Tabs.List aria-label={t("chart.views", { title })} className="-mt-1 -mr-2 flex shrink-0 gap-1">
          <Tabs.Trigger value="chart" className={TAB}>
            {t("chart.chart")}
          </Tabs.Trigger>
          <Tabs.Trigger value="table" className={TAB}>
            {t("chart.table")}
          </Tabs.Trigger>
        </Tabs.List>
      </div>
      {children}
      <Tabs.Content value="chart" className="mt-3">
        {chart}
      </Tabs.Content>
      <Tabs.Content value="table" className="mt-3">
        {table}
      </Tabs.Content>
      <p className="mt-3 text-14 text-ink-2">{finding}</p>
    </Tabs.Root>
  );
}
