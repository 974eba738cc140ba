// Places in a line: how far from the front, what its turn still lacks, and an honest estimate in orders like those of the last day.
import type { WalletAhead } from "@perennial/api";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { Worked } from "../../shared/why/parts.js";
import type { Explanation } from "../../shared/why/sheet.js";
import { Figure } from "../../shared/why/sheet.js";

type Place = WalletAhead["places"][number];

const FEW = 3;

export function Places({ ahead }: { ahead: WalletAhead }): ReactElement | null {
  const { t } = useTranslation();
  const { mechanismTitle } = useProgramme();
  const [isWhole, setWhole] = useState(false);
  const { places } = ahead;
  const [first] = places;
  if (!first) return null;
  return (
    <Card label={t("ahead.place.title")}>
      <CardTitle aside={t("ahead.place.count", { count: places.length })}>{mechanismTitle(first.mechanism)}</CardTitle>
      <ul className="divide-y divide-line">
        {(isWhole ? places : places.slice(0, FEW)).map((place) => (
          <Row key={`${place.mechanism} ${place.order}`} place={place} ahead={ahead} />
        ))}
      </ul>
      {places.length > FEW && (
        <Button className="mt-4 w-full" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("lot.fewer") : t("ahead.place.all", { count: places.length })}
        </Button>
      )}
    </Card>
  );
}

function Row({ place, ahead }: { place: Place; ahead: WalletAhead }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const estimate = useEstimate();
  return (
    <li className="py-3 first:pt-0 last:pb-0" data-place={place.order}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-20 font-semibold">
          <Figure why={useWhyOf(place, ahead)}>
            {t("ahead.place.position", { position: format.count(place.position) })}
          </Figure>
        </span>
        <span className="text-16 font-semibold text-amber">{format.money(place.left)}</span>
      </div>
      <p className="mt-1 text-14">{estimate(place, ahead)}</p>
      <p className="mt-0.5 text-12 text-ink-2">
        {t("ahead.place.from", { order: place.order, day: format.day(place.day) })}
        {!isZero(place.missing) && ` · ${t("ahead.place.missing", { amount: format.money(place.missing) })}`}
      </p>
    </li>
  );
}

/** In one sentence: what it takes until this place is paid. */
function useEstimate(): (place: Place, ahead: WalletAhead) => string {
  const { t } = useTranslation();
  const { format } = useProgramme();
  return ({ orders, due }, { like, today }) => {
    if (orders === 0) {
      const isDue = due === undefined || today === null || due <= today;
      return isDue ? t("ahead.place.next") : t("ahead.place.waits", { day: format.day(due) });
    }
    if (orders === null) return like === null ? t("ahead.place.unknown") : t("ahead.place.never");
    return like !== null && like.day === today
      ? t("ahead.place.needsToday", { count: orders, orders: format.count(orders) })
      : t("ahead.place.needs", {
          count: orders,
          orders: format.count(orders),
          day: like === null ? "" : format.day(like.day),
        });
  };
}

function useWhyOf(place: Place, { like }: WalletAhead): () => Explanation {
  const { t } = useTranslation();
  const { format, poolTitle } = useProgramme();
  return () => ({
    title: t("ahead.place.title"),
    figure: t("ahead.place.position", { position: format.count(place.position) }),
    body: (
      <Worked
        formula={`${format.money(place.ahead)} + ${format.money(place.left)} − ${format.money(place.held)} → ${format.money(place.missing)}`}
        rows={[
          [t("ahead.place.ahead"), format.money(place.ahead)],
          [t("ahead.place.left"), format.money(place.left)],
          [t("ahead.place.held", { pool: poolTitle(place.pool) }), format.money(place.held)],
          [t("ahead.place.lacks"), format.money(place.missing)],
          ...(place.due === undefined ? [] : [[t("ahead.place.due"), format.day(place.due)] as const]),
          ...(place.arrivals === undefined ? [] : [[t("ahead.place.arrivals"), format.count(place.arrivals)] as const]),
          ...(like === null
            ? []
            : [
                [t("ahead.place.likeDay"), format.day(like.day)] as const,
                [t("ahead.place.likeGross"), format.money(like.gross)] as const,
                [t("ahead.place.likeMargin"), format.money(like.margin)] as const,
              ]),
        ]}
      >
        {t("ahead.place.means")}
      </Worked>
    ),
  });
}
