// A chart of a run in its card: what it shows in one sentence, the drawing, and the table behind it.
import type { EChartsCoreOption } from "echarts/core";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Pencils } from "../../shared/charts/drawing.js";
import { Drawing } from "../../shared/charts/drawing.js";
import { ChartViews } from "../../shared/charts/views.js";
import { Card } from "../../shared/ui/surfaces.js";

export interface Table {
  head: readonly string[];
  /** the first cell of a row names it */
  rows: readonly (readonly string[])[];
}

const library = async () => import("./echarts.js");

export function RunChart({
  title,
  finding,
  options,
  table,
  className,
}: {
  title: string;
  finding: string;
  /** must keep its identity while nothing changes */
  options: (pencils: Pencils) => EChartsCoreOption;
  table: Table;
  className?: string;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Card label={title}>
      <ChartViews
        title={title}
        level="h3"
        finding={finding}
        chart={
          <Drawing
            label={finding}
            library={library}
            options={options}
            {...(className !== undefined && { className })}
          />
        }
        table={<FigureTable table={table} label={t("chart.tableOf", { title })} className="max-h-72" />}
      />
    </Card>
  );
}

/** Figures to the right, names to the left; scrolls within its own box, by the keyboard too. */
export function FigureTable({
  table,
  label,
  className = "",
}: {
  table: Table;
  label: string;
  className?: string;
}): ReactElement {
  const { head, rows } = table;
  return (
    // A box that scrolls is reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className={`overflow-auto ${className}`}>
      <table className="w-full border-collapse text-12">
        <thead className="sticky top-0 bg-paper-2 text-ink-2">
          <tr>
            {head.map((name, index) => (
              <th
                key={name}
                scope="col"
                className={`border-b border-line py-2 font-medium whitespace-nowrap ${index === 0 ? "pr-4 text-left" : "pl-4 text-right"}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = "", ...cells]) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="min-w-32 py-2 pr-4 text-left font-normal [overflow-wrap:normal] text-ink-2">
                {name}
              </th>
              {cells.map((cell, index) => (
                // A cell is known by its column.
                <td key={index} className="py-2 pl-4 text-right align-top whitespace-pre">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
