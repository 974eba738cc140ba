// The shop's assets: what is free of each, what came and went in the last days, and how far the balance reaches at that pace.
import type { PointsDesk } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { compare, isZero, minus } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle, Stat } from "../../shared/ui/surfaces.js";
import { pointsQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Loaded } from "../ui/parts.js";

type Wallet = PointsDesk["wallets"][number];

export function PointsPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = "" } = useDesk();
  const query = useQuery(pointsQuery(id, merchant));
  return (
    <>
      <PageTitle title={t("desk.nav.points")} lead={query.data && t("desk.points.lead", { days: query.data.days })}>
        <Link
          to="/p/$programme/wallet/$holder"
          params={{ programme: id, holder: merchant }}
          className={linkButton("quiet")}
        >
          {t("desk.points.lines")}
        </Link>
      </PageTitle>
      {query.data && query.data.wallets.length > 0 ? (
        <div className="grid gap-4 xl:grid-cols-2">
          {query.data.wallets.map((wallet) => (
            <AssetCard key={wallet.asset} wallet={wallet} days={query.data.days} />
          ))}
        </div>
      ) : (
        <Card>
          <Loaded query={query}>
            {() => (
              <Notice icon="leaf" title={t("desk.points.none.title")}>
                {t("desk.points.none.body")}
              </Notice>
            )}
          </Loaded>
        </Card>
      )}
    </>
  );
}

/** Whole days that the free balance lasts at the pace of the last days; undefined: nothing goes, or it lasts longer than a year. */
function daysLeft({ free, spent }: Wallet, days: number): number | undefined {
  if (isZero(spent)) return undefined;
  const left = Math.floor((Number(free) / Number(spent)) * days);
  return left > 365 ? undefined : left;
}

function AssetCard({ wallet, days }: { wallet: Wallet; days: number }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  const { asset, free, total, received, spent } = wallet;
  const left = daysLeft(wallet, days);
  const isShort = compare(spent, free) > 0;
  return (
    <Card>
      <CardTitle>{assetTitle(asset)}</CardTitle>
      <p className="text-14 text-ink-2">{t("desk.points.free")}</p>
      <p className="mt-1 text-28 font-semibold">{quantity(asset, free)}</p>
      <div className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-3">
        <Stat label={t("desk.points.received")}>{quantity(asset, received)}</Stat>
        <Stat label={t("desk.points.spent")}>{quantity(asset, spent)}</Stat>
        <Stat label={t("desk.points.total")}>{quantity(asset, total)}</Stat>
      </div>
      {asset !== "cash" && !isZero(spent) && (
        <p className={`mt-4 rounded-control p-3 text-14 ${isShort ? "bg-amber-soft" : "bg-leaf-soft"}`}>
          {isShort
            ? t("desk.points.need", { days, need: quantity(asset, minus(spent, free)) })
            : left === undefined
              ? t("desk.points.long")
              : t("desk.points.lasts", { days: left })}
        </p>
      )}
    </Card>
  );
}
