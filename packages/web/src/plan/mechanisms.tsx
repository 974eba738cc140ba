// The plan's rules as a member reads them, each with the plan's own settings one tap away.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../shared/programme.js";
import { Card, CardTitle } from "../shared/ui/surfaces.js";
import { Notice } from "../shared/ui/states.js";
import { Rows } from "../shared/why/parts.js";
import { useWhy } from "../shared/why/sheet.js";
import { settings } from "./settings.js";

export function Mechanisms(): ReactElement {
  const { t } = useTranslation();
  const open = useWhy();
  const { plan, detail, mechanismTitle, read } = useProgramme();
  return (
    <Card label={t("plan.rules")}>
      <CardTitle aside={t("plan.versionLine", { plan: plan.plan, version: plan.version })}>{t("plan.rules")}</CardTitle>
      {plan.rules && <p className="mb-4 max-w-[68ch] text-14">{read(plan.rules)}</p>}
      {plan.mechanisms.length === 0 && <Notice icon="plan" title={t("plan.noRules")} />}
      <ol className="gap-x-10 md:columns-2">
        {plan.mechanisms.map((entry) => {
          const id = entry.id ?? entry.kind;
          const show = (): void => open({ title: mechanismTitle(id), body: <Rows rows={settings(entry)} /> });
          return (
            <li key={id} className="mb-5 break-inside-avoid">
              <h3 className="text-14 font-semibold">
                {mechanismTitle(id)}
                {entry.enabled === false && <span className="ml-2 text-12 font-normal text-clay">{t("plan.off")}</span>}
              </h3>
              <ul className="mt-1 space-y-1 text-14 text-ink-2">
                {(detail.rules.find((rule) => rule.id === id)?.sentences ?? []).map((sentence) => (
                  <li key={sentence.en}>{read(sentence)}</li>
                ))}
              </ul>
              <button
                type="button"
                onClick={show}
                className="mt-1 inline-flex min-h-9 items-center text-12 text-sky underline underline-offset-4"
              >
                {t("plan.settings")}
              </button>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
