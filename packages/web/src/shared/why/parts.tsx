// What explanations are made of: a sentence, a table of figures, and the sentence in the other language.
import type { Text } from "@perennial/api";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { languageOf } from "../i18n/i18n.js";

/** Rows of a name and a value. */
export function Rows({ rows }: { rows: readonly (readonly [string, ReactNode])[] }): ReactElement {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {rows.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-6 py-2 text-14">
          <dt className="shrink-0 text-ink-2">{name}</dt>
          <dd className="min-w-0 text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An explanation in the reader's language, and under it in the other one. */
export function BothLanguages({ text }: { text: Text }): ReactElement {
  const { i18n } = useTranslation();
  const isEnglish = languageOf(i18n.language) === "en";
  return (
    <div className="rounded-card bg-paper-2 p-4">
      <p lang={isEnglish ? "en" : "zh-CN"} className="text-16">
        {isEnglish ? text.en : text.zh}
      </p>
      <p lang={isEnglish ? "zh-CN" : "en"} className="mt-2 text-12 text-ink-2">
        {isEnglish ? text.zh : text.en}
      </p>
    </div>
  );
}

/** How a figure comes about: a sentence, the formula, the figures in it. */
export function Worked({
  children,
  formula,
  rows,
}: {
  children: ReactNode;
  formula?: string | undefined;
  rows?: readonly (readonly [string, ReactNode])[];
}): ReactElement {
  return (
    <div className="space-y-4">
      <p className="text-16">{children}</p>
      {formula !== undefined && <p className="rounded-card bg-paper-2 px-4 py-3 text-14 font-medium">{formula}</p>}
      {rows && rows.length > 0 && <Rows rows={rows} />}
    </div>
  );
}
