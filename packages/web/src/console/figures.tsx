// The operator's figures in one row: what came in, what was paid, what is held and owed.
import type { ProgrammeState } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isZero, sum } from "../shared/format/decimal.js";
import { useStanding } from "../plan/standing.js";
import { useProgramme } from "../shared/programme.js";
import { Swatch } from "../shared/ui/promise.js";
import { Card, Stat } from "../shared/ui/surfaces.js";
import { Worked } from "../shared/why/parts.js";
import type { Explanation } from "../shared/why/sheet.js";
import { Figure } from "../shared/why/sheet.js";

export function OverviewFigures({ state }: { state: ProgrammeState }): ReactElement {
  const { t } = useTranslation();
  const { format, poolTitle } = useProgramme();
  const { promised, coverage } = useStanding(state);
  const pools = sum(Object.values(state.pools));
  const closing =
    state.closeMillis === null
      ? "—"
      : t("overview.millis", { millis: state.closeMillis < 1 ? "< 1" : format.count(Math.round(state.closeMillis)) });
  const simple = (name: string, figure: string, body: string): (() => Explanation) => {
    return () => ({ title: name, figure, body: <Worked>{body}</Worked> });
  };
  const margin = (): Explanation => ({
    title: t("overview.margin"),
    figure: format.money(state.margin),
    body: (
      <Worked
        rows={[
          [t("overview.gross"), format.money(state.gross)],
          [t("overview.margin"), format.money(state.margin)],
          [t("overview.paid"), format.money(state.paid)],
          [t("overview.revenue"), format.money(state.revenue)],
        ]}
      >
        {t("explain.margin")}
      </Worked>
    ),
  });
  const held = (): Explanation => ({
    title: t("overview.pools"),
    figure: format.money(pools),
    body: (
      <Worked
        rows={Object.entries(state.pools).map(([name, amount]) => [poolTitle(name), format.money(amount)] as const)}
      >
        {t("explain.pool")}
      </Worked>
    ),
  });
  return (
    <Card label={t("overview.figures")}>
      <div className="grid grid-cols-2 gap-x-4 gap-y-6 md:grid-cols-4">
        <Stat label={t("overview.gross")} note={t("overview.ordersOf", { orders: format.count(state.orders) })}>
          <Figure why={simple(t("overview.gross"), format.money(state.gross), t("explain.gross"))}>
            {format.shortMoney(state.gross)}
          </Figure>
        </Stat>
        <Stat
          label={t("overview.margin")}
          note={t("overview.revenueOf", { revenue: format.shortMoney(state.revenue) })}
        >
          <Figure why={margin}>{format.shortMoney(state.margin)}</Figure>
        </Stat>
        <Stat
          label={
            <>
              <Swatch kind="funded" />
              {t("overview.pools")}
            </>
          }
          note={t("overview.paidOf", { paid: format.shortMoney(state.paid) })}
        >
          <span className="text-leaf">
            <Figure why={held}>{format.shortMoney(pools)}</Figure>
          </span>
        </Stat>
        <Stat
          label={
            <>
              <Swatch kind="promised" />
              {t("owed.owed")}
            </>
          }
          note={
            state.coverage === null
              ? t("overview.nothingOwed")
              : t("overview.coverageOf", { share: format.percent(state.coverage) })
          }
        >
          <span className="text-amber">
            <Figure why={coverage}>{format.shortMoney(promised)}</Figure>
          </span>
        </Stat>
        <Stat label={t("overview.members")}>
          <Figure why={simple(t("overview.members"), format.count(state.members), t("explain.members"))}>
            {format.count(state.members)}
          </Figure>
        </Stat>
        <Stat label={t("overview.receivables")}>
          <span className={isZero(state.receivables) ? "" : "text-clay"}>
            <Figure why={simple(t("overview.receivables"), format.money(state.receivables), t("explain.receivables"))}>
              {format.shortMoney(state.receivables)}
            </Figure>
          </span>
        </Stat>
        <Stat
          label={t("overview.close")}
          note={state.lag.days > 0 ? t("overview.daysToClose", { count: state.lag.days }) : t("overview.closeNote")}
        >
          <Figure why={simple(t("overview.close"), closing, t("explain.close"))}>{closing}</Figure>
        </Stat>
        <Stat label={t("overview.lag")} note={t("overview.lagNote")}>
          <Figure
            why={simple(t("overview.lag"), `${state.lag.projection} · ${state.lag.checkpoint}`, t("explain.lag"))}
          >
            {format.count(state.lag.projection)} · {format.count(state.lag.checkpoint)}
          </Figure>
        </Stat>
      </div>
    </Card>
  );
}
