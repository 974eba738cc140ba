// What every page of the desk is made of: waiting for an answer, rows and tables, a state in a word, what was saved, the end of a form.
import type { UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { More } from "../../shared/ui/more.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Pending } from "../../shared/ui/states.js";
import type { Form } from "./form.js";

/** The answer, or the shape of it, or why there is none. */
export function Loaded<T>({
  query,
  rows = 4,
  children,
}: {
  query: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return <Pending error={query.error} onRetry={query.refetch} rows={rows} />;
}

/** All pages of a list that are there, and the way to more. */
export function Pages<P, R>({
  query,
  rowsOf,
  empty,
  children,
}: {
  query: UseInfiniteQueryResult<{ pages: P[] }>;
  rowsOf: (page: P) => readonly R[];
  empty: ReactNode;
  children: (rows: readonly R[]) => ReactNode;
}): ReactElement {
  if (query.data === undefined) return <Pending error={query.error} onRetry={query.refetch} rows={6} />;
  const rows = query.data.pages.flatMap(rowsOf);
  if (rows.length === 0) return <>{empty}</>;
  return (
    <>
      {children(rows)}
      <More pages={query} />
    </>
  );
}

const TONES = {
  good: "bg-leaf-soft text-leaf",
  waits: "bg-amber-soft text-amber",
  bad: "bg-clay-soft text-clay",
  plain: "border border-line text-ink-2",
} as const;
export type Tone = keyof typeof TONES;

/** A state in a word. */
export function Pill({ tone, children }: { tone: Tone; children: ReactNode }): ReactElement {
  return (
    <span className={`inline-flex items-center rounded-full px-2.5 py-0.5 text-12 whitespace-nowrap ${TONES[tone]}`}>
      {children}
    </span>
  );
}

/** Facts by name; two columns where there is room. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }): ReactElement {
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      {rows.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-12 text-ink-2">{name}</dt>
          <dd className="text-14">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface Column<R> {
  head: string;
  cell: (row: R) => ReactNode;
  isFigure?: boolean;
}

/** A table that scrolls in itself where it is too wide, by keyboard too. */
export function Table<R>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
}): ReactElement {
  return (
    // What scrolls must be reached by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-left text-14">
        <thead>
          <tr className="border-b border-line text-12 text-ink-2">
            {columns.map(({ head, isFigure }) => (
              <th
                key={head}
                scope="col"
                className={`px-2 py-2 font-medium whitespace-nowrap ${isFigure ? "text-right" : ""}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0">
              {columns.map(({ head, cell, isFigure }) => (
                <td key={head} className={`px-2 py-2.5 align-top ${isFigure ? "text-right whitespace-nowrap" : ""}`}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What has just been done, for the eye and the ear. */
export function Done({ children }: { children: ReactNode }): ReactElement {
  return (
    <div aria-live="polite">
      {children && (
        <p className="flex items-start gap-2 rounded-control bg-leaf-soft p-3 text-14 text-leaf">
          <span className="mt-0.5">
            <Icon name="check" size={18} />
          </span>
          <span className="min-w-0 text-ink">{children}</span>
        </p>
      )}
    </div>
  );
}

/** The end of a form: what went wrong, what was done, the one primary button, and what may stand beside it. */
export function FormEnd<D>({
  form,
  label,
  done,
  children,
}: {
  form: Form<D>;
  label: string;
  done?: ReactNode;
  children?: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="space-y-3">
      <ErrorNote error={form.error} />
      <Done>{form.isSending ? undefined : done}</Done>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" kind="primary" disabled={form.isSending} className="min-w-32 max-sm:w-full">
          {form.isSending ? t("desk.sending") : label}
        </Button>
        {children}
      </div>
    </div>
  );
}
