// What comes on which day if nothing else happens: what is freed is certain, what a pool pays comes as far as it reaches, what lapses goes.
import type { WalletAhead } from "@perennial/api";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero, sum } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { Rows, Worked } from "../../shared/why/parts.js";
import type { Explanation } from "../../shared/why/sheet.js";
import { Figure } from "../../shared/why/sheet.js";

type Coming = WalletAhead["coming"][number];

const FEW = 7;
const TONE = { freed: "", paid: "text-amber", lapses: "text-clay" } as const;

export function Calendar({ ahead }: { ahead: WalletAhead }): ReactElement | null {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const [isWhole, setWhole] = useState(false);
  const days = [...new Set(ahead.coming.map(({ day }) => day))];
  if (days.length === 0) return null;
  return (
    <Card label={t("ahead.calendar.title")}>
      <CardTitle
        aside={ahead.through === null ? undefined : t("ahead.calendar.until", { day: format.day(ahead.through) })}
      >
        {t("ahead.calendar.title")}
      </CardTitle>
      <Totals coming={ahead.coming} />
      <ol className="mt-3 divide-y divide-line border-y border-line">
        {(isWhole ? days : days.slice(0, FEW)).map((day) => (
          <Day
            key={day}
            day={day}
            isToday={day === ahead.today}
            lines={ahead.coming.filter((line) => line.day === day)}
          />
        ))}
      </ol>
      {days.length > FEW && (
        <Button className="mt-4 w-full" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("lot.fewer") : t("ahead.calendar.all", { count: days.length })}
        </Button>
      )}
    </Card>
  );
}

/** The answer, largest on the card: how much of each asset in all. */
function Totals({ coming }: { coming: readonly Coming[] }): ReactElement {
  const { t } = useTranslation();
  const { quantity, assetTitle } = useProgramme();
  const kinds = (["freed", "paid", "lapses"] as const).flatMap((kind) => {
    const lines = coming.filter((line) => line.kind === kind);
    return [...new Set(lines.map(({ asset }) => asset))].map((asset) => ({
      kind,
      asset,
      amount: sum(lines.filter((line) => line.asset === asset).map(({ amount }) => amount)),
    }));
  });
  return (
    <dl className="grid grid-cols-2 gap-4">
      {kinds
        .filter(({ amount }) => !isZero(amount))
        .map(({ kind, asset, amount }) => (
          <div key={`${kind} ${asset}`}>
            <dt className="text-12 text-ink-2">
              {t(`ahead.kind.${kind}`)} · {assetTitle(asset)}
            </dt>
            <dd className={`mt-0.5 text-20 font-semibold ${TONE[kind]}`}>{quantity(asset, amount)}</dd>
          </div>
        ))}
    </dl>
  );
}

function Day({ day, isToday, lines }: { day: string; isToday: boolean; lines: readonly Coming[] }): ReactElement {
  const { t } = useTranslation();
  const { format, quantity, assetTitle, mechanismTitle, poolTitle } = useProgramme();
  const why =
    ({ kind, asset, amount, mechanism, pool }: Coming) =>
    (): Explanation => ({
      title: `${format.day(day)} · ${assetTitle(asset)}`,
      figure: quantity(asset, amount),
      body: (
        <>
          <Worked>{t(`ahead.means.${kind}`)}</Worked>
          <div className="mt-4">
            <Rows
              rows={[
                [t("why.rule"), mechanismTitle(mechanism)],
                ...(pool === "" ? [] : [[t("ahead.pool"), poolTitle(pool)] as const]),
              ]}
            />
          </div>
        </>
      ),
    });
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-2.5 text-14" data-coming={day}>
      <span className="text-ink-2">{isToday ? t("ahead.calendar.tonight") : format.day(day)}</span>
      <span className="flex flex-col items-end">
        {lines.map((line) => (
          <span key={`${line.kind} ${line.mechanism} ${line.asset}`} className={TONE[line.kind]}>
            <Figure why={why(line)} className="font-medium">
              {line.kind === "lapses" ? "−" : "+"}
              {quantity(line.asset, line.amount)}
            </Figure>
            <span className="ml-1 text-12 text-ink-2">
              {line.asset === "cash" ? t(`ahead.kind.${line.kind}`) : assetTitle(line.asset)}
            </span>
          </span>
        ))}
      </span>
    </li>
  );
}
