// The amber frame around what a plan can pay at most; without limits it says what that means.
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "./states.js";

/** `children`: a list item for each limit. */
export function TruthFrame({ children }: { children: readonly ReactNode[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <section aria-label={t("truth.title")} className="rounded-card border border-amber bg-amber-soft p-4 sm:p-5">
      <h2 className="text-16 font-semibold">{t("truth.title")}</h2>
      <p className="mt-1 text-14 text-ink-2">{t("truth.lead")}</p>
      {children.length === 0 ? (
        <Notice icon="warning" title={t("truth.none.title")}>
          {t("truth.none.body")}
        </Notice>
      ) : (
        <ul className="mt-4 space-y-4">{children}</ul>
      )}
    </section>
  );
}
