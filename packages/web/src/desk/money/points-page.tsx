// The shop's assets: what is free of each, what came and went in the last days, and what the days to come will ask for by the plan.
import type { PointsDesk, PointsDeskQuery } from "@perennial/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle, Stat } from "../../shared/ui/surfaces.js";
import { pointsQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Loaded } from "../ui/parts.js";
import { NeedCard } from "./need.js";

type Wallet = PointsDesk["wallets"][number];

export function PointsPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = "" } = useDesk();
  const [own, setOwn] = useState<PointsDeskQuery>({});
  const query = useQuery({ ...pointsQuery(id, merchant, own), placeholderData: keepPreviousData });
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
        <div className="space-y-4">
          <NeedCard need={query.data.need} onOwn={setOwn} />
          <div className="grid gap-4 xl:grid-cols-2">
            {query.data.wallets.map((wallet) => (
              <AssetCard key={wallet.asset} wallet={wallet} />
            ))}
          </div>
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

function AssetCard({ wallet }: { wallet: Wallet }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  const { asset, free, total, received, spent } = wallet;
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
    </Card>
  );
}
