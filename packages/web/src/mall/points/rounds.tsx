// Rounds of vouchers: how many there have been, what brings the next one, and what the member's own lots have had and may still have.
import type { WalletAhead } from "@perennial/api";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { share } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { PromiseBar } from "../../shared/ui/promise.js";
import { Card, CardTitle, Stat } from "../../shared/ui/surfaces.js";

type Rounds = WalletAhead["rounds"][number];

const FEW = 5;

export function RoundsCards({ rounds }: { rounds: readonly Rounds[] }): ReactElement {
  return (
    <>
      {rounds.map((each) => (
        <RoundsCard key={each.mechanism} rounds={each} />
      ))}
    </>
  );
}

function RoundsCard({
  rounds: { voucher, points, rounds, existing, target, latest, mine },
}: {
  rounds: Rounds;
}): ReactElement {
  const { t } = useTranslation();
  const { format, assetTitle, quantity } = useProgramme();
  const [isWhole, setWhole] = useState(false);
  const newest = rounds.toReversed();
  const had = share(mine.received, mine.most);
  return (
    <Card label={t("ahead.rounds.title")}>
      <CardTitle aside={latest === undefined ? undefined : t("ahead.rounds.latest", { day: format.day(latest) })}>
        {t("ahead.rounds.count", { count: rounds.length })}
      </CardTitle>
      <div className="grid grid-cols-2 gap-4">
        <Stat label={`${t("ahead.rounds.received")} · ${assetTitle(voucher)}`}>{quantity(voucher, mine.received)}</Stat>
        <Stat label={t("ahead.rounds.next")}>
          <span className="text-amber">+{quantity(voucher, mine.next)}</span>
        </Stat>
      </div>
      <div className="mt-3">
        <PromiseBar paid={had} promised={1 - had} />
        <p className="mt-2 text-12 text-ink-2">
          {t("ahead.rounds.most", { most: quantity(voucher, mine.most), points: quantity(points, mine.points) })}
        </p>
      </div>
      <p className="mt-2 text-12 text-ink-2">
        {t("ahead.rounds.growth", { existing: quantity(points, existing), target: quantity(points, target) })}
      </p>
      {newest.length > 0 && (
        <ol className="mt-3 divide-y divide-line border-y border-line text-14">
          {(isWhole ? newest : newest.slice(0, FEW)).map(({ number, day, growth }) => (
            <li key={number} className="flex justify-between gap-4 py-2">
              <span className="shrink-0">{t("ahead.rounds.number", { number })}</span>
              <span className="text-right text-ink-2">
                {format.day(day)} · {t("ahead.rounds.grown", { growth: format.percent(growth) })}
              </span>
            </li>
          ))}
        </ol>
      )}
      {newest.length > FEW && (
        <Button className="mt-4 w-full" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("lot.fewer") : t("ahead.rounds.all", { count: newest.length })}
        </Button>
      )}
    </Card>
  );
}
