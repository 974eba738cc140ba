// The prospectus in five sentences, and what stands in their place while it is made.
import type { ProspectusBody, ProspectusTold } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";

export function SummaryCard({ prospectus, version }: { prospectus: ProspectusBody; version: number }): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  return (
    <Card label={t("prospectus.summary")}>
      <CardTitle aside={t("prospectus.version", { version })}>{t("prospectus.summary")}</CardTitle>
      <ol className="space-y-3">
        {prospectus.summary.map((sentence, at) => (
          <li key={sentence.en} className="flex gap-3 text-14">
            <span className="shrink-0 font-semibold text-leaf">{at + 1}</span>
            <span>{read(sentence)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** How far it is, or that it could not be made. */
export function Making({ told: { state, share } }: { told: ProspectusTold }): ReactElement {
  const { t } = useTranslation();
  if (state === "failed")
    return (
      <Card>
        <Notice icon="warning" title={t("prospectus.failed")}>
          {t("prospectus.failedBody")}
        </Notice>
      </Card>
    );
  return (
    <Card label={t("prospectus.summary")}>
      <CardTitle>{t("prospectus.making")}</CardTitle>
      <progress aria-label={t("prospectus.making")} value={share} className="h-1.5 w-full accent-leaf" />
      <p className="mt-2 text-14 text-ink-2">{t("prospectus.makingBody")}</p>
    </Card>
  );
}
