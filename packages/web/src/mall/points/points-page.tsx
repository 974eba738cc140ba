// What lies ahead of a member's points: prices and what stands behind them, lots and their exits, what comes on which day, places in lines, shares and
// rounds. Every figure is the kernel's own; only what the plan has is shown.
import type { HolderDetail, ProgrammeState, WalletAhead } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useExplain } from "../../member/explain.js";
import { Lots } from "../../member/holdings.js";
import { PriceCard } from "../../plan/price.js";
import { Standing } from "../../plan/standing.js";
import { holderQuery, seriesQuery, stateQuery } from "../../shared/api/queries.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { walletAheadQuery } from "../queries.js";
import { Calendar } from "./calendar.js";
import { Places } from "./places.js";
import { RoundsCards } from "./rounds.js";
import { Shares } from "./shares.js";

export function PointsPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("ahead.title")} lead={t("ahead.lead")} />
      <ForMember>{(member) => <Own member={member} />}</ForMember>
    </>
  );
}

function Own({ member }: { member: string }): ReactElement {
  const { id } = useProgramme();
  const holder = useQuery(holderQuery(id, member));
  const state = useQuery(stateQuery(id));
  const ahead = useQuery(walletAheadQuery(id, member));
  if (holder.data && state.data && ahead.data)
    return <Sections holder={holder.data} state={state.data} ahead={ahead.data} />;
  const retry = (): void => [holder, state, ahead].forEach(({ refetch }) => void refetch());
  return (
    <Card>
      <Pending error={holder.error ?? state.error ?? ahead.error} onRetry={retry} rows={6} />
    </Card>
  );
}

function Sections({
  holder,
  state,
  ahead,
}: {
  holder: HolderDetail;
  state: ProgrammeState;
  ahead: WalletAhead;
}): ReactElement {
  const priced = Object.keys(state.prices);
  const hasPools = Object.keys(state.pools).length > 0;
  const withLots = [...new Set(holder.lots.map(({ asset }) => asset))];
  const exits = (asset: string): boolean =>
    holder.lots.some((lot) => lot.asset === asset && lot.exitPrice !== undefined);
  const isEmpty =
    priced.length === 0 &&
    withLots.length === 0 &&
    ahead.coming.length + ahead.places.length + ahead.shares.length + ahead.rounds.length === 0;
  if (isEmpty) return <Nothing />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-6">
      <div className="min-w-0 space-y-4 lg:space-y-6">
        {priced.map((asset) => (
          <Price key={asset} asset={asset} state={state} />
        ))}
        <Calendar ahead={ahead} />
        <RoundsCards rounds={ahead.rounds} />
        {withLots.filter(exits).map((asset) => (
          <LotsOf key={asset} asset={asset} holder={holder} state={state} />
        ))}
      </div>
      <div className="min-w-0 space-y-4 lg:space-y-6">
        {hasPools && <Standing state={state} />}
        <Places ahead={ahead} />
        <Shares shares={ahead.shares} />
        {withLots
          .filter((asset) => !exits(asset))
          .map((asset) => (
            <LotsOf key={asset} asset={asset} holder={holder} state={state} />
          ))}
      </div>
    </div>
  );
}

function Price({ asset, state }: { asset: string; state: ProgrammeState }): ReactElement {
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(seriesQuery(id));
  if (data) return <PriceCard asset={asset} state={state} days={data.days} />;
  return (
    <Card>
      <Pending error={error} onRetry={refetch} rows={3} />
    </Card>
  );
}

function LotsOf({
  asset,
  holder,
  state,
}: {
  asset: string;
  holder: HolderDetail;
  state: ProgrammeState;
}): ReactElement {
  const { t } = useTranslation();
  const { assetTitle } = useProgramme();
  const explain = useExplain(holder, state);
  return (
    <Card label={t("ahead.lotsOf", { asset: assetTitle(asset) })}>
      <p className="text-14 text-ink-2">{assetTitle(asset)}</p>
      <Lots lots={holder.lots.filter((lot) => lot.asset === asset)} explain={explain} />
    </Card>
  );
}

function Nothing(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  return (
    <Card>
      <Notice
        icon="leaf"
        title={t("ahead.nothing.title")}
        action={
          <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("primary")}>
            {t("ahead.nothing.go")}
          </Link>
        }
      >
        {t("ahead.nothing.body")}
      </Notice>
    </Card>
  );
}
