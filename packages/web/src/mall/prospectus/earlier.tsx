// What became of those who joined before: how many got how much of their money back, and how many nothing.
import type { EarlierMembers } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";

const PARTS = [
  { part: "allOrMore", fill: "bg-leaf" },
  { part: "halfOrMore", fill: "bg-leaf/60" },
  { part: "lessThanHalf", fill: "bg-leaf/30" },
  { part: "nothing", fill: "bg-clay" },
] as const;

export function EarlierCard({ earlier }: { earlier: EarlierMembers }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const { joined, bought, back } = earlier;
  return (
    <Card label={t("prospectus.earlier")}>
      <CardTitle>{t("prospectus.earlier")}</CardTitle>
      {back === null ? (
        <p className="text-14 text-ink-2">
          {joined === 0
            ? t("prospectus.nobody")
            : t("prospectus.few", { joined: format.count(joined), bought: format.count(bought) })}
        </p>
      ) : (
        <>
          <p className="text-14">
            {t("prospectus.finding", {
              joined: format.count(joined),
              bought: format.count(bought),
              all: format.count(back.allOrMore),
              nothing: format.count(back.nothing),
            })}
          </p>
          <ul className="mt-4 space-y-3">
            {PARTS.map(({ part, fill }) => (
              <li key={part}>
                <div className="flex justify-between gap-4 text-14">
                  <span className="text-ink-2">{t(`prospectus.back.${part}`)}</span>
                  <span className="shrink-0 font-medium" data-back={part}>
                    {t("prospectus.people", { number: format.count(back[part]) })}
                  </span>
                </div>
                <div aria-hidden="true" className="mt-1 h-2 overflow-hidden rounded-full bg-line">
                  <div className={`h-full ${fill}`} style={{ width: `${(100 * back[part]) / bought}%` }} />
                </div>
              </li>
            ))}
          </ul>
          <p className="mt-4 text-14">
            {t("prospectus.sums", { paid: format.money(back.paid), received: format.money(back.received) })}
          </p>
          <p className="mt-2 text-12 text-ink-2">{t("prospectus.counted", { entry: format.count(earlier.entry) })}</p>
        </>
      )}
    </Card>
  );
}
