// The landing page: what came in today, and what waits for somebody to do it; whoever has no shop yet is led to opening one.
import type { DeskSummary } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Bone, BoneRows, Failure, Notice, Waiting } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle, Stat } from "../../shared/ui/surfaces.js";
import { summaryQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";

export function HomePage(): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { merchant, isHouse, whose, seats } = useDesk();
  const query = useQuery({ ...summaryQuery(id, whose), enabled: seats.length > 0 });
  if (seats.length === 0) return <Navigate to="/p/$programme/desk/apply" params={{ programme: id }} replace />;
  return (
    <>
      <PageTitle title={t("desk.home.title")} lead={query.data && format.day(query.data.day)}>
        {(merchant !== undefined || isHouse) && (
          <Link to="/p/$programme/desk/till" params={{ programme: id }} className={linkButton("primary")}>
            <Icon name="till" size={18} />
            {t("desk.nav.till")}
          </Link>
        )}
      </PageTitle>
      {query.data ? (
        <Day summary={query.data} />
      ) : (
        <Card>{query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <DayBones />}</Card>
      )}
    </>
  );
}

function DayBones(): ReactElement {
  return (
    <Waiting>
      <Bone className="h-4 w-24" />
      <Bone className="mt-3 h-10 w-48" />
      <BoneRows rows={4} />
    </Waiting>
  );
}

function Day({ summary }: { summary: DeskSummary }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  return (
    <div className="space-y-4">
      <Card label={t("desk.home.today")}>
        <p className="text-14 text-ink-2">{t("desk.home.gross")}</p>
        <p className="mt-1 text-28 font-semibold sm:text-40" data-figure="today-gross">
          {format.money(summary.gross)}
        </p>
        <div className="mt-4 grid grid-cols-2 gap-4 border-t border-line pt-4 sm:grid-cols-3">
          <Stat label={t("desk.home.orders")}>{format.count(summary.orders)}</Stat>
          <Stat label={t("desk.home.refunded")}>{format.money(summary.refunded)}</Stat>
        </div>
      </Card>
      <Card>
        <CardTitle>{t("desk.home.waits")}</CardTitle>
        <Waits summary={summary} />
      </Card>
    </div>
  );
}

function Waits({ summary }: { summary: DeskSummary }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const orders = "/p/$programme/desk/orders";
  const all = [
    { word: "toShip", count: summary.toShip + summary.toHand, to: orders, search: { state: "paid" } },
    { word: "refunds", count: summary.refunds, to: orders, search: { refund: "asked" } },
    { word: "invoices", count: summary.invoices, to: orders, search: { invoice: "asked" } },
    { word: "refused", count: summary.refused, to: orders, search: { settlement: "refused" } },
    { word: "applications", count: summary.applications ?? 0, to: "/p/$programme/desk/review", search: {} },
    { word: "soldOut", count: summary.soldOut, to: "/p/$programme/desk/products", search: {} },
  ] as const;
  const waiting = all.filter(({ count }) => count > 0);
  if (waiting.length === 0)
    return (
      <Notice icon="check" title={t("desk.home.nothing.title")}>
        {t("desk.home.nothing.body")}
      </Notice>
    );
  return (
    <ul className="divide-y divide-line">
      {waiting.map(({ word, count, to, search }) => (
        <li key={word}>
          <Link
            to={to}
            params={{ programme: id }}
            search={search}
            className="-mx-2 flex min-h-14 items-center gap-4 rounded-control px-2 hover:bg-paper"
          >
            <span className="min-w-10 text-20 font-semibold text-leaf">{count}</span>
            <span className="min-w-0 flex-1 text-14">{t(`desk.home.wait.${word}`)}</span>
            <span className="text-ink-3">
              <Icon name="right" size={18} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
