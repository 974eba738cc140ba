// What matters most about the plan in one line above it: its foremost bounds, and how many faults and findings there are.
import { boundValue } from "@perennial/checks";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Checked } from "./follow/use-checked.js";
import { useLabels } from "./words/labels.js";

const FOREMOST = 3;

export function Strip({ checked }: { checked: Checked }): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const { faults, sound, isBehind } = checked;
  const currency = sound?.plan.document.currency ?? "";
  const bounds = [...(sound?.bounds ?? [])].toSorted((a, b) => rank(a) - rank(b)).slice(0, FOREMOST);
  const count = (severity: string): number => sound?.findings.filter((each) => each.severity === severity).length ?? 0;
  return (
    <section
      aria-label={t("studio.strip")}
      className="mb-4 grid gap-x-6 gap-y-3 rounded-card border border-amber bg-amber-soft px-4 py-3 sm:grid-cols-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
    >
      {bounds.map((bound) => (
        <div
          key={`${bound.path} ${bound.name}`}
          className={`min-w-0 max-sm:nth-3:hidden ${isBehind ? "text-ink-2 italic" : ""}`}
        >
          <p className={`font-semibold ${bound.value === undefined ? "text-16 text-clay" : "text-20"}`}>
            {bound.value && <span className="mr-1 text-12 font-normal text-ink-2">{t("truth.most")}</span>}
            <span data-strip={`${bound.path} ${bound.name}`}>
              {boundValue(bound, isChinese ? "zh" : "en", currency)}
            </span>
          </p>
          <p className="line-clamp-2 text-12 text-ink-2">{isChinese ? bound.text.zh : bound.text.en}</p>
        </div>
      ))}
      {bounds.length === 0 && <p className="text-14 text-ink-2 lg:col-span-3">{t("truth.none.title")}</p>}
      <p className="text-12 text-ink-2 lg:text-right" aria-live="polite">
        {faults.length > 0 ? (
          <span className="font-medium text-clay">{t("studio.follow.faultCount", { count: faults.length })}</span>
        ) : (
          <span className="font-medium text-leaf">{t("studio.follow.sound")}</span>
        )}
        <br />
        {t("studio.follow.counts", {
          blockers: count("blocker"),
          reviews: count("review"),
          warnings: count("warning"),
        })}
      </p>
    </section>
  );
}

/** What tells most about a promise, first. */
const TELLING = [
  "exit-share",
  "tickets-paid",
  "entrants-paid",
  "funded",
  "limit-paid",
  "spend-funded",
  "paid-back",
  "pool-paid-back",
];

/** A promise of nothing comes last. */
function rank({ name, value }: { name: string; value: { n: number } | undefined }): number {
  if (value?.n === 0) return TELLING.length + 1;
  const at = TELLING.indexOf(name);
  return at === -1 ? TELLING.length : at;
}
